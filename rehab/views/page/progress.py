"""How it went so far: pain by the day, sessions and running by the week."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from rehab.charts.days import DayChart, Reading, Zone, day_charts
from rehab.charts.weeks import Week, WeekChart, week_charts
from rehab.models.amounts import amount_words, shown_in
from rehab.programme.course import Course
from rehab.programme.pain_limits import PainLimit, Work, pain_limit
from rehab.programme.review import is_session_day
from rehab.programme.running.distance import Measure, measure_of, week_done, week_of
from rehab.programme.running.signs import daily_pain
from rehab.programme.told import Amount, History, since
from rehab.views.page.arithmetic import Arithmetic
from rehab.views.page.headlines import pain_headline, run_headline, session_headline
from rehab.views.page.rows import Planned

DAYS_SHOWN = 56
WEEKS_SHOWN = 8
WEEK = timedelta(days=7)
MOST = 10


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


def first_shown(on: date) -> date:
    """Return the first day that any chart of the day ``on`` shows."""
    return week_of(on) - (WEEKS_SHOWN - 1) * WEEK


def pain_shown(course: Course, history: History, on: date) -> PainShown | None:
    """Return pain by the day: in daily life as the line, the worst of a session as pins."""
    first = max(course.begun_on, on - timedelta(days=DAYS_SHOWN - 1))
    days = tuple(_readings(history, first))
    if not days:
        return None
    zones = _zones(pain_limit(course, on, Work.STRENGTH))
    return PainShown(
        headline=pain_headline(days, on),
        charts=day_charts(days, zones, first=first, last=on),
        days=days,
        more=course.begun_on < first,
    )


def sessions_shown(course: Course, history: History, on: date) -> WeeksShown | None:
    """Return the sessions done of those owed, by the week from Monday on."""
    if not history.owed:
        return None
    done = {row.on for row in history.sessions if row.amount is not Amount.NONE}
    owed = {*history.owed, *_still_to_come(course, on)}
    begins = max(week_of(min(owed)), first_shown(on))
    weeks = tuple(
        Week(
            begins_on=monday,
            amount=len([day for day in done if week_of(day) == monday]),
            limit=len([day for day in owed if week_of(day) == monday]),
        )
        for monday in _mondays(begins, on)
    )
    began = course.exercises_began_on or on
    return WeeksShown(
        headline=session_headline(weeks),
        charts=week_charts(weeks),
        weeks=weeks,
        more=week_of(began) < begins,
    )


def running_by_week(
    course: Course,
    history: History,
    on: date,
    planned: Iterable[Planned],
    *,
    now: Arithmetic | None,
    unit: str,
) -> WeeksShown | None:
    """Return what was run by the week, with the ceiling of each week that had one.

    ``now`` are the limits of this week.
    """
    runs = since(history.runs, first_shown(on))
    if not runs:
        return None
    measure = measure_of(runs)
    mondays = list(_mondays(week_of(runs[0].on), on))
    amounts = [week_done(history, monday, measure).amount for monday in mondays]
    this_week = {week_of(on): now.ceiling} if now and now.measure is measure else {}
    ceilings = _ceilings(planned, measure) | this_week
    weeks = tuple(
        Week(
            begins_on=monday,
            amount=shown_in(amount, measure, unit),
            limit=_shown(ceilings.get(monday), measure, unit),
        )
        for monday, amount in zip(mondays, amounts, strict=True)
    )
    words = [amount_words(amount, measure, unit) for amount in amounts]
    return WeeksShown(
        headline=run_headline(words),
        charts=week_charts(weeks),
        weeks=weeks,
        more=week_of(course.begun_on) < first_shown(on),
        in_minutes=measure is Measure.SECONDS,
    )


def _ceilings(planned: Iterable[Planned], measure: Measure) -> dict[date, int]:
    by_time = measure is Measure.SECONDS
    return {week.begins_on: week.ceiling for week in planned if week.by_time is by_time}


def _readings(history: History, first: date) -> Iterator[Reading]:
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
    for on in sorted({*daily, *peaks}):
        yield Reading(on=on, line=daily.get(on), pin=peaks.get(on))


def _zones(limits: PainLimit) -> tuple[Zone, ...]:
    """Return what pain in a session means for this knee; there may be nothing between."""
    less = limits.red - 1
    between = [Zone("less", gettext_noop("do less"), less)] if less > limits.green else []
    return (
        Zone("fine", gettext_noop("fine"), limits.green),
        *between,
        Zone("stop", gettext_noop("too much"), MOST),
    )


def _still_to_come(course: Course, on: date) -> list[date]:
    """Return the days left in this week with a session."""
    last = week_of(on) + timedelta(days=6)
    left = (on + timedelta(days=number) for number in range((last - on).days + 1))
    return [day for day in left if is_session_day(course, day)]


def _mondays(first: date, on: date) -> Iterator[date]:
    while first <= on:
        yield first
        first += WEEK


def _shown(amount: int | None, measure: Measure, unit: str) -> float | None:
    return None if amount is None else shown_in(amount, measure, unit)
