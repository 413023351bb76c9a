"""What becomes of reminders when workers die, sleep, are slow or race."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from rehab.models import Reminder
from rehab.reminders.sending import claims, dispatch, outcomes
from rehab.reminders.sending.claims import STEP
from rehab.reminders.sending.dispatch import BATCH, LeaseTooShort, drain
from rehab.reminders.sending.outcomes import MAX_ATTEMPTS
from tests.factories import NOON, a_reminder
from tests.rehab.reminders.draining import (
    claimed,
    drain_at,
    many_reminders,
    outcome,
    step_at,
)

pytestmark = pytest.mark.django_db

State = Reminder.State
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LEASE = timedelta(seconds=50)
LONG = timedelta(hours=1)


def test_what_another_worker_holds_is_left_to_it(mailoutbox: list[EmailMessage]) -> None:
    late = a_reminder(due_at=NOON - LONG * 4, lease_until=NOON + MINUTE)
    tried_out = a_reminder(attempts=MAX_ATTEMPTS, lease_until=NOON + MINUTE)

    drain_at(NOON)

    assert outcome(late) == (State.DUE, "", 0)
    assert outcome(tried_out) == (State.DUE, "", MAX_ATTEMPTS)
    assert mailoutbox == []


def test_what_a_killed_worker_held_is_taken_up_when_its_lease_has_run_out(
    mailoutbox: list[EmailMessage],
) -> None:
    reminder = a_reminder()
    claimed(NOON)  # and the worker dies here

    drain_at(NOON + LEASE - timedelta(seconds=1))
    assert mailoutbox == []

    drain_at(NOON + LEASE)
    assert outcome(reminder) == (State.SENT, "", 2)


def test_a_reminder_that_kills_every_worker_is_parked(
    mailoutbox: list[EmailMessage],
) -> None:
    reminder = a_reminder()
    for death in range(MAX_ATTEMPTS):
        assert claimed(NOON + death * LEASE).pks == [reminder.pk]

    drain_at(NOON + MAX_ATTEMPTS * LEASE)

    why = "Failed too often. It may have gone."
    assert outcome(reminder) == (State.PARKED, why, MAX_ATTEMPTS + 1)
    assert mailoutbox == []


def test_what_a_killed_worker_held_for_too_long_may_have_gone(
    mailoutbox: list[EmailMessage],
) -> None:
    held = a_reminder(due_at=NOON - MINUTE)
    never_tried = a_reminder(useful_until=NOON + LONG * 3)
    assert claims.claim(at=NOON, most=1).pks == [held.pk]

    drain_at(NOON + LONG * 4)

    assert outcome(held) == (State.MISSED, "Not sent in time. It may have gone.", 1)
    assert outcome(never_tried) == (State.MISSED, "Not sent in time.", 0)
    assert mailoutbox == []


def test_a_worker_that_slept_through_half_its_lease_sends_nothing(
    mailoutbox: list[EmailMessage],
) -> None:
    a_reminder()
    batch = claimed(NOON)

    with pytest.raises(LeaseTooShort):
        step_at(batch, NOON + LEASE / 2 + timedelta(seconds=1))

    assert mailoutbox == []


def test_a_worker_that_lost_its_lease_sends_nothing(mailoutbox: list[EmailMessage]) -> None:
    a_reminder()
    lost = claimed(NOON)
    claimed(NOON + LEASE)

    step_at(lost, NOON + LEASE)

    assert mailoutbox == []


def test_a_worker_that_lost_its_lease_changes_nothing_under_the_next_ones_hands() -> None:
    reminder = a_reminder()
    lost, now_held = claimed(NOON), claimed(NOON + LEASE)
    reminder.refresh_from_db()

    outcomes.defer(lost, reminder, at=NOON + LEASE, why="451")
    outcomes.refuse(lost, reminder, at=NOON + LEASE, code="554")

    assert [each.pk for each in now_held.held()] == [reminder.pk]


def test_what_went_counts_as_sent_even_if_its_lease_was_up_and_it_was_missed() -> None:
    reminder = a_reminder()
    claimed(NOON)
    outcomes.give_up(at=NOON + LONG * 3)

    outcomes.settle_sent([reminder], at=NOON + LONG * 4)

    assert outcome(reminder)[:2] == (State.SENT, "")


def test_what_went_while_it_was_withdrawn_stays_withdrawn_and_may_have_gone() -> None:
    reminder = a_reminder()
    claimed(NOON)
    Reminder.objects.withdraw(at=NOON + LEASE, reason="The plan is paused.")

    outcomes.settle_sent([reminder], at=NOON + LONG)

    assert outcome(reminder)[:2] == (State.WITHDRAWN, "The plan is paused.")
    assert reminder.unsure


def test_of_what_dead_workers_held_only_their_steps_may_have_gone() -> None:
    reminders = many_reminders(5 * STEP)
    first = claims.claim(at=NOON, most=2 * STEP)
    second = claims.claim(at=NOON + SECOND, most=2 * STEP)
    gone, away = first.pks[:2], second.pks[:1]
    outcomes.settle_sent([each for each in reminders if each.pk in gone], at=NOON)
    Reminder.objects.filter(pk__in=away).update(put_off=True)

    claims.claim(at=NOON + LEASE + SECOND, most=5 * STEP)

    in_doubt = Reminder.objects.filter(unsure=True).values_list("pk", flat=True)
    assert {*in_doubt} == {*first.pks[2 : STEP + 2], *second.pks[1 : STEP + 1]}


def test_what_was_in_doubt_before_stays_in_doubt() -> None:
    reminder = a_reminder(unsure=True)

    claimed(NOON)

    reminder.refresh_from_db()
    assert reminder.unsure


def test_what_a_slow_worker_had_no_time_for_loses_no_try(
    mailoutbox: list[EmailMessage],
) -> None:
    many_reminders(STEP)
    ticks = iter(NOON + timedelta(seconds=5) * number for number in range(1000))

    drain(clock=lambda: next(ticks), lasting=LONG)

    assert len(mailoutbox) == STEP
    assert set(Reminder.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


def test_a_drain_ends_when_its_time_is_up(mailoutbox: list[EmailMessage]) -> None:
    many_reminders(BATCH + 1)
    ticks = iter(NOON + timedelta(milliseconds=100) * number for number in range(1000))

    drain(clock=lambda: next(ticks), lasting=timedelta(seconds=1))

    assert len(mailoutbox) == BATCH


def test_late_mails_are_given_up_in_bounded_steps_that_leave_nothing(
    mailoutbox: list[EmailMessage],
) -> None:
    many_reminders(5)

    with patch.object(outcomes, "CHUNK", 2):
        drain_at(NOON + LONG * 3)

    assert set(Reminder.objects.values_list("state", flat=True)) == {State.MISSED}
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_giving_up_waits_for_nobody(mailoutbox: list[EmailMessage]) -> None:
    locked, other = a_reminder(), a_reminder()

    def give_up() -> None:
        outcomes.give_up(at=NOON + LONG * 3)
        connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        Reminder.objects.select_for_update().get(pk=locked.pk)
        pool.submit(give_up).result(timeout=3)

    assert (outcome(locked)[0], outcome(other)[0]) == (State.DUE, State.MISSED)


def test_a_step_that_breaks_off_has_settled_what_went(
    mailoutbox: list[EmailMessage],
) -> None:
    reminders = many_reminders(3)
    send = EmailBackend.send_messages

    def die_at_the_third(backend: EmailBackend, mails: list[EmailMessage]) -> int:
        if len(mailoutbox) == 2:
            raise SystemExit
        return send(backend, mails)

    with (
        patch.object(EmailBackend, "send_messages", die_at_the_third),
        pytest.raises(SystemExit),
    ):
        drain_at(NOON)

    assert Counter(outcome(reminder) for reminder in reminders) == {
        (State.SENT, "", 1): 2,
        (State.DUE, "", 1): 1,
    }


@pytest.mark.django_db(transaction=True)
def test_four_drains_that_race_send_each_reminder_exactly_once(
    mailoutbox: list[EmailMessage],
) -> None:
    reminders = many_reminders(120)

    def race(_: int) -> None:
        drain_at(NOON)
        connection.close()

    with patch.object(dispatch, "BATCH", 7), ThreadPoolExecutor(4) as pool:
        list(pool.map(race, range(4)))

    ids = Counter(mail.extra_headers["Message-ID"] for mail in mailoutbox)
    assert ids == {f"<reminder-{each.pk}@stridewell.example>": 1 for each in reminders}
    assert set(Reminder.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


@pytest.mark.django_db(transaction=True)
def test_no_mail_is_sent_inside_a_transaction(mailoutbox: list[EmailMessage]) -> None:
    a_reminder()
    inside: list[bool] = []

    def look(_backend: EmailBackend, mails: list[EmailMessage]) -> int:
        inside.append(connection.in_atomic_block)
        return len(mails)

    with patch.object(EmailBackend, "send_messages", look):
        drain_at(NOON)

    assert inside == [False]
