"""What accounts can do. Views, admin, the other apps and commands call these."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models.functions import Greatest

from accounts.models import AccessLog, CareLink, Clinic, Consent, Membership, User

UNUSED_FOR = timedelta(days=1)


class NoSuchClinic(Exception):
    """No clinic has this code."""


@transaction.atomic
def find_or_make_user(*, email: str) -> User:
    """Return whoever has this address, or an account for it that knows nothing else.

    The address counts as theirs only once they typed the code that was sent to it. The
    steps are the same for a known address, so that the time it takes gives nothing away.
    """
    made = User(email=email.lower(), password=make_password(None))
    User.objects.bulk_create([made], ignore_conflicts=True)
    user = User.objects.get(email=made.email)
    theirs = EmailAddress(user=user, email=user.email, primary=True)
    EmailAddress.objects.bulk_create([theirs], ignore_conflicts=True)
    return user


@transaction.atomic
def add_staff(*, email: str, code: str, role: str) -> Membership:
    """Make whoever has this address a member of staff of the clinic with this ``code``.

    Somebody who works there already gets the new role.

    :raises NoSuchClinic: if no clinic has this code.
    """
    clinic = find_clinic(code)
    member = find_or_make_user(email=email)
    member.is_staff = True
    member.save(update_fields=["is_staff"])
    membership, _ = Membership.objects.update_or_create(
        user=member, clinic=clinic, defaults={"role": role}
    )
    return membership


def find_clinic(code: str) -> Clinic:
    """Return the clinic with this ``code``, however it was typed.

    :raises NoSuchClinic: if there is none.
    """
    try:
        return Clinic.objects.get(code=code.strip().upper())
    except Clinic.DoesNotExist as fault:
        raise NoSuchClinic(code) from fault


def forget_unused_accounts(*, at: datetime) -> int:
    """Remove accounts that nobody signed in to within a day; return how many.

    Whoever typed an address at sign-in made one, and it may not have been theirs.
    """
    unused = User.objects.unused(since=at - UNUSED_FOR)
    count = unused.count()
    unused.delete()
    return count


def give_consent(
    *, kind: str, wording: str, at: datetime, person: User | None = None
) -> Consent:
    """Keep the words that somebody agreed to."""
    return Consent.objects.create(kind=kind, wording=wording, given_at=at, person=person)


def withdraw_consent(*, person: User, kind: str, at: datetime) -> int:
    """Take back what ``person`` agreed to under ``kind``; return how many ended."""
    # Not before it was given: the clocks of two machines may differ.
    return person.consents.in_force(kind).update(withdrawn_at=Greatest("given_at", at))


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
