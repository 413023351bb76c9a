from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Barrier, Event

import pytest
from django.core.mail import EmailMessage
from django.db import connection

from rehab.models import Reminder
from rehab.reminders.sending.drain_locks import MAX_DRAINS, drain_lock
from tests.factories import NOON, a_reminder
from tests.rehab.reminders.draining import drain_at

pytestmark = pytest.mark.django_db(transaction=True)

LONG = 5  # seconds; nothing here takes that long


@contextmanager
def at_work(drains: int) -> Iterator[list[bool]]:
    """Let so many drains be at work, each over a connection of its own."""
    ready, over = Barrier(drains + 1), Event()

    def work() -> bool:
        try:
            with drain_lock() as ours:
                ready.wait(LONG)
                over.wait(LONG)
            return ours
        finally:
            connection.close()

    got: list[bool] = []
    with ThreadPoolExecutor(drains) as pool:
        working = [pool.submit(work) for _ in range(drains)]
        ready.wait(LONG)
        yield got
        over.set()
        got += [each.result(LONG) for each in working]


def has_a_lock() -> bool:
    with drain_lock() as ours:
        return ours


def test_there_are_locks_for_as_many_drains_as_there_may_be_and_no_more() -> None:
    with at_work(MAX_DRAINS) as got, ExitStack() as stack:
        beyond = stack.enter_context(drain_lock())

    assert (got, beyond) == ([True] * MAX_DRAINS, False)
    assert has_a_lock()


def test_a_drain_without_a_lock_sends_nothing_and_leaves_it_to_the_others(
    mailoutbox: list[EmailMessage],
) -> None:
    a_reminder()

    with at_work(MAX_DRAINS):
        drain_at(NOON)
    assert mailoutbox == []
    assert Reminder.objects.get().attempts == 0

    drain_at(NOON)
    assert len(mailoutbox) == 1


def test_a_lock_whose_session_is_gone_needs_no_giving_back() -> None:
    with drain_lock() as ours, connection.cursor() as cursor:
        cursor.connection.close()

    connection.close()
    assert ours
    assert has_a_lock()
