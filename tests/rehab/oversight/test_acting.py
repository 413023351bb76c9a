"""What every act on a plan asks for."""

from typing import Any

import pytest

from rehab import plans
from rehab.models import Override
from rehab.oversight.acting import PlanIsOver, begin, set_aside
from rehab.oversight.seen_before import ChangedMeanwhile
from tests.factories import NOON, a_clinic, a_physio, an_override
from tests.rehab.oversight.steps import DAY, TODAY, an_act, physio_of, treated

pytestmark = pytest.mark.django_db

PHASE = Override.Limit.PHASE


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        ({"why": " \n "}, plans.SaysNothing),
        ({"why": "x" * 301}, plans.TooLong),
        ({"seen": "7.0.0.0"}, ChangedMeanwhile),
    ],
)
def test_an_act_says_why_and_has_seen_all(
    given: dict[str, Any], fact: type[Exception]
) -> None:
    plan = treated()
    for _ in range(8):
        plan.changes.create(what="VISIT", why="So.", at=NOON)
    given = given if "why" in given else {"seen": "0.0.0.0"}  # noqa: S104 - a token

    with pytest.raises(fact):
        begin(plan, an_act(plan, **given))


def test_nobody_acts_who_does_not_treat_the_runner() -> None:
    plan = treated()

    for stranger in (a_physio(clinic=a_clinic()), plan.person):
        with pytest.raises(plans.NotTreating):
            begin(plan, an_act(plan, by=stranger))


def test_a_plan_that_is_over_stays_as_it_is() -> None:
    plan = treated(finished_at=NOON)

    with pytest.raises(PlanIsOver):
        begin(plan, an_act(plan))


def test_an_act_begins_with_the_plan_as_it_stands() -> None:
    plan = treated(phase=1)
    type(plan).objects.update(phase=2)

    assert begin(plan, an_act(plan)).phase == 2


def test_a_limit_that_is_set_aside_by_now_is_not_set_aside_again() -> None:
    plan = treated(phase=1)
    aside = an_override(plan=plan, limit=PHASE, by=physio_of(plan.person))

    used = set_aside(plan, PHASE, an_act(plan), on=TODAY, until=TODAY + DAY)

    assert used == aside
    assert Override.objects.get() == aside
