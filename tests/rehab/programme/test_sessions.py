from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rehab.programme.exercises import (
    ARCH_RAISE,
    CALF_STRETCH,
    CLAMSHELL,
    DOUBLE_BRIDGE,
    EXERCISES,
    HAMSTRING_STRETCH,
    HEEL_SLIDES,
    HIP_FLEXOR_STRETCH,
    QUAD_SQUEEZE,
    SIDE_LYING_LEG_RAISE,
    TERMINAL_KNEE_EXTENSION,
)
from rehab.programme.phases import PHASES
from rehab.programme.sessions import (
    ALWAYS,
    MAX_STRENGTH,
    SESSIONS_A_WEEK,
    Chosen,
    session,
)
from triage.protocols.medial_knee.movement import MOVEMENT

FACTORS = [factor.id for factor in MOVEMENT.factors]
factor_sets = st.sets(st.sampled_from(FACTORS))


def names(chosen: tuple[Chosen, ...]) -> list[str]:
    return [one.exercise.name for one in chosen]


@given(factors=factor_sets, number=st.integers(0, 100))
def test_no_session_has_more_than_four_strength_exercises(
    factors: set[str], number: int
) -> None:
    strength = session(phase=1, factors=factors, number=number).strength

    assert len(strength) <= MAX_STRENGTH
    assert len({one.exercise.id for one in strength}) == len(strength)


@given(factors=factor_sets, number=st.integers(0, 100))
def test_knee_and_hip_are_trained_in_every_session(factors: set[str], number: int) -> None:
    strength = session(phase=1, factors=factors, number=number).strength

    assert [one.exercise for one in strength[:2]] == [
        TERMINAL_KNEE_EXTENSION,
        SIDE_LYING_LEG_RAISE,
    ]
    assert any(one.exercise.trains_hip for one in strength)


@given(factors=factor_sets)
def test_each_strength_exercise_comes_twice_a_week_and_the_key_ones_thrice(
    factors: set[str],
) -> None:
    week = [session(phase=1, factors=factors, number=n) for n in range(SESSIONS_A_WEEK)]

    times = Counter(one.exercise for day in week for one in day.strength)
    assert min(times.values()) >= 2
    assert min(times[key] for key in ALWAYS) >= 3


def test_a_factor_changes_what_is_chosen_and_each_exercise_says_so() -> None:
    nothing = session(phase=1, factors=[]).strength
    rolling_in = session(phase=1, factors=["overpronation"]).strength
    diving_in = session(phase=1, factors=["knee_valgus"]).strength

    assert [one.exercise for one in nothing] == [*ALWAYS, DOUBLE_BRIDGE]
    assert [one.exercise for one in rolling_in] == [*ALWAYS, ARCH_RAISE, DOUBLE_BRIDGE]
    assert [one.exercise for one in diving_in] == [*ALWAYS, CLAMSHELL, DOUBLE_BRIDGE]
    assert [one.serves for one in rolling_in] == [(), (), ("overpronation",), ()]
    assert [one.serves for one in diving_in] == [(), *[("knee_valgus",)] * 2, ()]


def test_what_finds_no_place_today_has_its_turn_next_time() -> None:
    factors = ["overpronation", "crossover_gait"]

    week = [names(session(phase=1, factors=factors, number=n).strength) for n in range(3)]

    assert [day[2:] for day in week] == [
        ["Clamshell", "Arch raise"],
        ["Double-leg bridge", "Clamshell"],
        ["Arch raise", "Double-leg bridge"],
    ]


def test_the_stretches_of_the_brief_are_counted_apart() -> None:
    stretches = session(phase=1, factors=[]).stretches

    assert [one.exercise for one in stretches] == [
        HIP_FLEXOR_STRETCH,
        HAMSTRING_STRETCH,
        CALF_STRETCH,
    ]
    assert {one.exercise.dose.hold_seconds for one in stretches} == {30}


def test_the_first_phase_only_keeps_the_knee_moving() -> None:
    settle = session(phase=0, factors=FACTORS)

    assert [one.exercise for one in settle.movements] == [HEEL_SLIDES, QUAD_SQUEEZE]
    assert (settle.strength, settle.stretches) == ((), ())


def test_every_factor_that_an_exercise_serves_is_one_that_the_check_can_find() -> None:
    served = frozenset[str]().union(*(exercise.serves for exercise in EXERCISES))

    assert served <= set(FACTORS)


def test_every_exercise_says_what_how_why_and_from_where() -> None:
    ids = [exercise.id for exercise in EXERCISES]
    assert sorted({*ids}) == sorted(ids)
    for exercise in EXERCISES:
        assert all([exercise.name, exercise.how, exercise.why, exercise.source])
        assert exercise.dose.sets >= 1
        assert exercise.dose.reps >= 1


def test_the_phases_follow_each_other_and_each_has_a_gate() -> None:
    assert [phase.number for phase in PHASES] == [0, 1]
    assert all(phase.gate and phase.goal and phase.source for phase in PHASES)
