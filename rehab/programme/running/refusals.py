"""What speaks against a week of running, planned or run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise

from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.distance import Week, WeekRun, in_words
from rehab.programme.told import Intensity, Terrain

APART = timedelta(days=2)  # a day of rest between two runs: our default

RESTS = "Your knee still rests from running on one of these days."
IN_A_ROW = "Leave at least 1 day without a run between 2 runs."
NOT_SO_FAST = "That is too fast for now. Easy running comes first."
NOT_THERE = "That ground comes later. Soft and flat ground comes first."
PAST = "One of these days has passed. Plan your runs from today on."
NO_RUN = "A run of 0 is no run. Leave it out, or plan some way for it."
HOLDS = "Nothing goes up this week, so no faster runs and no harder ground."
ONE_AT_A_TIME = "Change one thing at a time: distance, speed or ground."


class Breach(StrEnum):
    """What a week can go against. A physio may set the first three aside for a time."""

    WEEK = "WEEK"
    LONGEST = "LONGEST"
    ONE_CHANGE = "ONE_CHANGE"
    LOCKED = "LOCKED"
    RESTING = "RESTING"
    REST_DAY = "REST_DAY"
    RUNS = "RUNS"
    INTENSITY = "INTENSITY"
    TERRAIN = "TERRAIN"
    ROAD = "ROAD"
    PAST = "PAST"
    NOTHING = "NOTHING"


class Variable(StrEnum):
    """What may go up, one at a time: from the brief."""

    DISTANCE = "DISTANCE"
    INTENSITY = "INTENSITY"
    TERRAIN = "TERRAIN"


HIGHER = {
    Variable.DISTANCE: "longer",
    Variable.INTENSITY: "faster",
    Variable.TERRAIN: "on harder ground",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a week is refused, or what a logged run went over, in words for the runner.

    ``sums`` is the arithmetic behind it, where there is any.
    """

    id: Breach
    why: str
    sums: str = ""


def refusals(week: Week, new: tuple[WeekRun, ...], limits: Ceilings) -> tuple[Refusal, ...]:
    """Return all that speaks against the ``new`` runs of ``week``, which holds them too."""
    if not new:
        return ()
    if limits.locks:
        return tuple(Refusal(Breach.LOCKED, lock.words) for lock in limits.locks)
    return (
        *_of_days(week, new, limits),
        *_of_amounts(week, new, limits),
        *_of_variety(week, new, limits),
        *_of_changes(week, limits),
    )


def raised(week: Week, limits: Ceilings) -> frozenset[Variable]:
    """Return what the runs to come raise in ``week`` above the week before.

    To do it more often is more as well. What was run already is nobody's to plan.
    """
    new = [run for run in week.runs if run not in limits.done]
    through = {
        Variable.DISTANCE: any(run.amount for run in new),
        Variable.INTENSITY: any(run.intensity > Intensity.EASY for run in new),
        Variable.TERRAIN: any(run.terrain > Terrain.SOFT_FLAT for run in new),
    }
    return frozenset(variable for variable in higher(week, limits) if through[variable])


def higher(week: Week, limits: Ceilings) -> frozenset[Variable]:
    """Return what is higher in ``week`` than in the week before, planned or run."""
    last = limits.last
    ups = {
        Variable.DISTANCE: week.amount > last.amount,
        Variable.INTENSITY: week.intensity > last.intensity or _fast(week) > _fast(last),
        Variable.TERRAIN: week.terrain > last.terrain or _hard(week) > _hard(last),
    }
    return frozenset(variable for variable, up in ups.items() if up)


def _fast(week: Week) -> int:
    return sum(run.intensity > Intensity.EASY for run in week.runs)


def _hard(week: Week) -> int:
    return sum(run.terrain > Terrain.SOFT_FLAT for run in week.runs)


def _of_days(week: Week, new: tuple[WeekRun, ...], limits: Ceilings) -> Iterator[Refusal]:
    if limits.on is not None and any(run.on < limits.on for run in new):
        yield Refusal(Breach.PAST, PAST)
    until = limits.rest_until
    if until is not None and any(run.on < until for run in new):
        yield Refusal(Breach.RESTING, RESTS)
    fresh = {run.on for run in new}
    before = [limits.ran_on] if limits.ran_on else []
    days = sorted([*before, *(run.on for run in week.runs)])
    if any(b - a < APART and fresh & {a, b} for a, b in pairwise(days)):
        yield Refusal(Breach.REST_DAY, IN_A_ROW)
    if len(week.runs) > limits.runs:
        yield Refusal(Breach.RUNS, f"Run {limits.runs} times a week at most.")


def _of_amounts(
    week: Week, new: tuple[WeekRun, ...], limits: Ceilings
) -> Iterator[Refusal]:
    if limits.stage is None and not all(run.amount for run in new):
        yield Refusal(Breach.NOTHING, NO_RUN)
    if week.amount > limits.week.amount:
        total = in_words(week.amount, limits.measure)
        why = f"These runs come to {total}. That is too much for this week."
        yield Refusal(Breach.WEEK, why, limits.week.words)
    longest = max(run.amount for run in new)
    if longest > limits.longest.amount:
        why = f"One run of {in_words(longest, limits.measure)} is too long for now."
        yield Refusal(Breach.LONGEST, why, limits.longest.words)


def _of_variety(
    week: Week, new: tuple[WeekRun, ...], limits: Ceilings
) -> Iterator[Refusal]:
    opened = limits.variety
    if any(run.intensity > opened.intensity for run in new):
        yield Refusal(Breach.INTENSITY, NOT_SO_FAST)
    if any(run.terrain > opened.terrain for run in new):
        yield Refusal(Breach.TERRAIN, NOT_THERE)
        return
    road = sum(run.amount for run in week.runs if run.terrain is Terrain.ROAD_FLAT)
    most = week.amount * opened.road_percent // 100
    if road > most and any(run.terrain is Terrain.ROAD_FLAT for run in new):
        why = f"At most {opened.road_percent} % of a week may be on the road for now."
        measure = limits.measure
        sums = f"Of {in_words(week.amount, measure)} that is {in_words(most, measure)}."
        yield Refusal(Breach.ROAD, why, sums)


def _of_changes(week: Week, limits: Ceilings) -> Iterator[Refusal]:
    """Refuse two changes at once; the stages of the ladder are steps of their own."""
    if limits.stage is not None:
        return
    ups, new = higher(week, limits), raised(week, limits)
    if limits.week.held and new - {Variable.DISTANCE}:
        yield Refusal(Breach.ONE_CHANGE, HOLDS)
    elif new and len(ups) > 1:
        words = " and ".join(HIGHER[variable] for variable in Variable if variable in ups)
        yield Refusal(Breach.ONE_CHANGE, ONE_AT_A_TIME, f"This week would be {words}.")
