"""All limits of one week of running, put together before it is planned."""

from dataclasses import dataclass
from datetime import date

from rehab.programme.course import Course
from rehab.programme.days import WEEK
from rehab.programme.running.distance import (
    Measure,
    Week,
    WeekRun,
    measure_of,
    runs_of_week,
    week_done,
    week_of,
)
from rehab.programme.running.locks import Lock, rests_until, run_locks
from rehab.programme.running.most import Because, Most, most_a_week, most_in_one_go
from rehab.programme.running.stages import FREE, STAGES, sessions_a_week
from rehab.programme.running.variety import EASIEST, Variety, variety
from rehab.programme.told import History, since

MOST_RUNS = 4  # fit into a week with a day of rest between two
LOOK_BACK = 4  # weeks back, for the last one with runs in it
NO_RUNS = Most(
    amount=0,
    base=0,
    because=Because.LOCKED,
    words="There is no running yet.",
    held=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceilings:
    """The limits of the week from Monday ``begins_on``; amounts are in ``measure``.

    ``last`` is the week before it, ``done`` what was run in it so far, ``ran_on`` the last
    day with a run before it, ``rest_until`` the first day on which a run may be. ``stage``
    is that of the ladder; none once it is done. With ``locks`` nothing may be planned.
    They stand as on the day ``on``: no run is planned before it.
    """

    begins_on: date
    measure: Measure
    last: Week
    week: Most
    longest: Most
    runs: int
    variety: Variety = EASIEST
    done: tuple[WeekRun, ...] = ()
    ran_on: date | None = None
    rest_until: date | None = None
    stage: int | None = None
    locks: tuple[Lock, ...] = ()
    on: date | None = None


def ceilings(
    course: Course, history: History, on: date, *, allowance: bool = False
) -> Ceilings:
    """Return the limits of the week that ``on`` lies in, as they stand on that day.

    ``allowance`` is the clinic's setting for small numbers.
    """
    told = history.until(on)
    if course.stage == FREE and not run_locks(course, told, on):
        return _by_week(course, told, on, allowance=allowance)
    return _by_ladder(course, told, on)


def _by_week(course: Course, told: History, on: date, *, allowance: bool) -> Ceilings:
    begins_on = week_of(on)
    measure = _measure(told, begins_on)
    last, before = (week_done(told, begins_on - n * WEEK, measure) for n in (1, 2))
    return Ceilings(
        begins_on=begins_on,
        measure=measure,
        last=last,
        week=most_a_week(course, told, on, measure, allowance=allowance),
        longest=most_in_one_go(course, told, on, measure),
        runs=MOST_RUNS,
        variety=variety(course, told, on, (last, before)),
        done=week_done(told, begins_on, measure).runs,
        ran_on=_ran_before(told, begins_on),
        rest_until=rests_until(course, told, on),
        on=on,
    )


def _by_ladder(course: Course, told: History, on: date) -> Ceilings:
    """Return the stage as the limit of each run; a locked course has no runs."""
    begins_on, measure = week_of(on), Measure.SECONDS
    locks = run_locks(course, told, on)
    done = week_done(told, begins_on, measure).runs
    runs = sessions_a_week(course.runner)
    week = longest = NO_RUNS
    if course.stage is not None and not locks:  # of the ladder: else it is by week
        stage = STAGES[course.stage]
        each, so_far = stage.run_seconds, sum(run.amount for run in done)
        words = f"{stage.text} Up to {runs} times this week."
        total = so_far + max(0, runs - len(done)) * each
        week = Most(amount=total, base=total, because=Because.STAGE, words=words)
        longest = Most(amount=each, base=each, because=Because.STAGE, words=stage.text)
    return Ceilings(
        begins_on=begins_on,
        measure=measure,
        last=week_done(told, begins_on - WEEK, measure),
        week=week,
        longest=longest,
        runs=runs,
        done=done,
        ran_on=_ran_before(told, begins_on),
        rest_until=rests_until(course, told, on),
        on=on,
        stage=None if course.stage == FREE else course.stage,
        locks=locks,
    )


def _measure(told: History, begins_on: date) -> Measure:
    """Count in what the runs of this week, and of the last week with any, all tell."""
    weeks = [runs_of_week(told, begins_on - n * WEEK) for n in range(1, LOOK_BACK + 1)]
    base = next((runs for runs in weeks if runs), ())
    return measure_of((*base, *runs_of_week(told, begins_on)))


def _ran_before(told: History, begins_on: date) -> date | None:
    earlier = [run.on for run in since(told.runs, begins_on - WEEK) if run.on < begins_on]
    return max(earlier, default=None)
