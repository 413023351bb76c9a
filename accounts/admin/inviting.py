"""Inviting a runner to a clinic, by mail."""

from http import HTTPStatus
from typing import cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from accounts.admin.acts import Asking, posted
from accounts.admin.forms import AddressForm
from accounts.admin.records import viewer_of
from accounts.models import Clinic, Invitation, Membership
from accounts.outgoing import MailNotSent
from accounts.services import (
    InvitedBefore,
    NotTreatingHere,
    TooManyInvitations,
    invite,
    token_of,
    withdraw_invitation,
)

NOT_INVITED = {
    NotTreatingHere: "You do not treat people at this clinic any more.",
    InvitedBefore: "Your clinic wrote to this address within a day. Wait for an answer.",
    TooManyInvitations: "Your clinic sent 50 invitations within a day. Go on tomorrow.",
}
NOT_SENT = "The mail server takes no mail right now. Wait a minute, then try again."


class Inviting(Asking):
    """The page on which whoever treats people at a clinic invites a runner."""

    def invite_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for an address, and on a post write to it.

        :raises Http404: if there is no such clinic for whoever asks.
        :raises PermissionDenied: if they do not treat people there.
        """
        clinic = cast("Clinic", self.get_object(request, unquote(object_id)))
        if viewer_of(request).roles.get(clinic.pk) not in Membership.CLINICAL:
            raise PermissionDenied
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
        withdraw_invitation(invitation=invitation)
        raise


def _url(invitation: Invitation) -> str:
    return settings.PUBLIC_URL + reverse("clinic_join", args=[token_of(invitation)])
