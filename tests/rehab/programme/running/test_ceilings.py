from datetime import date

from rehab.programme.course import Course
from rehab.programme.running.ceilings import NO_RUNS, ceilings
from rehab.programme.running.distance import Measure
from rehab.programme.running.most import Because
from rehab.programme.running.variety import EASIEST
from rehab.programme.told import History
from tests.rehab.programme.running.somebody import (
    MONDAY,
    a_course,
    a_run,
    a_week,
    by_ladder,
    day,
    planning_by_week,
    runs,
)


def test_the_limits_of_a_week_by_distance_stand_together() -> None:
    history = runs(*a_week(-14, 10, 10), *a_week(-7, 10, 10), *a_week(0, 5))

    found = ceilings(planning_by_week(weeks=2), history, day(1))

    assert (found.begins_on, found.measure) == (MONDAY, Measure.METRES)
    assert (found.week.amount, found.longest.amount) == (22_000, 11_000)
    assert (found.last.amount, [run.amount for run in found.done]) == (20_000, [5000])
    assert (found.runs, found.ran_on, found.stage) == (4, day(-5), None)
    assert found.locks == ()


def test_what_is_told_later_is_not_known_yet() -> None:
    history = runs(*a_week(-7, 10, 10), *a_week(0, 5, 5, 5))

    assert len(ceilings(planning_by_week(), history, day(2)).done) == 2


def test_one_run_without_its_distance_makes_time_count() -> None:
    told = (*a_week(-7, 10), a_run(-3))
    this_week = (*a_week(-7, 10), a_run(0))

    assert ceilings(planning_by_week(), runs(*told), day(0)).measure is Measure.SECONDS
    assert ceilings(planning_by_week(), runs(*this_week), day(0)).measure is Measure.SECONDS
    assert ceilings(planning_by_week(), History(), day(0)).measure is Measure.SECONDS


def test_after_an_empty_week_the_one_before_tells_what_counts() -> None:
    found = ceilings(planning_by_week(weeks=3), runs(*a_week(-14, 10)), day(0))

    assert (found.measure, found.week.amount) == (Measure.METRES, 10_000)
    assert found.ran_on is None


def test_the_allowance_of_the_clinic_is_heeded() -> None:
    history = runs(*a_week(-14, 4, 4), *a_week(-7, 4, 4))

    assert ceilings(planning_by_week(weeks=2), history, day(0)).week.amount == 8800
    found = ceilings(planning_by_week(weeks=2), history, day(0), allowance=True)
    assert (found.week.amount, found.week.small_numbers) == (9000, True)


def test_on_the_ladder_the_stage_is_the_limit() -> None:
    history = runs(by_ladder(-3, 3), by_ladder(0, 3))

    found = ceilings(a_course(stage=4), history, day(1))

    assert (found.stage, found.runs, found.variety) == (4, 3, EASIEST)
    assert (found.longest.amount, found.longest.because) == (15 * 60, Because.STAGE)
    assert found.week.amount == (12 + 2 * 15) * 60
    assert found.week.words == (
        "Run for 3 minutes, then walk for 2 minutes. Do that 5 times. "
        "Up to 3 times this week."
    )


def test_more_runs_than_the_ladder_asks_for_leave_none() -> None:
    history = runs(*(by_ladder(n, 3) for n in range(4)))

    found = ceilings(a_course(stage=4), history, day(4))

    assert found.week.amount == 4 * 12 * 60


def test_while_running_is_locked_there_is_nothing_to_plan() -> None:
    for course in (a_course(), a_course(stage=4, paused=True), _paused_by_week()):
        found = ceilings(course, runs(*a_week(-7, 10, 10)), day(0))

        assert found.locks != ()
        assert (found.week, found.longest) == (NO_RUNS, NO_RUNS)


def test_rest_is_told_of() -> None:
    course = planning_by_week(rest_until=date(2026, 3, 5))

    assert ceilings(course, History(), day(0)).rest_until == day(3)


def _paused_by_week() -> Course:
    return planning_by_week(paused=True)
