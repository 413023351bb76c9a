"""Sending what is due: claim a batch, send it, settle it. A crash may follow any line.

A reminder is DUE until it is settled as SENT, MISSED, PARKED or WITHDRAWN. To claim one is
to lease it: nobody else takes it up until the lease has run out. A worker that dies settles
nothing; another sends what it left when the lease has run out, under the same Message-ID.
What is of no use any more is missed, even if its time runs out between claim and mail.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from rehab.models import Reminder
from rehab.models.reminder import MAX_ATTEMPTS, ReminderQuerySet
from rehab.reminders.mails import compose
from rehab.reminders.post import Refused, ServerAway, hand_over, kept_connection

BATCH = 50
STEP = 10  # as many mails may go twice if a worker is killed
LEASE = timedelta(minutes=1)
FIRST_WAIT = 2 * LEASE  # longer than a lease: what is put off is in nobody's hands
WAITS_GROW = 3  # 2 minutes, then 6, 18, 54
TOO_LATE = "Not sent in time."
TRIED_OUT = "Failed too often."

Clock = Callable[[], datetime]
logger = logging.getLogger(__name__)


class LeaseTooShort(Exception):
    """So little of the lease is left that another worker could send the same mail."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The reminders that one worker holds, and until when."""

    pks: list[int]
    lease_until: datetime

    def held(self) -> ReminderQuerySet:
        """Return what is still owed and in the hands of this worker."""
        due = Reminder.objects.filter(pk__in=self.pks, state=Reminder.State.DUE)
        return due.filter(lease_until=self.lease_until)


def drain(*, clock: Clock, lasting: timedelta) -> None:
    """Send batch after batch until nothing is due, time is up or the server is away."""
    began = clock()
    give_up(at=began)
    with kept_connection() as connection:
        while clock() < began + lasting and send_batch(connection, clock=clock):
            pass


def give_up(*, at: datetime) -> None:
    """Settle what comes too late to be of use, and what has failed too often."""
    missed, parked = Reminder.State.MISSED, Reminder.State.PARKED
    Reminder.objects.too_late(at).settle(missed, at=at, reason=TOO_LATE)
    Reminder.objects.worn_out(at).settle(parked, at=at, reason=TRIED_OUT)


def send_batch(connection: BaseEmailBackend, *, clock: Clock) -> bool:
    """Claim a batch and send it; return whether it is worth while to go on with another."""
    batch = claim(at=clock())
    try:
        for start in range(0, len(batch.pks), STEP):
            send_step(batch, batch.pks[start : start + STEP], connection, clock=clock)
    except LeaseTooShort:
        hand_back(batch)
    except ServerAway as fault:
        hand_back(batch)
        logger.warning("the mail server is away: %s", fault)
        return False
    return bool(batch.pks)


@transaction.atomic(durable=True)  # no mail goes before the claim has committed
def claim(*, at: datetime) -> Batch:
    """Lease a batch to this worker, stepping over rows that another is taking.

    The try counts from here, so that a mail that kills its worker is not tried for ever.
    """
    ready = Reminder.objects.sendable(at)
    free = ready.select_for_update(skip_locked=True, no_key=True)
    pks = free.order_by("due_at", "pk").values_list("pk", flat=True)[:BATCH]
    batch = Batch([*pks], lease_until=at + LEASE)
    claimed = Reminder.objects.filter(pk__in=batch.pks)
    claimed.update(lease_until=batch.lease_until, attempts=F("attempts") + 1)
    return batch


def send_step(
    batch: Batch, pks: list[int], connection: BaseEmailBackend, *, clock: Clock
) -> None:
    """Send a few reminders of a batch and settle those that went.

    :raises LeaseTooShort: if less than half of the lease is left.
    :raises ServerAway: if there is no mail server to talk to.
    """
    sent: list[int] = []
    try:
        for reminder in _wanted(batch, pks, at=clock()):
            at = clock()
            if at > batch.lease_until - LEASE / 2:
                raise LeaseTooShort
            if at >= reminder.useful_until:
                _due([reminder.pk]).settle(Reminder.State.MISSED, at=at, reason=TOO_LATE)
            elif _send(reminder, connection, clock=clock):
                sent.append(reminder.pk)
    finally:
        _due(sent).settle(Reminder.State.SENT, at=clock())


def hand_back(batch: Batch) -> None:
    """Let go of what was claimed and not tried; it loses no try by it."""
    batch.held().update(lease_until=None, attempts=F("attempts") - 1)


def _wanted(batch: Batch, pks: list[int], *, at: datetime) -> list[Reminder]:
    """Return what this worker still holds, as it stands now; withdraw what nobody wants."""
    held = batch.held().filter(pk__in=pks).with_unwanted()
    wanted = []
    for reminder in held.select_related(
        "person", "plan__assessment", "follow_up", "session"
    ).order_by("due_at", "pk"):
        if reminder.unwanted:
            _due([reminder.pk]).settle(
                Reminder.State.WITHDRAWN, at=at, reason=reminder.unwanted
            )
        else:
            wanted.append(reminder)
    return wanted


def _send(reminder: Reminder, connection: BaseEmailBackend, *, clock: Clock) -> bool:
    """Send one mail and return whether it went; if not, see that it is not forgotten."""
    try:
        hand_over(compose(reminder), connection)
    except ServerAway:
        raise
    except Refused as refusal:
        _park(reminder, f"The mail server refused it with code {refusal}.", at=clock())
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one, the others go
        # The text of a fault may hold an address, so the log gets its name only.
        logger.warning("reminder %s was not sent: %s", reminder.pk, type(fault).__name__)
        _put_off(reminder, at=clock())
    else:
        return True
    return False


def _put_off(reminder: Reminder, *, at: datetime) -> None:
    """Keep a reminder out of all hands for a while, longer each time; then park it."""
    if reminder.attempts >= MAX_ATTEMPTS:
        _park(reminder, TRIED_OUT, at=at)
        return
    wait = FIRST_WAIT * WAITS_GROW ** (reminder.attempts - 1)
    _due([reminder.pk]).update(lease_until=at + wait)


def _park(reminder: Reminder, reason: str, *, at: datetime) -> None:
    _due([reminder.pk]).settle(Reminder.State.PARKED, at=at, reason=reason)


def _due(pks: list[int]) -> ReminderQuerySet:
    return Reminder.objects.filter(pk__in=pks, state=Reminder.State.DUE)
