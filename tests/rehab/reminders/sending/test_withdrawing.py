"""No mail goes whose step of sending began after somebody took back what it rests on.

What was being sent by then is recorded as sent.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from rehab.models import Plan, Reminder
from rehab.plans import pause_plan, stop_mails, wait_for_steps_in_flight
from rehab.reminders.sending.claims import STEP, Batch
from tests.factories import NOON, a_plan, a_question, a_reminder
from tests.rehab.reminders.draining import (
    claimed,
    drain_at,
    many_reminders,
    outcome,
    step_at,
)
from tests.rehab.reminders.in_flight import LONG, being_sent, beside

State = Reminder.State
SOON = NOON + timedelta(seconds=1)
HOUR = timedelta(hours=1)
STOPPED, PAUSED = "The runner stopped mails.", "The plan is paused."


def stop(plan: Plan) -> None:
    stop_mails(person=plan.person, at=SOON)


def pause(plan: Plan) -> None:
    pause_plan(plan=plan, why="They told us so.", at=SOON)


def move(plan: Plan) -> None:
    plan.person.email = "new@example.org"
    plan.person.save()


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "why"), [(stop, STOPPED), (pause, PAUSED)])
def test_what_is_in_nobodys_hands_is_withdrawn_at_once(
    change: Callable[[Plan], None], why: str, mailoutbox: list[EmailMessage]
) -> None:
    plan = a_plan()
    later = a_reminder(plan=plan, due_at=NOON + timedelta(hours=3))
    put_off = a_reminder(
        plan=plan, slot=2, put_off=True, lease_until=NOON + timedelta(hours=1)
    )
    let_go = a_reminder(plan=plan, slot=3, lease_until=NOON)

    change(plan)
    drain_at(SOON)

    assert [outcome(each)[:2] for each in (later, put_off, let_go)] == [
        (State.WITHDRAWN, why)
    ] * 3
    assert [later.unsure, put_off.unsure, let_go.unsure] == [False, False, True]
    assert mailoutbox == []


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "why"), [(stop, STOPPED), (pause, PAUSED)])
def test_what_is_in_hands_is_left_to_its_step_and_withdrawn_there(
    change: Callable[[Plan], None], why: str, mailoutbox: list[EmailMessage]
) -> None:
    reminder = a_reminder()
    batch = claimed(NOON)

    change(reminder.of_plan)
    assert outcome(reminder) == (State.DUE, "", 1)
    step_at(batch, SOON)

    assert outcome(reminder) == (State.WITHDRAWN, why, 1)
    assert mailoutbox == []


@pytest.mark.django_db
def test_a_step_is_as_far_as_a_withdrawal_comes_too_late(
    mailoutbox: list[EmailMessage],
) -> None:
    first, second = a_reminder(), a_reminder(due_at=SOON)
    batch = claimed(SOON)
    step_at(Batch(batch.reminders[:1], batch.lease_until), SOON)

    for reminder in (first, second):
        stop(reminder.of_plan)
    step_at(Batch(batch.reminders[1:], batch.lease_until), SOON)

    assert (outcome(first)[0], outcome(second)[0]) == (State.SENT, State.WITHDRAWN)


@pytest.mark.django_db
def test_who_stops_mails_gets_no_message_and_no_goodbye_either() -> None:
    over = a_plan(finished_at=NOON)
    goodbye = a_reminder(plan=over, kind="GOODBYE")
    question = a_question()

    for reminder in (goodbye, question):
        stop_mails(person=reminder.person, at=SOON)

    assert [outcome(each)[:2] for each in (goodbye, question)] == [
        (State.WITHDRAWN, STOPPED)
    ] * 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [stop, pause, move])
def test_a_mail_in_the_middle_of_its_step_is_recorded_as_sent(
    change: Callable[[Plan], None], mailoutbox: list[EmailMessage]
) -> None:
    reminder = a_reminder()
    address = reminder.person.email

    with being_sent() as (asked, may_answer), beside() as run:
        sending = run(lambda: drain_at(NOON))
        assert asked.wait(LONG)
        change(reminder.of_plan)
        in_hands = Reminder.objects.in_hands(SOON).count()
        may_answer.set()
        sending.result(LONG)

    assert in_hands == 1
    assert outcome(reminder) == (State.SENT, "", 1)
    assert [mail.to for mail in mailoutbox] == [[address]]


@pytest.mark.django_db(transaction=True)
def test_whoever_stops_mails_waits_for_the_one_that_is_being_sent(
    mailoutbox: list[EmailMessage],
) -> None:
    reminder = a_reminder()
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        may_answer.set()
        sending.result(LONG)

    with being_sent() as (asked, may_answer), beside() as run:
        sending = run(lambda: drain_at(NOON))
        assert asked.wait(LONG)
        stop(reminder.of_plan)
        quiet = wait_for_steps_in_flight(
            person=reminder.person, clock=lambda: SOON, sleep=nap, patience=HOUR
        )

    assert quiet
    assert naps == [0.1]
    assert outcome(reminder)[0] == State.SENT


@pytest.mark.django_db(transaction=True)
def test_a_claim_steps_over_what_is_being_withdrawn(mailoutbox: list[EmailMessage]) -> None:
    reminder = a_reminder()

    with beside() as run:
        with transaction.atomic():
            stop(reminder.of_plan)
            batch = run(lambda: claimed(SOON).pks).result(LONG)
        drain_at(SOON)

    assert batch == []
    assert outcome(reminder) == (State.WITHDRAWN, STOPPED, 0)
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_waits_for_a_claim_and_leaves_it_what_it_took(
    mailoutbox: list[EmailMessage],
) -> None:
    reminder = a_reminder()
    plan, lease_until = reminder.of_plan, SOON + timedelta(minutes=1)

    with beside() as run:
        with transaction.atomic():  # as a claim does
            Reminder.objects.select_for_update(no_key=True).get()
            stopping = run(lambda: stop(plan))
            with pytest.raises(TimeoutError):
                stopping.result(0.3)
            Reminder.objects.update(lease_until=lease_until, attempts=1)
        stopping.result(LONG)
    assert outcome(reminder) == (State.DUE, "", 1)
    step_at(Batch([Reminder.objects.get()], lease_until), SOON)

    assert outcome(reminder) == (State.WITHDRAWN, STOPPED, 1)
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_whenever_somebody_stops_mails_none_goes_whose_step_began_after(
    mailoutbox: list[EmailMessage],
) -> None:
    """A drain that sends a step after another, and somebody who stops after the first."""
    reminders = many_reminders(STEP * 2)
    send, stopped = EmailBackend.send_messages, list[int]()

    def stop_all_after_a_few(backend: EmailBackend, mails: list[EmailMessage]) -> int:
        if len(mailoutbox) == STEP // 2:
            for reminder in reminders:
                run(partial(stop, reminder.of_plan)).result(LONG)
            stopped.append(len(mailoutbox))
        return send(backend, mails)

    with (
        beside() as run,
        patch.object(EmailBackend, "send_messages", stop_all_after_a_few),
    ):
        drain_at(SOON)

    states = [outcome(reminder)[0] for reminder in reminders]
    assert stopped == [STEP // 2]
    assert [states.count(each) for each in (State.SENT, State.WITHDRAWN)] == [STEP, STEP]
    assert len(mailoutbox) == STEP
