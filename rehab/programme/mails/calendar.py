"""When something falls due. Pure: the day, the wall clock and the zone are arguments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

APART = timedelta(hours=2)  # our default: a break, and ice above all, needs time to pass
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Night:
    """The quiet hours of a local day, to the minute; they may span midnight.

    Their end is not quiet.
    """

    begins: time
    ends: time

    def covers(self, wall: time) -> bool:
        if self.begins < self.ends:
            return self.begins <= wall < self.ends
        return wall >= self.begins or wall < self.ends


def due_at(on: date, wall: time, zone: ZoneInfo, night: Night) -> datetime:
    """Return the instant, in UTC, at which ``wall`` comes on the local day ``on``.

    Of a time that the clocks repeat, the first counts. A time that they skip comes at the
    next minute that there is. What falls into the night waits until the night ends.
    """
    local = datetime.combine(on, wall)
    while True:
        local = _out_of_night(local, night)
        if _exists(local, zone):
            return local.replace(tzinfo=zone).astimezone(UTC)
        local = local.replace(second=0, microsecond=0) + MINUTE


def due_times(
    on: date, walls: Sequence[time], zone: ZoneInfo, night: Night
) -> dict[int, datetime]:
    """Return when each of ``walls`` comes on ``on``, by its number in the day from 1.

    What clocks that skip an hour bring nearer than two hours to the one before it comes two
    hours after that one. Left out: what the night or the clocks would move to another day,
    and what the night would bring nearer than two hours to the one before it.
    """
    times: dict[int, datetime] = {}
    shown = datetime.combine(on, time.min) - APART  # by the clocks, of the one before
    for number, wall in enumerate(sorted(walls), start=1):
        awake = _out_of_night(datetime.combine(on, wall), night)
        due = due_at(on, wall, zone, night)
        free_from = max(times.values(), default=due - APART) + APART
        if awake - shown >= APART:
            due = max(due, free_from)
        if due >= free_from and _falls_on(due, on, zone, night):
            times[number], shown = due, awake
    return times


def useful_until(
    due: datetime,
    lasts: timedelta,
    zone: ZoneInfo,
    night: Night,
    *,
    past_midnight: bool = False,
) -> datetime:
    """Return until when what is due at ``due`` is of use: for ``lasts``, but into no night.

    It is of no use on another local day either, unless it may come ``past_midnight``. What
    is due in the night itself may come in that night, and not in the next one.
    """
    first = due.replace(second=0, microsecond=0)
    minutes = (first + MINUTE * number for number in range(lasts // MINUTE + 1))
    for before, now in pairwise(each.astimezone(zone) for each in minutes):
        night_begins = night.covers(now.time()) and not night.covers(before.time())
        day_ends = now.date() != before.date() and not past_midnight
        if night_begins or day_ends:
            return now.astimezone(UTC)
    return due + lasts


def _is_quiet(instant: datetime, zone: ZoneInfo, night: Night) -> bool:
    return night.covers(instant.astimezone(zone).time())


def _falls_on(due: datetime, on: date, zone: ZoneInfo, night: Night) -> bool:
    """Return whether ``due`` is on the local day ``on``, outside the night."""
    return due.astimezone(zone).date() == on and not _is_quiet(due, zone, night)


def _out_of_night(local: datetime, night: Night) -> datetime:
    """Return ``local``, or, if it lies in the night, the next time at which that ends."""
    if not night.covers(local.time()):
        return local
    today = datetime.combine(local.date(), night.ends)
    return today if today > local else today + timedelta(days=1)


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    """Return whether the clocks in ``zone`` ever show ``local``."""
    instant = local.replace(tzinfo=zone).astimezone(UTC)
    return instant.astimezone(zone).replace(tzinfo=None) == local
