from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.programme.course import Course, Limits, Rung
from rehab.programme.exercises import BY_ID, HEEL_SLIDES, QUAD_SQUEEZE
from rehab.programme.exercises.parts import Part
from rehab.programme.training.choosing import MAX_STRENGTH
from rehab.programme.training.sessions import (
    Session,
    is_session_day,
    next_session_day,
    session,
    session_days,
    session_of,
    week_of,
)
from tests.rehab.programme.standing import standing
from tests.rehab.programme.weeks import (
    ALL_ALLOWED,
    BONE,
    FACTORS,
    cause_lists,
    factor_sets,
    ids,
    phases,
    sessions_of_week,
    somebody,
    weeks,
    without_bone,
)

BEGAN = date(2026, 3, 2)


def on_day(number: int) -> date:
    return BEGAN + timedelta(days=number)


@given(causes=cause_lists, factors=factor_sets, phase=phases, week=weeks)
def test_no_session_has_more_than_four_strength_exercises(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    for one in sessions_of_week(somebody(*causes, factors=factors), phase=phase, week=week):
        assert len(one.strength) == len({*ids(one)}) <= MAX_STRENGTH


@given(causes=without_bone, factors=factor_sets, phase=st.integers(1, 5), week=weeks)
def test_knee_and_hip_are_trained_in_every_session(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    for one in sessions_of_week(somebody(*causes, factors=factors), phase=phase, week=week):
        first, second, *_ = one.strength
        assert first.exercise.id == "X04"
        assert second.exercise.trains_hip


@given(causes=cause_lists, factors=factor_sets, phase=st.integers(1, 5), week=weeks)
def test_each_exercise_comes_twice_a_week_and_impact_no_more_often(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    days = sessions_of_week(somebody(*causes, factors=factors), phase=phase, week=week)

    times = Counter(id_ for one in days for id_ in ids(one))
    assert min(times.values()) >= 2
    assert {n for id_, n in times.items() if BY_ID[id_].part is Part.IMPACT} <= {2}
    assert all(times[id_] == len(days) for id_ in ids(days[0])[:2])


@given(causes=without_bone, factors=factor_sets, phase=st.integers(1, 5), week=weeks)
def test_checklist_53_hip_flexors_hamstrings_and_calves_are_stretched_twice_a_week(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    days = sessions_of_week(somebody(*causes, factors=factors), phase=phase, week=week)

    times = Counter(c.exercise.id for one in days for c in one.stretches)
    assert len(days) >= 2
    assert {times[id_] for id_ in ("X28", "X29", "X30")} == {len(days)}


def test_the_front_of_the_thigh_is_stretched_where_it_fits() -> None:
    def stretched(cause: str, factor: str, phase: int) -> bool:
        one, *_ = sessions_of_week(somebody(cause, factors=factor), phase=phase)
        return "X31" in {chosen.exercise.id for chosen in one.stretches}

    assert stretched("plica", "load", 2)
    assert stretched("overload", "flexibility", 5)
    assert not stretched("overload", "load", 2)
    assert not stretched("plica", "flexibility", 1)


def test_the_first_phase_only_keeps_the_knee_moving() -> None:
    one, *_ = sessions_of_week(somebody(factors=frozenset(FACTORS)), phase=0)

    assert [chosen.exercise for chosen in one.movements] == [HEEL_SLIDES, QUAD_SQUEEZE]
    assert (one.strength, one.stretches) == ((), ())


@pytest.mark.parametrize("bone", sorted(BONE))
def test_an_overworked_bone_is_neither_moved_nor_stretched_from_here(bone: str) -> None:
    assert sessions_of_week(somebody(bone), phase=0)[0] == Session()
    assert sessions_of_week(somebody(bone), phase=2)[0].stretches == ()


def test_to_protect_the_knee_there_is_nothing_to_do() -> None:
    limits = Limits(protect_only=True)

    assert sessions_of_week(somebody(), phase=3, limits=limits) == [Session()] * 3


def test_checklist_48_each_exercise_says_which_factor_it_serves() -> None:
    factors = frozenset({"overpronation", "knee_valgus", "load"})
    one, *_ = sessions_of_week(somebody(factors=factors), phase=1, week=0)

    serves = {chosen.exercise.id: chosen.serves for chosen in one.strength}
    assert serves == {
        "X04": (),
        "X05": ("knee_valgus",),
        "X07": ("knee_valgus",),
        "X08": (),
    }


def test_three_others_share_the_places_over_the_week() -> None:
    days = sessions_of_week(somebody("mcl", factors="overpronation"), phase=1, week=0)

    assert [ids(one)[2:] for one in days] == [
        ["X19", "X25"],
        ["X19", "X08"],
        ["X25", "X08"],
    ]


def test_how_hard_it_is_comes_from_the_ladder() -> None:
    one, *_ = sessions_of_week(somebody("pes_anserine"), phase=1, rungs={"X04": 3})

    extension, side_raise, *_ = one.strength
    assert (extension.rung, extension.variant) == (3, "Take a thicker band.")
    assert extension.dose == BY_ID["X04"].ladder[3].dose
    assert (side_raise.rung, side_raise.variant) == (1, "")
    assert side_raise.dose == BY_ID["X05"].dose


def test_what_a_cause_asks_to_heed_stands_at_the_exercise() -> None:
    one, *_ = sessions_of_week(somebody("mcl"), phase=1, week=0)

    assert one.strength[1].notes == (
        "Stop if you feel a pull of more than 2 on the inner side.",
    )


def test_on_the_day_after_too_much_there_is_no_impact() -> None:
    usual, without = (
        session(phase=4, runner=somebody(), limits=ALL_ALLOWED, number=0, week=9, jump=jump)
        for jump in (True, False)
    )

    assert ids(usual) == ["X04", "X06", "X32", "X16"]
    assert ids(without) == ["X04", "X06", "X16"]


@pytest.mark.parametrize(
    ("phase", "days"), [(0, []), (1, [0, 2, 4]), (4, [0, 2, 4]), (5, [0, 4])]
)
def test_sessions_come_on_days_with_rest_between(phase: int, days: list[int]) -> None:
    due = [is_session_day(BEGAN, on_day(day), phase) for day in range(7)]

    assert [day for day in range(7) if due[day]] == days
    assert session_days(BEGAN, on_day(20), phase) == tuple(on_day(14 + day) for day in days)


def test_before_the_exercises_began_there_is_no_session() -> None:
    assert not is_session_day(BEGAN, on_day(-7), 1)
    assert week_of(BEGAN, on_day(-7)) == 0
    assert next_session_day(BEGAN, on_day(-7), 1) == BEGAN


def test_weeks_count_from_the_day_exercises_began() -> None:
    assert [week_of(BEGAN, on_day(day)) for day in (0, 6, 7, 13, 14)] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(
    ("day", "phase", "due"), [(0, 1, 0), (1, 1, 2), (5, 3, 7), (1, 5, 4), (6, 5, 7)]
)
def test_the_next_session_is_found(day: int, phase: int, due: int) -> None:
    assert next_session_day(BEGAN, on_day(day), phase) == on_day(due)
    assert next_session_day(BEGAN, on_day(day), 0) is None


def course(phase: int, *, began: date | None) -> Course:
    return Course(
        begun_on=on_day(-5),
        care_began_on=on_day(-5),
        runner=somebody("mcl", factors="overpronation"),
        limits=ALL_ALLOWED,
        phase=phase,
        phase_since=BEGAN,
        rungs={"X04": Rung(number=2, since=BEGAN)},
        exercises_began_on=began,
    )


@pytest.mark.parametrize(
    ("day", "number", "week"), [(0, 0, 0), (1, 1, 0), (4, 2, 0), (5, 0, 1), (9, 1, 1)]
)
def test_a_course_tells_the_session_of_a_day_or_the_next(
    day: int, number: int, week: int
) -> None:
    going = course(1, began=BEGAN)

    assert session_of(going, on_day(day)) == session(
        phase=1,
        runner=going.runner,
        limits=going.limits,
        number=number,
        week=week,
        rungs={"X04": 2},
    )


def test_in_the_first_days_a_course_tells_of_gentle_movements() -> None:
    one = session_of(course(0, began=None), on_day(-3))

    assert [chosen.exercise.id for chosen in one.movements] == ["X01", "X02"]
    assert one.strength == ()


@pytest.mark.parametrize("bone", sorted(BONE))
def test_a_bone_that_was_looked_at_is_trained_like_any_other(bone: str) -> None:
    unseen = standing(bone, phase=1)
    seen = replace(unseen, cleared_on=on_day(0))
    not_yet = replace(seen, limits=Limits(protect_only=True))

    assert ids(session_of(unseen, on_day(0))) == ["X19"]
    assert "X04" in ids(session_of(seen, on_day(0)))
    assert session_of(not_yet, on_day(0)) == Session()
