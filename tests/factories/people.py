"""Runners, clinics and who works there."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client, RequestFactory

from accounts.models import CareLink, Clinic, Membership, User

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
serial = count(1)


def a_user(**given: Any) -> User:
    return User.objects.create_user(**{"email": f"user{next(serial)}@example.org"} | given)


def a_clinic() -> Clinic:
    number = next(serial)
    return Clinic.objects.create(name=f"Clinic {number}", code=f"CODE{number}")


def a_runner(*, clinic: Clinic | None = None, **given: Any) -> User:
    """Return a runner, in the care of ``clinic`` if one is given."""
    runner = a_user(**given)
    if clinic:
        CareLink.objects.create(patient=runner, clinic=clinic, begun_at=NOON)
    return runner


def a_physio(*, clinic: Clinic, role: str = Membership.Role.PHYSIO, **given: Any) -> User:
    """Return a member of staff with a ``role`` at ``clinic``."""
    physio = a_user(**{"is_staff": True} | given)
    Membership.objects.create(user=physio, clinic=clinic, role=role)
    return physio


def sign_in_staff(client: Client, member: User) -> None:
    """Sign ``member`` in as after the emailed code and the second factor."""
    client.force_login(member)
    TOTP.activate(member, generate_totp_secret())
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, member, "mfa", type="totp")
    request.session.save()
