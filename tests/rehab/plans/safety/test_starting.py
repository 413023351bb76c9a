"""Where a plan begins, and what it is told at the start."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.models import Plan, Reminder
from rehab.plans import (
    NoPositiveResult,
    RedFlagUncleared,
    offered_assessment,
    only_protects,
)
from tests.factories import NOON, a_clearance, a_runner, an_assessment
from tests.rehab.steps import LATER, changes, opened
from triage.rules.answers import Silence
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WEEKS: dict[str, Any] = {"duration": "better"}


def checked(*, at: Any = NOON, runner: User | None = None, **told: Any) -> User:
    runner = runner or a_runner()
    an_assessment(patient=runner, at=at, **told)
    return runner


def test_after_weeks_of_mild_pain_a_plan_begins_past_the_first_days() -> None:
    runner = checked(**WEEKS, rest_pain=2)

    plan = opened(runner)

    assert (plan.phase, plan.exercises_began_on) == (Plan.Phase.WAKE_UP, date(2026, 11, 22))
    why = "The runner started it, after weeks of mild pain: past the first days."
    assert changes(plan) == [("OPENED", why, runner)]
    kinds = {*plan.reminders.values_list("kind", flat=True)}
    assert kinds == {Reminder.Kind.WELCOME}


@pytest.mark.parametrize(
    "told",
    [
        {},
        WEEKS | {"rest_pain": 3},
        WEEKS | {"swollen": True},
        WEEKS | {"onset": "twist", "this_week": True},
        WEEKS | {"bone_spot": True, "landing": True},
    ],
    ids=["fresh", "pain", "swollen", "injury", "bone"],
)
def test_otherwise_a_plan_begins_with_the_first_days(told: dict[str, Any]) -> None:
    runner = checked(**told)
    [check] = runner.assessments.all()

    assert check.decided.allows_plan or check.decided.allows_protection
    assert opened(runner).phase == Plan.Phase.SETTLE


def test_after_a_red_flag_was_cleared_a_plan_begins_with_the_first_days() -> None:
    runner = checked(locking=True)
    a_clearance(person=runner, at=NOON + DAY)
    checked(runner=runner, at=NOON + 2 * DAY, **WEEKS)

    plan = opened(runner, at=NOON + 2 * DAY)

    assert (plan.phase, plan.protect_only) == (Plan.Phase.SETTLE, False)


def test_what_somebody_cleared_needs_a_check_from_after_that() -> None:
    runner = checked(locking=True)
    checked(runner=runner, at=NOON + DAY)
    a_clearance(person=runner, at=NOON + 2 * DAY)

    with pytest.raises(NoPositiveResult):
        offered_assessment(person=runner, at=NOON + 2 * DAY)


def test_a_visit_without_a_red_flag_needs_no_other_check() -> None:
    runner = checked(duration="over_6_weeks")
    a_clearance(person=runner, at=LATER)

    assert opened(runner, at=LATER + DAY).protect_only is False


def test_checklist_46_after_a_red_flag_no_plan_until_somebody_clears_it() -> None:
    runner = checked(locking=True)
    a_clearance(person=runner, at=NOON + DAY, may_exercise=False)
    checked(runner=runner, at=NOON + 2 * DAY)

    with pytest.raises(RedFlagUncleared):
        opened(runner, at=NOON + 2 * DAY)


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ({"pop": Silence.NOT_SURE}, Level.WITHIN_2_DAYS),
        ({"duration": "worse"}, Level.WITHIN_A_WEEK),
    ],
)
def test_to_be_seen_within_days_opens_a_plan_that_only_protects(
    told: dict[str, Any], level: Level
) -> None:
    runner = checked(**told)

    plan = opened(runner)

    assert plan.assessment.level == level
    assert (plan.protect_only, plan.phase, plan.stage) == (True, 0, None)
    why = "The runner started it, to protect the knee until somebody has looked."
    assert changes(plan) == [("OPENED", why, runner)]


def test_who_may_not_exercise_gets_a_plan_that_only_protects() -> None:
    runner = checked()
    a_clearance(person=runner, at=LATER, may_exercise=False)

    assert only_protects(runner.assessments.get(), runner)
    assert opened(runner, at=LATER).protect_only


def test_a_plan_keeps_when_somebody_last_ran_and_since_when_they_rest() -> None:
    ran, rested = date(2026, 11, 1), date(2026, 11, 15)

    plan = opened(checked(), last_ran_on=ran, care_began_on=rested, unit="MILES")

    plan.refresh_from_db()
    assert (plan.last_ran_on, plan.care_began_on, plan.unit) == (ran, rested, "MILES")


def test_care_begins_today_if_nobody_says_otherwise() -> None:
    nothing_said, tomorrow = checked(), checked()

    began = [
        opened(nothing_said).care_began_on,
        opened(tomorrow, care_began_on=date(2026, 11, 23)).care_began_on,
    ]

    assert began == [date(2026, 11, 22)] * 2
