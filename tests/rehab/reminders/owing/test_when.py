"""The times of mails by the clocks where a runner is."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from rehab.models import Plan
from rehab.reminders.owing.precedence import Kind
from rehab.reminders.owing.when import SHELF_LIFE, awake_at, lasts_until, times_for
from tests.factories import NOON, a_runner

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
TIMES = [time(18), time(9), time(13)]


def a_plan_of(**given: Any) -> Plan:
    """Return a plan that is not stored, with three times a day."""
    zone = given.pop("zone", "UTC")
    facts = {"person": a_runner(time_zone=zone), "reminder_times": TIMES}
    return Plan(**facts | given)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    wall = datetime.combine(TODAY, time(hour, minute), UTC)
    return wall + timedelta(days=days)


def test_every_kind_has_a_shelf_life() -> None:
    assert {*SHELF_LIFE} == {*Kind}


@pytest.mark.parametrize(
    ("kind", "given", "times"),
    [
        (Kind.CARE, {}, {at(9): 1, at(13): 2, at(18): 3}),
        (Kind.SESSION, {}, {at(9): 1, at(13): 2, at(18): 3}),
        (Kind.CHECK_IN, {}, {at(13): 2, at(18): 3, at(9): 1}),
        (Kind.WEEK, {}, {at(9): 1, at(13): 2, at(18): 3}),
        (
            Kind.SESSION,
            {"session_time": time(16)},
            {at(16): None, at(18): 3, at(9): 1, at(13): 2},
        ),
        (
            Kind.SESSION,
            {"session_time": time(13)},
            {at(13): 2, at(18): 3, at(9): 1},
        ),
        (Kind.CARE, {"session_time": time(16)}, {at(9): 1, at(13): 2, at(18): 3}),
        (
            Kind.CHECK_IN,
            {"session_time": time(8), "check_in_time": time(16)},
            {at(16): None, at(18): 3, at(9): 1, at(13): 2},
        ),
        (Kind.SESSION, {"check_in_time": time(16)}, {at(9): 1, at(13): 2, at(18): 3}),
        (
            Kind.SESSION,  # whose time lies in the night
            {"session_time": time(22)},
            {at(9): 1, at(13): 2, at(18): 3},
        ),
    ],
)
def test_a_kind_has_its_time_then_the_later_ones_then_those_before(
    kind: Kind, given: dict[str, Any], times: dict[datetime, int | None]
) -> None:
    found = times_for(a_plan_of(**given), kind, TODAY)

    assert [*found.items()] == [*times.items()]


@pytest.mark.parametrize(
    ("instant", "awake"),
    [
        (at(20, 29), at(20, 29)),
        (at(20, 30), at(8, days=1)),
        (at(21), at(8, days=1)),
        (at(3), at(8)),
        (at(8), at(8)),
    ],
)
def test_what_is_due_close_to_the_night_waits_for_its_end(
    instant: datetime, awake: datetime
) -> None:
    half_an_hour = timedelta(minutes=30)

    assert awake_at(a_plan_of(), instant, before=half_an_hour) == awake


def test_the_hour_that_the_clocks_show_twice_is_left_as_it_is() -> None:
    plan = a_plan_of(zone="Europe/Berlin", night_begins=time(9), night_ends=time(17))
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 2:30 for the second time

    assert awake_at(plan, second) == second


def test_a_mail_is_of_use_for_its_shelf_life_but_not_into_the_night() -> None:
    plan = a_plan_of()

    assert lasts_until(plan, Kind.CARE, at(9)) == at(12)
    assert lasts_until(plan, Kind.MESSAGE, at(12)) == at(21)


@pytest.mark.parametrize("kind", Kind)
def test_only_a_welcome_is_of_use_past_midnight(kind: Kind) -> None:
    plan = a_plan_of(night_begins=time(2), night_ends=time(8))

    until = at(2, days=1) if kind is Kind.WELCOME else at(0, days=1)
    assert lasts_until(plan, kind, at(23)) == until


@pytest.mark.parametrize(
    ("instant", "comes"),
    [(at(23, 29), at(23, 29)), (at(23, 30), at(0, days=1)), (at(1, 30), at(8))],
)
def test_what_is_due_close_to_midnight_waits_for_the_next_day(
    instant: datetime, comes: datetime
) -> None:
    plan = a_plan_of(night_begins=time(2), night_ends=time(8))

    assert awake_at(plan, instant, before=timedelta(minutes=30)) == comes
