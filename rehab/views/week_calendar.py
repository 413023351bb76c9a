"""The seven days of a week of running: what was run, and what is to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, gettext_noop, ngettext

from rehab.models.amounts import amount_words
from rehab.programme.course import Course
from rehab.programme.review import is_session_day
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.distance import Week, WeekRun
from rehab.programme.told import Intensity, Terrain

DAYS = 7
SPEED = {
    Intensity.EASY: gettext_noop("easy"),
    Intensity.STRIDES: gettext_noop("with a few short fast bits"),
    Intensity.TEMPO: gettext_noop("some of it steady and hard"),
    Intensity.INTERVALS: gettext_noop("with fast bits, again and again"),
    Intensity.RACE: gettext_noop("a race"),
}
GROUND = {
    Terrain.SOFT_FLAT: gettext_noop("soft and flat"),
    Terrain.ROAD_FLAT: gettext_noop("on a flat road"),
    Terrain.GENTLE_HILLS: gettext_noop("gentle hills"),
    Terrain.ANY: gettext_noop("any ground"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfWeek:
    """One day: what was run, what is to be run, in words, and if exercises are due."""

    on: date
    ran: tuple[str, ...]
    to_run: str
    session: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A week, day by day. ``headline`` says in words what is still to run."""

    days: tuple[DayOfWeek, ...]
    headline: str


def calendar_of(
    week: Week, limits: Ceilings, course: Course, on: date, *, unit: str
) -> Calendar:
    """Return the days of the week of ``limits``; ``week`` holds what is still to run."""
    to_run = {run.on: run for run in week.runs}
    days = (limits.begins_on + timedelta(days=n) for n in range(DAYS))
    return Calendar(
        days=tuple(
            DayOfWeek(
                on=day,
                ran=tuple(_ran(run, limits, unit) for run in limits.done if run.on == day),
                to_run=_to_run(to_run[day], limits, unit) if day in to_run else "",
                session=day >= on and is_session_day(course, day),
            )
            for day in days
        ),
        headline=_headline(to_run.values(), limits, unit),
    )


def _ran(run: WeekRun, limits: Ceilings, unit: str) -> str:
    amount = amount_words(run.amount, limits.measure, unit)
    return gettext("You ran %(amount)s.") % {"amount": amount}


def _to_run(run: WeekRun, limits: Ceilings, unit: str) -> str:
    return gettext("Run %(amount)s: %(speed)s, %(ground)s.") % {
        "amount": amount_words(run.amount, limits.measure, unit),
        "speed": gettext(SPEED[run.intensity]),
        "ground": gettext(GROUND[run.terrain]),
    }


def _headline(runs: Iterable[WeekRun], limits: Ceilings, unit: str) -> str:
    amounts = [run.amount for run in runs]
    if not amounts:
        return gettext("No more runs this week.")
    words = ngettext(
        "%(number)d run to do, %(amount)s.",
        "%(number)d runs to do, %(amount)s in all. The longest is %(longest)s.",
        len(amounts),
    )
    return words % {
        "number": len(amounts),
        "amount": amount_words(sum(amounts), limits.measure, unit),
        "longest": amount_words(max(amounts), limits.measure, unit),
    }
