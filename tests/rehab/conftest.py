import pytest
from django.test import Client

from accounts.models import Clinic, User
from tests.factories import a_clinic, a_physio, sign_in_staff


@pytest.fixture
def physio(client: Client) -> User:
    member = a_physio(clinic=a_clinic())
    sign_in_staff(client, member)
    return member


@pytest.fixture
def clinic(physio: User) -> Clinic:
    return physio.memberships.get().clinic
