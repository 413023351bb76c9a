"""Draining at a time of a test's own, and what became of a reminder by it."""

from datetime import datetime, timedelta

from django.core.mail import get_connection

from rehab.models import Reminder
from rehab.reminders.sending import claims
from rehab.reminders.sending.claims import Batch
from rehab.reminders.sending.dispatch import BATCH, drain, send_step
from rehab.reminders.sending.pace import Pace
from tests.factories import a_reminder

Outcome = tuple[str, str, int]


def drain_at(at: datetime) -> None:
    drain(clock=lambda: at, lasting=timedelta(hours=1))


def claimed(at: datetime) -> Batch:
    return claims.claim(at=at, most=BATCH)


def step_at(batch: Batch, at: datetime) -> None:
    """Send all of a batch in one step."""
    send_step(
        batch, batch.reminders, get_connection(), clock=lambda: at, pace=unhurried(at)
    )


def unhurried(at: datetime) -> Pace:
    return Pace(clock=lambda: at, sleep=lambda _: None)


def outcome(reminder: Reminder) -> Outcome:
    """Return the state of a reminder by now, the reason and how often it was tried."""
    reminder.refresh_from_db()
    return reminder.state, reminder.reason, reminder.attempts


def many_reminders(count: int) -> list[Reminder]:
    """Return mails to as many people, all due at noon."""
    return [a_reminder() for _ in range(count)]
