import pytest
from django.test import Client

from accounts.models import Clinic, Membership, User
from tests.factories import a_clinic, a_physio, a_superuser, sign_in_staff


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def physio(client: Client, clinic: Clinic) -> User:
    """Return a physio of the clinic, who is signed in."""
    return signed_in(client, a_physio(clinic=clinic))


@pytest.fixture
def lead(client: Client, clinic: Clinic) -> User:
    """Return the lead of the clinic, who is signed in."""
    return signed_in(client, a_physio(clinic=clinic, role=Membership.Role.LEAD))


@pytest.fixture
def superuser(client: Client) -> User:
    """Return a superuser who works nowhere and is signed in."""
    return signed_in(client, a_superuser())


def signed_in(client: Client, member: User) -> User:
    sign_in_staff(client, member)
    return member
