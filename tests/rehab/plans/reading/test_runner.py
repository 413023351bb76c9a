"""What the check told, as the programme reads it."""

from datetime import timedelta
from typing import Any

import pytest

from rehab.plans.reading.runner import WEEKS_OFF_UNTOLD, runner_of
from rehab.programme.course import Runner
from tests.factories import NOON, a_plan, a_runner, an_assessment

pytestmark = pytest.mark.django_db


def runner_after(**told: Any) -> Runner:
    person = a_runner()
    return runner_of(
        a_plan(person=person, assessment=an_assessment(patient=person, **told))
    )


def test_the_causes_shown_come_best_first() -> None:
    person = a_runner()
    check = an_assessment(patient=person)

    runner = runner_of(a_plan(person=person, assessment=check))

    assert runner.causes == check.decided.shown
    assert len(runner.causes) > 1


@pytest.mark.parametrize(
    ("told", "field", "value"),
    [
        ({"rest_pain": 5}, "start_pain", 5),
        ({"feet_roll_in": True}, "factors", frozenset({"overpronation"})),
        ({"weekly_distance": "under_10_km"}, "weekly_metres", 5_000),
        ({"weekly_distance": "over_40_km"}, "weekly_metres", 40_000),
        ({"age": "over_54"}, "slow", True),
        ({"age": "18_to_44"}, "slow", False),
        ({"onset": "gradual"}, "injury", False),
        ({"onset": "twist"}, "injury", True),
        ({"swollen": False}, "swollen", False),
        ({"swollen": True}, "swollen", True),
    ],
)
def test_what_was_told_is_read(told: dict[str, Any], field: str, value: object) -> None:
    assert getattr(runner_after(**told), field) == value


def test_without_answers_nothing_is_assumed_but_a_long_break() -> None:
    assert runner_of(a_plan()) == Runner(causes=("overload",), weeks_off=WEEKS_OFF_UNTOLD)


@pytest.mark.parametrize(("days", "weeks"), [(-1, 0), (0, 0), (13, 1), (14, 2)])
def test_weeks_without_a_run_are_full_weeks(days: int, weeks: int) -> None:
    plan = a_plan(last_ran_on=NOON.date() - timedelta(days=days))

    assert runner_of(plan).weeks_off == weeks
