"""Which day it is where a runner is, and which reminder times they may choose."""

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from accounts.models import User
from rehab.models.plan import NIGHT_BEGINS, NIGHT_ENDS
from rehab.programme.calendar import APART, Night


class TimesTooClose(Exception):
    """Two of the reminder times are less than two hours apart."""


class TimeAtNight(Exception):
    """A reminder time lies in the quiet hours."""


def local_day(person: User, at: datetime) -> date:
    """Return the day that it is at ``at`` where somebody is."""
    return at.astimezone(ZoneInfo(person.time_zone)).date()


def checked_times(times: Sequence[time]) -> list[time]:
    """Return ``times`` in the order of the day.

    :raises TimeAtNight: if one lies in the quiet hours.
    :raises TimesTooClose: if two are less than two hours apart, to the second.
    """
    ordered = sorted(times)
    night = Night(NIGHT_BEGINS, NIGHT_ENDS)
    if any(map(night.covers, ordered)):
        raise TimeAtNight
    on_one_day = [datetime.combine(date.min, wall) for wall in ordered]
    if any(later - earlier < APART for earlier, later in pairwise(on_one_day)):
        raise TimesTooClose
    return ordered
