"""What becomes of a reminder: each way out of a worker's hands, and where it leads.

=============  =========================================================================
sent           the mail server took it
missed         its own time was up
withdrawn      nobody wants it any more
parked         it was refused, failed too often, or may have gone twice; somebody looks
put off        still due; the mail server or a fault of ours asks for another try, later
=============  =========================================================================

Every function closes what its worker still holds, so that one that slept too long changes
nothing under the hands of the next. Only to have sent a mail stays true whoever holds it.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from zlib import crc32

from django.db import transaction

from accounts.models import User
from rehab.attention import Rule, settle
from rehab.models import Reminder
from rehab.models.reminder_log import CLAIMED, PUT_OFF, log_change
from rehab.reminders.sending.claims import Batch, lease

MAX_ATTEMPTS = 5
MOST_LEASES = 32  # between two tries: about half an hour
CHUNK = 500
TOO_LATE = "Not sent in time."
TRIED_OUT = "Failed too often."
MAY_HAVE_GONE = "It may have gone."

State = Reminder.State


def settle_sent(sent: Collection[Reminder], *, at: datetime) -> None:
    """Note that mails went, even if their time or lease was up by then."""
    ours = Reminder.objects.filter(pk__in=[each.pk for each in sent])
    ours.exclude(state__in=[State.SENT, State.WITHDRAWN]).settle(State.SENT, at=at)
    for each in sent:
        log_change(each, before=CLAIMED, to=State.SENT, at=at)


def withdraw(batch: Batch, reminder: Reminder, *, at: datetime) -> None:
    """Close what nobody wants any more."""
    _close(batch, reminder, State.WITHDRAWN, reminder.unwanted, at=at)


def miss(batch: Batch, reminder: Reminder, *, at: datetime) -> None:
    """Close what would come too late to be of use."""
    reason = _why(TOO_LATE, unsure=reminder.unsure)
    _close(batch, reminder, State.MISSED, reason, at=at)


def wear_out(batch: Batch, reminder: Reminder, *, at: datetime) -> None:
    """Park what was tried as often as it may be."""
    reason = _why(TRIED_OUT, unsure=reminder.unsure)
    _close(batch, reminder, State.PARKED, reason, at=at)


def refuse(batch: Batch, reminder: Reminder, *, at: datetime, code: str) -> None:
    """Park what a mail server takes at no time, be it to whom it may."""
    reason = f"The mail server refused it with code {code}."
    _close(batch, reminder, State.PARKED, reason, at=at, why=code)


@transaction.atomic
def stop_address(batch: Batch, reminder: Reminder, *, at: datetime, code: str) -> None:
    """Park a mail to an address at which nobody is, and have no other mail go there."""
    # It has come back since the first that did; another address is not stopped for this.
    person = User.objects.filter(pk=reminder.person_id, email=reminder.person.email)
    person.filter(mail_refused_at=None).update(mail_refused_at=at)
    settle(person_id=reminder.person_id, at=at, rules=[Rule.REFUSED])
    reason = f"The mail server refused the address with code {code}."
    _close(batch, reminder, State.PARKED, reason, at=at, why=code)


def defer(batch: Batch, reminder: Reminder, *, at: datetime, why: str) -> None:
    """Try again later what was not taken; such a try does not count."""
    tries = {"attempts": reminder.attempts - 1, "deferred": reminder.deferred + 1}
    _put_off(batch, reminder, at=at, why=why, **tries)


def doubt(batch: Batch, reminder: Reminder, *, at: datetime, why: str) -> None:
    """Try once more what may have gone. If it may have gone before, somebody looks."""
    if reminder.unsure:
        _close(batch, reminder, State.PARKED, MAY_HAVE_GONE, at=at, why=why)
    else:
        _put_off(batch, reminder, at=at, why=why, unsure=True)


def fail(batch: Batch, reminder: Reminder, *, at: datetime, why: str) -> None:
    """Try again later what failed by a fault of ours, if it may be tried again."""
    if reminder.attempts >= MAX_ATTEMPTS:
        wear_out(batch, reminder, at=at)
    else:
        _put_off(batch, reminder, at=at, why=why)


def give_up(*, at: datetime) -> None:
    """Settle what is in nobody's hands and comes too late to be of use."""
    while _give_up_some(at) == CHUNK:
        pass


def wait_before(reminder: Reminder) -> timedelta:
    """Return how long to wait before the next try: a lease, then twice as long each time.

    Up to half as much again is added, by the number of the reminder and of the try: so what
    was put off together does not come back together.
    """
    tries = reminder.attempts + reminder.deferred
    grown = min(1 << (tries - 1), MOST_LEASES)
    spread = crc32(f"{reminder.pk} {tries}".encode()) / 2**32
    return lease() * grown * (1 + spread / 2)


@transaction.atomic(durable=True)
def _give_up_some(at: datetime) -> int:
    """Settle a few, stepping over what another is settling; return how many."""
    late = Reminder.objects.too_late(at).order_by("useful_until")
    rows = [*late.select_for_update(skip_locked=True, no_key=True)[:CHUNK]]
    for unsure in (False, True):
        pks = [row.pk for row in rows if _is_open(row) == unsure]
        reason = _why(TOO_LATE, unsure=unsure)
        Reminder.objects.filter(pk__in=pks).settle(
            State.MISSED, at=at, reason=reason, unsure=unsure
        )
    for row in rows:
        log_change(row, before=State.DUE, to=State.MISSED, at=at)
    return len(rows)


def _is_open(reminder: Reminder) -> bool:
    """Say whether nobody knows if it went: a worker died with it, or had no answer."""
    left_open = reminder.lease_until is not None and not reminder.put_off
    return reminder.unsure or left_open


def _why(cause: str, *, unsure: bool) -> str:
    return f"{cause} {MAY_HAVE_GONE}" if unsure else cause


def _close(
    batch: Batch,
    reminder: Reminder,
    state: Reminder.State,
    reason: str,
    *,
    at: datetime,
    why: str = "",
) -> None:
    if batch.held().filter(pk=reminder.pk).settle(state, at=at, reason=reason):
        log_change(reminder, before=CLAIMED, to=state, at=at, why=why)


def _put_off(
    batch: Batch, reminder: Reminder, *, at: datetime, why: str, **columns: int
) -> None:
    """Keep a reminder out of all hands until its next try."""
    held = batch.held().filter(pk=reminder.pk)
    if held.update(lease_until=at + wait_before(reminder), put_off=True, **columns):
        log_change(reminder, before=CLAIMED, to=PUT_OFF, at=at, why=why)
