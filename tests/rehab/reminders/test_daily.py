"""The mails that a day calls for find their slot, their time and their end."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rehab.models import Plan, Reminder
from rehab.reminders.daily import (
    owe_care,
    owe_check_in,
    owe_session,
    owe_visit,
    withdraw_care,
)
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_runner,
    a_session,
)
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
MIDNIGHT = NOON.replace(hour=0)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    return MIDNIGHT + timedelta(days=days, hours=hour, minutes=minute)


def slots(plan: Plan) -> list[tuple[str, int, datetime, str]]:
    rows = Reminder.objects.filter(person=plan.person).order_by("pk")
    return [(row.kind, row.slot, row.due_at, row.state) for row in rows]


def test_a_session_comes_at_the_first_time_and_a_check_in_at_the_second() -> None:
    session = a_session()
    plan = session.plan

    first = owe_session(plan=plan, session=session, at=MIDNIGHT)
    second = owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT)

    assert first is not None
    assert second is not None
    assert (first.session, first.about, first.slot) == (session, "", 1)
    assert (second.session, second.about, second.slot) == (None, "day-7", 2)
    assert (first.due_at, first.useful_until) == (at(9), at(21))
    assert (second.due_at, second.useful_until) == (at(13), at(21))


def test_a_session_is_owed_one_mail() -> None:
    session = a_session()

    mails = [owe_session(plan=session.plan, session=session, at=MIDNIGHT) for _ in range(2)]

    assert mails[1] is None
    assert Reminder.objects.get() == mails[0]


@pytest.mark.parametrize(
    ("now", "due"), [(at(8, 59), at(9)), (at(9), at(13)), (at(13), at(18)), (at(18), None)]
)
def test_a_mail_that_is_late_takes_the_next_time_of_the_day(
    now: datetime, due: datetime | None
) -> None:
    session = a_session()

    mail = owe_session(plan=session.plan, session=session, at=now)

    assert (mail and mail.due_at) == due


def test_if_all_later_times_are_taken_an_earlier_one_will_do() -> None:
    plan = a_plan()
    for slot in (2, 3):
        a_reminder(plan=plan, slot=slot, kind="CHECK_IN", about="day-2")

    mail = owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT)

    assert mail is not None
    assert mail.due_at == at(9)


def test_a_check_in_takes_the_place_of_care() -> None:
    plan = a_plan()
    care = a_reminder(plan=plan, slot=2, due_at=at(13))

    mail = owe_check_in(plan=plan, which="day-2", on=TODAY, at=MIDNIGHT)

    care.refresh_from_db()
    assert (care.state, care.reason) == ("WITHDRAWN", "Another mail takes its place.")
    assert mail is not None
    assert mail.slot == 2


@pytest.mark.parametrize(
    "held", [{"state": "SENT", "settled_at": NOON}, {"lease_until": at(13)}]
)
def test_care_that_went_or_is_going_keeps_its_place(held: dict[str, Any]) -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=2, due_at=at(13), **held)

    mail = owe_check_in(plan=plan, which="day-2", on=TODAY, at=MIDNIGHT)

    assert mail is not None
    assert mail.slot == 3


def test_a_later_day_of_care_has_one_mail() -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=1, local_on=TODAY, state="SENT", settled_at=NOON)

    none = owe_care(plan=plan, on=TODAY, at=MIDNIGHT)
    one = owe_care(plan=plan, on=TODAY + DAY, at=NOON)
    again = owe_care(plan=plan, on=TODAY + DAY, at=NOON)

    assert (none, again) == (None, None)
    assert one is not None
    assert (one.kind, one.due_at) == ("CARE", at(9, days=1))


def test_care_takes_nobodys_place() -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=1, kind="CHECK_IN", about="day-7")

    mail = owe_care(plan=plan, on=TODAY, at=MIDNIGHT)

    assert mail is not None
    assert mail.slot == 2


def test_nobody_without_consent_is_owed_a_mail() -> None:
    session = a_session(plan=a_plan(mails=False, phase=1))
    plan = session.plan

    owed = [
        owe_session(plan=plan, session=session, at=MIDNIGHT),
        owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT),
        owe_care(plan=plan, on=TODAY, at=MIDNIGHT),
        owe_visit(plan=plan, rule="day-21", at=NOON),
    ]

    assert owed == [None] * 4


def test_a_visit_is_told_of_at_once_in_the_slot_for_safety() -> None:
    mail = owe_visit(plan=a_plan(), rule="day-21", at=NOON)

    assert mail is not None
    assert (mail.kind, mail.about, mail.slot) == ("VISIT", "day-21", 4)
    assert (mail.due_at, mail.local_on) == (NOON, TODAY)


@pytest.mark.parametrize(
    ("now", "due"), [(at(3), at(8)), (at(22), at(8, days=1)), (at(20, 59), at(20, 59))]
)
def test_in_the_night_it_waits_for_the_morning(now: datetime, due: datetime) -> None:
    mail = owe_visit(plan=a_plan(), rule="day-21", at=now)

    assert mail is not None
    assert (mail.due_at, mail.local_on) == (due, due.date())


def test_the_day_and_the_night_are_those_where_the_runner_is() -> None:
    plan = a_plan(person=a_runner(time_zone="Pacific/Auckland"))

    mail = owe_visit(plan=plan, rule="day-21", at=datetime(2026, 11, 22, 11, tzinfo=UTC))

    assert mail is not None
    assert (mail.local_on, mail.due_at) == (TODAY + DAY, at(19))


def test_one_mail_that_says_to_be_seen_is_enough() -> None:
    plan = a_plan()

    owed = [owe_visit(plan=plan, rule=rule, at=NOON) for rule in ("day-14", "day-21")]

    assert owed[1] is None
    assert Reminder.objects.count() == 1


def called(plan: Plan, rule: str, level: Level) -> None:
    plan.changes.create(what="VISIT", subject=rule, level=level, why="Look.", at=NOON)


def visits(plan: Plan) -> list[tuple[str, str, str]]:
    mails = plan.reminders.filter(kind="VISIT").order_by("pk")
    return [*mails.values_list("about", "state", "reason")]


def test_a_more_urgent_visit_takes_the_place_of_a_milder_mail_that_is_still_owed() -> None:
    plan, night = a_plan(), at(22)
    called(plan, "day-21", Level.WITHIN_2_WEEKS)
    called(plan, "worse", Level.WITHIN_A_WEEK)
    milder = owe_visit(plan=plan, rule="day-21", at=night)

    mail = owe_visit(plan=plan, rule="worse", at=night)

    assert milder is not None
    assert mail is not None
    assert (mail.due_at, mail.slot) == (milder.due_at, 4)
    assert visits(plan) == [
        ("day-21", "WITHDRAWN", "A more urgent mail takes its place."),
        ("worse", "DUE", ""),
    ]
    assert owe_visit(plan=plan, rule="day-21", at=night) is None


def test_a_milder_visit_mail_that_is_being_sent_is_left_alone() -> None:
    plan = a_plan()
    called(plan, "worse", Level.WITHIN_A_WEEK)
    a_reminder(
        plan=plan, slot=4, kind="VISIT", about="x", lease_until=NOON + timedelta(minutes=5)
    )

    mail = owe_visit(plan=plan, rule="worse", at=NOON)

    assert mail is not None
    assert mail.due_at == NOON + DAY
    assert visits(plan) == [("x", "DUE", ""), ("worse", "DUE", "")]


def test_if_the_slot_is_taken_it_comes_the_next_day() -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=4, kind="VISIT", about="x", state="SENT", settled_at=NOON)

    mail = owe_visit(plan=plan, rule="worse", at=NOON)

    assert mail is not None
    assert mail.due_at == NOON + DAY


def test_in_a_week_full_of_questions_there_is_no_slot() -> None:
    plan = a_plan()
    follow_up = a_follow_up(person=plan.person)
    for days in range(7):
        a_question(follow_up=follow_up, local_on=TODAY + days * DAY)

    assert owe_visit(plan=plan, rule="worse", at=NOON) is None


def test_only_care_that_is_owed_is_withdrawn() -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=1)
    a_reminder(plan=plan, slot=2, state="SENT", settled_at=NOON)
    a_reminder(plan=plan, slot=3, kind="CHECK_IN", about="day-2")

    withdrawn = withdraw_care(plan=plan, at=NOON, reason="Over.")

    assert withdrawn == 1
    assert [state for *_, state in slots(plan)] == ["WITHDRAWN", "SENT", "DUE"]
