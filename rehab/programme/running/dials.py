"""A week of running set by a few dials: how often, how much, how far, how fast, where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rehab.programme.course import Runner
from rehab.programme.days import WEEK
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.distance import Measure, Week, WeekRun
from rehab.programme.running.refusals import APART
from rehab.programme.running.stages import sessions_a_week
from rehab.programme.running.weeks import EVEN, check_week
from rehab.programme.told import Intensity, Terrain

# What is rounded where amounts are read and written does not count as a clash.
SLACK = {Measure.METRES: 200, Measure.SECONDS: 60}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dials:
    """What somebody sets for a whole week; what was run in it counts.

    ``amount`` is that of the week, ``longest`` of one run, in metres or seconds.
    ``intensity`` and ``terrain`` are the hardest of the week: the other runs are easy, on
    soft and flat ground. As many runs are harder as in the week before, but one at least.
    """

    runs: int
    amount: int
    longest: int
    intensity: Intensity = Intensity.EASY
    terrain: Terrain = Terrain.SOFT_FLAT


class Clash(StrEnum):
    """Why dials fit no week, whatever its limits are."""

    FEW_RUNS = "FEW_RUNS"  # no more than were done
    FEW_DAYS = "FEW_DAYS"  # are left, with a day of rest between
    LITTLE = "LITTLE"  # no more than was run
    SHORT = "SHORT"  # the longest run, for so few runs
    LONG = "LONG"  # the longest run, for so little


class DialsClash(Exception):
    """The dials fit no week; ``clash`` says why."""

    def __init__(self, clash: Clash) -> None:
        self.clash = clash
        super().__init__(clash)


def free_days(limits: Ceilings, on: date) -> tuple[date, ...]:
    """Return the days from ``on`` for more runs in the week, with a day of rest between."""
    ran = [run.on for run in limits.done] or [limits.ran_on or date.min]
    first = max(on, limits.rest_until or on, max(ran) + APART)
    days = (first + n * APART for n in range(WEEK // APART + 1))
    return tuple(day for day in days if day < limits.begins_on + WEEK)


def week_by_dials(dials: Dials, limits: Ceilings, on: date) -> Week:
    """Return the runs that are still to come in the week, on the next free days.

    The longest comes last. It may be past the limits.

    :raises DialsClash: if the dials fit no week.
    """
    new, left = dials.runs - len(limits.done), dials.amount - _sum(limits.done)
    days = free_days(limits, on)[: max(0, new)]
    if clash := _clash(dials, new, left, days=len(days), slack=SLACK[limits.measure]):
        raise DialsClash(clash)
    hard, fast = _how_many_hard(dials, limits, new), _how_many_fast(dials, limits, new)
    sizes = _sizes(dials, limits, hard, left=left, runs=new)
    quick = [*dict.fromkeys([*range(hard, new - 1), *range(hard), new - 1])][:fast]
    runs = tuple(
        WeekRun(
            on=day,
            amount=size,
            intensity=dials.intensity if n in quick else Intensity.EASY,
            terrain=dials.terrain if n < hard else Terrain.SOFT_FLAT,
        )
        for n, (day, size) in enumerate(zip(days, sizes, strict=True))
    )
    return Week(begins_on=limits.begins_on, measure=limits.measure, runs=runs)


def suggest_dials(runner: Runner, limits: Ceilings, on: date) -> Dials | None:
    """Return dials for the rest of the week, within all limits; none if no run is left.

    As much as may be, as fast and as hilly as the week before, or else less of it.
    """
    runs = min(sessions_a_week(runner) - len(limits.done), len(free_days(limits, on)))
    if runs < 1 or limits.locks:
        return None
    fitting = (
        dials
        for dials in _candidates(limits, runs)
        if dials.longest and not check_week(week_by_dials(dials, limits, on), limits)
    )
    return next(fitting, None)


def _candidates(limits: Ceilings, runs: int) -> Iterator[Dials]:
    last, opened = limits.last, limits.variety
    for most in (limits.week.amount, min(limits.week.amount, last.amount)):
        held = _even(limits, most, runs)
        intensity = min(last.intensity, opened.intensity)
        terrain = min(last.terrain, opened.terrain)
        yield replace(held, intensity=intensity, terrain=terrain)
        yield held


def _even(limits: Ceilings, most: int, runs: int) -> Dials:
    """Share what is left of ``most`` evenly, less what does not fit into the runs."""
    done, even = _sum(limits.done), EVEN[limits.measure]
    share = -(-max(0, most - done) // runs)
    longest = min(-(-share // even) * even, limits.longest.amount)
    amount = min(most, done + runs * longest)
    longest = min(longest, max(0, amount - done))
    return Dials(runs=len(limits.done) + runs, amount=amount, longest=longest)


def _clash(dials: Dials, new: int, left: int, *, days: int, slack: int) -> Clash | None:
    clashes = {
        Clash.FEW_RUNS: new < 1,
        Clash.FEW_DAYS: new > days,
        Clash.LITTLE: left < 1,
        Clash.SHORT: new * dials.longest + slack < left,
        Clash.LONG: dials.longest > left + slack,
    }
    return next((clash for clash, holds in clashes.items() if holds), None)


def _how_many_hard(dials: Dials, limits: Ceilings, new: int) -> int:
    if dials.terrain is Terrain.SOFT_FLAT:
        return 0
    before, done = (
        [run.terrain for run in runs if run.terrain > Terrain.SOFT_FLAT]
        for runs in (limits.last.runs, limits.done)
    )
    missing = max(1, len(before)) - len(done)
    return min(new, max(missing, dials.terrain not in done))


def _how_many_fast(dials: Dials, limits: Ceilings, new: int) -> int:
    if dials.intensity is Intensity.EASY:
        return 0
    before, done = (
        [run.intensity for run in runs if run.intensity > Intensity.EASY]
        for runs in (limits.last.runs, limits.done)
    )
    missing = max(1, len(before)) - len(done)
    return min(new, max(missing, dials.intensity not in done))


def _sizes(
    dials: Dials, limits: Ceilings, first: int, *, left: int, runs: int
) -> list[int]:
    """Return how much each run comes to, the longest last.

    Where they are on the road, the ``first`` ones are as short as the share of the road
    asks for, as far as the others can take the rest.
    """
    longest = min(dials.longest, left)
    if dials.terrain is not Terrain.ROAD_FLAT or not 0 < first < runs:
        return _spread(left, runs, longest)
    on_road = [run for run in limits.done if run.terrain is Terrain.ROAD_FLAT]
    share = dials.amount * limits.variety.road_percent // 100 - _sum(on_road)
    least = left - (runs - first) * longest
    each = min(max(share, least, 0) // first, left // runs)
    return [*[each] * first, *_spread(left - each * first, runs - first, longest)]


def _spread(left: int, runs: int, longest: int) -> list[int]:
    """Share ``left`` among runs: one of ``longest``, the others about the same."""
    last = min(longest, left)
    others = [
        min(longest, (left - last + n) // (runs - 1)) for n in reversed(range(runs - 1))
    ]
    return [*others[::-1], last]


def _sum(runs: Iterable[WeekRun]) -> int:
    return sum(run.amount for run in runs)
