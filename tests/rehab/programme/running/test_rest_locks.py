"""What keeps somebody from running on one day."""

import pytest

from rehab.programme.running.locks import (
    rest_locks,
    rests_until,
)
from rehab.programme.told import (
    Amount,
    History,
    SessionTold,
    Swelling,
    Tried,
)
from tests.rehab.programme.running.somebody import (
    a_course,
    a_run,
    calm,
    day,
    runs,
)

TODAY = day(0)


def test_a_day_of_rest_lies_between_two_runs() -> None:
    course = a_course(stage=4)

    assert [each.id for each in rest_locks(course, runs(a_run(-1)), TODAY)] == ["rest_day"]
    assert [each.id for each in rest_locks(course, runs(a_run(0)), TODAY)] == ["rest_day"]
    assert rest_locks(course, runs(a_run(-2)), TODAY) == ()


def test_nobody_runs_before_the_rest_is_over() -> None:
    course = a_course(stage=4, rest_until=day(1))

    (lock,) = rest_locks(course, History(), TODAY)

    assert (lock.id, lock.opens_on) == ("resting", day(1))
    assert rest_locks(course, History(), day(1)) == ()


def test_nobody_runs_on_a_knee_that_is_sore_or_swollen() -> None:
    course = a_course(stage=4)
    sore = History(days=calm(0, 0, pain=3))
    swollen = History(days=calm(-3, -3, swelling=Swelling.SAME))
    better = History(days=(*swollen.days, *calm(-1, -1, swelling=Swelling.NONE)))

    assert [each.id for each in rest_locks(course, sore, TODAY)] == ["sore"]
    assert [each.id for each in rest_locks(course, swollen, TODAY)] == ["swollen"]
    assert rest_locks(course, better, TODAY) == ()


def test_what_was_told_last_in_the_week_keeps_from_running() -> None:
    sore = History(days=calm(-7, -7, pain=3))
    calmer = History(days=(*sore.days, *calm(-6, -6)))

    assert [each.id for each in rest_locks(a_course(stage=4), sore, TODAY)] == ["sore"]
    assert rest_locks(a_course(stage=4), sore, day(1)) == ()
    assert rest_locks(a_course(stage=4), calmer, TODAY) == ()


def a_red_session(number: int) -> SessionTold:
    tried = (Tried(exercise="X04", amount=Amount.ALL, pain=7),)
    return SessionTold(on=day(number), amount=Amount.ALL, tried=tried, next_morning=0)


@pytest.mark.parametrize("on", [0, 1])
def test_nobody_runs_on_the_day_after_exercises_that_were_too_much(on: int) -> None:
    history = History(sessions=(a_red_session(0),))

    (lock,) = rest_locks(a_course(stage=4), history, day(on))

    assert (lock.id, lock.opens_on) == ("red_session", day(2))
    assert rest_locks(a_course(stage=4), history, day(2)) == ()


def test_the_knee_rests_as_long_as_the_longest_reason_says() -> None:
    red, sore = History(sessions=(a_red_session(-1),)), History(days=calm(0, 0, pain=3))

    assert rests_until(a_course(stage=4), History(), TODAY) is None
    assert rests_until(a_course(stage=4), red, TODAY) == day(1)
    assert rests_until(a_course(stage=4), red, day(-1)) == day(1)
    assert rests_until(a_course(stage=4), sore, TODAY) == day(1)
    assert rests_until(a_course(stage=4, rest_until=day(3)), sore, TODAY) == day(3)


def test_nobody_runs_after_a_night_with_pain() -> None:
    history = History(days=calm(-1, -1, night_pain=True))

    (lock,) = rest_locks(a_course(stage=4), history, TODAY)

    assert lock.id == "sore_night"
    assert rest_locks(a_course(stage=4), history, day(1)) == ()


def test_a_stressed_bone_takes_no_pain_at_all() -> None:
    history = History(days=calm(0, 0, pain=1))

    (lock,) = rest_locks(a_course("sifk", stage=1), history, TODAY)

    assert lock.id == "sore"
    assert rest_locks(a_course(stage=1), history, TODAY) == ()


def test_all_that_locks_running_keeps_from_it_today_as_well() -> None:
    found = rest_locks(a_course(stage=4, paused=True), runs(a_run(-1)), TODAY)

    assert [each.id for each in found] == ["paused", "rest_day"]
