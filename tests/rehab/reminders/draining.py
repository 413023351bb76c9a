"""Draining at a time of a test's own, and what became of a reminder by it."""

from datetime import datetime, timedelta

from rehab.models import Reminder
from rehab.reminders.dispatch import drain
from tests.factories import NOON, a_plan, a_reminder

Fate = tuple[str, str, int]


def drain_at(at: datetime) -> None:
    drain(clock=lambda: at, lasting=timedelta(hours=1))


def fate(reminder: Reminder) -> Fate:
    """Return the state of a reminder by now, the reason and how often it was tried."""
    reminder.refresh_from_db()
    return reminder.state, reminder.reason, reminder.attempts


def many_reminders(count: int) -> list[Reminder]:
    """Return mails to one person that are all due at noon."""
    plan = a_plan()
    days = [NOON.date() + timedelta(days=number) for number in range(count)]
    return [a_reminder(plan=plan, local_on=day) for day in days]
