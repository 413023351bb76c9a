import pytest
from django.utils import timezone

from accounts.models import CareLink, Clinic, User
from rehab.models import Plan
from tests.factories import NOON, a_plan, a_runner
from tests.rehab.past import a_plan_with_a_past


@pytest.fixture
def runner(clinic: Clinic) -> User:
    return a_runner(clinic=clinic, name="Ada")


@pytest.fixture
def plan(runner: User) -> Plan:
    return a_plan(person=runner, phase=2, activities=["stairs"])


@pytest.fixture
def past(clinic: Clinic) -> Plan:
    """Return a plan of six weeks."""
    plan = a_plan_with_a_past(days=42, at=timezone.now())
    CareLink.objects.create(patient=plan.person, clinic=clinic, begun_at=NOON)
    return plan


@pytest.fixture
def pia(physio: User) -> User:
    physio.name = "Pia"
    physio.save()
    return physio
