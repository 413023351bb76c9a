"""Which exercises a week holds."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.programme.course import Limits, Runner
from rehab.programme.exercises import BY_ID, EXERCISES
from rehab.programme.exercises.parts import Exercise, Part
from rehab.programme.fitting import fit
from rehab.programme.training import choosing
from tests.rehab.programme.weeks import (
    ALL_ALLOWED,
    BONE,
    CAUSES,
    FACTORS,
    NO_HOPS,
    cause_lists,
    factor_sets,
    ids,
    phases,
    sessions_of_week,
    somebody,
    weeks,
    without_bone,
)

PROTECT = Limits(protect_only=True)


def strength_of_week(
    phase: int,
    runner: Runner,
    week: int,
    *,
    limits: Limits,
    rungs: dict[str, int] | None = None,
) -> tuple[Exercise, ...]:
    """Return what is trained in that week: first what is in every session."""
    needs = choosing.needs_of(
        phase, runner, week, limits=limits, rungs=rungs, cleared=False
    )
    return (*choosing.always(needs), *choosing.others(needs))


def week_of(
    *causes: str,
    phase: int,
    week: int = 10,
    factors: str | frozenset[str] = frozenset(),
    limits: Limits = ALL_ALLOWED,
    rungs: dict[str, int] | None = None,
) -> list[str]:
    runner = somebody(*causes, factors=factors)
    chosen = strength_of_week(phase, runner, week, limits=limits, rungs=rungs)
    return [exercise.id for exercise in chosen]


@given(causes=cause_lists, factors=factor_sets, phase=phases, week=weeks)
def test_a_week_holds_five_exercises_at_most_and_none_twice(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    chosen = week_of(*causes, factors=factors, phase=phase, week=week)

    assert len(chosen) == len({*chosen})
    assert len(chosen) <= (5 if phase < 5 else 4)


@given(causes=without_bone, factors=factor_sets, phase=st.integers(1, 5), week=weeks)
def test_checklist_52_knee_extension_comes_first_then_a_hip_exercise(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    chosen = week_of(*causes, factors=factors, phase=phase, week=week)

    assert chosen[0] == "X04"
    assert chosen[1] in {"X05", "X06"}
    assert len(chosen) == (5 if phase < 5 else 4)


@given(causes=without_bone, factors=factor_sets, phase=st.integers(1, 3), week=weeks)
def test_checklist_49_side_lying_raises_are_in_each_week_of_the_first_three_phases(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    assert "X05" in week_of(*causes, factors=factors, phase=phase, week=week)


@given(causes=without_bone, factors=factor_sets, phase=st.integers(2, 5), week=weeks)
def test_checklist_50_band_walks_follow_once_nothing_rules_them_out(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    walks = "X06" in week_of(*causes, factors=factors, phase=phase, week=week)

    assert walks == (week >= 3 or "mcl" not in causes)


@given(causes=without_bone, factors=factor_sets, phase=phases, week=weeks)
def test_there_is_one_impact_a_week_from_phase_4_and_none_where_hops_are_locked(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    runner = somebody(*causes, factors=factors)
    numbers = [
        [e.part for e in strength_of_week(phase, runner, week, limits=limits)].count(
            Part.IMPACT
        )
        for limits in (ALL_ALLOWED, NO_HOPS)
    ]

    assert numbers == [int(phase >= 4), 0]


@pytest.mark.parametrize(
    ("factor", "serving"),
    [
        ("hip_weakness", "X07"),
        ("knee_valgus", "X07"),
        ("crossover_gait", "X07"),
        ("overpronation", "X19"),
    ],
)
def test_checklist_48_other_factors_bring_other_exercises(
    factor: str, serving: str
) -> None:
    without = week_of("overload", phase=1, week=0)
    with_it = week_of("overload", phase=1, week=0, factors=factor)

    assert without == ["X04", "X05", "X08", "X03", "X17"]
    assert with_it == ["X04", "X05", serving, "X08", "X03"]


@given(causes=without_bone, phase=st.integers(1, 5), week=weeks)
def test_checklist_48_two_runners_with_different_factors_get_different_weeks(
    causes: list[str], phase: int, week: int
) -> None:
    for one, other in [("overpronation", "hip_weakness"), ("overpronation", "knee_valgus")]:
        rolls_in, dives_in = (
            week_of(*causes, factors=factor, phase=phase, week=week)
            for factor in (one, other)
        )
        assert rolls_in != dives_in


def test_what_the_leading_cause_adds_takes_turns_with_the_core() -> None:
    turns = [week_of("pes_anserine", phase=3, week=week)[3:] for week in (8, 10, 12, 14)]

    assert turns == [["X21", "X16"], ["X16", "X22"], ["X22", "X15"], ["X15", "X21"]]


def test_an_exercise_stays_for_two_weeks() -> None:
    assert week_of("mcl", phase=3, week=8) == week_of("mcl", phase=3, week=9)
    assert week_of("mcl", phase=3, week=8) != week_of("mcl", phase=3, week=10)


def test_impact_gets_larger_once_the_smaller_has_gone_well() -> None:
    grown = ["X32", "X33", "X34", "X35"]
    rungs = [dict.fromkeys(grown[:number], 2) for number in range(5)]

    hops = [week_of("overload", phase=4, week=0, rungs=each)[2] for each in rungs]

    assert hops == ["X32", "X33", "X34", "X35", "X32"]
    assert week_of("overload", phase=4, week=2, rungs=rungs[4])[2] == "X33"
    assert week_of("overload", phase=4, rungs={"X32": 0, "X33": 2})[2] == "X32"


def test_quick_feet_come_first_where_a_factor_calls_for_them() -> None:
    assert week_of("overload", phase=4, factors="cadence")[2] == "X37"
    assert week_of("semimembranosus", phase=4)[2] == "X37"
    assert week_of("overload", phase=5)[2] == "X37"
    assert week_of("overload", phase=5, rungs={"X37": 2})[2] == "X36"


def test_quick_side_steps_come_last_and_only_after_a_sprain() -> None:
    rungs = dict.fromkeys(["X32", "X33", "X34", "X35"], 2)

    assert week_of("mcl", phase=4, rungs=rungs)[2] == "X27"


@pytest.mark.parametrize("phase", range(1, 6))
@pytest.mark.parametrize("bone", sorted(BONE))
def test_an_overworked_bone_gets_arch_raises_alone(bone: str, phase: int) -> None:
    assert week_of("overload", bone, phase=phase, factors="hip_weakness") == ["X19"]


def test_limits_hold_back_the_phase() -> None:
    until_seen = Limits(max_phase=1, may_run=False, may_hop=False)

    assert week_of("overload", phase=4, limits=until_seen) == week_of("overload", phase=1)
    assert week_of("overload", phase=4, limits=PROTECT) == []
    assert week_of("overload", phase=0) == []


@given(causes=cause_lists, factors=factor_sets, phase=phases, week=weeks)
def test_what_is_banned_never_appears(
    causes: list[str], factors: frozenset[str], phase: int, week: int
) -> None:
    fitted = fit(causes)

    for one in sessions_of_week(
        somebody(*causes, factors=factors),
        phase=phase,
        week=week,
        rungs=dict.fromkeys(BY_ID, 99),
    ):
        for chosen in (*one.movements, *one.strength, *one.stretches):
            assert fitted.allows(chosen.exercise, week)
            assert chosen.rung == fitted.top_rung(chosen.exercise, week)


def test_every_exercise_is_in_the_session_of_somebody() -> None:
    met = set[str]()
    for cause, factor, phase, week in product(CAUSES, FACTORS, range(6), range(6, 16, 2)):
        runner = somebody(cause, factors=factor)
        for grown in (0, 3, 5):
            hops = ["X37", "X32", "X33", "X34", "X35"][:grown]
            one, *_ = sessions_of_week(
                runner, phase=phase, week=week, rungs=dict.fromkeys(hops, 2)
            )
            met |= {c.exercise.id for c in (*one.movements, *one.stretches)} | {*ids(one)}

    assert met == {exercise.id for exercise in EXERCISES}


def test_each_exercise_stands_in_no_phase_but_its_own() -> None:
    for phase, week in product(range(6), range(6, 16, 2)):
        for cause, factor in product(CAUSES, FACTORS):
            for id_ in week_of(cause, phase=phase, week=week, factors=factor):
                assert BY_ID[id_].belongs_to(phase)
