"""A mail that came, and when it could come again."""

from datetime import datetime, timedelta
from typing import Any

from rehab.models import Reminder
from rehab.plans import later_options
from tests.factories import NOON, a_reminder

TODAY = NOON.date()
DAY = timedelta(days=1)
MIDNIGHT = NOON.replace(hour=0)


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """Return the instant of a wall time, so many days after today."""
    return MIDNIGHT + timedelta(days=days, hours=hour, minutes=minute)


def came(hour: int = 9, **given: Any) -> Reminder:
    """Return a mail of care that went at that hour."""
    due = at(hour)
    went = {"due_at": due, "state": "SENT", "settled_at": due}
    return a_reminder(plan=given.pop("plan", None), **went | given)


def options(reminder: Reminder, now: datetime) -> list[datetime | None]:
    """Return where a mail would land, by what can be chosen."""
    return [*later_options(reminder=reminder, at=now).values()]
