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
        if night.covers(local.time()):
            local = _end_of_night(local, night)
        elif not _exists(local, zone):
            local = local.replace(second=0, microsecond=0) + MINUTE
        else:
            return local.replace(tzinfo=zone).astimezone(UTC)


def due_times(
    on: date, walls: Sequence[time], zone: ZoneInfo, night: Night
) -> dict[int, datetime]:
    """Return when each of ``walls`` comes on ``on``, by its number in the day from 1.

    Left out: what the night or the clocks would move to another day, and what would come
    less than two hours after the one before it.
    """
    times: dict[int, datetime] = {}
    for number, wall in enumerate(sorted(walls), start=1):
        due = due_at(on, wall, zone, night)
        free_from = max(times.values(), default=due - APART) + APART
        if due.astimezone(zone).date() == on and due >= free_from:
            times[number] = due
    return times


def useful_until(due: datetime, lasts: timedelta, zone: ZoneInfo, night: Night) -> datetime:
    """Return until when what is due at ``due`` is of use: for ``lasts``, but into no night.

    What is due in the night itself may come in that night, and not in the next one.
    """
    first = due.replace(second=0, microsecond=0)
    minutes = (first + MINUTE * number for number in range(lasts // MINUTE + 1))
    for before, now in pairwise(minutes):
        if _is_quiet(now, zone, night) and not _is_quiet(before, zone, night):
            return now
    return due + lasts


def _is_quiet(instant: datetime, zone: ZoneInfo, night: Night) -> bool:
    return night.covers(instant.astimezone(zone).time())


def _end_of_night(local: datetime, night: Night) -> datetime:
    """Return the next time after ``local``, which lies in the night, at which it ends."""
    today = datetime.combine(local.date(), night.ends)
    return today if today > local else today + timedelta(days=1)


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    """Return whether the clocks in ``zone`` ever show ``local``."""
    instant = local.replace(tzinfo=zone).astimezone(UTC)
    return instant.astimezone(zone).replace(tzinfo=None) == local
