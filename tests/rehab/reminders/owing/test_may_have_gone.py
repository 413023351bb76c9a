"""What may have gone is not owed anew: it comes again as the same mail, or not at all."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection

from rehab.models import Plan, Reminder
from rehab.plans import pause_mails, resume_mails
from rehab.reminders.owing.at_once import owe_goodbye, owe_visit
from rehab.reminders.owing.first_days import owe_acute_care
from rehab.reminders.owing.mails_of_a_day import (
    make_room,
    owe_care,
    owe_check_in,
    owe_session,
    owe_week,
)
from rehab.reminders.owing.moving import move_all_owed, move_owed
from tests.factories import NOON, a_plan, a_reminder, a_runner, a_session
from tests.rehab.reminders.draining import claimed, drain_at

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
LATER = NOON + 2 * MINUTE
TIMES = [time(9), time(13, 30), time(18)]
LEFT = {"lease_until": NOON + MINUTE}  # by a worker that died
UNKNOWN = {"unsure": True, "put_off": True, "lease_until": NOON + HOUR}
WITHDRAWN = {"state": "WITHDRAWN", "settled_at": NOON, "reason": "Over.", "unsure": True}


def read(reminder: Reminder) -> tuple[Any, ...]:
    reminder.refresh_from_db()
    return reminder.state, reminder.local_on, reminder.slot, reminder.due_at


def owed(plan: Plan, on: Any = TODAY) -> list[tuple[str, datetime]]:
    due = Reminder.objects.filter(person=plan.person, state="DUE", local_on=on)
    return [*due.order_by("due_at").values_list("kind", "due_at")]


@pytest.mark.parametrize("held", [LEFT, UNKNOWN], ids=["left", "unknown"])
@pytest.mark.parametrize("kind", ["CARE", "SESSION", "CHECK_IN", "VISIT"])
def test_other_times_or_places_leave_it_alone(kind: str, held: dict[str, Any]) -> None:
    plan = a_plan(phase=int(kind == "SESSION"), reminder_times=TIMES)
    facts: dict[str, Any] = {"VISIT": {"slot": 4}}.get(kind, {"slot": 2})
    if kind == "SESSION":
        facts["session"] = a_session(plan=plan)
    mail = a_reminder(plan=plan, kind=kind, about="worse", **facts, **held)
    before = read(mail)
    plan.person.time_zone = "Asia/Tokyo"
    plan.person.save()

    move_owed(plan=plan, at=LATER)

    assert read(mail) == before
    assert [kind for kind, _ in owed(plan)] == [kind]


def test_without_a_plan_it_keeps_its_instant_in_the_night_too() -> None:
    plan = a_plan(finished_at=NOON)
    mail = a_reminder(plan=plan, kind="VISIT", about="worse", slot=4, **UNKNOWN)
    before = read(mail)
    plan.person.time_zone = "Asia/Tokyo"

    move_all_owed(person=plan.person, at=NOON + 3 * HOUR)

    assert read(mail) == before


def test_care_that_a_dead_worker_left_goes_as_the_same_mail_whatever_times_are_chosen(
    mailoutbox: list[EmailMessage],
) -> None:
    plan = a_plan(reminder_times=TIMES)
    care = a_reminder(plan=plan, slot=2, **LEFT)

    move_owed(plan=plan, at=LATER)
    for hours in range(5):
        drain_at(LATER + hours * HOUR)

    care.refresh_from_db()
    assert (len(mailoutbox), care.state, care.settled_at) == (1, "SENT", LATER)


def test_what_a_worker_takes_up_meanwhile_is_not_moved() -> None:
    plan = a_plan(person=a_runner(time_zone="America/New_York"))
    mail = a_reminder(plan=plan, kind="CHECK_IN", about="day-7", slot=2)
    before, batches = read(mail), list[object]()

    def first_a_worker(execute: Callable[..., object], sql: str, *more: object) -> object:
        if sql.startswith("UPDATE") and not batches:
            batches.append(None)
            batches.append(claimed(NOON))
        return execute(sql, *more)

    with connection.execute_wrapper(first_a_worker):
        move_owed(plan=plan, at=NOON)

    assert read(mail) == before
    assert mail.lease_until is not None


def test_what_turns_out_to_be_in_doubt_meanwhile_makes_no_room() -> None:
    care = a_reminder()
    Reminder.objects.update(**UNKNOWN)

    assert not make_room({"A reason.": [care]}, LATER)


def test_withdrawn_care_and_welcome_come_no_second_time_after_a_pause() -> None:
    plan = a_plan(reminder_times=[time(9), time(12), time(18)])
    welcome = a_reminder(plan=plan, kind="WELCOME", slot=1, due_at=NOON, **LEFT)
    care = a_reminder(plan=plan, slot=2, **LEFT)
    pause_mails(plan=plan, at=LATER)
    Plan.objects.update(reminder_times=[time(9), time(14), time(18)])

    resume_mails(plan=plan, at=LATER)

    assert [read(each)[0] for each in (welcome, care)] == ["WITHDRAWN", "WITHDRAWN"]
    assert owed(plan) == [("CARE", NOON + 6 * HOUR)]


def test_withdrawn_care_of_the_first_days_holds_its_slot() -> None:
    plan = a_plan()
    a_reminder(plan=plan, slot=3, **WITHDRAWN)

    owe_acute_care(plan=plan, at=NOON - HOUR)

    assert owed(plan) == [("WELCOME", NOON - HOUR)]


def test_a_day_calls_for_no_second_one_of_what_was_withdrawn() -> None:
    plan = a_plan(begun_on=TODAY - 10 * DAY)
    session = a_session(plan=plan)
    a_reminder(plan=plan, also=["week", "day-7"], **WITHDRAWN)
    a_reminder(plan=plan, kind="SESSION", session=session, slot=2, **WITHDRAWN)

    again = [
        owe_care(plan=plan, on=TODAY, at=NOON),
        owe_session(plan=plan, session=session, at=NOON),
        owe_check_in(plan=plan, which="day-7", on=TODAY, at=NOON),
        owe_week(plan=plan, on=TODAY, at=NOON, facts={}),
    ]

    assert again == [None, None, None, None]


def test_a_check_in_that_may_have_gone_is_asked_on_another_day() -> None:
    plan = a_plan()
    a_reminder(plan=plan, kind="CHECK_IN", about="day-7", **WITHDRAWN)

    same, next_day = (
        owe_check_in(plan=plan, which="day-7", on=on, at=NOON)
        for on in (TODAY, TODAY + DAY)
    )

    assert same is None
    assert next_day is not None


def test_a_withdrawn_call_for_a_visit_comes_again_in_the_morning() -> None:
    plan = a_plan()
    a_reminder(plan=plan, kind="VISIT", about="worse", slot=4, **WITHDRAWN)

    mail = owe_visit(plan=plan, rule="worse", at=NOON)

    assert mail is not None
    assert mail.due_at == NOON.replace(hour=8) + DAY


def test_a_withdrawn_goodbye_is_said_once() -> None:
    plan = a_plan(finished_at=NOON)
    goodbye = a_reminder(plan=plan, kind="GOODBYE", **WITHDRAWN)

    assert owe_goodbye(plan=plan, at=NOON) == goodbye
