"""Which clinics look after a runner: by a code, by an invitation, and no more."""

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import AgreeForm, ClinicCodeForm, EndLinkForm
from accounts.limits import limited
from accounts.models import CareLink, Clinic, User
from accounts.services import (
    InvitationOver,
    InvitationUsed,
    NoSuchClinic,
    NoSuchInvitation,
    accept_invitation,
    end_link,
    find_clinic,
    find_invitation,
    link_to_clinic,
)

CODES = "20/m,100/h"  # nobody mistypes a code more often, and nobody finds one by trying


@require_http_methods(["GET", "HEAD", "POST"])
@limited(CODES, action="clinic_code")
def clinics(request: HttpRequest) -> HttpResponse:
    """List the clinics that see one's history, and take the code of another.

    A code first leads to the name of its clinic and the words to agree to.
    """
    person = cast("User", request.user)
    form = ClinicCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            clinic = find_clinic(form.cleaned_data["clinic_code"])
        except NoSuchClinic:
            form.refuse()
        else:
            return _agree(request, person, clinic)
    links = person.care_links.filter(ended_at=None).select_related("clinic", "physio")
    page = {"form": form, "links": links.order_by("begun_at", "pk")}
    return render(request, "account/clinics.html", page, status=_status(form))


@require_POST
@limited(CODES, action="clinic_code")
def clinic_end(request: HttpRequest) -> HttpResponse:
    """End one of one's own links. Whatever else was sent changes nothing."""
    person = cast("User", request.user)
    form = EndLinkForm(request.POST, links=person.care_links.select_related("clinic"))
    if form.is_valid():
        link = end_link(patient=person, link=form.cleaned_data["link"], at=timezone.now())
        said = _("Done. {clinic} no longer sees your history.")
        messages.success(request, said.format(clinic=link.clinic.name))
    return redirect("clinics")


@require_http_methods(["GET", "HEAD", "POST"])
@limited(CODES, action="clinic_code")
def clinic_join(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation and the words to agree to; on POST accept it."""
    person, now = cast("User", request.user), timezone.now()
    try:
        invitation = find_invitation(person=person, token=token, at=now)
        form = AgreeForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            words = {"token": token, "wording": form.wording}
            return _linked(request, accept_invitation(person=person, at=now, **words))
    except (NoSuchInvitation, InvitationUsed, InvitationOver) as dead:
        return _dead(request, dead)
    page = {"form": form, "clinic": invitation.clinic, "code": ""}
    return render(request, "account/clinic_agree.html", page, status=_status(form))


def _agree(request: HttpRequest, person: User, clinic: Clinic) -> HttpResponse:
    """Show whose code it is and the words; once they were agreed to, link."""
    seen = "agreeing" in request.POST
    form = AgreeForm(request.POST if seen else None)
    if form.is_valid():
        said = {"code": clinic.code, "wording": form.wording}
        return _linked(request, link_to_clinic(patient=person, at=timezone.now(), **said))
    page = {"form": form, "clinic": clinic, "code": clinic.code}
    return render(request, "account/clinic_agree.html", page, status=_status(form))


def _linked(request: HttpRequest, link: CareLink) -> HttpResponse:
    said = _("Done. {clinic} can see your history now.")
    messages.success(request, said.format(clinic=link.clinic.name))
    return redirect("clinics")


def _dead(request: HttpRequest, why: Exception) -> HttpResponse:
    """Say what to do with an invitation that does not open."""
    unknown = isinstance(why, NoSuchInvitation)
    page = {"unknown": unknown, "used": isinstance(why, InvitationUsed)}
    status = HTTPStatus.NOT_FOUND if unknown else HTTPStatus.GONE
    return render(request, "account/clinic_dead_invitation.html", page, status=status)


def _status(form: ClinicCodeForm | AgreeForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
