"""One line in the log for each change of state of a reminder, in keys and values.

A line holds numbers and codes: nothing that tells who somebody is or how they are.
"""

import logging
from datetime import datetime
from typing import Protocol

logger = logging.getLogger("rehab.reminders")

CLAIMED, PUT_OFF = "CLAIMED", "PUT_OFF"  # in a worker's hands; due, but not before a time


class Changed(Protocol):
    """What a line tells of a reminder."""

    pk: int
    kind: str
    attempts: int
    deferred: int
    due_at: datetime


def log_change(
    reminder: Changed, *, before: str, to: str, at: datetime, why: str = ""
) -> None:
    """Write that a reminder went from one state to another, how late, at which try.

    ``why`` is a code of the mail server or the name of a fault, never a text of either: a
    text may hold an address.
    """
    lag = (at - reminder.due_at).total_seconds()
    logger.info(
        "reminder=%s kind=%s from=%s to=%s attempt=%s lag=%.0f%s",
        reminder.pk,
        reminder.kind,
        before,
        to,
        reminder.attempts + reminder.deferred,
        lag,
        f" why={why}" if why else "",
    )
