"""What becomes of a mail that was put off."""

from datetime import datetime
from typing import Any

import pytest

from rehab.models import Plan, Reminder
from rehab.plans import (
    NoRoom,
    SessionDone,
    needs_rest,
    owe_again,
    pause_mails,
    put_off_to,
    record_session,
    resume_mails,
    skip_today,
    snooze,
)
from rehab.programme.told import Amount
from tests.factories import NOON, a_plan, a_session
from tests.rehab.plans.mails.steps import DAY, TODAY, at, came, options
from tests.rehab.steps import telling

pytestmark = pytest.mark.django_db


def mail_of_session(plan: Plan, *also: str) -> Reminder:
    session = a_session(plan=plan, on=TODAY)
    return came(plan=plan, kind="SESSION", session=session, also=[*also])


@pytest.mark.parametrize(("day", "lands"), [(0, None), (2, None), (4, at(9, days=1))])
def test_a_session_is_not_put_off_to_the_next_one_or_the_day_before_it(
    day: int, lands: datetime | None
) -> None:
    plan = a_plan(phase=2, exercises_began_on=TODAY - day * DAY)
    mail = mail_of_session(plan)

    assert options(mail, at(9, 5)) == [at(10, 5), at(18), lands]
    assert needs_rest(reminder=mail, on=TODAY + DAY) is (lands is None)


def put_off_and_paused(mail: Reminder) -> Reminder:
    """Return a mail that was put off to the evening, and taken back by a pause."""
    later = snooze(reminder=mail, until="evening", at=at(9, 5))
    pause_mails(plan=mail.of_plan, at=at(9, 10))
    return later


def test_what_was_put_off_comes_again_after_a_pause_with_all_that_rides_in_it() -> None:
    mail = came(also=["week"], facts={"first": "2026-11-15"})
    gone = put_off_and_paused(mail)

    plan = resume_mails(plan=mail.of_plan, at=NOON)
    owe_again(plan=plan, at=NOON)

    again = plan.reminders.get(state="DUE", due_at=at(18))
    assert (again.snoozed_from, again.also, again.facts) == (gone, mail.also, mail.facts)
    assert put_off_to(reminder=mail) == again
    assert snooze(reminder=mail, until="hour", at=at(13)) == again


def test_while_mails_are_paused_a_second_press_promises_nothing() -> None:
    mail = came()
    gone = put_off_and_paused(mail)

    with pytest.raises(NoRoom):
        snooze(reminder=mail, until="hour", at=at(9, 15))
    assert put_off_to(reminder=mail) == gone


def test_a_session_that_was_put_off_comes_again_after_a_pause() -> None:
    plan = a_plan(phase=2)
    put_off_and_paused(mail_of_session(plan))

    resume_mails(plan=plan, at=NOON)

    assert plan.reminders.get(state="DUE", kind="SESSION").due_at == at(18)


@pytest.mark.parametrize(
    "given", [{"hold_until": TODAY + DAY}, {"protect_only": True}], ids=str
)
def test_a_session_on_hold_stays_away_after_a_pause(given: dict[str, Any]) -> None:
    plan = a_plan(phase=2)
    put_off_and_paused(mail_of_session(plan))
    Plan.objects.update(**{"phase": 0, **given} if "protect_only" in given else given)

    resume_mails(plan=plan, at=NOON)

    assert not plan.reminders.filter(state="DUE", kind="SESSION").exists()


def test_care_stays_away_once_exercises_have_begun() -> None:
    mail = came()
    put_off_and_paused(mail)
    Plan.objects.update(phase=1, exercises_began_on=TODAY)

    resume_mails(plan=mail.of_plan, at=NOON)

    assert not Reminder.objects.filter(state="DUE", kind="CARE").exists()


def test_what_was_skipped_or_is_past_stays_away_after_a_pause() -> None:
    mail, early = came(), came()
    put_off_and_paused(mail)
    skip_today(reminder=mail, at=NOON)
    put_off_and_paused(early)

    resume_mails(plan=mail.of_plan, at=NOON)
    resume_mails(plan=early.of_plan, at=at(18))

    again = Reminder.objects.filter(state="DUE", snoozed_from__isnull=False)
    assert not again.exists()


def test_what_has_no_room_left_after_a_pause_stays_away() -> None:
    mail = came()
    put_off_and_paused(mail)
    for slot, hour in ((2, 10), (3, 11)):
        came(hour, plan=mail.of_plan, slot=slot, kind="CHECK_IN", about=f"day-{slot}")

    resume_mails(plan=mail.of_plan, at=NOON)

    again = Reminder.objects.filter(state="DUE", snoozed_from__isnull=False)
    assert not again.exists()


def test_a_session_that_was_told_is_not_asked_for_again() -> None:
    plan = a_plan(phase=2)
    mail = mail_of_session(plan, "day-7")
    later = snooze(reminder=mail, until="evening", at=at(9, 5))

    done = SessionDone(amount=Amount.ALL, hard=5, tried={})
    record_session(
        plan=plan,
        session=mail.session or a_session(),
        telling=telling(),
        report=done,
        at=NOON,
    )

    later.refresh_from_db()
    assert (later.state, later.reason) == ("WITHDRAWN", "The session was told already.")
    rides = plan.reminders.get(state="DUE", kind="CHECK_IN")
    assert rides.about == "day-7"
