from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rehab.models import Plan
from rehab.plans import end_acute_care
from tests.factories import NOON, a_plan, a_runner
from tests.rehab.steps import changes

pytestmark = pytest.mark.django_db

DAYS = timedelta(days=1)
MOVED = ("PHASE", "Day 8: the first days are over, exercises come next.", None)


def test_on_day_8_a_plan_moves_on_to_exercises_once() -> None:
    plan = a_plan()

    moved = [end_acute_care(at=NOON + days * DAYS) for days in (7, 8, 8, 9)]

    plan.refresh_from_db()
    assert moved == [[], [plan], [], []]
    assert plan.phase == Plan.Phase.WAKE_UP
    assert changes(plan) == [MOVED]


@pytest.mark.parametrize(
    ("zone", "turns"),
    [
        ("Pacific/Kiritimati", datetime(2026, 11, 29, 10, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 11, 29, 23, tzinfo=UTC)),
        ("Pacific/Pago_Pago", datetime(2026, 11, 30, 11, tzinfo=UTC)),
    ],
)
def test_the_day_turns_where_the_runner_is(zone: str, turns: datetime) -> None:
    plan = a_plan(person=a_runner(time_zone=zone))

    before = end_acute_care(at=turns - timedelta(seconds=1))

    assert (before, end_acute_care(at=turns)) == ([], [plan])


@pytest.mark.parametrize("ended", [{"paused_at": NOON}, {"finished_at": NOON}])
def test_a_plan_that_waits_or_is_over_is_left_alone(ended: dict[str, Any]) -> None:
    plan = a_plan(**ended)

    assert end_acute_care(at=NOON + 9 * DAYS) == []

    plan.refresh_from_db()
    assert plan.phase == Plan.Phase.SETTLE


def test_a_sweep_that_comes_late_says_which_day_it_is() -> None:
    plan = a_plan()

    end_acute_care(at=NOON + 20 * DAYS)

    assert [why[:7] for _, why, _ in changes(plan)] == ["Day 20:"]
