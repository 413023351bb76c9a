"""What "a few weeks" mean to a clinic counts as soon as something is told."""

from datetime import timedelta

import pytest

from rehab.plans import record_day
from tests.factories import NOON, a_clinic, a_plan, a_runner, an_entry
from tests.rehab.steps import telling

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()


@pytest.mark.parametrize(("weeks", "called"), [(14, True), (21, False)])
def test_whoever_tells_that_it_is_no_better_is_called_at_once(
    weeks: int, *, called: bool
) -> None:
    clinic = a_clinic()
    clinic.visit_after_days = weeks
    clinic.save()
    began = TODAY - 14 * DAY
    plan = a_plan(
        person=a_runner(clinic=clinic),
        begun_on=began,
        care_began_on=began,
        reviewed_on=TODAY,
    )
    for number in range(14):
        an_entry(plan=plan, local_on=began + number * DAY, at=NOON, pain=5)

    record_day(plan=plan, telling=telling(pain=5), done=True, at=NOON)

    assert plan.changes.filter(subject="day-21").exists() is called
