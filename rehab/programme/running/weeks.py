"""Planning a week of running within its limits, and holding a logged run against them."""

from dataclasses import replace

from rehab.programme.course import Course
from rehab.programme.days import ONE_DAY
from rehab.programme.running.ceilings import Ceilings, ceilings
from rehab.programme.running.distance import (
    Measure,
    Week,
    as_run,
)
from rehab.programme.running.locks import rests_until
from rehab.programme.running.refusals import (
    Refusal,
    refusals,
)
from rehab.programme.told import History, RunTold

EVEN = {Measure.METRES: 100, Measure.SECONDS: 60}  # suggestions are rounded down to that
FAST = 200  # metres a minute, for a logged run without its distance: the stricter


def check_week(planned: Week, limits: Ceilings) -> tuple[Refusal, ...]:
    """Return every reason to refuse ``planned``; none if it may stand.

    :raises ValueError: if it is of another week, or in another measure, than ``limits``.
    """
    if (planned.begins_on, planned.measure) != (limits.begins_on, limits.measure):
        msg = "a week is held against its own limits"
        raise ValueError(msg)
    done = {run.on for run in limits.done}
    new = tuple(run for run in planned.runs if run.on not in done)
    return refusals(with_done(planned, limits), new, limits)


def with_done(planned: Week, limits: Ceilings) -> Week:
    """Return ``planned`` as the week comes: on days with a run, what was run counts."""
    done = {run.on for run in limits.done}
    new = (run for run in planned.runs if run.on not in done)
    runs = sorted((*limits.done, *new), key=lambda run: run.on)
    return replace(planned, runs=tuple(runs))


def check_run(
    course: Course, history: History, run: RunTold, *, allowance: bool = False
) -> tuple[Refusal, ...]:
    """Return what a logged ``run`` went over; it was run, so that is a word of warning.

    ``course`` is as it stood before the run; ``history`` may hold the run or not.
    """
    others = tuple(other for other in history.runs if other != run)
    told = replace(history, runs=others)
    limits = ceilings(course, told, run.on, allowance=allowance)
    known = told.until(run.on - ONE_DAY)  # what was told that day may come from the run
    limits = replace(limits, rest_until=rests_until(course, known, run.on))
    new = as_run(run, limits.measure)
    if limits.measure is Measure.METRES and not run.metres:
        new = replace(new, amount=run.minutes * FAST)
    week = Week(
        begins_on=limits.begins_on, measure=limits.measure, runs=(*limits.done, new)
    )
    return refusals(week, (new,), limits)
