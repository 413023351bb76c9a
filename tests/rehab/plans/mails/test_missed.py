"""A call for a visit, and a message, are not lost because their time was up."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from rehab import tasks
from rehab.models import Message, Plan, Reminder
from rehab.plans import finish_plan, owe_missed, pause_plan
from rehab.reminders.owing.at_once import owe_message, owe_visit
from tests.factories import (
    NOON,
    a_clearance,
    a_plan,
    a_reminder,
    a_runner,
    a_session,
    a_user,
)
from tests.rehab.reminders.draining import drain_at, outcome
from tests.rehab.rows import everything
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = timedelta(days=1)
EVENING = NOON.replace(hour=20)
NIGHT, MORNING = NOON.replace(hour=21), NOON.replace(hour=8) + DAY


def called(plan: Plan, rule: str = "flare", *, at: datetime = EVENING) -> Reminder:
    """Return the mail of a call for a visit."""
    level = Level.WITHIN_2_WEEKS
    plan.changes.create(what="VISIT", subject=rule, level=level, why="Look.", at=at)
    mail = owe_visit(plan=plan, rule=rule, at=at)
    assert mail is not None
    return mail


def missed(mail: Reminder) -> Reminder:
    """Let the time of ``mail`` be up."""
    drain_at(mail.useful_until)
    assert outcome(mail)[0] == "MISSED"
    return mail


def wrote(plan: Plan, *, at: datetime = EVENING) -> Reminder:
    message = Message.objects.create(person=plan.person, by=a_user(), text="Hi.", at=at)
    return owe_message(message=message, at=at)


@pytest.mark.parametrize("given", [{}, {"paused_at": NOON}, {"finished_at": NOON}], ids=str)
def test_a_call_for_a_visit_that_was_missed_is_owed_again_the_next_morning(
    given: dict[str, Any],
) -> None:
    mail = missed(called(a_plan(phase=2, **given)))

    [again] = owe_missed(at=NIGHT)

    assert (again.kind, again.about, again.due_at) == ("VISIT", mail.about, MORNING)
    drain_at(MORNING)
    assert outcome(again)[0] == "SENT"
    assert owe_missed(at=MORNING) == []


def test_a_call_that_midnight_ends_counts_for_its_day_and_is_owed_on_the_next() -> None:
    plan = a_plan(phase=2, night_begins=time(2), night_ends=time(8))
    late = NOON.replace(hour=23)
    mail = missed(called(plan, at=late))

    [again] = owe_missed(at=mail.useful_until)

    assert mail.useful_until == late + timedelta(hours=1)
    assert (again.due_at, again.local_on) == (mail.useful_until, TODAY + DAY)


def test_it_is_owed_once_and_again_whenever_it_is_missed() -> None:
    missed(called(a_plan(phase=2)))

    owed = []
    for days in range(5):
        owed += owe_missed(at=NIGHT + days * DAY)
        assert owe_missed(at=NIGHT + days * DAY) == []
        missed(owed[-1])

    assert [mail.local_on for mail in owed] == [TODAY + n * DAY for n in range(1, 6)]


def test_once_somebody_has_looked_it_is_owed_no_more() -> None:
    mail = missed(called(a_plan(phase=2)))
    a_clearance(person=mail.person, at=NIGHT)

    assert owe_missed(at=NIGHT) == []


def test_who_looked_before_the_call_does_not_count() -> None:
    mail = missed(called(a_plan(phase=2)))
    a_clearance(person=mail.person, at=NOON)

    assert len(owe_missed(at=NIGHT)) == 1


def test_two_calls_that_were_missed_make_one_mail() -> None:
    plan = a_plan(phase=2)
    missed(called(plan))
    missed(called(plan, "day-21", at=EVENING + DAY))

    assert len(owe_missed(at=NIGHT + DAY)) == 1


def test_other_mails_that_were_missed_are_over() -> None:
    missed(a_reminder(plan=a_plan(phase=0)))

    assert owe_missed(at=NIGHT) == []


def test_a_message_that_was_missed_is_owed_again_the_next_morning() -> None:
    mail = missed(wrote(a_plan(phase=2)))

    [again] = owe_missed(at=NIGHT)

    assert (again, again.due_at, again.local_on) == (mail, MORNING, TODAY + DAY)
    assert again.useful_until == MORNING + timedelta(hours=13)
    drain_at(MORNING)
    assert outcome(mail) == ("SENT", "", 1)


def test_a_message_finds_room_and_what_rode_in_a_lesser_mail_is_asked_by_another() -> None:
    plan = a_plan(phase=2)
    mail = missed(wrote(plan))
    day: dict[str, Any] = {"local_on": TODAY + DAY}
    session = a_session(plan=plan, on=TODAY + DAY)
    day["due_at"] = NOON + DAY
    a_reminder(plan=plan, **day, slot=1, kind="SESSION", session=session)
    for slot, hour in ((2, 15), (3, 18)):
        day["due_at"] = NOON.replace(hour=hour) + DAY
        a_reminder(plan=plan, **day, slot=slot, also=[f"day-{hour}"])

    owe_missed(at=NIGHT)

    mail.refresh_from_db()
    carriers = plan.reminders.filter(state="DUE").order_by("slot")
    assert (mail.state, mail.slot) == ("DUE", 3)
    assert [each.also for each in carriers] == [["day-18"], ["day-15"]]


def test_a_message_is_tried_on_three_days() -> None:
    mail = missed(wrote(a_plan(phase=2)))

    days = []
    for number in range(4):
        days += [again.local_on for again in owe_missed(at=NIGHT + number * DAY)]
        mail.refresh_from_db()
        missed(mail)

    assert days == [TODAY + DAY, TODAY + 2 * DAY]


def test_to_who_gets_no_mails_no_message_is_owed_again() -> None:
    mail = missed(wrote(a_plan(phase=2)))
    mail.person.consents.update(withdrawn_at=NIGHT)
    before = everything()

    assert owe_missed(at=NIGHT) == []
    assert everything() == before


def test_a_sweep_owes_what_was_missed() -> None:
    mail = wrote(a_plan(person=a_runner(), phase=2), at=timezone.now())
    settled = {"settled_at": mail.due_at, "reason": "It came too late to be of use."}
    Reminder.objects.update(state="MISSED", **settled)

    tasks.sweep()

    assert outcome(mail)[0] == "DUE"


@pytest.mark.parametrize("ends", [pause_plan, finish_plan])
def test_a_call_for_a_visit_outlives_a_pause_and_the_end(ends: Any) -> None:
    plan = a_plan(phase=2)
    mail = called(plan, at=NIGHT)
    why = {"why": "A physio says wait."} if ends is pause_plan else {}

    ends(plan=plan, at=NIGHT + timedelta(hours=1), **why)

    drain_at(mail.due_at)
    assert outcome(mail)[0] == "SENT"


def test_no_morning_is_right_before_the_night() -> None:
    plan = a_plan(phase=2, night_begins=time(0, 5), night_ends=time(8))
    called(plan, at=NOON)
    drain_at(NOON)

    mail = called(plan, "day-21", at=NOON + timedelta(hours=1))

    assert (mail.due_at, mail.useful_until - mail.due_at > timedelta(hours=1)) == (
        MORNING,
        True,
    )
