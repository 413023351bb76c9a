"""Sending what is due: claim a batch, send it, settle it. A crash may follow any line.

A reminder is DUE until it is settled as SENT, MISSED, PARKED or WITHDRAWN. A worker that
dies settles nothing; another sends what it left when the lease has run out, under the same
Message-ID. What is of no use any more is missed, even if its time runs out between claim
and mail. ``claims`` and ``outcomes`` say what each way in and out of a worker's hands does.
"""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from django.core.mail.backends.base import BaseEmailBackend

from rehab.models import Reminder
from rehab.models.reminder import ReminderQuerySet
from rehab.reminders.mails import compose
from rehab.reminders.sending import outcomes
from rehab.reminders.sending.claims import STEP, Batch, claim, hand_back, lease
from rehab.reminders.sending.drain_locks import drain_lock
from rehab.reminders.sending.pace import Pace, Sleep
from rehab.reminders.sending.post import (
    AddressRefused,
    Deferred,
    MailRefused,
    ServerAway,
    Unknown,
    connect,
    hand_over,
    kept_connection,
)
from rehab.reminders.sending.shared_clock import Clock

BATCH = 100
READ_AGAIN: Sequence[str] = ("pk", "unwanted", "person__email")  # at each step

logger = logging.getLogger(__name__)


class LeaseTooShort(Exception):
    """So little of the lease is left that another worker could send the same mail."""


def drain(*, clock: Clock, lasting: timedelta, sleep: Sleep = time.sleep) -> None:
    """Send batch after batch until nothing is due, time is up or the server is away.

    Do nothing if as many drains are at work, anywhere, as there may be.
    """
    with drain_lock() as ours:
        if ours:
            _drain(clock, lasting, Pace(clock=clock, sleep=sleep))


def _drain(clock: Clock, lasting: timedelta, pace: Pace) -> None:
    began = clock()
    outcomes.give_up(at=began)
    with kept_connection() as connection:
        while clock() < began + lasting and send_batch(connection, clock=clock, pace=pace):
            pass
    pace.wait()  # whoever takes this place next is to keep its pace


def send_batch(connection: BaseEmailBackend, *, clock: Clock, pace: Pace) -> bool:
    """Claim a batch and send it; return whether it is worth while to go on with another."""
    pace.wait()
    batch = claim(at=clock(), most=pace.mails_within(lease() / 4, most=BATCH))
    try:
        for start in range(0, len(batch.reminders), STEP):
            step = batch.reminders[start : start + STEP]
            send_step(batch, step, connection, clock=clock, pace=pace)
    except LeaseTooShort:
        logger.info("handed_back=%s why=lease", hand_back(batch))
    except ServerAway as fault:
        logger.warning("handed_back=%s why=away fault=%s", hand_back(batch), fault)
        return False
    return bool(batch.reminders)


def send_step(
    batch: Batch,
    step: Sequence[Reminder],
    connection: BaseEmailBackend,
    *,
    clock: Clock,
    pace: Pace,
) -> None:
    """Send a few reminders of a batch and settle those that went.

    :raises LeaseTooShort: if less than half of the lease is left.
    :raises ServerAway: if there is no mail server to talk to.
    """
    sent: list[Reminder] = []
    try:
        for reminder in _wanted(batch, step, clock=clock):
            pace.wait()
            connect(connection)
            at = clock()
            if not batch.may_send(at):
                raise LeaseTooShort
            if at >= reminder.useful_until:
                outcomes.miss(batch, reminder, at=at)
                continue
            pace.count_one()
            if _send(batch, reminder, connection, clock=clock):
                sent.append(reminder)
    finally:
        if sent:
            outcomes.settle_sent(sent, at=clock())


def _wanted(batch: Batch, step: Sequence[Reminder], *, clock: Clock) -> list[Reminder]:
    """Return what this worker still holds and is to send, to the addresses of this moment.

    What nobody wants is withdrawn, and what was tried too often is parked.
    """
    at, wanted = clock(), []
    rows = _any().filter(pk__in=[reminder.pk for reminder in step])
    held = rows.held_until(batch.lease_until).values_list(*READ_AGAIN)
    now = {pk: (unwanted, email) for pk, unwanted, email in held}
    for reminder in step:
        if reminder.pk not in now:
            continue
        reminder.unwanted, reminder.person.email = now[reminder.pk]
        if reminder.unwanted:
            outcomes.withdraw(batch, reminder, at=at)
        elif reminder.attempts > outcomes.MAX_ATTEMPTS:
            outcomes.wear_out(batch, reminder, at=at)
        else:
            wanted.append(reminder)
    return wanted


@cache
def _any() -> ReminderQuerySet:
    """Return what reads if a mail is still wanted; built once, as that takes time."""
    return Reminder.objects.with_unwanted()


def _send(
    batch: Batch, reminder: Reminder, connection: BaseEmailBackend, *, clock: Clock
) -> bool:
    """Send one mail and return whether it went; if not, see that it is not forgotten.

    :raises ServerAway: if there is no mail server to talk to.
    """
    try:
        hand_over(compose(reminder), connection)
    except ServerAway:
        raise
    except Deferred as fault:
        outcomes.defer(batch, reminder, at=clock(), why=str(fault))
    except AddressRefused as fault:
        outcomes.stop_address(batch, reminder, at=clock(), code=str(fault))
    except MailRefused as fault:
        outcomes.refuse(batch, reminder, at=clock(), code=str(fault))
    except Unknown as fault:
        outcomes.doubt(batch, reminder, at=clock(), why=str(fault))
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one, the others go
        # The text of a fault may hold an address, so the log gets its name only.
        outcomes.fail(batch, reminder, at=clock(), why=type(fault).__name__)
    else:
        return True
    return False
