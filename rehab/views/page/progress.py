"""How it went so far: pain by the day, sessions and running by the week."""

from collections.abc import Iterable
from datetime import date, timedelta

from rehab.charts.days import day_charts
from rehab.charts.weeks import week_charts
from rehab.models.amounts import amount_words
from rehab.plans.reading.progress import (
    DAYS_SHOWN,
    PainShown,
    WeeksShown,
    ceilings_of,
    first_shown,
    readings,
    runs_by_week,
    sessions_by_week,
    zones_of,
)
from rehab.programme.course import Course
from rehab.programme.pain.limits import Work, pain_limit
from rehab.programme.review import is_session_day
from rehab.programme.running.distance import Measure, week_of
from rehab.programme.told import History
from rehab.views.page.arithmetic import Arithmetic
from rehab.views.page.headlines import pain_headline, run_headline, session_headline
from rehab.views.page.rows import Planned


def pain_shown(course: Course, history: History, on: date) -> PainShown | None:
    """Return pain by the day: in daily life as the line, the worst of a session as pins."""
    first = max(course.begun_on, on - timedelta(days=DAYS_SHOWN - 1))
    days = readings(history, first)
    if not days:
        return None
    zones = zones_of(pain_limit(course, on, Work.STRENGTH))
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
    weeks = sessions_by_week(history, on, also=_still_to_come(course, on))
    began = course.exercises_began_on or on
    return WeeksShown(
        headline=session_headline(weeks),
        charts=week_charts(weeks),
        weeks=weeks,
        more=week_of(began) < weeks[0].begins_on,
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
    ran = runs_by_week(history, on)
    if ran is None:
        return None
    measure = ran.measure
    this_week = {week_of(on): now.ceiling} if now and now.measure is measure else {}
    weeks = ran.weeks(ceilings_of(planned, measure) | this_week, unit)
    words = [amount_words(amount, measure, unit) for amount in ran.amounts]
    return WeeksShown(
        headline=run_headline(words),
        charts=week_charts(weeks),
        weeks=weeks,
        more=week_of(course.begun_on) < first_shown(on),
        in_minutes=measure is Measure.SECONDS,
    )


def _still_to_come(course: Course, on: date) -> list[date]:
    """Return the days left in this week with a session."""
    last = week_of(on) + timedelta(days=6)
    left = (on + timedelta(days=number) for number in range((last - on).days + 1))
    return [day for day in left if is_session_day(course, day)]
