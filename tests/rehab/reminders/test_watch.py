"""What the figures of the mails count, and what they leave out."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rehab.models import Heartbeat, Reminder
from rehab.models.heartbeat import FAST, REVIEW, TICK
from rehab.reminders import watch
from rehab.reminders.watch import FEW, NEWEST, PATIENCE, faults, figures, lag, newest_parked
from tests.factories import NOON, a_plan, a_reminder, a_runner, a_user

pytestmark = pytest.mark.django_db

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)
NONE = timedelta()


def due(*, ago: timedelta, **given: Any) -> Reminder:
    return a_reminder(due_at=NOON - ago, **given)


def settled(*, ago: timedelta, state: str = "SENT", **given: Any) -> Reminder:
    reason = "" if state == "SENT" else "So."
    at = NOON - ago
    return a_reminder(due_at=at, settled_at=at, state=state, reason=reason, **given)


def ticked(*, ago: timedelta = timedelta(), name: str = TICK) -> None:
    Heartbeat.objects.create(name=name, at=NOON - ago)


def test_nothing_at_all_is_nothing_to_count() -> None:
    now = figures(at=NOON)

    assert (now.due, now.in_hands, now.retrying, now.refused) == (0, 0, 0, 0)
    assert (now.lag, now.tick_age, now.review_age) == (NONE, None, None)
    assert now.last_hour() == now.by_kind() == now.by_five_minutes() == {}


def test_due_is_what_should_have_gone_by_now() -> None:
    due(ago=NONE)
    due(ago=HOUR)
    due(ago=-SECOND)
    settled(ago=MINUTE)

    assert figures(at=NOON).due == 2


def test_of_what_is_due_some_is_in_hands_and_some_waits_for_another_try() -> None:
    later, earlier = NOON + SECOND, NOON
    due(ago=MINUTE)
    due(ago=MINUTE, lease_until=later, attempts=1)
    due(ago=MINUTE, lease_until=later, put_off=True, attempts=1)
    due(ago=MINUTE, lease_until=earlier, attempts=1)
    due(ago=MINUTE, lease_until=earlier, put_off=True, attempts=1)

    now = figures(at=NOON)

    assert (now.due, now.in_hands, now.retrying) == (5, 1, 1)


def test_counts_end_where_nobody_counts_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "MANY", 2)
    for _ in range(4):
        due(ago=MINUTE)
        a_user(mail_refused_at=NOON)

    now = figures(at=NOON)

    assert (now.due, now.refused) == (3, 3)


@pytest.mark.parametrize("ago", [SECOND, PATIENCE, 2 * HOUR])
def test_the_lag_is_the_age_of_the_oldest_that_is_due(ago: timedelta) -> None:
    due(ago=ago)
    due(ago=NONE)
    due(ago=-HOUR)

    assert lag(at=NOON) == figures(at=NOON).lag == ago


def test_what_has_come_too_late_lags_until_it_is_settled() -> None:
    due(ago=9 * HOUR)

    assert lag(at=NOON) == 9 * HOUR


def test_a_mail_that_a_worker_has_just_taken_up_does_not_hide_the_next() -> None:
    due(ago=HOUR, lease_until=NOON + MINUTE, attempts=1)
    due(ago=10 * MINUTE)

    assert lag(at=NOON) == 10 * MINUTE


@pytest.mark.parametrize(
    ("retry_in", "expected"), [(SECOND, NONE), (-4 * MINUTE, NONE), (-6 * MINUTE, HOUR)]
)
def test_what_waits_for_another_try_does_not_lag_before_its_time_has_long_come(
    retry_in: timedelta, expected: timedelta
) -> None:
    due(ago=HOUR, lease_until=NOON + retry_in, put_off=True, attempts=1)

    assert lag(at=NOON) == expected


def test_what_came_due_lately_and_waits_for_another_try_does_not_lag() -> None:
    due(ago=MINUTE, lease_until=NOON + HOUR, put_off=True, attempts=1)

    assert lag(at=NOON) == NONE


@pytest.mark.parametrize(
    ("went", "expected"),
    [(HOUR, NONE), (2 * HOUR, NONE), (2 * HOUR + 6 * MINUTE, 30 * MINUTE)],
)
def test_what_waits_for_time_to_pass_since_another_mail_does_not_lag(
    went: timedelta, expected: timedelta
) -> None:
    plan = a_plan()
    settled(ago=went, plan=plan, attempts=1)
    due(ago=30 * MINUTE, plan=plan, slot=2)

    assert lag(at=NOON) == expected


def test_behind_many_that_wait_the_one_that_lags_is_found() -> None:
    for _ in range(FEW):
        due(ago=2 * HOUR, lease_until=NOON + HOUR, put_off=True, attempts=1)
    due(ago=10 * MINUTE)

    assert lag(at=NOON) == 10 * MINUTE


def test_where_more_wait_than_are_looked_at_the_oldest_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(watch, "MANY", 1)
    for ago in (3 * HOUR, 2 * HOUR):
        due(ago=ago, lease_until=NOON + HOUR, put_off=True, attempts=1)

    assert lag(at=NOON) == 3 * HOUR


def test_the_last_hour_is_counted_by_end_by_kind_and_by_five_minutes() -> None:
    settled(ago=HOUR)
    settled(ago=56 * MINUTE)
    settled(ago=55 * MINUTE, state="MISSED")
    settled(ago=SECOND, kind="CHECK_IN", about="day-7")
    settled(ago=SECOND)
    settled(ago=HOUR + SECOND)
    settled(ago=-SECOND)

    now = figures(at=NOON)

    begin = NOON - HOUR
    assert now.last_hour() == {"SENT": 4, "MISSED": 1}
    assert now.by_kind() == {
        ("CARE", "SENT"): 3,
        ("CARE", "MISSED"): 1,
        ("CHECK_IN", "SENT"): 1,
    }
    assert now.by_five_minutes() == {
        (begin, "SENT"): 2,
        (begin + 5 * MINUTE, "MISSED"): 1,
        (begin + 55 * MINUTE, "SENT"): 2,
    }


def test_the_ages_of_the_last_runs_are_told() -> None:
    ticked(ago=30 * SECOND)
    ticked(ago=HOUR, name=REVIEW)
    ticked(ago=MINUTE, name=FAST)

    now = figures(at=NOON)

    ages = (now.tick_age, now.review_age, now.fast_clock_age)
    assert ages == (30 * SECOND, HOUR, MINUTE)


@pytest.mark.parametrize(
    ("tick", "oldest", "said"),
    [
        (NONE, NONE, []),
        (5 * MINUTE, 5 * MINUTE, []),
        (5 * MINUTE + SECOND, NONE, ["The last tick ran 5 minutes ago."]),
        (None, NONE, ["No tick has run yet."]),
        (
            NONE,
            12 * MINUTE,
            ["The oldest mail has been due for 12 minutes."],
        ),
    ],
)
def test_no_tick_or_a_lag_of_more_than_five_minutes_is_a_fault(
    tick: timedelta | None, oldest: timedelta, said: list[str]
) -> None:
    if tick is not None:
        ticked(ago=tick)
    ticked(name=REVIEW)
    due(ago=oldest)

    assert faults(at=NOON) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [(2 * HOUR, []), (2 * HOUR + SECOND, ["The last review ran 2 hours ago."])],
)
def test_no_review_for_more_than_two_hours_is_a_fault(
    ago: timedelta, said: list[str]
) -> None:
    ticked()
    ticked(name=REVIEW, ago=ago)

    assert faults(at=NOON) == said


def test_the_newest_that_were_parked_are_listed_first() -> None:
    person = a_plan(person=a_runner())
    old = [
        settled(
            ago=HOUR + count * MINUTE,
            state="PARKED",
            plan=person,
            local_on=NOON.date() - count * DAY,
        )
        for count in range(NEWEST)
    ]
    new = settled(ago=MINUTE, state="PARKED")
    settled(ago=MINUTE, state="MISSED")
    due(ago=MINUTE)

    assert newest_parked() == [new, *old[:-1]]


def test_however_much_there_is_it_takes_no_more_queries() -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            due(ago=HOUR)
            settled(ago=MINUTE)
        with CaptureQueriesContext(connection) as queries:
            figures(at=NOON)
        counts.append(len(queries))

    assert counts == [5, 5]
