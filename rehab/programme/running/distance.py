"""How much was run: by distance where every run tells it, else by time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rehab.programme.days import WEEK
from rehab.programme.running.stages import MINUTE, STAGES
from rehab.programme.told import History, Intensity, RunTold, Surface, Terrain, since

FLAT, GENTLE = 10, 20  # metres up a km: 4 % up for half of the way is 20. Our defaults
SLOW = 120  # metres a minute, to judge a climb where no distance was told: our default


class Measure(StrEnum):
    """What amounts of running are counted in."""

    METRES = "METRES"
    SECONDS = "SECONDS"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRun:
    """One run of a week, planned or done; ``amount`` is in metres or seconds.

    :raises ValueError: if the amount is negative.
    """

    on: date
    amount: int
    intensity: Intensity = Intensity.EASY
    terrain: Terrain = Terrain.SOFT_FLAT

    def __post_init__(self) -> None:
        if self.amount < 0:
            msg = f"a run cannot come to {self.amount}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The runs, planned or done, of the week from Monday ``begins_on``, all in ``measure``.

    :raises ValueError: if it begins on another day, or a run lies in another week.
    """

    begins_on: date
    measure: Measure
    runs: tuple[WeekRun, ...] = ()

    def __post_init__(self) -> None:
        days = (self.begins_on, *(run.on for run in self.runs))
        if any(week_of(day) != self.begins_on for day in days):
            msg = f"not all of {days} are in one week from a Monday"
            raise ValueError(msg)

    @property
    def amount(self) -> int:
        return sum(run.amount for run in self.runs)

    @property
    def longest(self) -> int:
        return max((run.amount for run in self.runs), default=0)

    @property
    def intensity(self) -> Intensity:
        return max((run.intensity for run in self.runs), default=Intensity.EASY)

    @property
    def terrain(self) -> Terrain:
        return max((run.terrain for run in self.runs), default=Terrain.SOFT_FLAT)


def week_of(on: date) -> date:
    """Return the Monday of the week that ``on`` lies in."""
    return on - timedelta(days=on.weekday())


def runs_of_week(history: History, begins_on: date) -> tuple[RunTold, ...]:
    """Return what was logged in the seven days from ``begins_on``."""
    late = since(history.runs, begins_on)
    return tuple(run for run in late if run.on < begins_on + WEEK)


def week_done(history: History, begins_on: date, measure: Measure) -> Week:
    """Return what was run in the week that begins on the Monday ``begins_on``."""
    runs = (as_run(run, measure) for run in runs_of_week(history, begins_on))
    return Week(begins_on=begins_on, measure=measure, runs=tuple(runs))


def as_run(run: RunTold, measure: Measure) -> WeekRun:
    """Return what a logged run comes to in its week."""
    return WeekRun(
        on=run.on,
        amount=amount_of(run, measure),
        intensity=run.intensity,
        terrain=terrain_of(run),
    )


def measure_of(runs: Iterable[RunTold]) -> Measure:
    """Return metres if there are ``runs`` and each tells its distance, else seconds."""
    told = [run.metres > 0 for run in runs]
    return Measure.METRES if told and all(told) else Measure.SECONDS


def amount_of(run: RunTold, measure: Measure) -> int:
    """Return how much was run, in whole metres or seconds, less the walking of a stage."""
    seconds = running = run.minutes * MINUTE
    if run.stage is not None and run.stage < len(STAGES):
        running = min(seconds, STAGES[run.stage].run_seconds)
    if measure is Measure.SECONDS:
        return running
    return run.metres * running // max(1, seconds)


def terrain_of(run: RunTold) -> Terrain:
    """Return how hilly and how hard underfoot a logged run was."""
    climb, metres = run.climb * 1000, run.metres or run.minutes * SLOW
    if run.surface is Surface.ROUGH or climb > GENTLE * metres:
        return Terrain.ANY
    if climb > FLAT * metres:
        return Terrain.GENTLE_HILLS
    return Terrain.ROAD_FLAT if run.surface is Surface.ROAD else Terrain.SOFT_FLAT


def in_words(amount: int, measure: Measure) -> str:
    """Return ``amount`` in km to a tenth, or in minutes, rounded down."""
    if measure is Measure.SECONDS:
        minutes = amount // MINUTE
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    whole, tenths = divmod(amount // 100, 10)
    return f"{whole}.{tenths} km" if tenths else f"{whole} km"
