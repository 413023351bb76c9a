"""Which grounds, hills and speeds are open, some weeks after the ladder is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rehab.programme.course import Course
from rehab.programme.days import FORTNIGHT
from rehab.programme.running.distance import Measure, Week, week_of
from rehab.programme.running.outcome import Outcome, judged_since
from rehab.programme.running.stages import FREE
from rehab.programme.told import History, Intensity, Terrain

CALM_PAIN = 1  # at most on each run of a fortnight before anything opens: our default
CALM_RUNS = 3  # so many of them went well: our default
STRONG_FROM = 4  # the phase that comes once each leg is strong on its own
UNKNOWN_WAITS = 2  # more weeks if the old weekly distance is not known: our default
SECONDS_A_KM = 420  # to hold time against an old distance; slow is the stricter


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """When something opens: full weeks after the ladder, and a share of the old distance.

    ``share`` is in percent, reached in each of the last ``weeks_at_share`` weeks. What asks
    for a ``strong`` leg waits for the end of phase 3.
    """

    weeks: int
    share: int = 0
    weeks_at_share: int = 1
    strong: bool = True


# Soft and flat first, no hills and no speed: from the brief. When they open: our defaults.
INTENSITIES = {
    Intensity.STRIDES: Opens(weeks=5, share=70),
    Intensity.TEMPO: Opens(weeks=7, share=80),
    Intensity.INTERVALS: Opens(weeks=8, share=90),
    Intensity.RACE: Opens(weeks=10, share=90, weeks_at_share=2),
}
TERRAINS = {
    Terrain.ROAD_FLAT: Opens(weeks=2, strong=False),
    Terrain.GENTLE_HILLS: Opens(weeks=4, share=60),
    Terrain.ANY: Opens(weeks=9, share=90),
}
ROAD = ((6, 100), (4, 50), (2, 25))  # from that week on: percent of a week's running


@dataclass(frozen=True, slots=True, kw_only=True)
class Variety:
    """The hardest that is open, and how much of a week may be on the road, in percent."""

    intensity: Intensity = Intensity.EASY
    terrain: Terrain = Terrain.SOFT_FLAT
    road_percent: int = 0


EASIEST = Variety()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """Full weeks since the ladder, and percent of the old distance, the last week first."""

    weeks: int
    strong: bool
    shares: tuple[int, ...] | None


What = TypeVar("What", Intensity, Terrain)


def variety(
    course: Course, history: History, on: date, weeks: tuple[Week, Week]
) -> Variety:
    """Return what is open in the week that ``on`` lies in, after the two ``weeks`` before.

    They are in the same measure, the last one first. Beyond what was done in it, something
    opens only after a fortnight of calm runs. A run that was too much closes hills and
    speed for a fortnight.
    """
    if course.stage != FREE or course.stage_since is None:
        return EASIEST
    standing = _standing(course, course.stage_since, on, weeks)
    road = next((percent for week, percent in ROAD if standing.weeks >= week), 0)
    intensity = _hardest(INTENSITIES, standing, Intensity.EASY)
    terrain = _hardest(TERRAINS, standing, Terrain.SOFT_FLAT)
    if _flared(course, history, on):
        intensity, terrain = Intensity.EASY, min(terrain, Terrain.ROAD_FLAT)
    elif not _is_calm(course, history, on):
        intensity = min(intensity, weeks[0].intensity)
        terrain = min(terrain, weeks[0].terrain)
    return Variety(intensity=intensity, terrain=terrain, road_percent=road)


def _standing(course: Course, since: date, on: date, weeks: tuple[Week, Week]) -> _Standing:
    old = course.runner.weekly_metres
    if old and weeks[0].measure is Measure.SECONDS:
        old = old * SECONDS_A_KM // 1000
    return _Standing(
        weeks=max(0, (week_of(on) - since).days // 7),
        strong=course.phase >= STRONG_FROM,
        shares=tuple(week.amount * 100 // old for week in weeks) if old else None,
    )


def _hardest(opens: Mapping[What, Opens], standing: _Standing, easiest: What) -> What:
    open_now = (what for what, when in opens.items() if _is_open(when, standing))
    return max(open_now, default=easiest)


def _is_open(opens: Opens, standing: _Standing) -> bool:
    if opens.strong and not standing.strong:
        return False
    if standing.shares is None:
        return standing.weeks >= opens.weeks + (UNKNOWN_WAITS if opens.share else 0)
    reached = min(standing.shares[: opens.weeks_at_share]) >= opens.share
    return reached and standing.weeks >= opens.weeks


def _flared(course: Course, history: History, on: date) -> bool:
    judged = judged_since(course, history, on - FORTNIGHT, on)
    return any(each.outcome >= Outcome.BAD for each in judged)


def _is_calm(course: Course, history: History, on: date) -> bool:
    judged = judged_since(course, history, on - FORTNIGHT, on)
    hurt = any(j.run.pain > CALM_PAIN or j.outcome is Outcome.REPEAT for j in judged)
    return not hurt and sum(j.outcome is Outcome.GOOD for j in judged) >= CALM_RUNS
