"""What becomes of reminders when workers die, sleep, are slow or race."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from rehab.models import Reminder
from rehab.models.reminder import MAX_ATTEMPTS
from rehab.reminders import dispatch
from rehab.reminders.dispatch import (
    BATCH,
    LEASE,
    STEP,
    LeaseTooShort,
    claim,
    drain,
    send_step,
)
from tests.factories import NOON, a_reminder
from tests.rehab.reminders.draining import drain_at, fate, many_reminders

pytestmark = pytest.mark.django_db

State = Reminder.State
MINUTE = timedelta(minutes=1)
LONG = timedelta(hours=1)


def test_what_another_worker_holds_is_left_to_it(mailoutbox: list[EmailMessage]) -> None:
    late = a_reminder(due_at=NOON - LONG * 4, lease_until=NOON + MINUTE)
    tried_out = a_reminder(attempts=MAX_ATTEMPTS, lease_until=NOON + MINUTE)

    drain_at(NOON)

    assert fate(late) == (State.DUE, "", 0)
    assert fate(tried_out) == (State.DUE, "", MAX_ATTEMPTS)
    assert mailoutbox == []


def test_what_a_killed_worker_held_is_taken_up_when_its_lease_has_run_out(
    mailoutbox: list[EmailMessage],
) -> None:
    reminder = a_reminder()
    claim(at=NOON)  # and the worker dies here

    drain_at(NOON + LEASE - timedelta(seconds=1))
    assert mailoutbox == []

    drain_at(NOON + LEASE)
    assert fate(reminder) == (State.SENT, "", 2)


def test_a_reminder_that_kills_every_worker_is_parked(
    mailoutbox: list[EmailMessage],
) -> None:
    reminder = a_reminder()
    for death in range(MAX_ATTEMPTS):
        assert claim(at=NOON + death * LEASE).pks == [reminder.pk]
    end = NOON + MAX_ATTEMPTS * LEASE

    assert claim(at=end).pks == []
    drain_at(end)

    assert fate(reminder) == (State.PARKED, "Failed too often.", MAX_ATTEMPTS)
    assert mailoutbox == []


def test_a_worker_that_slept_through_half_its_lease_sends_nothing(
    mailoutbox: list[EmailMessage],
) -> None:
    a_reminder()
    batch = claim(at=NOON)
    woken = NOON + LEASE / 2 + timedelta(seconds=1)

    with pytest.raises(LeaseTooShort):
        send_step(batch, batch.pks, get_connection(), clock=lambda: woken)

    assert mailoutbox == []


def test_a_worker_that_lost_its_lease_sends_nothing(mailoutbox: list[EmailMessage]) -> None:
    a_reminder()
    lost = claim(at=NOON)
    claim(at=NOON + LEASE)

    send_step(lost, lost.pks, get_connection(), clock=lambda: NOON + LEASE)

    assert mailoutbox == []


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

    assert Counter(fate(reminder) for reminder in reminders) == {
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
