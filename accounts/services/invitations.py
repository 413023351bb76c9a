"""A clinic asks the owner of an address to let it look after them."""

from datetime import datetime, timedelta

from django.core import signing
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import CareLink, Clinic, Invitation, Membership, User
from accounts.services.links import NotTreatingHere, link

OPEN_FOR = timedelta(days=14)
# Our default: nobody is written to again within a day, whoever presses the button.
ASKED_AGAIN_AFTER = timedelta(days=1)
A_MOMENT = timedelta(microseconds=1)
MOST_A_DAY = 50  # our default, for one clinic: more looks like a list of strangers


class InvitedBefore(Exception):
    """The clinic wrote to this address within a day."""


class TooManyInvitations(Exception):
    """The clinic has sent as many as it may within a day."""


class NoSuchInvitation(Exception):
    """Nobody here made this link, or it was made for somebody else."""


class InvitationOver(Exception):
    """It ended before it was accepted."""


class InvitationUsed(Exception):
    """It was accepted before."""


@transaction.atomic
def invite(*, clinic: Clinic, email: str, by: User, at: datetime) -> Invitation:
    """Ask the owner of ``email`` to let ``clinic`` see their history, for 14 days.

    Whether the address has an account makes no difference, and nobody is told. The mail is
    up to whoever calls: it goes once this has committed.

    :raises NotTreatingHere: if ``by`` does not treat people there.
    :raises ValidationError: if ``email`` is no address.
    :raises InvitedBefore: if the clinic wrote to them within a day.
    :raises TooManyInvitations: if it wrote to too many within a day.
    """
    treats = clinic.memberships.filter(user=by, role__in=Membership.CLINICAL)
    if not treats.filter(user__is_active=True, user__is_staff=True).exists():
        raise NotTreatingHere
    validate_email(email)
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    today = clinic.invitations.filter(made_at__gt=at - ASKED_AGAIN_AFTER)
    if today.filter(email=email.lower(), accepted_at=None).exists():
        raise InvitedBefore
    if today.count() >= MOST_A_DAY:
        raise TooManyInvitations
    return Invitation.objects.create(
        clinic=clinic, email=email.lower(), by=by, made_at=at, ends_at=at + OPEN_FOR
    )


def forget_invitation(*, invitation: Invitation) -> None:
    """Forget an invitation whose mail did not go, as if it had never been."""
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """End an invitation that was sent; its link opens nothing more. Safe to repeat.

    Its mail was sent all the same: so the clinic writes to nobody more often than before.
    A lead withdraws those of the whole clinic, others what they sent themselves.

    :raises NotTreatingHere: if ``by`` may not, or no more.
    :raises InvitationUsed: if it was accepted meanwhile.
    """
    rows = Invitation.objects.select_for_update(of=("self",))
    row = rows.get(pk=invitation.pk)
    treats = Q(user=by, user__is_active=True, user__is_staff=True)
    if row.by_id != by.pk:
        treats &= Q(role=Membership.Role.LEAD)
    clinical = Membership.objects.filter(clinic=row.clinic_id, role__in=Membership.CLINICAL)
    if not clinical.filter(treats).exists():
        raise NotTreatingHere
    if row.accepted_at is not None:
        raise InvitationUsed
    # Not before it was made: the clocks of two machines may differ.
    row.ends_at = min(row.ends_at, max(at, row.made_at + A_MOMENT))
    row.save(update_fields=["ends_at"])
    return row


def token_of(invitation: Invitation) -> str:
    """Return what stands in the link of ``invitation``; nobody else can make it."""
    return _signer().sign_object(invitation.pk)


def find_invitation(*, person: User, token: str, at: datetime) -> Invitation:
    """Return what ``token`` invites ``person`` to.

    :raises NoSuchInvitation: if it is none of ours, or not for the address of ``person``.
    :raises InvitationUsed: if it was accepted.
    :raises InvitationOver: if it ended, or the clinic withdrew it.
    """
    rows = Invitation.objects.select_related("clinic")
    return _found(rows, person=person, token=token, at=at)


def _found(
    rows: QuerySet[Invitation], *, person: User, token: str, at: datetime
) -> Invitation:
    try:
        number = _signer().unsign_object(token)
    except signing.BadSignature as fault:
        raise NoSuchInvitation from fault
    invitation = rows.filter(email=person.email, pk=number).first()
    if invitation is None:
        raise NoSuchInvitation
    if invitation.accepted_at is not None:
        raise InvitationUsed
    if invitation.ends_at <= at:
        raise InvitationOver
    return invitation


@transaction.atomic
def accept_invitation(*, person: User, token: str, wording: str, at: datetime) -> CareLink:
    """Let the clinic see the history of ``person``, who was invited and agreed.

    :raises NoSuchInvitation: if it is none of ours, or not for the address of ``person``.
    :raises InvitationUsed: if it was accepted.
    :raises InvitationOver: if it ended.
    """
    User.objects.select_for_update().get(pk=person.pk)  # two presses of one button
    # Locked, so that what the clinic withdraws at this moment is not accepted after it.
    rows = Invitation.objects.select_related("clinic").select_for_update(of=("self",))
    invitation = _found(rows, person=person, token=token, at=at)
    invitation.accepted_at = max(invitation.made_at, at)
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return link(patient=person, clinic=invitation.clinic, wording=wording, at=at)


def _signer() -> signing.Signer:
    return signing.Signer(salt="accounts.invitation", sep=".")  # a dot stands well in links
