"""When the first days end."""

from typing import Any

import pytest

from rehab.programme.course import Change, Limits, Runner, What
from rehab.programme.phases.acute import (
    AT_THE_LATEST,
    BOOK,
    BOOK_SOON,
    CALM,
    GATE_MET,
    NOT_SETTLED,
    STILL_SWOLLEN,
    TIME_IS_UP,
    end,
    start_phase,
)
from rehab.programme.told import History, Swelling
from tests.rehab.programme.standing import day, met, standing, told
from triage.rules.parts import Level


def to_exercises(why: str) -> Change:
    return Change(what=What.PHASE, before="0", after="1", why=why)


def ends(on: int, history: History, *causes: str, **given: Any) -> tuple[Change, ...]:
    return end(standing(*causes, phase=0, **given), history, day(on))


def test_two_calm_days_end_them() -> None:
    assert ends(2, History(days=told(2, 1, 2))) == (to_exercises(CALM),)


@pytest.mark.parametrize(
    "days",
    [
        told(2, 2),
        told(3, 2, 2),
        told(2, 3, 2),
        told(2, 2, 2, worse=True),
        told(2, 2, 2, night_pain=True),
        told(2, 2, 2, swelling=Swelling.SAME),
        told(2, 2, 2, swelling=Swelling.MORE),
        told(2, 2, 2, list_answered=False),
        (*told(2, 2), *told(2, first=2, list_answered=False)),
    ],
)
def test_anything_else_does_not_end_them_early(days: tuple[Any, ...]) -> None:
    assert ends(3, History(days=days)) == ()


def test_a_calm_day_with_an_open_list_of_signs_says_nothing() -> None:
    left_open = told(2, first=1, list_answered=False)
    sore = told(5, first=1, list_answered=False)

    calm = History(days=(*told(2), *left_open, *told(2, first=2)))
    assert ends(3, calm) == (to_exercises(CALM),)
    assert ends(3, History(days=(*told(2), *sore, *told(2, first=2)))) == ()
    assert ends(7, History(days=(*told(5), *left_open))) == ()
    assert ends(7, History(days=left_open)) == (to_exercises(TIME_IS_UP),)


def test_a_stressed_bone_is_calm_only_without_any_pain() -> None:
    assert ends(2, History(days=told(1, 1, 1)), "bone_stress_injury") == ()
    assert ends(2, History(days=told(0, 0, 0)), "sifk") == (to_exercises(CALM),)


def test_the_list_met_twice_ends_them() -> None:
    history = History(days=told(3, 3, 3, 3), gates=met("phase-0", 1, 3))

    assert ends(3, history) == (to_exercises(GATE_MET),)


@pytest.mark.parametrize("days", [(), told(4, 3, 2)])
def test_they_end_on_day_7_if_nothing_speaks_against_it(days: tuple[Any, ...]) -> None:
    assert ends(6, History(days=days)) == ()
    assert ends(7, History(days=days)) == (to_exercises(TIME_IS_UP),)


@pytest.mark.parametrize(
    "days", [told(2, 3), told(2, 2, swelling=Swelling.SAME), told(0, worse=True)]
)
def test_they_go_on_past_day_7_while_it_has_not_settled(days: tuple[Any, ...]) -> None:
    assert ends(7, History(days=days)) == ()
    assert ends(13, History(days=days)) == ()


def test_a_knee_that_has_not_settled_by_day_14_is_for_a_visit() -> None:
    visit = Change(
        what=What.VISIT, subject=NOT_SETTLED, level=Level.WITHIN_2_WEEKS, why=BOOK
    )

    assert ends(14, History(days=told(3))) == (to_exercises(AT_THE_LATEST), visit)


def test_a_list_not_met_on_day_14_is_for_a_visit() -> None:
    history = History(days=told(1), gates=met("phase-0", 13, passed=False))

    assert [each.subject for each in ends(14, history)] == ["", NOT_SETTLED]


def test_a_knee_still_swollen_on_day_14_is_looked_at_before_anything_else() -> None:
    history = History(days=told(1, swelling=Swelling.SAME))
    pause = Change(
        what=What.PAUSE, subject=STILL_SWOLLEN, level=Level.WITHIN_A_WEEK, why=BOOK_SOON
    )

    assert ends(14, history) == (to_exercises(AT_THE_LATEST), pause)


def test_whoever_never_answers_still_moves_on_a_plan_that_was_late() -> None:
    assert ends(30, History()) == (to_exercises(TIME_IS_UP),)


def test_days_count_from_when_somebody_looked() -> None:
    assert ends(13, History(), cleared_on=day(7)) == ()
    assert ends(14, History(), cleared_on=day(7)) == (to_exercises(TIME_IS_UP),)


def test_a_plan_that_only_protects_waits() -> None:
    assert ends(30, History(), limits=Limits(max_phase=0)) == ()


def test_a_later_phase_is_past_them() -> None:
    assert end(standing(phase=1), History(), day(7)) == ()


MILD = {"weeks": 3, "past_first_gate": True}


def runner(*causes: str, **given: Any) -> Runner:
    return Runner(causes=causes or ("overload",), **given)


def test_weeks_of_mild_pain_begin_with_phase_1() -> None:
    assert start_phase(runner(start_pain=2), weeks=2, past_first_gate=True) == 1


@pytest.mark.parametrize(
    ("who", "told_of"),
    [
        (runner(start_pain=3), MILD),
        (runner(), {"weeks": 1, "past_first_gate": True}),
        (runner(), {"weeks": 3, "past_first_gate": False}),
        (runner(), MILD | {"after_red_flag": True}),
        (runner("overload", "sifk"), MILD),
        (runner(swollen=True), MILD),
    ],
)
def test_all_others_begin_with_the_first_days(who: Runner, told_of: dict[str, Any]) -> None:
    assert start_phase(who, **told_of) == 0
