from dataclasses import replace

from rehab.programme.running.refusals import Breach
from rehab.programme.running.weeks import check_run, check_week
from rehab.programme.told import History
from tests.rehab.programme.running.plans import breaches, built, by_week, limits, suggested
from tests.rehab.programme.running.somebody import (
    a_course,
    a_run,
    a_week,
    day,
    runs,
)


def test_a_suggested_week_has_three_easy_runs_with_rest_between() -> None:
    week = suggested(by_week(), built(), day(0))

    assert [run.on for run in week.runs] == [day(0), day(2), day(4)]
    assert [run.amount for run in week.runs] == [7300, 7300, 7400]
    assert check_week(week, limits()) == ()


def test_a_suggested_week_goes_on_from_what_was_run() -> None:
    history = built(*a_week(0, 7.5))

    week = suggested(by_week(), history, day(1))

    assert [run.on for run in week.runs] == [day(2), day(4)]
    assert [run.amount for run in week.runs] == [7200, 7300]


def test_no_suggested_run_is_too_long() -> None:
    history = runs(*a_week(-14, 5, 5, 5, 5), *a_week(-7, 5, 5, 5, 5))

    assert suggested(by_week(), history, day(0)).longest == 5500


def test_late_in_the_week_fewer_runs_are_suggested() -> None:
    week = suggested(by_week(), built(), day(5))

    assert [(run.on, run.amount) for run in week.runs] == [(day(5), 7700)]


def test_rest_and_a_run_on_sunday_put_the_first_run_off() -> None:
    resting = suggested(by_week(rest_until=day(3)), built(), day(0))
    after_sunday = suggested(by_week(), built(a_run(-1, metres=100)), day(0))

    assert resting.runs[0].on == day(3)
    assert after_sunday.runs[0].on == day(1)


def test_nothing_is_suggested_where_nothing_is_left() -> None:
    locked = suggested(a_course(), built(), day(0))
    used_up = suggested(by_week(), built(*a_week(0, 22)), day(1))
    never_ran = suggested(by_week(), History(), day(0))

    assert (locked.runs, used_up.runs, never_ran.runs) == ((), (), ())


def test_on_the_ladder_the_stage_is_suggested() -> None:
    brisk = suggested(a_course(stage=0), History(), day(0))
    first = suggested(a_course(stage=1), History(), day(0))

    assert [run.amount for run in brisk.runs] == [0, 0, 0]
    assert [run.amount for run in first.runs] == [180, 180, 180]


def test_the_clinics_allowance_is_heeded_in_plan_and_log() -> None:
    course, history = by_week(), runs(*a_week(-14, 4, 4), *a_week(-7, 4, 4))
    long = a_run(2, metres=4400)

    assert suggested(course, history, day(0), allowance=True).amount == 9000
    assert suggested(course, history, day(0)).amount == 8800
    told = runs(*history.runs, *a_week(0, 4.4), long)
    assert check_run(course, told, long, allowance=True) == ()
    assert check_run(course, told, replace(long, metres=4401), allowance=False) != ()


def test_a_logged_run_without_its_distance_is_held_against_time() -> None:
    run = a_run(0, minutes=40)

    found = check_run(by_week(), built(run), run)

    assert breaches(found) == [Breach.LONGEST]  # 8 km at a fast pace


def test_a_run_on_the_day_after_another_warns() -> None:
    run = a_run(1, metres=1000)

    found = check_run(by_week(), built(a_run(0, metres=1000)), run)

    assert breaches(found) == [Breach.REST_DAY]


def test_a_run_while_it_is_locked_warns() -> None:
    found = check_run(by_week(phase=0), built(), a_run(0, metres=1000))

    assert breaches(found) == [Breach.LOCKED]
