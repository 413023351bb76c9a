"""How far a physio may change a course before a limit stands in the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.programme.by_hand import (
    FIRM,
    UNSEEN,
    dose_is_earned,
    phase_is_earned,
    run_bars,
    stage_is_earned,
    top_rung,
    why_barred,
)
from rehab.programme.course import Course, Limits, Rung, Runner
from rehab.programme.exercises import BY_ID, EXERCISES
from rehab.programme.phases.gates import RUN
from rehab.programme.review import review
from rehab.programme.told import Day, GateTold, History, RunTold
from rehab.programme.training.sessions import week_holds
from tests.rehab.programme.anything import ANYTHING
from tests.rehab.programme.standing import FIRST, day

NOTHING = History()
ON = day(30)
CALM = tuple(Day(on=day(n), pain=0, morning=0) for n in range(31))


def standing(**given: object) -> Course:
    """Return a course 30 days old, three weeks into its phase."""
    defaults: dict[str, object] = {
        "begun_on": FIRST,
        "care_began_on": FIRST,
        "runner": Runner(causes=("overload",)),
        "limits": Limits(),
        "phase": 2,
        "phase_since": day(5),
        "exercises_began_on": FIRST,
    }
    return Course(**defaults | given)  # type: ignore[arg-type] # whatever a test gives


def met(gate: str, *days: int) -> History:
    told = tuple(GateTold(gate=gate, on=day(n), passed=True) for n in days)
    return History(days=CALM, gates=told)


@pytest.mark.parametrize(
    ("phase", "to", "history", "earned"),
    [
        (0, 1, met("phase-0", 20, 25), True),
        (0, 1, met("phase-0", 25), False),
        (0, 2, met("phase-0", 20, 25), False),
        (2, 3, met("phase-2", 20, 25), True),
        (2, 3, NOTHING, False),
        (2, 4, met("phase-2", 20, 25), False),
        (2, 1, met("phase-2", 20, 25), False),
    ],
)
def test_a_phase_is_earned_by_its_list(
    phase: int,
    to: int,
    history: History,
    earned: bool,  # noqa: FBT001 - a table
) -> None:
    course = standing(phase=phase)

    assert phase_is_earned(course, history, ON, to) is earned


def test_nothing_is_earned_while_exercises_are_on_hold() -> None:
    course = standing(hold_until=day(31))
    history = met("phase-2", 20, 25)

    assert not phase_is_earned(course, history, ON, 3)
    assert not stage_is_earned(course, history, ON, 1)
    assert not dose_is_earned(course, history, ON, exercise="X04", to=2)


@pytest.mark.parametrize(("to", "earned"), [(1, True), (6, False)])
def test_running_is_earned_as_far_as_its_list_opens_it(
    to: int,
    earned: bool,  # noqa: FBT001 - a table
) -> None:
    course = standing(exercises_began_on=FIRST)

    assert stage_is_earned(course, met(RUN, 26, 30), ON, to) is earned


@pytest.mark.parametrize(("to", "earned"), [(2, True), (3, False), (0, False)])
def test_the_next_stage_is_earned_by_two_good_runs(
    to: int,
    earned: bool,  # noqa: FBT001 - a table
) -> None:
    runs = tuple(
        RunTold(on=day(n), minutes=20, pain=0, stage=1, next_morning=0) for n in (25, 28)
    )
    course = standing(stage=1, stage_since=day(20))

    assert stage_is_earned(course, History(days=CALM, runs=runs), ON, to) is earned


@pytest.mark.parametrize(
    ("held", "to", "earned"),
    [
        (None, 2, True),
        (None, 3, False),
        (Rung(number=2, since=day(27)), 3, True),
        (Rung(number=2, since=day(28)), 3, False),
        (Rung(number=2, since=day(20)), 4, False),
    ],
)
def test_a_dose_is_earned_step_by_step(
    held: Rung | None,
    to: int,
    earned: bool,  # noqa: FBT001 - a table
) -> None:
    course = standing(rungs={"X04": held} if held else {})

    assert dose_is_earned(course, NOTHING, ON, exercise="X04", to=to) is earned


@given(history=ANYTHING, phase=st.integers(0, 4))
def test_what_the_rules_would_change_by_themselves_is_earned(
    history: History, phase: int
) -> None:
    course = standing(phase=phase, phase_since=FIRST)

    for change in review(course, history, ON):
        if change.what == "PHASE" and int(change.after) == phase + 1 and phase:
            assert phase_is_earned(course, history, ON, phase + 1)


@pytest.mark.parametrize(
    ("given", "bars"),
    [
        ({"paused": True}, {"paused"}),
        ({"limits": Limits(may_run=False)}, {"not_cleared"}),
        ({"runner": Runner(causes=("sifk",))}, {"only_told"}),
        ({"phase": 0}, {"settling"}),
        ({"runner": Runner(causes=("meniscus",))}, {"too_early"}),
        ({}, set()),
        ({"phase": 0, "stage": 2}, {"settling"}),
        ({"stage": 2}, set()),
    ],
)
def test_some_locks_of_running_nobody_sets_aside(
    given: dict[str, object], bars: set[str]
) -> None:
    course = standing(**given)

    assert {bar.id for bar in run_bars(course, NOTHING, ON)} == bars
    assert bars <= UNSEEN | FIRM


def test_the_hardest_rung_is_what_the_causes_allow() -> None:
    plica = standing(runner=Runner(causes=("plica",)))

    assert top_rung(plica, BY_ID["X04"], ON) == 2
    assert top_rung(standing(), BY_ID["X04"], ON) == BY_ID["X04"].top


@pytest.mark.parametrize(
    ("given", "exercise", "why"),
    [
        ({}, "X12", ""),
        ({}, "X04", ""),
        ({"left_out": frozenset({"X04"})}, "X04", ""),
        ({}, "X15", "It belongs to phase 3, and this is phase 2."),
        ({}, "X24", "It belongs to phases 4 to 5, and this is phase 2."),
        (
            {"put_in": frozenset({"X12", "X14"})},
            "X21",
            "There is no room for it: a session holds four. Leave another one out first.",
        ),
        (
            {"phase": 4},
            "X33",
            "Smaller jumps come first. Those have to go well.",
        ),
        ({"phase": 4}, "X32", ""),
        (
            {"phase": 4, "left_out": frozenset({"X32"})},
            "X33",
            "Smaller jumps come first. Those have to go well.",
        ),
        (
            {"runner": Runner(causes=("mcl",)), "exercises_began_on": day(28)},
            "X23",
            "It pulls on the inner side. That side needs 2 weeks first.",
        ),
        (
            {"runner": Runner(causes=("sifk",))},
            "X12",
            "Training the leg, until whoever looked at it gives you a plan.",
        ),
    ],
)
def test_why_an_exercise_cannot_be_put_in(
    given: dict[str, object], exercise: str, why: str
) -> None:
    assert why_barred(standing(**given), BY_ID[exercise], ON) == why


@given(
    exercise=st.sampled_from(EXERCISES),
    phase=st.integers(0, 5),
    days=st.integers(0, 90),
    cause=st.sampled_from(("overload", "mcl", "meniscus", "sifk", "plica")),
    put_in=st.frozensets(st.sampled_from(sorted(BY_ID)), max_size=3),
)
def test_what_is_not_barred_comes_once_it_is_put_in(
    *, exercise: object, phase: int, days: int, cause: str, put_in: frozenset[str]
) -> None:
    known = next(each for each in EXERCISES if each is exercise)
    course = standing(phase=phase, runner=Runner(causes=(cause,)), put_in=put_in)
    on = FIRST + timedelta(days=days)

    if not why_barred(course, known, on):
        wanted = replace(course, put_in=put_in | {known.id})
        assert known.id in week_holds(wanted, on)
