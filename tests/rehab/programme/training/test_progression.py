"""Exercises that get harder and easier."""

from dataclasses import replace
from typing import Any

import pytest

from rehab.programme.course import Course, Rung
from rehab.programme.exercises import BY_ID
from rehab.programme.told import (
    Amount,
    History,
    SessionTold,
    Tried,
)
from rehab.programme.training.progression import (
    EASIER_A_STEP,
    EASIEST,
    HARDER,
    MUCH_EASIER,
    TOO_MUCH,
    moves,
    rung_after_regress,
    volume,
)
from tests.rehab.programme.standing import KNEE, after, day, standing, trained

HIP = "X05"


def at(rung: int, since: int, *, rose: bool = True) -> dict[str, Rung]:
    return {KNEE: Rung(number=rung, since=day(since), rose=rose)}


def moved(
    on: int, *sessions: SessionTold, course: Course | None = None, up: bool = True
) -> list[tuple[str, str, str, str]]:
    history = History(sessions=sessions)
    changes = moves(course or standing(), history, day(on), up=up)
    return [(each.subject, each.before, each.after, each.why) for each in changes]


UP = [(KNEE, "1", "2", HARDER)]


def test_two_good_sessions_make_an_exercise_harder() -> None:
    assert moved(5, trained(2)) == []
    assert moved(5, trained(2), trained(4)) == UP


@pytest.mark.parametrize(
    "course", [standing("meniscus"), standing("mcl"), standing(runner={"slow": True})]
)
def test_some_need_three_good_sessions(course: Course) -> None:
    assert moved(5, trained(2), trained(4), course=course) == []
    assert moved(7, trained(2), trained(4), trained(6), course=course) == UP


def test_a_session_in_between_that_was_not_good_sets_back() -> None:
    assert moved(7, trained(2), trained(4, hard=7), trained(6)) == []


def test_a_morning_that_was_never_told_does_not_set_back() -> None:
    assert moved(7, trained(2), trained(4, next_morning=None), trained(6)) == UP


def test_nothing_gets_harder_until_the_last_morning_is_told() -> None:
    assert moved(5, trained(0), trained(2), trained(4, next_morning=None)) == []


def test_nothing_gets_harder_by_a_session_whose_list_of_signs_was_left_open() -> None:
    assert moved(5, trained(2), trained(4, counts=False)) == []


def test_nothing_gets_harder_while_progress_is_held() -> None:
    assert moved(5, trained(2), trained(4), up=False) == []


def test_one_exercise_gets_one_step_harder_in_three_days_at_most() -> None:
    good = (trained(2), trained(3), trained(4))

    assert moved(4, *good, course=standing(rungs=at(2, 2))) == []
    assert moved(5, *good, course=standing(rungs=at(2, 2))) == [(KNEE, "2", "3", HARDER)]


def test_sessions_on_an_easier_rung_tell_nothing_of_this_one() -> None:
    course = standing(rungs=at(2, 3))

    assert moved(7, trained(0), trained(2), trained(6), course=course) == []


def test_no_exercise_gets_harder_than_its_ladder_is_long() -> None:
    course = standing(rungs=at(BY_ID[KNEE].top, 0))

    assert moved(5, trained(2), trained(4), course=course) == []


def both(number: int, **given: Any) -> SessionTold:
    session = trained(number, **given)
    hip = Tried(exercise=HIP, amount=Amount.ALL, pain=0)
    return replace(session, tried=(*session.tried, hip))


def test_one_exercise_a_session_gets_harder_the_one_that_waited_longest() -> None:
    first = moved(5, both(2), both(4), course=standing(rungs=at(1, 1)))
    course = standing(rungs=at(1, 1) | {HIP: Rung(number=2, since=day(5), rose=True)})
    course = replace(course, progressed_on=day(5))

    assert first == [(HIP, "1", "2", HARDER)]
    assert moved(6, both(2), both(4), course=course) == []
    assert moved(7, both(2), both(4), both(6), course=course) == [(KNEE, "1", "2", HARDER)]


@pytest.mark.parametrize(
    "course", [standing(since=5), standing(stage=1, stage_since=day(5))]
)
def test_no_exercise_gets_harder_when_something_else_has_just_moved(course: Course) -> None:
    assert moved(5, trained(2), trained(4), course=course) == []


