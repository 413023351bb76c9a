"""Runners, clinics and who works there."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import BrokenGlass, CareLink, Clinic, Membership, User

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
serial = count(1)


def a_user(**given: Any) -> User:
    return User.objects.create_user(**{"email": f"user{next(serial)}@example.org"} | given)


def a_clinic() -> Clinic:
    number = next(serial)
    return Clinic.objects.create(name=f"Clinic {number}", code=f"CODE{number}")


def a_runner(
    *, clinic: Clinic | None = None, physio: User | None = None, **given: Any
) -> User:
    """Return a runner, cared for by ``clinic`` if one is given, and there by ``physio``."""
    runner = a_user(**given)
    if clinic:
        CareLink.objects.create(patient=runner, clinic=clinic, physio=physio, begun_at=NOON)
    return runner


def a_physio(*, clinic: Clinic, role: str = Membership.Role.PHYSIO, **given: Any) -> User:
    """Return a member of staff with a ``role`` at ``clinic``."""
    physio = a_user(**{"is_staff": True} | given)
    Membership.objects.create(user=physio, clinic=clinic, role=role)
    return physio


def a_superuser(**given: Any) -> User:
    """Return a superuser who works at no clinic."""
    return a_user(**{"is_staff": True, "is_superuser": True} | given)


def some_broken_glass(*, user: User, person: User) -> BrokenGlass:
    """Return the glass that ``user`` broke a minute ago to look at ``person``."""
    at = timezone.now() - timedelta(minutes=1)
    return BrokenGlass.objects.create(
        user=user, person=person, why="They cannot sign in.", at=at, until=at + AN_HOUR
    )


def sign_in_staff(client: Client, member: User) -> None:
    """Sign ``member`` in as after the emailed code and the second factor."""
    client.force_login(member)
    TOTP.activate(member, generate_totp_secret())
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, member, "mfa", type="totp")
    request.session.save()
