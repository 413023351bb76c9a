"""Check-ins and summaries ride in another mail of their day, whichever was owed first."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from rehab.models import Plan, Reminder
from rehab.reminders.owing.mails_of_a_day import (
    gather,
    owe_care,
    owe_check_in,
    owe_session,
    owe_week,
)
from tests.factories import NOON, a_plan, a_reminder, a_session

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
MIDNIGHT = NOON.replace(hour=0)
FACTS = {"first": "2026-11-15"}
RIDES = "It comes inside another mail of the day."


def at(hour: int) -> datetime:
    return MIDNIGHT + timedelta(hours=hour)


def owed(plan: Plan) -> list[tuple[str, list[str], dict[str, Any], datetime]]:
    due = plan.reminders.filter(state="DUE").order_by("due_at", "pk")
    return [(mail.kind, mail.also, mail.facts, mail.due_at) for mail in due]


def test_a_check_in_and_the_week_ride_in_the_next_care_mail() -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=1, due_at=at(9))
    next_one = a_reminder(plan=plan, slot=2, due_at=at(13))

    asks = owe_check_in(plan=plan, which="day-2", on=TODAY, at=at(10))
    sums_up = owe_week(plan=plan, on=TODAY, at=at(10), facts=FACTS)

    assert asks == sums_up == next_one
    assert owed(plan) == [
        ("CARE", [], {}, at(9)),
        ("CARE", ["day-2", "week"], FACTS, at(13)),
    ]


def test_they_ride_in_a_session_that_is_owed_after_them() -> None:
    session = a_session()
    plan = session.plan
    owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT)
    owe_week(plan=plan, on=TODAY, at=MIDNIGHT, facts=FACTS)

    owe_session(plan=plan, session=session, at=MIDNIGHT)

    assert owed(plan) == [("SESSION", ["week", "day-7"], FACTS, at(9))]
    withdrawn = plan.reminders.filter(state="WITHDRAWN").order_by("kind")
    assert [(mail.kind, mail.reason) for mail in withdrawn] == [
        ("CHECK_IN", RIDES),
        ("WEEK", RIDES),
    ]


def test_they_ride_in_care_that_is_owed_after_them() -> None:
    plan = a_plan()
    owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT)

    owe_care(plan=plan, on=TODAY, at=MIDNIGHT)

    assert owed(plan) == [("CARE", ["day-7"], {}, at(9))]


def test_if_there_is_no_room_for_the_session_they_stay_as_they_are() -> None:
    session = a_session()
    plan = session.plan
    for slot, hour in ((1, 10), (3, 17)):
        a_reminder(plan=plan, slot=slot, due_at=at(hour), lease_until=at(20))
    facts = {"kind": "CHECK_IN", "about": "day-7", "slot": 2, "due_at": at(14)}
    alone = a_reminder(plan=plan, **facts)
    plan.reminder_times = [time(hour) for hour in (9, 11, 18)]

    assert owe_session(plan=plan, session=session, at=MIDNIGHT) is None

    alone.refresh_from_db()
    assert (alone.state, alone.due_at) == ("DUE", at(14))


@pytest.mark.parametrize(
    "held",
    [
        {"lease_until": NOON + timedelta(hours=9)},
        {"unsure": True},
        {"lease_until": MIDNIGHT},
        {"state": "SENT", "settled_at": NOON},
        {"due_at": MIDNIGHT},
    ],
    ids=["in hands", "may have gone", "left by a worker", "sent", "due by now"],
)
def test_nothing_new_rides_in_what_went_or_may_be_going(held: dict[str, Any]) -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=1, **{"due_at": at(9)} | held)

    mail = owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT)

    assert mail is not None
    assert (mail.kind, mail.due_at) == ("CHECK_IN", at(13))


def test_it_rides_in_what_the_mail_server_put_off() -> None:
    plan = a_plan()
    care = a_reminder(plan=plan, due_at=at(9), lease_until=at(10), put_off=True)

    assert owe_check_in(plan=plan, which="day-7", on=TODAY, at=MIDNIGHT) == care


def test_to_owe_twice_owes_once() -> None:
    plan = a_plan()
    care = a_reminder(plan=plan, due_at=at(9))

    weeks = [owe_week(plan=plan, on=TODAY, at=MIDNIGHT, facts=FACTS) for _ in range(2)]
    asks = [owe_check_in(plan=plan, which="x", on=TODAY, at=MIDNIGHT) for _ in range(2)]

    assert weeks == [care, None]
    assert asks == [care, care]
    assert owed(plan) == [("CARE", ["week", "x"], FACTS, at(9))]


def test_what_is_alone_is_gathered_once_another_mail_is_owed() -> None:
    plan = a_plan()
    alone = a_reminder(plan=plan, kind="WEEK", slot=2, due_at=at(13), facts=FACTS)
    a_reminder(plan=plan, slot=1, due_at=at(9))

    gather(plan, MIDNIGHT)

    assert owed(plan) == [("CARE", ["week"], FACTS, at(9))]
    alone.refresh_from_db()
    assert (alone.state, alone.reason) == ("WITHDRAWN", RIDES)


def test_what_nothing_goes_with_stays_alone() -> None:
    plan = a_plan()
    a_reminder(plan=plan, kind="CHECK_IN", about="day-7", slot=2, due_at=at(13))

    gather(plan, MIDNIGHT)

    assert Reminder.objects.get().state == "DUE"
