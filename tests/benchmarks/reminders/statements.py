"""How many statements a batch takes, counted on the way to the database."""

from collections.abc import Callable
from datetime import timedelta
from math import ceil
from typing import Any

from django.db import connection
from django.utils import timezone

from rehab.models import Reminder
from rehab.reminders.sending.claims import STEP
from rehab.reminders.sending.dispatch import BATCH, drain
from tests.benchmarks.reminders.filling import owe_again

BATCHES = 4
MOST = 2 + 2 * ceil(BATCH / STEP)


def a_batch() -> float:
    """Return how many more statements a drain of a few batches takes than an idle one.

    COMMIT is not among them. The reminders of ``contest`` are there already.
    """
    owe_again()
    first = Reminder.objects.order_by("pk")[BATCH * BATCHES].pk
    settled = {"state": Reminder.State.SENT, "settled_at": timezone.now()}
    Reminder.objects.filter(pk__gte=first).update(**settled)
    busy, idle = _of_a_drain(), _of_a_drain()  # the second one finds nothing
    assert not Reminder.objects.filter(state=Reminder.State.DUE).exists()
    return (busy - idle) / BATCHES


def _of_a_drain() -> int:
    statements: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        drain(clock=timezone.now, lasting=timedelta(hours=1))
    return len(statements)
