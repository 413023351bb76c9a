"""One line in the log for each change of state of a reminder, in keys and values.

What is owed together is told in one line, and so is what a worker claims (``claims``).

A line holds numbers and codes: nothing that tells who somebody is or how they are.
"""

import logging
from collections.abc import Collection
from datetime import datetime
from functools import partial
from typing import Protocol

from django.db import transaction

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


def log_owed(reminders: Collection[Changed]) -> None:
    """Write, once it is committed, that so many mails were owed, and when the first is due.

    What found its slot taken is counted too, though it was not stored.
    """
    if reminders:
        kinds = ",".join(sorted({each.kind for each in reminders}))
        first = min(each.due_at for each in reminders)
        line = "owed=%s kind=%s first=%s"
        told = partial(logger.info, line, len(reminders), kinds, first.isoformat())
        transaction.on_commit(told)
