"""What every act on a plan asks for."""

from typing import Any

import pytest

from accounts.models import Membership, User
from rehab import plans
from rehab.models import Override
from rehab.oversight.acting import LimitInTheWay, PlanIsOver, begin, set_aside
from rehab.oversight.seen_before import ChangedMeanwhile
from tests.factories import NOON, a_clinic, a_physio, an_override
from tests.rehab.oversight.steps import (
    DAY,
    TODAY,
    WHY,
    an_act,
    own_physio,
    physio_of,
    treated,
)

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


@pytest.mark.parametrize("role", Membership.CLINICAL)
def test_nobody_treats_themself_at_their_own_clinic(role: str) -> None:
    plan = treated()
    both = own_physio(plan.person, role=role)

    with pytest.raises(plans.NotTreating):
        begin(plan, an_act(plan, by=both))

    assert [*User.objects.visible_to(both)] == [both]


def test_a_plan_that_is_over_stays_as_it_is() -> None:
    plan = treated(finished_at=NOON)

    with pytest.raises(PlanIsOver):
        begin(plan, an_act(plan))


def test_an_act_begins_with_the_plan_as_it_stands() -> None:
    plan = treated(phase=1)
    type(plan).objects.update(phase=2)

    assert begin(plan, an_act(plan)).phase == 2


def test_a_limit_that_was_set_aside_before_is_set_aside_again_for_each_change() -> None:
    plan = treated(phase=1)
    before = an_override(plan=plan, limit=PHASE, by=physio_of(plan.person))

    with pytest.raises(LimitInTheWay):
        set_aside(plan, PHASE, an_act(plan), until=None)
    used = set_aside(plan, PHASE, an_act(plan), until=TODAY + DAY)

    assert [*Override.objects.order_by("pk")] == [before, used]
    assert (used.at, used.by, used.reason) == (NOON, physio_of(plan.person), WHY)
