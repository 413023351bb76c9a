"""Keeping below what a mail server takes in a second."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from rehab.reminders.sending.drain_locks import MAX_DRAINS
from rehab.reminders.sending.shared_clock import Clock

Sleep = Callable[[float], object]


class Pace:
    """When one drain may hand over its next mail: at its own share of the rate for all.

    Each place for drains has the same share, taken or not, so drains need not talk to each
    other. Without a rate nobody waits.
    """

    def __init__(self, *, clock: Clock, sleep: Sleep) -> None:
        self._clock, self._sleep = clock, sleep
        self._next_at: datetime | None = None
        rate: float | None = settings.MAILS_A_SECOND
        self._apart = timedelta(seconds=MAX_DRAINS / rate) if rate else None

    def wait(self) -> None:
        """Sleep until the next mail may go."""
        if self._next_at is not None:
            left = (self._next_at - self._clock()).total_seconds()
            self._sleep(max(left, 0))

    def count_one(self) -> None:
        """Note that a mail goes now."""
        if self._apart is not None:
            self._next_at = self._clock() + self._apart

    def mails_within(self, time: timedelta, *, most: int) -> int:
        """Return how many mails may go within ``time``: one at least, ``most`` at most."""
        return max(1, min(most, time // self._apart)) if self._apart else most
