"""Taking reminders into hands, and letting go of them.

To claim a reminder is to lease it: nobody else takes it up until the lease has run out. So
a worker that dies needs nobody to tell that it did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When

from rehab.models import Reminder
from rehab.models.reminder import ReminderQuerySet

STEP = 10  # mails between two settlings: as many may go twice if a worker is killed
Row = tuple[datetime, int, datetime | None, bool]


@dataclass(frozen=True, slots=True)
class Batch:
    """The reminders that one worker holds, and until when."""

    pks: list[int]
    lease_until: datetime

    def held(self) -> ReminderQuerySet:
        """Return what is still owed and in the hands of this worker."""
        return Reminder.objects.filter(pk__in=self.pks).held_until(self.lease_until)

    def may_send(self, at: datetime) -> bool:
        """Say whether enough of the lease is left to hand over one more mail.

        Half of it: more than a mail server has for the four answers that a mail takes.
        """
        return at <= self.lease_until - lease() / 2


def lease() -> timedelta:
    """Return for how long a worker holds what it has claimed."""
    return timedelta(seconds=settings.REMINDER_LEASE)


@transaction.atomic(durable=True)  # no mail goes before the claim has committed
def claim(*, at: datetime, most: int) -> Batch:
    """Lease a batch to this worker, stepping over rows that another is taking.

    The try counts from here, so that a mail that kills its worker is not tried for ever.
    Of what such a worker held, the step it was at may have gone.
    """
    ready = Reminder.objects.sendable(at)
    free = ready.select_for_update(skip_locked=True, no_key=True)
    columns = free.order_by("due_at").values_list("due_at", "pk", "lease_until", "put_off")
    rows = sorted(columns[:most])
    batch = Batch([pk for _, pk, *_ in rows], lease_until=at + lease())
    Reminder.objects.filter(pk__in=batch.pks).update(
        lease_until=batch.lease_until,
        attempts=F("attempts") + 1,
        unsure=Case(
            When(pk__in=_in_doubt(rows), then=Value(value=True)), default=F("unsure")
        ),
        put_off=False,
    )
    return batch


def hand_back(batch: Batch) -> int:
    """Let go of what was claimed and not tried; return how many. They lose no try by it."""
    return batch.held().update(lease_until=None, attempts=F("attempts") - 1)


def _in_doubt(rows: Sequence[Row]) -> list[int]:
    """Return, of what dead workers held, what each of them may have been sending.

    A batch is sent in this order, and each step is settled before the next one begins.
    """
    held: dict[datetime, list[int]] = {}
    for _, pk, lease_until, put_off in rows:
        if lease_until is not None and not put_off:
            held.setdefault(lease_until, []).append(pk)
    return [pk for pks in held.values() for pk in pks[:STEP]]
