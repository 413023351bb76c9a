import pytest
from django.utils import timezone

from accounts.models import Clinic
from rehab.models import Plan
from tests.factories import a_plan, a_runner
from tests.rehab.admin.acts.steps import DAY


@pytest.fixture
def plan(clinic: Clinic) -> Plan:
    """Return the plan of a runner of the clinic, in phase 2 since 40 days."""
    now = timezone.now()
    began = now - 40 * DAY
    return a_plan(
        person=a_runner(clinic=clinic, name="Robin"),
        phase=2,
        opened_at=began,
        begun_on=began.date(),
        reviewed_on=now.date(),
    )
