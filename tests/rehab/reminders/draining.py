"""Draining at a time of a test's own, and what became of a reminder by it."""

from datetime import datetime, timedelta

from rehab.models import Reminder
from rehab.reminders.dispatch import drain
from tests.factories import a_reminder

Fate = tuple[str, str, int]


def drain_at(at: datetime) -> None:
    drain(clock=lambda: at, lasting=timedelta(hours=1))


def fate(reminder: Reminder) -> Fate:
    """Return the state of a reminder by now, the reason and how often it was tried."""
    reminder.refresh_from_db()
    return reminder.state, reminder.reason, reminder.attempts


def many_reminders(count: int) -> list[Reminder]:
    """Return mails to as many people, all due at noon."""
    return [a_reminder() for _ in range(count)]
