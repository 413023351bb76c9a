"""A few drains at once, over all workers and however many clocks tick."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import Error, connection

MAX_DRAINS = 4
OF_DRAINS = 0x5354  # what tells our advisory locks from others


@contextmanager
def drain_lock() -> Iterator[bool]:
    """Take one of the locks that drains hold; say whether one was free. Waits for nobody.

    It is an advisory lock of the database session, so a worker that dies or is cut off
    leaves it with its connection.
    """
    free = (number for number in range(MAX_DRAINS) if _call("pg_try_advisory_lock", number))
    lock = next(free, None)
    try:
        yield lock is not None
    finally:
        if lock is not None:
            with suppress(Error):  # with the session, its locks are gone
                _call("pg_advisory_unlock", lock)


def _call(function: str, number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [OF_DRAINS, number])
        [done] = cursor.fetchone()
    return bool(done)
