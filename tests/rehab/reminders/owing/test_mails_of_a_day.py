"""The mails that a day calls for find their slot, their time and their end."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from rehab.models import Plan, Reminder
from rehab.reminders.owing.mails_of_a_day import (
    make_room,
    owe_barrier,
    owe_care,
    owe_check_in,
    owe_session,
    withdraw_care,
)
from tests.factories import NOON, a_plan, a_reminder, a_session

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
MIDNIGHT = NOON.replace(hour=0)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    return MIDNIGHT + timedelta(days=days, hours=hour, minutes=minute)


def slots(plan: Plan) -> list[tuple[str, int, datetime, str]]:
    rows = Reminder.objects.filter(person=plan.person).order_by("pk")
    return [(row.kind, row.slot, row.due_at, row.state) for row in rows]


def test_a_session_comes_at_the_first_time() -> None:
    session = a_session()

    mail = owe_session(plan=session.plan, session=session, at=MIDNIGHT)

    assert mail is not None
    assert (mail.session, mail.about, mail.slot) == (session, "", 1)
    assert (mail.due_at, mail.useful_until) == (at(9), at(21))


def test_a_check_in_by_itself_comes_at_the_second_time() -> None:
    mail = owe_check_in(plan=a_plan(), which="day-7", on=TODAY, at=MIDNIGHT)

    assert mail is not None
    assert (mail.session, mail.about, mail.slot) == (None, "day-7", 2)
    assert (mail.due_at, mail.useful_until) == (at(13), at(21))


def test_a_session_has_a_time_of_its_own_if_the_runner_chose_one() -> None:
    session = a_session(plan=a_plan(phase=1, session_time=time(19, 30)))

    mail = owe_session(plan=session.plan, session=session, at=MIDNIGHT)

    assert mail is not None
    assert (mail.due_at, mail.slot) == (at(19, 30), 1)


def test_a_session_on_a_day_without_mails_has_none() -> None:
    session = a_session(plan=a_plan(phase=1, session_days=[0, 2]))

    assert owe_session(plan=session.plan, session=session, at=MIDNIGHT) is None


def test_a_session_mail_that_was_taken_back_is_owed_again() -> None:
    session = a_session()
    first = owe_session(plan=session.plan, session=session, at=MIDNIGHT)
    Reminder.objects.withdraw(at=MIDNIGHT, reason="Paused.")

    again = owe_session(plan=session.plan, session=session, at=MIDNIGHT)

    assert again is not None
    assert again != first


@pytest.mark.parametrize(("number", "owed"), [(0, True), (1, False), (2, True)])
def test_every_other_session_has_a_mail_while_none_is_answered(
    number: int, *, owed: bool
) -> None:
    plan = a_plan(phase=1, rhythm=Plan.Rhythm.HALVED, rhythm_since=TODAY)
    session = a_session(plan=plan, number=number)

    mail = owe_session(plan=plan, session=session, at=MIDNIGHT)

    assert (mail is not None) is owed


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
    for slot, hour in ((2, 13), (3, 18)):
        a_reminder(plan=plan, slot=slot, due_at=at(hour), kind="CHECK_IN", about="day-2")

    mail = owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT)

    assert mail is not None
    assert mail.due_at == at(9)


def test_a_day_without_room_owes_no_more() -> None:
    plan = a_plan()
    for slot, hour in ((1, 9), (2, 13), (3, 18)):
        a_reminder(plan=plan, slot=slot, due_at=at(hour), kind="CHECK_IN", about="day-2")

    assert owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT) is None


def test_a_session_takes_the_place_of_care() -> None:
    session = a_session()
    care = a_reminder(plan=session.plan, slot=1, due_at=at(9), also=["day-2"])

    mail = owe_session(plan=session.plan, session=session, at=MIDNIGHT)

    care.refresh_from_db()
    assert (care.state, care.reason) == ("WITHDRAWN", "Another mail takes its place.")
    assert mail is not None
    mail.refresh_from_db()
    assert (mail.slot, mail.also) == (1, ["day-2"])


@pytest.mark.parametrize(
    "held", [{"state": "SENT", "settled_at": NOON}, {"lease_until": at(13)}]
)
def test_care_that_went_or_is_going_keeps_its_place(held: dict[str, Any]) -> None:
    session = a_session()
    a_reminder(plan=session.plan, slot=1, due_at=at(9), **held)

    mail = owe_session(plan=session.plan, session=session, at=MIDNIGHT)

    assert mail is not None
    assert (mail.due_at, mail.slot) == (at(13), 2)


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
    a_reminder(plan=plan, slot=1, due_at=at(9), kind="BARRIER", lease_until=at(13))

    mail = owe_care(plan=plan, on=TODAY, at=MIDNIGHT)

    assert mail is not None
    assert mail.slot == 2


@pytest.mark.parametrize(
    ("day", "given"),
    [
        (1, {"rhythm": Plan.Rhythm.HALVED, "rhythm_since": TODAY}),
        (0, {"care_days": [0, 1]}),
    ],
    ids=["halved", "not on Sundays"],
)
def test_on_some_days_there_is_no_care(day: int, given: dict[str, Any]) -> None:
    plan = a_plan(**given)

    assert owe_care(plan=plan, on=TODAY + day * DAY, at=MIDNIGHT) is None


def test_the_question_what_gets_in_the_way_comes_at_the_first_time() -> None:
    mail = owe_barrier(plan=a_plan(), on=TODAY, at=MIDNIGHT)

    assert mail is not None
    assert (mail.kind, mail.due_at, mail.useful_until) == ("BARRIER", at(9), at(21))


def test_nobody_without_consent_is_owed_a_mail() -> None:
    session = a_session(plan=a_plan(mails=False, phase=1))
    plan = session.plan

    owed = [
        owe_session(plan=plan, session=session, at=MIDNIGHT),
        owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT),
        owe_care(plan=plan, on=TODAY, at=MIDNIGHT),
    ]

    assert owed == [None] * 3


def test_only_care_that_is_owed_is_withdrawn() -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=1)
    a_reminder(plan=plan, slot=2, state="SENT", settled_at=NOON)
    a_reminder(plan=plan, slot=3, kind="CHECK_IN", about="day-2")

    withdrawn = withdraw_care(plan=plan, at=NOON, reason="Over.")

    assert withdrawn == 1
    assert [state for *_, state in slots(plan)] == ["WITHDRAWN", "SENT", "DUE"]


def test_what_rode_in_care_that_is_over_is_owed_by_itself() -> None:
    plan = a_plan()
    facts = {"first": "2026-11-15"}
    a_reminder(plan=plan, slot=1, due_at=at(9), also=["day-7", "week"], facts=facts)

    withdraw_care(plan=plan, at=MIDNIGHT, reason="Over.")

    owed = plan.reminders.filter(state="DUE").order_by("due_at")
    assert [(mail.kind, mail.about, mail.facts, mail.due_at) for mail in owed] == [
        ("WEEK", "", facts, at(9)),
        ("CHECK_IN", "day-7", {}, at(13)),
    ]


def test_a_mail_that_a_worker_takes_up_meanwhile_makes_no_room() -> None:
    plan = a_plan()
    first, second = (a_reminder(plan=plan, slot=slot) for slot in (1, 2))
    Reminder.objects.filter(pk=second.pk).update(lease_until=at(13))

    made = make_room({"Over.": [first], "Another one.": [second]}, NOON)

    first.refresh_from_db()
    assert (made, first.state) == (False, "DUE")


def test_no_mail_tells_of_a_session_of_a_phase_that_is_locked_again() -> None:
    plan = a_plan(phase=1)
    session = a_session(plan=plan, phase=2)

    assert owe_session(plan=plan, session=session, at=NOON) is None
