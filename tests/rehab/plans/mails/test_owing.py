"""What a plan owes on a day."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from rehab.models import ExerciseSession, Plan, Reminder
from rehab.plans import (
    NothingOwed,
    begin_session,
    finish_plan,
    owe_again,
    trust_address,
)
from rehab.plans.mails.owing import owe_day
from rehab.plans.reading.loading import course_and_history
from rehab.programme.exercises import BY_ID
from rehab.reminders.owing.mails_of_a_day import riding
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
    return [(mail.kind, " ".join(riding(mail)), mail.local_on) for mail in mails]


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
    plan = a_plan(phase=5, week_day=None)

    mails = owed(plan, *range(30))

    asked = [(kind, rides, (on - TODAY).days) for kind, rides, on in mails if rides]
    assert asked == [
        ("CHECK_IN", "day-2", 2),
        ("SESSION", "day-7", 7),
        ("SESSION", "day-14", 14),
        ("SESSION", "day-21", 21),
        ("SESSION", "week-4", 28),
    ]


@pytest.mark.parametrize(
    "told", [{"kind": "CHECK_IN", "about": "day-7"}, {"also": ["day-7"]}], ids=str
)
@pytest.mark.parametrize(
    ("days", "state", "asked"),
    [
        (13, "DUE", 0),
        (13, "SENT", 0),
        (13, "PARKED", 1),
        (13, "MISSED", 1),
        (13, "WITHDRAWN", 1),
        (14, "SENT", 1),
    ],
)
def test_a_check_in_is_asked_for_again_two_weeks_later_or_if_it_never_came(
    days: int, state: str, asked: int, told: dict[str, Any]
) -> None:
    plan, on = a_plan(phase=5, week_day=None, session_days=[]), TODAY + 7 * DAY
    mail = a_reminder(plan=plan, local_on=on - days * DAY, **told)
    if state != "DUE":
        why = "" if state == "SENT" else "So."
        Reminder.objects.filter(pk=mail.pk).settle(state, at=NOON, reason=why)

    owe(plan, on, at=MIDNIGHT + 7 * DAY)

    assert Reminder.objects.filter(kind="CHECK_IN", local_on=on).count() == asked


def test_a_check_in_that_may_have_gone_is_not_asked_for_again() -> None:
    plan, on = a_plan(phase=5, week_day=None, session_days=[]), TODAY + 7 * DAY
    facts = {"kind": "CHECK_IN", "about": "day-7", "local_on": TODAY, "unsure": True}
    mail = a_reminder(plan=plan, **facts)
    Reminder.objects.filter(pk=mail.pk).settle("PARKED", at=NOON, reason="So.")

    owe(plan, on, at=MIDNIGHT + 7 * DAY)

    assert not Reminder.objects.filter(kind="CHECK_IN", local_on=on).exists()


@pytest.mark.parametrize(
    ("day", "given", "weeks"),
    [
        (7, {}, 1),
        (6, {}, 0),
        (7, {"week_day": None}, 0),
        (7, {"begun_on": TODAY + 3 * DAY}, 1),
        (7, {"begun_on": TODAY + 4 * DAY}, 0),
        (7, {"rhythm": Plan.Rhythm.HALVED, "rhythm_since": TODAY + 7 * DAY}, 0),
    ],
    ids=str,
)
def test_a_week_is_summed_up_on_its_day_for_who_answers(
    day: int, given: dict[str, Any], weeks: int
) -> None:
    plan = a_plan(phase=1, session_days=[], **given)

    mails = owed(plan, day)

    summed_up = [on for _, rides, on in mails if "week" in rides]
    assert summed_up == [TODAY + day * DAY] * weeks


def test_an_address_that_works_again_is_owed_what_is_still_to_come() -> None:
    plan = a_plan(person=a_runner(mail_refused_at=NOON))
    owe_again(plan=plan, at=NOON)

    counts = []
    for _ in range(2):
        trust_address(person=plan.person, at=NOON)
        counts.append(plan.reminders.count())

    first = plan.reminders.order_by("due_at").first()
    assert counts == [1 + 1 + 3 * 3 + 4] * 2
    assert first is not None
    assert (first.kind, first.due_at) == ("WELCOME", NOON)


def test_a_summary_tells_of_the_seven_days_before_it_and_of_days_skipped() -> None:
    plan = a_plan(phase=1, session_days=[])
    for number, days in enumerate((-1, 0, 0, 6, 7)):
        mail = a_reminder(plan=plan, local_on=TODAY + (30 + number) * DAY)
        mail.acts.create(what="SKIPPED", at=NOON + days * DAY)

    owed(plan, 7)

    facts = plan.reminders.get(kind="WEEK").facts
    assert (facts["first"], facts["last"]) == ("2026-11-22", "2026-11-28")
    assert facts["sessions"] == {"owed": 0, "done": 0, "skipped": 2}


def test_what_was_taken_back_is_owed_again_today_but_not_for_a_plan_that_waits() -> None:
    plan = a_plan(phase=1, begun_on=TODAY - 7 * DAY, reviewed_on=TODAY)

    owe_again(plan=plan, at=MIDNIGHT)
    Plan.objects.update(paused_at=NOON)
    Reminder.objects.withdraw(at=NOON, reason="The plan is paused.")
    owe_again(plan=plan, at=NOON)

    states = plan.reminders.values_list("kind", "state")
    assert [*states] == [("SESSION", "WITHDRAWN")]


def test_for_a_day_that_is_past_no_mail_is_owed() -> None:
    plan = a_plan(phase=1)

    owe(plan, TODAY + 2 * DAY, at=NOON + 9 * DAY)

    assert plan.sessions.get().on == TODAY + 2 * DAY
    assert not Reminder.objects.exists()
