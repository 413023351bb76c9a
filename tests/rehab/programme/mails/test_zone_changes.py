"""Twelve zones, every change of their clocks in five years: each mail of a day comes once.

What is expected is not worked out as the calendar does it. For each change, a table is read
off the zone that says of every minute of the days around it what the clocks show. From
instants to clocks there is nothing to decide: each instant has one wall time.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from rehab.programme.mails.calendar import APART, Night, due_at, due_times, useful_until
from tests.rehab.programme.zones import (
    CHANGES,
    HOUR,
    MINUTE,
    YEARS,
    ZONES,
    Change,
    clock_changes,
)

AROUND = HOUR
BY_DAY = Night(begins=time(9), ends=time(17))  # somebody who works at night
USUAL = Night(begins=time(21), ends=time(8))
SUNDAY = 6

every_change = pytest.mark.parametrize("change", CHANGES, ids=str)


def test_the_changes_looked_at_are_gaps_and_folds_of_every_kind() -> None:
    assert {zone for zone in ZONES if not clock_changes(zone)} <= {
        "Asia/Kolkata",
        "Asia/Tehran",
        "Pacific/Apia",
    }
    london = [change.at for change in clock_changes("Europe/London")]
    assert [(at.year, at.month, at.weekday(), at.hour) for at in london] == [
        (year, month, SUNDAY, 1) for year in YEARS for month in (3, 10)
    ]
    assert {change.by for change in CHANGES} == {
        sign * lasts for sign in (1, -1) for lasts in (HOUR / 2, HOUR, 2 * HOUR)
    }


def first_shown(change: Change) -> dict[datetime, datetime]:
    """Return each wall time of the days around a change and when it is first shown, in UTC.

    The wall times are in their order. What the clocks skip is not among them.
    """
    zone, first = ZoneInfo(change.zone), change.at - timedelta(days=2)
    shown: dict[datetime, datetime] = {}
    for number in range(4 * 24 * 60):
        instant = first + number * MINUTE
        shown.setdefault(instant.astimezone(zone).replace(tzinfo=None), instant)
    return dict(sorted(shown.items()))


def walls_around(change: Change) -> Iterator[datetime]:
    """Yield each minute from an hour before what is skipped or repeated to one after."""
    minutes = (2 * AROUND + change.lasts) // MINUTE
    return (change.begins - AROUND + number * MINUTE for number in range(minutes + 1))


def nights(change: Change) -> tuple[Night, ...]:
    """Return quiet hours around, far from and ending within a change."""
    middle = change.begins + change.lasts / 2
    return USUAL, BY_DAY, Night((middle - 8 * HOUR).time(), middle.time())


def expected(change: Change, night: Night) -> dict[datetime, datetime]:
    """Return, for each minute around a change, the next time that is not quiet."""
    shown = first_shown(change)
    walls = [wall for wall in shown if not night.covers(wall.time())]
    around = walls_around(change)
    return {wall: shown[walls[bisect_left(walls, wall)]] for wall in around}


@every_change
def test_a_mail_comes_at_the_first_time_there_is_outside_the_night(change: Change) -> None:
    zone = ZoneInfo(change.zone)

    for night in nights(change):
        told = expected(change, night)
        due = {wall: due_at(wall.date(), wall.time(), zone, night) for wall in told}
        assert due == told


@every_change
def test_each_day_around_a_change_has_each_time_of_the_day_once(change: Change) -> None:
    zone, of_change = ZoneInfo(change.zone), change.begins.date()
    days = [of_change + timedelta(days=number) for number in range(-1, 2)]

    for wall in walls_around(change):
        times = [due_times(on, [wall.time()], zone, BY_DAY) for on in days]
        assert [sorted(found) for found in times] == [[1]] * len(days)
        assert [found[1].astimezone(zone).date() for found in times] == days


def three_times(change: Change) -> Iterator[list[time]]:
    """Yield three times of one day around a change, each two hours after the one before."""
    for first in [*walls_around(change)][::5]:
        walls = [first + number * APART for number in range(3)]
        if walls[-1].date() == first.date():
            yield [wall.time() for wall in walls]


@every_change
def test_three_times_two_hours_apart_all_come_two_hours_apart(change: Change) -> None:
    zone, of_change = ZoneInfo(change.zone), change.begins.date()
    days = [of_change + timedelta(days=number) for number in range(-1, 2)]

    for walls in three_times(change):
        times = [due_times(on, walls, zone, BY_DAY) for on in days]
        apart = [
            after - before
            for found in times
            for before, after in pairwise([*found.values()])
        ]
        assert [[*found] for found in times] == [[1, 2, 3]] * len(days)
        assert [gap for gap in apart if gap < APART] == []


@every_change
def test_no_delay_brings_a_mail_into_the_night_of_a_change(change: Change) -> None:
    zone = ZoneInfo(change.zone)

    for night in nights(change):
        for wall in [*walls_around(change)][::15]:
            due = due_at(wall.date(), wall.time(), zone, night)
            until = useful_until(due, 3 * HOUR, zone, night)
            useful = [due + number * MINUTE for number in range((until - due) // MINUTE)]
            clocks = [instant.astimezone(zone).time() for instant in useful]
            assert [wall for wall in clocks if night.covers(wall)] == []


def test_what_the_clocks_move_to_the_next_day_is_left_out() -> None:
    nuuk, saturday = ZoneInfo("America/Nuuk"), datetime(2026, 3, 28, tzinfo=UTC).date()

    times = due_times(saturday, [time(20), time(23, 30)], nuuk, BY_DAY)

    assert times == {1: datetime(2026, 3, 28, 22, tzinfo=UTC)}
