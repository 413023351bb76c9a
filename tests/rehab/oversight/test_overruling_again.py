"""A level that a physio raised counts for a new plan, whichever check it was said of."""

from datetime import timedelta

import pytest

from accounts.models import User
from rehab import plans
from rehab.models import Plan
from rehab.oversight.overruling import overrule
from rehab.plans import limits_of
from rehab.programme.course import Limits
from rehab.programme.follow_up.limits import PROTECT
from tests.factories import NOON, a_clearance, an_assessment
from tests.rehab.oversight.steps import TODAY, an_act, treated
from tests.rehab.steps import opened
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def person_with_a_result() -> tuple[User, Plan]:
    """Return a runner in care whose plan is over, and that plan, with a new result."""
    plan = treated(days=60, finished_at=NOON - HOUR)
    an_assessment(patient=plan.person, at=NOON)
    return plan.person, plan


def raised_of_an_older_result(level: Level) -> tuple[User, Plan]:
    """Return who did the check again after a physio raised it, and their last plan."""
    runner, plan = person_with_a_result()
    check = runner.assessments.latest("pk")
    overrule(assessment=check, level=level, act=an_act(plan))
    an_assessment(patient=runner, at=NOON + HOUR)
    return runner, plan


def test_a_new_check_takes_it_not_back() -> None:
    runner, _ = raised_of_an_older_result(Level.WITHIN_2_DAYS)

    plan = opened(runner, at=NOON + 2 * HOUR)

    assert plan.protect_only
    assert plans.level_of(plan) is Level.WITHIN_2_DAYS
    assert limits_of(plan, TODAY) == PROTECT


def test_nor_is_it_lost_if_it_is_said_of_an_older_result() -> None:
    runner, plan = person_with_a_result()
    older = runner.assessments.latest("pk")
    an_assessment(patient=runner, at=NOON + HOUR)
    overrule(assessment=older, level=Level.WITHIN_A_WEEK, act=an_act(plan))

    assert opened(runner, at=NOON + 2 * HOUR).protect_only


def test_within_2_weeks_holds_a_new_plan_back_also_after_a_new_check() -> None:
    runner, _ = raised_of_an_older_result(Level.WITHIN_2_WEEKS)

    plan = opened(runner, at=NOON + 2 * HOUR)

    assert not plan.protect_only
    assert plans.level_of(plan) is Level.WITHIN_2_WEEKS
    assert limits_of(plan, TODAY) == Limits(max_phase=1, may_run=False, may_hop=False)


@pytest.mark.parametrize("hours", [2, 4])
def test_a_visit_before_or_in_the_new_plan_clears_it(hours: int) -> None:
    runner, _ = raised_of_an_older_result(Level.WITHIN_2_WEEKS)
    a_clearance(person=runner, at=NOON + hours * HOUR)

    plan = opened(runner, at=NOON + 3 * HOUR)

    assert plans.level_of(plan) is Level.SELF_CARE
    assert limits_of(plan, TODAY) == Limits()


def test_what_a_visit_had_cleared_comes_up_in_no_later_plan() -> None:
    runner, _ = raised_of_an_older_result(Level.SAME_DAY)
    a_clearance(person=runner, at=NOON + 2 * HOUR)
    an_assessment(patient=runner, at=NOON + 3 * HOUR)
    plan = opened(runner, at=NOON + 4 * HOUR)

    a_clearance(person=runner, at=NOON + 72 * HOUR)

    assert limits_of(plan, TODAY) == Limits()  # of a day before the newest visit
