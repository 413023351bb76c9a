"""Where the clocks change, in which way, and when: read off the zones themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

# Half an hour, two hours, at midnight, around Ramadan, and no change in these years.
ZONES = (
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/New_York",
    "America/Santiago",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Chatham",
)
YEARS = range(2026, 2031)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the clocks of a zone."""

    zone: str
    at: datetime  # the first instant, in UTC, at which the new time holds
    by: timedelta  # forward if positive: a gap; back if negative: a fold

    @property
    def lasts(self) -> timedelta:
        """How much of the local day is skipped or repeated."""
        return abs(self.by)

    @property
    def begins(self) -> datetime:
        """The first wall time that is skipped or repeated."""
        shown = self.at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        return min(shown, shown - self.by)

    def __str__(self) -> str:
        return f"{self.zone}-{self.begins:%Y-%m-%d}"


@cache
def clock_changes(zone: str) -> tuple[Change, ...]:
    """Return every change of the clocks in ``zone`` over the years looked at."""
    return tuple(_found(ZoneInfo(zone), zone))


def _found(zone: ZoneInfo, name: str) -> Iterator[Change]:
    at = datetime(YEARS.start, 1, 1, tzinfo=UTC)
    while at.year < YEARS.stop:
        then, at = at, at + HOUR
        if by := _offset(at, zone) - _offset(then, zone):
            while _offset(then, zone) != _offset(at, zone):
                then += MINUTE
            yield Change(name, then, by)


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    """Return how far the clocks in ``zone`` are ahead of UTC at ``at``."""
    return at.astimezone(zone).replace(tzinfo=UTC) - at


CHANGES = tuple(change for zone in ZONES for change in clock_changes(zone))
