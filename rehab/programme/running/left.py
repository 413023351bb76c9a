"""The runs that are left of a week: what the calendar shows, and whether to run today."""

from dataclasses import replace
from datetime import date
from typing import Protocol

from rehab.programme.course import Course, Runner
from rehab.programme.days import WEEK
from rehab.programme.running.ceilings import Ceilings
from rehab.programme.running.dials import Dials, free_days, suggest_dials, week_by_dials
from rehab.programme.running.distance import Measure, Week, WeekRun
from rehab.programme.running.locks import Lock, rest_locks
from rehab.programme.running.stages import FREE, sessions_a_week
from rehab.programme.running.weeks import EVEN
from rehab.programme.told import History, Intensity, Terrain

NONE_LEFT = "You have no more runs left in this week."


class WeekKept(Protocol):
    """A week as it was planned; amounts in metres, or seconds if it is ``by_time``.

    ``ceiling`` and ``longest_ceiling`` are the limits it was planned under; it passes one
    only where a physio had set that aside.
    """

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
    @property
    def ceiling(self) -> int: ...
    @property
    def longest_ceiling(self) -> int: ...


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


def runs_left(
    course: Course, limits: Ceilings, on: date, *, kept: WeekKept | None = None
) -> Week:
    """Return the runs that are still to come in the week of ``limits``, from ``on`` on.

    On the ladder they are those of the stage. After it they are those of the week as it was
    ``kept``, as far as that still fits: it grows no run, and gives way to limits that have
    come down since. If none was kept, they are as we suggest. There are none while running
    is locked.
    """
    runs: tuple[WeekRun, ...] = ()
    if course.stage is not None and not limits.locks:
        by_week = course.stage == FREE
        runs = (
            _of_week(course, limits, on, kept) if by_week else _of_stage(course, limits, on)
        )
    return Week(begins_on=limits.begins_on, measure=limits.measure, runs=runs)


def locks_today(
    course: Course,
    history: History,
    limits: Ceilings,
    on: date,
    *,
    kept: WeekKept | None = None,
) -> tuple[Lock, ...]:
    """Return every reason against a run on ``on``; none if one that is left is of that day.

    ``limits`` are those of the week on that day, ``kept`` what was planned of it.
    """
    locks = rest_locks(course, history, on)
    left = runs_left(course, limits, on, kept=kept)
    if locks or any(run.on == on for run in left.runs):
        return locks
    return (Lock("none_left", NONE_LEFT, limits.begins_on + WEEK),)


def _of_stage(course: Course, limits: Ceilings, on: date) -> tuple[WeekRun, ...]:
    left = max(0, sessions_a_week(course.runner) - len(limits.done))
    each = limits.longest.amount
    return tuple(WeekRun(on=day, amount=each) for day in free_days(limits, on)[:left])


def _of_week(
    course: Course, limits: Ceilings, on: date, kept: WeekKept | None
) -> tuple[WeekRun, ...]:
    planned = None if kept is None else _dials_of(kept, limits)
    if kept is None or planned is None:
        dials = suggest_dials(course.runner, limits, on)
    else:
        within = replace(
            planned,
            amount=_within(kept.amount, kept.ceiling, limits.week.amount),
            longest=_within(kept.longest, kept.longest_ceiling, limits.longest.amount),
            intensity=min(planned.intensity, limits.variety.intensity),
            terrain=min(planned.terrain, limits.variety.terrain),
        )
        dials = _rest_of(within, limits, on)
    runs = week_by_dials(dials, limits, on).runs if dials else ()
    some = (run for run in runs if run.amount)  # where the share of the road is used up
    days = free_days(limits, on)
    return tuple(replace(run, on=day) for day, run in zip(days, some, strict=False))


def _within(planned: int, ceiling: int, now: int) -> int:
    """Return what was planned, or what the limit is now; past a limit a physio let it."""
    return planned if planned > ceiling else min(planned, now)


def _rest_of(planned: Dials, limits: Ceilings, on: date) -> Dials | None:
    """Return what can still be run of a planned week; none if nothing of it is left.

    Where fewer days or less of it are left, its runs become fewer, not longer.
    """
    done, even = sum(run.amount for run in limits.done), EVEN[limits.measure]
    left = planned.amount - done
    runs = min(planned.runs - len(limits.done), len(free_days(limits, on)))
    longest = min(planned.longest, left)
    if runs < 1 or longest < 1:
        return None
    runs = min(runs, 1 + (left - longest) // even)  # no run of next to nothing
    return replace(
        planned,
        runs=len(limits.done) + runs,
        amount=done + min(left, runs * longest),
        longest=longest,
    )


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
