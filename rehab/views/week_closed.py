"""Which grounds and speeds are still closed, and what is missing for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_noop, ngettext

from rehab.models.amounts import amount_words
from rehab.programme.course import Course
from rehab.programme.phases.phases import ONE_LEG
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.distance import Measure, week_of
from rehab.programme.running.variety import (
    INTENSITIES,
    SECONDS_A_KM,
    STRONG_FROM,
    TERRAINS,
    UNKNOWN_WAITS,
    Opens,
)
from rehab.programme.told import Intensity, Terrain

GROUNDS = {
    Terrain.ROAD_FLAT: gettext_noop("Some running on a flat road"),
    Terrain.GENTLE_HILLS: gettext_noop("Gentle hills"),
    Terrain.ANY: gettext_noop("Any ground"),
}
SPEEDS = {
    Intensity.STRIDES: gettext_noop("A few short fast bits"),
    Intensity.TEMPO: gettext_noop("Steady and hard running"),
    Intensity.INTERVALS: gettext_noop("Fast bits, again and again"),
    Intensity.RACE: gettext_noop("A race"),
}
CALM = gettext_noop("Run 3 times or more in 14 days, each time with pain of 0 or 1.")


@dataclass(frozen=True, slots=True)
class Closed:
    """A ground or a speed that is not open yet, and what is missing."""

    name: str
    missing: tuple[str, ...]


def closed_of(
    course: Course, limits: Ceilings, on: date, *, unit: str
) -> tuple[Closed, ...]:
    """Return what is closed in the week of ``limits``, what opens first coming first."""
    opened = limits.variety
    grounds = ((GROUNDS[g], when) for g, when in TERRAINS.items() if g > opened.terrain)
    speeds = ((SPEEDS[s], when) for s, when in INTENSITIES.items() if s > opened.intensity)
    by_week = sorted([*grounds, *speeds], key=lambda each: each[1].weeks)
    missing = (tuple(_missing(when, course, limits, on, unit=unit)) for _, when in by_week)
    return tuple(
        Closed(name=name, missing=lines or (gettext(CALM),))
        for (name, _), lines in zip(by_week, missing, strict=True)
    )


def _missing(
    opens: Opens, course: Course, limits: Ceilings, on: date, *, unit: str
) -> Iterator[str]:
    old = course.runner.weekly_metres
    waits = UNKNOWN_WAITS if opens.share and not old else 0
    since = course.stage_since or on
    weeks = opens.weeks + waits - max(0, (week_of(on) - since).days // 7)
    if weeks > 0:
        words = ngettext(
            "%(weeks)d more week of easy running.",
            "%(weeks)d more weeks of easy running.",
            weeks,
        )
        yield words % {"weeks": weeks}
    if opens.strong and course.phase < STRONG_FROM:
        words = gettext("Phase %(number)d of your exercises done.")
        yield words % {"number": ONE_LEG.number}
    share = _share(opens, old, limits.measure) if old else 0
    if limits.last.amount < share:
        words = gettext("A week of %(amount)s: %(share)d %% of what you ran before.")
        amount = amount_words(share, limits.measure, unit)
        yield words % {"amount": amount, "share": opens.share}


def _share(opens: Opens, old: int, measure: Measure) -> int:
    """Return how much a week has to come to; time is held against a slow runner's."""
    whole = old * SECONDS_A_KM // 1000 if measure is Measure.SECONDS else old
    return whole * opens.share // 100
