"""Which morning a number tells of."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from rehab.models import Plan
from rehab.plans import (
    RunDone,
    SessionDone,
    history_of,
    record_day,
    record_run,
    record_session,
)
from rehab.programme.told import Amount, Day
from tests.factories import NOON, a_plan, a_reminder, a_session
from tests.rehab.steps import LATER, telling, told

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()


def tell_session(plan: Plan, *, on: date, at: datetime, **given: Any) -> None:
    session = a_session(plan=plan, on=on, number=plan.sessions.count())
    report = SessionDone(amount=Amount.ALL, hard=6)
    record_session(
        plan=plan, session=session, telling=telling(**given), report=report, at=at
    )


def tell_run(plan: Plan, *, on: date, at: datetime, **given: Any) -> None:
    run = RunDone(on=on, minutes=20, pain=2)
    record_run(plan=plan, telling=telling(**given), run=run, at=at)


def test_the_morning_after_is_that_of_the_next_day() -> None:
    plan = a_plan(phase=1)
    tell_session(plan, on=TODAY, at=NOON)
    record_day(plan=plan, telling=telling(morning_pain=4), done=True, at=NOON + DAY)

    assert [row.next_morning for row in history_of(plan).sessions] == [4]


def test_the_morning_after_can_be_told_later_and_then_counts() -> None:
    plan = a_plan(phase=1)
    tell_session(plan, on=TODAY, at=NOON)
    tell_run(plan, on=TODAY + DAY, at=NOON + DAY, morning_pain=2)
    tell_session(plan, on=TODAY + 3 * DAY, at=NOON + 3 * DAY, next_morning_pain=5)

    history = history_of(plan)

    assert [row.next_morning for row in history.runs] == [5]
    assert [row.next_morning for row in history.sessions] == [2, None]


def test_the_morning_of_a_session_told_late_is_that_of_its_day() -> None:
    plan = a_plan(phase=1)
    tell_session(plan, on=TODAY - DAY, at=NOON - DAY)
    tell_session(plan, on=TODAY, at=NOON + 2 * DAY, morning_pain=3, pain=1)

    history = history_of(plan)

    late = Day(on=TODAY, pain=3, morning=3, list_answered=False)
    told = [(day.on, day.pain, day.morning) for day in history.days]
    assert history.days[1] == late
    assert told == [
        (TODAY - DAY, 1, None),
        (TODAY, 3, 3),
        (TODAY + 2 * DAY, 1, None),
    ]
    assert [row.next_morning for row in history.sessions] == [3, None]


def test_the_morning_told_on_the_page_of_a_late_mail_is_that_of_the_day_of_telling() -> (
    None
):
    reminder = a_reminder(local_on=TODAY)
    told(reminder, pain=1, morning_pain=4, at=LATER + 2 * DAY)

    history = history_of(reminder.of_plan)

    mornings = [(day.on, day.pain, day.morning) for day in history.days]
    assert mornings == [(TODAY, 1, None), (TODAY + 2 * DAY, 4, 4)]


def test_a_session_told_late_tells_the_morning_after_the_one_before_its_own_day() -> None:
    plan = a_plan(phase=1)
    for days in (0, 2):
        tell_session(plan, on=TODAY + days * DAY, at=NOON + days * DAY)
    late = TODAY + 4 * DAY
    tell_session(plan, on=late, at=NOON + 7 * DAY, next_morning_pain=5)

    assert [row.next_morning for row in history_of(plan).sessions] == [None, 5, None]


def test_the_morning_after_is_not_that_of_yesterday_nor_of_what_was_told_since() -> None:
    plan = a_plan(phase=1)
    tell_session(plan, on=TODAY, at=NOON)
    tell_session(plan, on=TODAY + 4 * DAY, at=NOON + 4 * DAY)
    day = telling(next_morning_pain=5)
    record_day(plan=plan, telling=day, done=True, at=NOON + 5 * DAY)
    tell_run(plan, on=TODAY + 2 * DAY, at=NOON + 6 * DAY)

    history = history_of(plan)

    assert [row.next_morning for row in history.sessions] == [5, None]
    assert [row.next_morning for row in history.runs] == [None]


def test_a_morning_after_nothing_is_of_nothing() -> None:
    plan = a_plan(phase=1)
    tell_session(plan, on=TODAY, at=NOON, next_morning_pain=5)

    assert [row.next_morning for row in history_of(plan).sessions] == [None]
