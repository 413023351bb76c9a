"""How it went, by the day and by the week, as charts draw it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.utils.translation import gettext_noop

from rehab.charts.days import MOST, DayChart, Reading, Zone
from rehab.charts.weeks import Week, WeekChart
from rehab.models.amounts import shown_in
from rehab.programme.pain.limits import PainLimit
from rehab.programme.running.distance import Measure, measure_of, week_done, week_of
from rehab.programme.running.signs import daily_pain
from rehab.programme.told import Amount, History, since

DAYS_SHOWN = 56
WEEKS_SHOWN = 8
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainShown:
    """Pain by the day. ``more`` tells if some days before these are not shown."""

    headline: str
    charts: tuple[DayChart, ...]
    days: tuple[Reading, ...]
    more: bool

    @property
    def newest_first(self) -> tuple[Reading, ...]:
        return self.days[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksShown:
    """Something counted by the week, newest last. ``more`` as for ``PainShown``."""

    headline: str
    charts: tuple[WeekChart, ...]
    weeks: tuple[Week, ...]
    more: bool
    in_minutes: bool = False

    @property
    def limits(self) -> bool:
        """Whether any week has a limit."""
        return any(week.limit is not None for week in self.weeks)

    @property
    def newest_first(self) -> tuple[Week, ...]:
        return self.weeks[::-1]


class Limited(Protocol):
    """A week of running as it was planned, with the most that it might come to."""

    @property
    def begins_on(self) -> date: ...
    @property
    def by_time(self) -> bool: ...
    @property
    def ceiling(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsByWeek:
    """What was run in each week from a Monday on, in metres or seconds."""

    measure: Measure
    mondays: tuple[date, ...]
    amounts: tuple[int, ...]

    def weeks(self, ceilings: Mapping[date, int], unit: str) -> tuple[Week, ...]:
        """Return the weeks in what somebody reads, each with the ceiling that it had."""
        limits = [ceilings.get(monday) for monday in self.mondays]
        return tuple(
            Week(
                begins_on=monday,
                amount=shown_in(amount, self.measure, unit),
                limit=None if most is None else shown_in(most, self.measure, unit),
            )
            for monday, amount, most in zip(self.mondays, self.amounts, limits, strict=True)
        )


def first_shown(on: date) -> date:
    """Return the first day that any chart of the day ``on`` shows."""
    return week_of(on) - (WEEKS_SHOWN - 1) * WEEK


def readings(history: History, first: date) -> tuple[Reading, ...]:
    """Return pain by the day: in daily life, and the worst of a session or run."""
    daily = daily_pain(history, first)
    peaks: dict[date, int] = {}
    told = [
        (row.on, max((tried.pain for tried in row.tried), default=0))
        for row in since(history.sessions, first)
        if row.amount is not Amount.NONE
    ]
    told += [(run.on, run.pain) for run in since(history.runs, first)]
    for on, pain in told:
        peaks[on] = max(pain, peaks.get(on, 0))
    days = sorted({*daily, *peaks})
    return tuple(Reading(on=on, line=daily.get(on), pin=peaks.get(on)) for on in days)


def sessions_by_week(
    history: History, on: date, *, also: Iterable[date] = ()
) -> tuple[Week, ...]:
    """Return the sessions done of those owed, and of the days ``also`` owed, by the week.

    There has to be a session that was owed.
    """
    done = {row.on for row in history.sessions if row.amount is not Amount.NONE}
    owed = {*history.owed, *also}
    begins = max(week_of(min(owed)), first_shown(on))
    return tuple(
        Week(
            begins_on=monday,
            amount=len([day for day in done if week_of(day) == monday]),
            limit=len([day for day in owed if week_of(day) == monday]),
        )
        for monday in _mondays(begins, on)
    )


def runs_by_week(history: History, on: date) -> RunsByWeek | None:
    """Return what was run by the week; nothing if there was no run lately."""
    runs = since(history.runs, first_shown(on))
    if not runs:
        return None
    measure = measure_of(runs)
    mondays = tuple(_mondays(week_of(runs[0].on), on))
    amounts = tuple(week_done(history, monday, measure).amount for monday in mondays)
    return RunsByWeek(measure=measure, mondays=mondays, amounts=amounts)


def zones_of(limits: PainLimit) -> tuple[Zone, ...]:
    """Return what pain in a session means for this knee; there may be nothing between."""
    less = limits.red - 1
    between = [Zone("less", gettext_noop("do less"), less)] if less > limits.green else []
    return (
        Zone("fine", gettext_noop("fine"), limits.green),
        *between,
        Zone("stop", gettext_noop("too much"), MOST),
    )


def ceilings_of(planned: Iterable[Limited], measure: Measure) -> dict[date, int]:
    """Return the most that each week of ``planned`` might come to, where it counts so."""
    by_time = measure is Measure.SECONDS
    return {week.begins_on: week.ceiling for week in planned if week.by_time is by_time}


def _mondays(first: date, on: date) -> Iterator[date]:
    while first <= on:
        yield first
        first += WEEK
