"""What a plan owes on a day."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from rehab.models import ExerciseSession, Plan, Reminder
from rehab.plans import NothingOwed, begin_session, finish_plan
from rehab.plans.loading import course_and_history
from rehab.plans.owing import owe_day
from rehab.programme.exercises import BY_ID
from tests.factories import NOON, a_plan, a_reminder, a_runner

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()
MIDNIGHT = NOON.replace(hour=0)


def owe(plan: Plan, on: date, *, at: datetime) -> None:
    course, history = course_and_history(plan, on=on)
    owe_day(plan=plan, course=course, history=history, on=on, at=at)


def owed(plan: Plan, *days: int) -> list[tuple[str, str, date]]:
    """Owe what some days call for, each at its midnight, and return all mails."""
    for number in days:
        owe(plan, TODAY + number * DAY, at=MIDNIGHT + number * DAY)
    mails = Reminder.objects.order_by("due_at")
    return [(mail.kind, mail.about, mail.local_on) for mail in mails]


def test_exercises_are_due_on_three_days_a_week_and_each_has_a_mail() -> None:
    plan = a_plan(phase=1)

    mails = owed(plan, *range(7))

    days = [TODAY, TODAY + 2 * DAY, TODAY + 4 * DAY]
    assert [session.on for session in plan.sessions.order_by("on")] == days
    assert [session.number for session in plan.sessions.order_by("on")] == [0, 1, 2]
    assert [on for kind, _, on in mails if kind == "SESSION"] == days


def test_a_session_lists_what_is_trained_and_how_hard() -> None:
    plan = a_plan(phase=1)
    plan.exercises.create(exercise="X04", rung=3, since=TODAY)

    session = begin_session(plan=plan, at=NOON)

    items = dict(session.items)
    assert items["X04"] == 3
    assert set(items) <= set(BY_ID)
    assert len(session.items) <= 4
    assert session.phase == 1


def test_a_session_stands_as_it_was_first_called_for() -> None:
    plan = a_plan(phase=1)
    first = begin_session(plan=plan, at=NOON)
    plan.exercises.create(exercise="X04", rung=3, since=TODAY)

    again = begin_session(plan=plan, at=NOON + timedelta(hours=3))

    assert again == first
    assert again.items == first.items
    assert ExerciseSession.objects.count() == 1


@pytest.mark.parametrize(
    "plan_in",
    [
        {"phase": 0},
        {"phase": 1, "begun_on": TODAY - DAY},
        {"phase": 1, "hold_until": TODAY + DAY},
        {"phase": 1, "paused_at": NOON},
        {"protect_only": True},
    ],
    ids=["first days", "day of rest", "on hold", "paused", "protect only"],
)
def test_without_a_session_due_none_begins(plan_in: dict[str, Any]) -> None:
    with pytest.raises(NothingOwed):
        begin_session(plan=a_plan(**plan_in), at=NOON)

    assert not ExerciseSession.objects.exists()


def test_a_plan_that_is_over_owes_no_session() -> None:
    plan = a_plan(phase=1)
    finish_plan(plan=plan, at=NOON)

    with pytest.raises(NothingOwed):
        begin_session(plan=plan, at=NOON)


def test_the_session_is_that_of_the_day_where_the_runner_is() -> None:
    plan = a_plan(phase=1, person=a_runner(time_zone="Pacific/Kiritimati"))

    with pytest.raises(NothingOwed):
        begin_session(plan=plan, at=NOON)


def test_care_goes_on_with_one_mail_a_day_until_exercises_begin() -> None:
    mails = owed(a_plan(), 8, 9, 10)

    cares = [on for kind, _, on in mails if kind == "CARE"]
    assert cares == [TODAY + days * DAY for days in (8, 9, 10)]


def test_a_plan_that_only_protects_owes_no_more_mails_of_care() -> None:
    assert [kind for kind, *_ in owed(a_plan(protect_only=True), 8)] == ["CHECK_IN"]


def test_a_check_in_is_asked_for_by_one_mail_until_the_next_is_due() -> None:
    plan = a_plan(phase=5)

    mails = owed(plan, *range(30))

    asked = [(about, (on - TODAY).days) for kind, about, on in mails if kind == "CHECK_IN"]
    assert asked == [
        ("day-2", 2),
        ("day-7", 7),
        ("day-14", 14),
        ("day-21", 21),
        ("week-4", 28),
    ]


@pytest.mark.parametrize(("days", "asked"), [(13, 0), (14, 1)])
def test_a_check_in_is_asked_for_again_two_weeks_later(days: int, asked: int) -> None:
    plan, on = a_plan(phase=5), TODAY + 7 * DAY
    a_reminder(plan=plan, kind="CHECK_IN", about="day-7", local_on=on - days * DAY)

    owe(plan, on, at=MIDNIGHT + 7 * DAY)

    assert Reminder.objects.filter(kind="CHECK_IN", local_on=on).count() == asked


def test_for_a_day_that_is_past_no_mail_is_owed() -> None:
    plan = a_plan(phase=1)

    owe(plan, TODAY + 2 * DAY, at=NOON + 9 * DAY)

    assert plan.sessions.get().on == TODAY + 2 * DAY
    assert not Reminder.objects.exists()
