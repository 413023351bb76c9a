"""What accounts can do. Views, admin, the other apps and commands call these."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core.validators import validate_email
from django.db import transaction
from django.db.models.functions import Greatest

from accounts.models import (
    AccessLog,
    CareLink,
    Clinic,
    Consent,
    Membership,
    User,
    is_time_zone,
)
from accounts.signals import consent_withdrawn

UNUSED_FOR = timedelta(days=1)


class NoSuchClinic(Exception):
    """No clinic has this code."""


class NotOnTheStaff(Exception):
    """Nobody on the staff has this address."""


@transaction.atomic
def find_or_make_user(*, email: str) -> User:
    """Return whoever has this address, or an account for it that knows nothing else.

    The address counts as theirs only once they typed the code that was sent to it. The
    steps are the same for a known address, so that the time it takes gives nothing away.
    """
    made = User(email=email.lower(), password=make_password(None))
    # In one statement, so that the account cannot be forgotten between two.
    User.objects.bulk_create(
        [made], update_conflicts=True, unique_fields=["email"], update_fields=["asked_at"]
    )
    user = User.objects.get(email=made.email)
    theirs = EmailAddress(user=user, email=user.email, primary=True)
    EmailAddress.objects.bulk_create([theirs], ignore_conflicts=True)
    return user


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
    member.is_staff = True
    if time_zone is not None:
        is_time_zone(time_zone)
        member.time_zone = time_zone
    member.save(update_fields=["is_staff", "time_zone"])
    membership, _ = Membership.objects.update_or_create(
        user=member, clinic=clinic, defaults={"role": role}
    )
    return membership


@transaction.atomic
def remove_staff(*, email: str) -> User:
    """Take all that staff may do from whoever has this address; the account itself stays.

    Their second step goes too: if they come back, they set up a new one.

    :raises NotOnTheStaff: if nobody on the staff has this address.
    """
    member = User.objects.filter(email=email.lower(), is_staff=True).first()
    if member is None:
        raise NotOnTheStaff(email)
    member.is_staff = member.is_superuser = False
    member.save(update_fields=["is_staff", "is_superuser"])
    member.memberships.all().delete()
    Authenticator.objects.filter(user=member).delete()
    return member


def find_clinic(code: str) -> Clinic:
    """Return the clinic with this ``code``, however it was typed.

    :raises NoSuchClinic: if there is none.
    """
    try:
        return Clinic.objects.get(code=code.strip().upper())
    except Clinic.DoesNotExist as fault:
        raise NoSuchClinic(code) from fault


@transaction.atomic
def forget_unused_accounts(*, at: datetime) -> int:
    """Remove accounts that nobody signed in to within a day of a code; return how many.

    Whoever typed an address at sign-in made one, and it may not have been theirs. One that
    is being signed in to right now is left alone.
    """
    unused = User.objects.unused(since=at - UNUSED_FOR)
    locked = unused.select_for_update(skip_locked=True, of=("self",))
    pks = [*locked.values_list("pk", flat=True)]
    _, deleted = User.objects.filter(pk__in=pks).delete()
    return deleted.get("accounts.User", 0)


def give_consent(
    *, kind: str, wording: str, at: datetime, person: User | None = None
) -> Consent:
    """Keep the words that somebody agreed to."""
    return Consent.objects.create(kind=kind, wording=wording, given_at=at, person=person)


@transaction.atomic
def withdraw_consent(*, person: User, kind: str, at: datetime) -> int:
    """Take back what ``person`` agreed to under ``kind``; return how many ended.

    Whoever listens hears of it once it has committed; none of their faults undoes it.
    """
    # Not before it was given: the clocks of two machines may differ.
    ended = person.consents.in_force(kind).update(withdrawn_at=Greatest("given_at", at))
    if ended:
        said = {"person_id": person.pk, "kind": kind, "at": at}
        tell = partial(consent_withdrawn.send_robust, sender=Consent, **said)
        transaction.on_commit(tell)
    return ended


@transaction.atomic
def take_back(*, person: User, kind: str, at: datetime) -> int:
    """Withdraw a consent with what rests on it: without one for clinics no clinic looks on.

    Return how many consents ended. Safe to repeat.
    """
    if kind == Consent.Kind.CLINIC:
        links = person.care_links.filter(ended_at=None)
        links.update(ended_at=Greatest("begun_at", at))
    return withdraw_consent(person=person, kind=kind, at=at)


@transaction.atomic
def link_to_clinic(*, patient: User, code: str, wording: str, at: datetime) -> CareLink:
    """Let the clinic with this ``code`` see the history of ``patient``. Safe to repeat.

    :raises NoSuchClinic: if no clinic has this code.
    """
    clinic = find_clinic(code)
    link, created = CareLink.objects.get_or_create(
        patient=patient, clinic=clinic, ended_at=None, defaults={"begun_at": at}
    )
    if created:
        give_consent(kind=Consent.Kind.CLINIC, wording=wording, at=at, person=patient)
    return link


def log_view(*, viewer: User, person: User, what: str, at: datetime) -> AccessLog:
    """Note that ``viewer`` was shown ``what`` of ``person``."""
    return AccessLog.objects.create(viewer=viewer, person=person, what=what, at=at)


def log_list(
    *, viewer: User, people: Iterable[User], what: str, at: datetime
) -> list[AccessLog]:
    """Note that ``viewer`` was shown a list, ``what``, with each of ``people`` in it."""
    return AccessLog.objects.bulk_create(
        AccessLog(viewer=viewer, person=person, what=what, at=at) for person in people
    )
