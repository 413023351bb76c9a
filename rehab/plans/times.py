"""Which day it is where a runner is, and which times they may choose for their mails."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from accounts.models import User
from rehab.models.plan import NIGHT_BEGINS, NIGHT_ENDS
from rehab.programme.days import ONE_DAY
from rehab.programme.mails.calendar import APART, Night
from rehab.reminders.owing.when import BEFORE_NIGHT

USUAL_NIGHT = Night(NIGHT_BEGINS, NIGHT_ENDS)
SHORTEST_NIGHT = timedelta(hours=6)  # our default: quiet hours may be moved, not removed


class TimesTooClose(Exception):
    """Two of the reminder times are less than two hours apart, maybe over midnight."""


class TimeAtNight(Exception):
    """A time lies in the quiet hours, or less than half an hour before them or midnight."""


class NightTooShort(Exception):
    """The quiet hours last less than six hours."""


def local_day(person: User, at: datetime) -> date:
    """Return the day that it is at ``at`` where somebody is."""
    return at.astimezone(ZoneInfo(person.time_zone)).date()


def checked_times(times: Sequence[time], *, night: Night = USUAL_NIGHT) -> list[time]:
    """Return ``times`` in the order of the day.

    :raises TimeAtNight: if ``is_at_night`` says so of one.
    :raises TimesTooClose: if two are less than two hours apart, to the second, or the last
        one and the first of the next day are.
    """
    ordered = sorted(times)
    if any(is_at_night(wall, night) for wall in ordered):
        raise TimeAtNight
    on_one_day = [datetime.combine(date.min, wall) for wall in ordered]
    of_the_next = [wall + ONE_DAY for wall in on_one_day[:1]]
    in_a_row = pairwise([*on_one_day, *of_the_next])
    if any(later - earlier < APART for earlier, later in in_a_row):
        raise TimesTooClose
    return ordered


def is_at_night(wall: time, night: Night) -> bool:
    """Say whether a mail at ``wall`` would lie in the night, or be of use too shortly."""
    lasts = datetime.combine(date.min, wall) + BEFORE_NIGHT - timedelta.resolution
    is_late = lasts.date() > date.min  # and of no use on the next day
    return is_late or night.covers(wall) or night.covers(lasts.time())


def checked_night(begins: time, ends: time) -> Night:
    """Return the quiet hours from ``begins`` to ``ends``, maybe of the next day.

    :raises NightTooShort: if they last less than six hours.
    """
    first, last = (datetime.combine(date.min, wall) for wall in (begins, ends))
    if (last - first) % ONE_DAY < SHORTEST_NIGHT:
        raise NightTooShort
    return Night(begins, ends)
