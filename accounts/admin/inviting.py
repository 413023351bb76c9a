"""Inviting a runner to a clinic, by mail, and withdrawing that."""

from http import HTTPStatus
from typing import cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from accounts.admin.acts import Asking, posted
from accounts.admin.forms import AddressForm
from accounts.admin.records import viewer_of
from accounts.models import Clinic, Invitation, Membership, User
from accounts.models.invitations import InvitationQuerySet
from accounts.outgoing import MailNotSent
from accounts.services import (
    InvitationUsed,
    InvitedBefore,
    NotTreatingHere,
    TooManyInvitations,
    forget_invitation,
    invite,
    token_of,
    withdraw_invitation,
)

NOT_INVITED = {
    NotTreatingHere: "You do not treat people at this clinic any more.",
    InvitedBefore: "Your clinic wrote to this address within a day. Wait for an answer.",
    TooManyInvitations: "Your clinic sent 50 invitations within a day. Go on tomorrow.",
}
USED = "They said yes meanwhile, so there is nothing to withdraw."
NEWEST = 50  # invitations on the page of a clinic
NOT_SENT = "The mail server takes no mail right now. Wait a minute, then try again."


class Inviting(Asking):
    """Pages on which whoever treats people at a clinic invites runners, or no more."""

    def invite_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for an address, and on a post write to it.

        :raises Http404: if there is no such clinic for whoever asks.
        :raises PermissionDenied: if they do not treat people there.
        """
        clinic = self._treated_at(request, object_id)
        form, status = AddressForm(posted(request)), None
        if form.is_valid():
            try:
                _invite(request, clinic, form.cleaned_data["email"])
            except tuple(NOT_INVITED) as refused:
                form.add_error("email", NOT_INVITED[type(refused)])
            except MailNotSent:
                form.add_error(None, NOT_SENT)
                status = HTTPStatus.SERVICE_UNAVAILABLE
            else:
                messages.success(request, "Done: the invitation is on its way.")
                return redirect("admin:accounts_clinic_change", clinic.pk)
        return self.ask(
            request,
            form=form,
            title="Invite a runner",
            about=f"{clinic}. They get one email. You see them once they agree.",
            button="Send the invitation",
            back=("admin:accounts_clinic_change", clinic.pk),
            status=status,
        )

    def withdraw_view(
        self, request: HttpRequest, object_id: str, invitation_id: int
    ) -> HttpResponse:
        """Ask if an invitation is to end, and on a post end it.

        :raises Http404: if there is no such invitation for whoever asks.
        :raises PermissionDenied: if they do not treat people there.
        """
        clinic, member = self._treated_at(request, object_id), viewer_of(request)
        invitation = get_object_or_404(_sent(clinic, member), pk=invitation_id)
        back = ("admin:accounts_clinic_change", clinic.pk)
        if request.method == "POST":
            try:
                withdraw_invitation(invitation=invitation, by=member, at=timezone.now())
            except NotTreatingHere as lost:
                raise PermissionDenied from lost
            except InvitationUsed:
                messages.warning(request, USED)
            else:
                messages.success(request, "Done: the link in their email opens no more.")
            return redirect(*back)
        return self.ask(
            request,
            form=Form(),
            title="Withdraw an invitation",
            about=f"{invitation.email}, invited to {clinic} by {invitation.by}. The link "
            "in their email will say that the invitation is over.",
            button="Withdraw it",
            back=back,
        )

    def _treated_at(self, request: HttpRequest, object_id: str) -> Clinic:
        """Return a clinic at which whoever asks treats people.

        :raises Http404: if there is none for whoever asks.
        :raises PermissionDenied: if they do not treat people there.
        """
        clinic = cast("Clinic", self.get_object(request, unquote(object_id)))
        if viewer_of(request).roles.get(clinic.pk) not in Membership.CLINICAL:
            raise PermissionDenied
        return clinic


def sent_by(clinic: Clinic, member: User) -> QuerySet[Invitation]:
    """Return the newest invitations nobody answered: to a lead all, to others their own."""
    open_ones = _sent(clinic, member).open(at=timezone.now())
    return open_ones.order_by("-made_at")[:NEWEST]


def _sent(clinic: Clinic, member: User) -> InvitationQuerySet:
    sent = Invitation.objects.filter(clinic=clinic).select_related("by")
    return sent if clinic.pk in member.leads else sent.filter(by=member)


def _invite(request: HttpRequest, clinic: Clinic, email: str) -> None:
    """Keep the invitation and send its mail; one whose mail did not go is forgotten."""
    invitation = invite(
        clinic=clinic, email=email, by=viewer_of(request), at=timezone.now()
    )
    try:
        get_adapter().send_mail(
            "account/email/invitation",
            invitation.email,
            {"clinic": clinic.name, "url": _url(invitation)},
        )
    except MailNotSent:
        forget_invitation(invitation=invitation)
        raise


def _url(invitation: Invitation) -> str:
    return settings.PUBLIC_URL + reverse("clinic_join", args=[token_of(invitation)])
