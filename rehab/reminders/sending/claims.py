"""Taking reminders into hands, and letting go of them.

To claim a reminder is to lease it: nobody else takes it up until the lease has run out. So
a worker that dies needs nobody to tell that it did.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When

from rehab.models import Reminder
from rehab.models.reminder import ReminderQuerySet
from rehab.reminders.mails.composing import with_what_mails_tell

STEP = 10  # mails between two settlings: as many may go twice if a worker is killed
TRIES_IN_COMPANY = 3  # what was tried more often may be what kills its workers

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """The reminders that one worker holds, in the order of sending, and until when.

    They come with all that their mails are made of.
    """

    reminders: Sequence[Reminder]
    lease_until: datetime

    @property
    def pks(self) -> list[int]:
        return [reminder.pk for reminder in self.reminders]

    def held(self) -> ReminderQuerySet:
        """Return what is still owed and in the hands of this worker."""
        return Reminder.objects.filter(pk__in=self.pks).held_until(self.lease_until)

    def may_send(self, at: datetime) -> bool:
        """Say whether enough of the lease is left to hand over one more mail.

        Half of it: more than ``MAIL_TIMEOUT``, which is all that a mail may take.
        """
        return at <= self.lease_until - lease() / 2


def lease() -> timedelta:
    """Return for how long a worker holds what it has claimed."""
    return timedelta(seconds=settings.REMINDER_LEASE)


@transaction.atomic(durable=True)  # no mail goes before the claim has committed
def claim(*, at: datetime, most: int) -> Batch:
    """Lease a batch to this worker, stepping over rows that another is taking.

    The try counts from here, so that a mail that kills its worker is not tried for ever.
    Of what such a worker held, the step it was at may have gone; the rest was not tried,
    so that try is taken off again.
    """
    ready = with_what_mails_tell(Reminder.objects.sendable(at)).order_by("due_at")
    free = ready.select_for_update(of=("self",), skip_locked=True, no_key=True)
    rows = sorted(free[:most], key=lambda row: (row.due_at, row.pk))
    in_doubt, untried = _left_by_the_dead(rows)
    batch = Batch(_together(rows), lease_until=at + lease())
    Reminder.objects.filter(pk__in=batch.pks).update(
        lease_until=batch.lease_until,
        attempts=F("attempts") + Case(When(pk__in=untried, then=0), default=1),
        unsure=Case(When(pk__in=in_doubt, then=Value(value=True)), default=F("unsure")),
        put_off=False,
    )
    for row in batch.reminders:
        row.attempts += row.pk not in untried
        row.unsure |= row.pk in in_doubt
    if batch.reminders:
        doubtful = len(in_doubt.intersection(batch.pks))
        logger.info("claimed=%s in_doubt=%s", len(batch.reminders), doubtful)
    return batch


def hand_back(batch: Batch) -> int:
    """Let go of what was claimed and not tried; return how many. They lose no try by it."""
    return batch.held().update(lease_until=None, attempts=F("attempts") - 1)


def _left_by_the_dead(rows: Sequence[Reminder]) -> tuple[set[int], set[int]]:
    """Return, of what dead workers held, what may have gone, and what was never tried.

    A batch is sent in this order, and each step is settled before the next one begins. So
    each of them was sending the first few of what it left, if any.
    """
    held: dict[datetime, list[int]] = {}
    for row in rows:
        if row.lease_until is not None and not row.put_off:
            held.setdefault(row.lease_until, []).append(row.pk)
    in_doubt = {pk for pks in held.values() for pk in pks[:STEP]}
    untried = {pk for pks in held.values() for pk in pks[STEP:]}
    return in_doubt, untried


def _together(rows: Sequence[Reminder]) -> Sequence[Reminder]:
    """Return what may be sent as one batch: all that may not be what kills workers.

    If there is nothing else, one of the others goes alone, the one tried least: so the
    mails beside one that kills each worker are neither parked with it nor wait for it.
    """
    in_company = [row for row in rows if row.attempts < TRIES_IN_COMPANY]
    return in_company or sorted(rows, key=lambda row: row.attempts)[:1]