def test_without_sessions_nothing_moves() -> None:
    assert moved(5) == []


def test_before_exercises_have_begun_the_weeks_are_none() -> None:
    course = standing(exercises_began_on=None)

    assert moved(5, trained(2), trained(4), course=course) == UP


def test_too_hard_is_one_step_easier() -> None:
    course = standing(rungs=at(3, 0))

    assert moved(5, trained(4, hard=9), course=course) == [(KNEE, "3", "2", EASIER_A_STEP)]


def test_too_much_pain_takes_30_percent_off_at_least() -> None:
    course = standing(rungs=at(3, 0))
    after_it = rung_after_regress(KNEE, 3)
    ladder = BY_ID[KNEE].ladder

    assert moved(5, trained(4, pain=6), course=course) == [
        (KNEE, "3", str(after_it), MUCH_EASIER)
    ]
    assert after_it == 0 or volume(ladder[after_it].dose) <= 0.7 * volume(ladder[3].dose)


@pytest.mark.parametrize("exercise", sorted(BY_ID))
def test_a_step_back_finds_a_lower_rung_on_every_ladder(exercise: str) -> None:
    ladder = BY_ID[exercise].ladder

    for rung in range(1, len(ladder)):
        lower = rung_after_regress(exercise, rung)
        most = 0.7 * volume(ladder[rung].dose)
        between = ladder[lower + 1 : rung]
        assert lower < rung
        assert lower == 0 or volume(ladder[lower].dose) <= most
        assert all(volume(each.dose) > most for each in between)


def test_very_strong_pain_leads_to_the_easier_version() -> None:
    course = standing(rungs=at(3, 0))

    assert moved(5, trained(4, pain=8), course=course) == [(KNEE, "3", "0", TOO_MUCH)]


def test_too_much_twice_in_a_row_leads_to_the_easier_version() -> None:
    course = standing(rungs=at(3, 3, rose=False))

    changes = moved(7, trained(2, pain=6), trained(6, pain=6), course=course)

    assert changes == [(KNEE, "3", "0", EASIEST)]


def test_a_good_session_in_between_breaks_the_row() -> None:
    sessions = (trained(0, pain=6), trained(3), trained(6, pain=6))
    course = standing(rungs=at(3, 2, rose=False))

    assert moved(7, *sessions, course=course)[0][3] == MUCH_EASIER


def test_one_session_makes_an_exercise_easier_once() -> None:
    course, history = standing(rungs=at(3, 0)), History(sessions=(trained(4, pain=6),))

    first = moves(course, history, day(4), up=True)

    assert moves(after(course, first, 4), history, day(4), up=True) == ()
    assert moves(after(course, first, 4), history, day(5), up=True) == ()


def test_a_session_on_the_day_of_a_step_up_was_done_on_the_new_rung() -> None:
    assert moved(5, trained(4, pain=6), course=standing(rungs=at(3, 4))) != []
    assert moved(5, trained(4, pain=6), course=standing(rungs=at(3, 4, rose=False))) == []


def test_the_easiest_rung_does_not_get_easier() -> None:
    assert moved(5, trained(4, pain=9), course=standing(rungs=at(0, 0))) == []


def test_any_number_get_easier_and_nothing_harder_beside_them() -> None:
    session = both(4, pain=6)
    bad_hip = Tried(exercise=HIP, amount=Amount.ALL, pain=7)

    changes = moved(5, replace(session, tried=(session.tried[0], bad_hip)))

    assert [each[0] for each in changes] == [KNEE, HIP]


def test_nothing_gets_harder_by_a_session_that_was_too_much_for_something_else() -> None:
    bad_hip = Tried(exercise=HIP, amount=Amount.ALL, pain=6)
    second = replace(both(4), tried=(both(4).tried[0], bad_hip))
    course = standing(rungs={HIP: Rung(number=0, since=day(0))})

    assert moved(5, both(2), second, course=course) == []


def test_nothing_gets_harder_on_the_day_something_got_easier() -> None:
    course = standing(rungs={HIP: Rung(number=0, since=day(5))})

    assert moved(5, trained(2), trained(4), course=course) == []
    assert moved(6, trained(2), trained(4), course=course) == UP
