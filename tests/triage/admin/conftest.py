import pytest
from django.test import Client

from accounts.models import Clinic, User
from tests.factories import a_clinic, a_physio, sign_in_staff


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def physio(client: Client, clinic: Clinic) -> User:
    member = a_physio(clinic=clinic)
    sign_in_staff(client, member)
    return member
