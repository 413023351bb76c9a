"""The limits of one week, made by hand. Day 0 is its Monday; see ``somebody``."""

from typing import Any

from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.distance import Measure, Week, WeekRun
from rehab.programme.running.most import Because, Most
from rehab.programme.running.variety import Variety
from rehab.programme.told import Intensity, Terrain
from tests.rehab.programme.running.somebody import day


def most(amount: int, because: Because = Because.TEN_PERCENT, **given: Any) -> Most:
    defaults: dict[str, Any] = {
        "amount": amount,
        "base": amount,
        "because": because,
        "words": "",
    }
    return Most(**defaults | given)


def a_run_of(on: int, km: float, **given: Any) -> WeekRun:
    return WeekRun(on=day(on), amount=round(km * 1000), **given)


def limits(
    *done: WeekRun, last: tuple[WeekRun, ...] = (), road: int = 25, **given: Any
) -> Ceilings:
    """Return the limits of the week from day 0: 22 km, and 10 km in one go."""
    defaults: dict[str, Any] = {
        "begins_on": day(0),
        "measure": Measure.METRES,
        "last": Week(begins_on=day(-7), measure=Measure.METRES, runs=last),
        "week": most(22_000),
        "longest": most(10_000),
        "runs": 4,
        "done": done,
        "variety": Variety(
            intensity=Intensity.TEMPO, terrain=Terrain.GENTLE_HILLS, road_percent=road
        ),
    }
    return Ceilings(**defaults | given)
