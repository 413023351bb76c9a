"""Planning a week of running within its limits, and holding a logged run against them."""

from dataclasses import replace
from datetime import date, timedelta

from rehab.programme.course import Course
from rehab.programme.running.ceilings import Ceilings, ceilings
from rehab.programme.running.distance import (
    WEEK,
    Measure,
    Week,
    WeekRun,
    as_run,
)
from rehab.programme.running.locks import rests_until
from rehab.programme.running.refusals import (
    APART,
    Refusal,
    Variable,
    higher,
    refusals,
)
from rehab.programme.running.stages import sessions_a_week
from rehab.programme.told import History, RunTold

EVEN = {Measure.METRES: 100, Measure.SECONDS: 60}  # suggestions are rounded down to that
ONE_DAY = timedelta(days=1)
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


def suggest_week(
    course: Course, history: History, on: date, *, allowance: bool = False
) -> Week:
    """Return what may be run in the rest of the week that ``on`` lies in.

    All of it is easy, soft and flat, with a day of rest between, and within the limits.
    """
    limits = ceilings(course, history, on, allowance=allowance)
    days = _free_days(course, limits, on)
    amount = _even_share(limits, len(days))
    if not amount and limits.stage is None:
        days = ()
    runs = tuple(WeekRun(on=day, amount=amount) for day in days)
    return Week(begins_on=limits.begins_on, measure=limits.measure, runs=runs)


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


def _free_days(course: Course, limits: Ceilings, on: date) -> tuple[date, ...]:
    """Return the next days for a run in this week, as many as are left."""
    if limits.locks or course.stage is None:
        return ()
    ran = [run.on for run in limits.done] or [limits.ran_on or date.min]
    day = max(on, limits.rest_until or on, max(ran) + APART)
    left = sessions_a_week(course.runner) - len(limits.done)
    days = (day + n * APART for n in range(left))
    return tuple(day for day in days if day < limits.begins_on + WEEK)


def _even_share(limits: Ceilings, runs: int) -> int:
    """Share what is left of the week among ``runs`` runs, none of them too long.

    Where what was run has raised something else, the distance does not rise.
    """
    if not runs:
        return 0
    done = Week(begins_on=limits.begins_on, measure=limits.measure, runs=limits.done)
    most = limits.week.amount
    if limits.stage is None and higher(done, limits) - {Variable.DISTANCE}:
        most = min(most, limits.last.amount)
    share = min(max(0, most - done.amount) // runs, limits.longest.amount)
    return share // EVEN[limits.measure] * EVEN[limits.measure]
