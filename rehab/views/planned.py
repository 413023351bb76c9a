"""A week of running as it was planned, or as we suggest it: what is still to come."""

from datetime import date
from typing import Protocol

from rehab.programme.course import Runner
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.dials import (
    Dials,
    DialsClash,
    free_days,
    suggest_dials,
    week_by_dials,
)
from rehab.programme.running.distance import Measure, Week
from rehab.programme.told import Intensity, Terrain


class WeekKept(Protocol):
    """A week as it was planned; amounts in metres, or seconds if it is ``by_time``."""

    @property
    def by_time(self) -> bool: ...
    @property
    def runs(self) -> int: ...
    @property
    def amount(self) -> int: ...
    @property
    def longest(self) -> int: ...
    @property
    def intensity(self) -> int: ...
    @property
    def terrain(self) -> int: ...


def dials_set(
    kept: WeekKept | None, runner: Runner, limits: Ceilings, on: date
) -> Dials | None:
    """Return the dials of a week as it was ``kept``, or else as we suggest it.

    None, if no run is left in it.
    """
    suggested = suggest_dials(runner, limits, on)
    if kept is None or not free_days(limits, on):
        return suggested
    return _dials_of(kept, limits) or suggested


def week_left(dials: Dials | None, limits: Ceilings, on: date) -> Week | None:
    """Return the runs that are still to come; None if ``dials`` do not fit any more."""
    try:
        return week_by_dials(dials, limits, on) if dials else None
    except DialsClash:
        return None


def _dials_of(kept: WeekKept, limits: Ceilings) -> Dials | None:
    """Return the dials of a week that was planned, if it counts in what we count in now."""
    if kept.by_time != (limits.measure is Measure.SECONDS):
        return None
    return Dials(
        runs=kept.runs,
        amount=kept.amount,
        longest=kept.longest,
        intensity=Intensity(kept.intensity),
        terrain=Terrain(kept.terrain),
    )
