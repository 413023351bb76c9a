"""Who works at a clinic, and as what."""

from allauth.mfa.models import Authenticator
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import CareLink, Clinic, Membership, User, is_time_zone
from accounts.services.accounts import find_or_make_user
from accounts.services.links import NotTheLead, find_clinic


class NotOnTheStaff(Exception):
    """Nobody on the staff has this address, or not at this clinic."""


class LastLead(Exception):
    """The clinic would have no lead."""


@transaction.atomic
def add_staff(
    *, email: str, code: str, role: str, time_zone: str | None = None
) -> Membership:
    """Make whoever has this address a member of staff of the clinic with this ``code``.

    Somebody who works there already gets the new role.

    :raises ValidationError: if this is no address, or there is no such time zone.
    :raises NoSuchClinic: if no clinic has this code.
    """
    validate_email(email)
    clinic = find_clinic(code)
    member = find_or_make_user(email=email)
    if time_zone is not None:
        is_time_zone(time_zone)
        member.time_zone = time_zone
    return _employ(member, clinic, role)


@transaction.atomic
def remove_staff(*, email: str) -> User:
    """Take all that staff may do from whoever has this address; the account itself stays.

    Their second step goes too: if they come back, they set up a new one. Runners who were
    theirs alone are seen by all physios of their clinic again.

    :raises NotOnTheStaff: if nobody on the staff has this address.
    """
    member = User.objects.filter(email=email.lower(), is_staff=True).first()
    if member is None:
        raise NotOnTheStaff(email)
    member.is_superuser = False
    member.memberships.all().delete()
    CareLink.objects.filter(physio=member, ended_at=None).update(physio=None)
    _send_off(member)
    Authenticator.objects.filter(user=member).delete()
    return member


@transaction.atomic
def add_member(*, clinic: Clinic, email: str, role: str, by: User) -> Membership:
    """Let whoever has this address work at ``clinic`` with ``role``, as its lead says.

    :raises NotTheLead: if ``by`` does not lead the clinic.
    :raises ValidationError: if this is no address.
    :raises LastLead: if they lead it alone, and would no more.
    """
    _lock_as_lead(clinic, by)
    validate_email(email)
    member = find_or_make_user(email=email)
    _keep_a_lead(clinic, member, role)
    return _employ(member, clinic, role)


@transaction.atomic
def set_role(*, clinic: Clinic, member: User, role: str, by: User) -> Membership:
    """Give ``member`` another role at ``clinic``, and nowhere else.

    :raises NotTheLead: if ``by`` does not lead the clinic.
    :raises NotOnTheStaff: if they do not work there.
    :raises LastLead: if they lead it alone, and would no more.
    """
    _lock_as_lead(clinic, by)
    if not clinic.memberships.filter(user=member).exists():
        raise NotOnTheStaff
    _keep_a_lead(clinic, member, role)
    return _employ(member, clinic, role)


@transaction.atomic
def remove_member(*, clinic: Clinic, member: User, by: User) -> User:
    """Let ``member`` work at ``clinic`` no more; what they do elsewhere stays.

    Whoever then works nowhere is a runner again, unless they are a superuser. Their second
    step stays, since they may have had it before: a lead has no say in either.

    :raises NotTheLead: if ``by`` does not lead the clinic.
    :raises NotOnTheStaff: if they do not work there.
    :raises LastLead: if they lead it alone.
    """
    _lock_as_lead(clinic, by)
    _keep_a_lead(clinic, member, role="")
    removed, _ = clinic.memberships.filter(user=member).delete()
    if not removed:
        raise NotOnTheStaff
    free_runners(clinic=clinic)
    if not (member.is_superuser or member.memberships.exists()):
        _send_off(member)
    return member


def free_runners(*, clinic: Clinic) -> int:
    """Let all physios of ``clinic`` see the runners left to somebody who treats none there.

    Otherwise nobody but a lead, if there is one, would read what worries about them. Return
    how many there were.
    """
    treat = clinic.memberships.filter(role__in=Membership.CLINICAL).values("user")
    named = clinic.care_links.filter(ended_at=None, physio__isnull=False)
    return named.exclude(physio__in=treat).update(physio=None)


def _employ(member: User, clinic: Clinic, role: str) -> Membership:
    member.is_staff = True
    member.save(update_fields=["is_staff", "time_zone"])
    membership, _ = Membership.objects.update_or_create(
        user=member, clinic=clinic, defaults={"role": role}
    )
    if role not in Membership.CLINICAL:
        free_runners(clinic=clinic)
    return membership


def _send_off(member: User) -> None:
    member.is_staff = False
    member.save(update_fields=["is_staff", "is_superuser"])


def _lock_as_lead(clinic: Clinic, by: User) -> None:
    """Let one lead at a time change who works at ``clinic``.

    :raises NotTheLead: if ``by`` does not lead it.
    """
    Clinic.objects.select_for_update().get(pk=clinic.pk)
    leads = clinic.memberships.filter(role=Membership.Role.LEAD, user=by)
    if not leads.filter(user__is_active=True, user__is_staff=True).exists():
        raise NotTheLead


def _keep_a_lead(clinic: Clinic, member: User, role: str) -> None:
    leads = {
        *clinic.memberships.filter(role=Membership.Role.LEAD).values_list("user", flat=True)
    }
    if role != Membership.Role.LEAD and leads == {member.pk}:
        raise LastLead
