"""What every exercise holds, and the laws of the ladders."""

from itertools import pairwise

import pytest

from rehab.programme.exercises import BY_ID, EXERCISES
from rehab.programme.exercises.parts import START, Exercise, Part, Rung
from tests.rehab.programme.weeks import FACTORS

each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=BY_ID)
MAX_SETS, LONGEST_HOLD = 5, 45


def differences(lower: Rung, upper: Rung, change: str) -> list[str]:
    """Return in what two rungs differ."""
    amounts = {
        "sets": lower.dose.sets != upper.dose.sets,
        "reps": lower.dose.reps != upper.dose.reps,
        "hold": lower.dose.hold_seconds != upper.dose.hold_seconds,
        "unit": lower.dose.unit != upper.dose.unit,
        "variant": bool(change),
    }
    return [name for name, differs in amounts.items() if differs]


def test_there_are_37_exercises_each_with_an_id_and_a_name_of_its_own() -> None:
    assert sorted(BY_ID) == [f"X{number:02}" for number in range(1, 38)]
    assert len({exercise.name for exercise in EXERCISES}) == len(EXERCISES) == 37


@each_exercise
def test_an_exercise_says_what_how_why_and_from_where(exercise: Exercise) -> None:
    assert 3 <= len(exercise.how) <= 4
    assert exercise.why
    assert exercise.source.startswith(("from the brief", "added"))
    assert "our default" in exercise.source or "PMC4004121" in exercise.source
    assert 0 <= exercise.phases[0] <= exercise.phases[1] <= 5


@each_exercise
def test_words_for_the_picture_say_how_it_begins_how_it_ends_and_what_moves(
    exercise: Exercise,
) -> None:
    start, _, end = exercise.alt.partition(" End: ")

    assert start.startswith("Start: ")
    assert len([sentence for sentence in end.split(". ") if sentence]) >= 2


@each_exercise
def test_one_rung_differs_from_the_next_in_one_thing_alone(exercise: Exercise) -> None:
    easier, start, *harder = exercise.ladder

    assert start.change == ""
    steps = [differences(easier, start, easier.change)]
    steps += [differences(low, up, up.change) for low, up in pairwise([start, *harder])]
    assert [len(step) for step in steps] == [1] * len(steps)
    assert "unit" not in {name for step in steps for name in step}


@each_exercise
def test_no_rung_asks_for_less_than_the_one_before(exercise: Exercise) -> None:
    doses = [rung.dose for rung in exercise.ladder]

    for low, up in pairwise(doses):
        assert (low.sets, low.reps, low.hold_seconds) <= (up.sets, up.reps, up.hold_seconds)
    assert max(dose.sets for dose in doses) <= MAX_SETS
    assert max(dose.hold_seconds for dose in doses) <= LONGEST_HOLD
    assert exercise.top == len(doses) - 1 >= START


@each_exercise
def test_what_an_exercise_serves_is_a_factor_that_the_check_can_find(
    exercise: Exercise,
) -> None:
    assert exercise.serves <= {*FACTORS}


@each_exercise
def test_what_needs_a_band_or_a_ball_can_be_done_without(exercise: Exercise) -> None:
    needs = any(word in " ".join(exercise.how) for word in ("band", "ball,", "ball "))
    needs = needs and "ball of the foot" not in " ".join(exercise.how)

    assert bool(exercise.instead) or not needs


def test_impact_comes_on_two_days_a_week_at_most_and_from_phase_4() -> None:
    impact = [exercise for exercise in EXERCISES if exercise.part is Part.IMPACT]

    assert {exercise.days_a_week for exercise in impact} == {2}
    assert min(exercise.phases[0] for exercise in impact) == 4


def test_checklist_51_raises_and_band_walks_are_for_a_stable_hip_and_knee() -> None:
    for id_ in ("X05", "X06"):
        assert "hip and knee stable" in BY_ID[id_].why
        assert BY_ID[id_].trains_hip
        assert BY_ID[id_].source.startswith("from the brief")


def test_checklist_52_knee_extensions_are_for_the_vmo_that_guides_the_kneecap() -> None:
    extension = BY_ID["X04"]

    assert "VMO" in extension.why
    assert "guide the kneecap" in extension.why
    assert "No exercise trains the VMO alone: Smith 2009" in extension.source


def test_checklist_54_stretches_are_for_range_and_a_healthy_way_of_moving() -> None:
    stretches = [exercise for exercise in EXERCISES if exercise.part is Part.STRETCH]

    assert [stretch.id for stretch in stretches] == ["X28", "X29", "X30", "X31"]
    for stretch in stretches:
        assert stretch.why == "Gives you more range and helps you move in a healthy way."
        assert stretch.serves >= {"flexibility"}


def test_checklist_50_a_band_walk_can_be_done_without_a_band() -> None:
    assert BY_ID["X06"].instead.startswith("No band?")
    assert BY_ID["X06"].phases[0] == BY_ID["X05"].phases[0] + 1 == 2
