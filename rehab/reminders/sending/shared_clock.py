"""A clock on which all workers agree."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from django.db import connection

Clock = Callable[[], datetime]


def shared_clock() -> Clock:
    """Return the clock of the database: read once, then carried on by a counter.

    Leases are compared between machines. So one whose own clock is wrong, or is moved while
    it works, takes nothing out of the hands of another.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        [began] = cursor.fetchone()
    since = monotonic()
    return lambda: began + timedelta(seconds=monotonic() - since)
