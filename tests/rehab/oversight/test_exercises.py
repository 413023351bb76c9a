"""A physio puts exercises in, leaves them out, and changes their dose."""

from typing import Any

import pytest

from rehab.models import ExerciseChoice, Override, Plan, PlanChange, PlanExercise
from rehab.oversight.acting import (
    Barred,
    LimitInTheWay,
    NeedsClearance,
    NothingChanges,
)
from rehab.oversight.exercises import change_dose, choices_of, choose_exercise
from rehab.plans import begin_session, course_of, undo_change
from rehab.programme.training.sessions import week_holds
from tests.factories import NOON, a_clinic, a_result, a_runner, an_entry
from tests.rehab.oversight.steps import DAY, TODAY, WHY, an_act, physio_of, treated
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

KNEE, RAISE, WALL_SIT, SQUEEZE = "X04", "X05", "X12", "X23"
POGO, LINE, BOUNDS = "X32", "X33", "X36"
IN, OUT, AUTO = (choice.value for choice in ExerciseChoice.Choice)


def choose(plan: Plan, exercise: str, choice: str) -> PlanChange:
    act = an_act(plan)
    return choose_exercise(plan=plan, exercise=exercise, choice=choice, act=act)


def of_the_week(plan: Plan) -> frozenset[str]:
    return week_holds(course_of(plan, on=TODAY), TODAY)


def with_cause(cause: str, **given: Any) -> Plan:
    runner = a_runner(clinic=a_clinic())
    check = a_result(patient=runner, shown=cause)
    return treated(person=runner, assessment=check, **given)


def test_an_exercise_put_in_comes_from_then_on() -> None:
    plan = treated(phase=2)

    change = choose(plan, WALL_SIT, IN)

    choice = plan.choices.get()
    assert (change.what, change.subject, change.why) == ("EXERCISE", WALL_SIT, WHY)
    assert (change.before, change.after) == (AUTO, IN)
    assert (choice.choice, choice.by) == (IN, physio_of(plan.person))
    assert WALL_SIT in of_the_week(plan)


def test_an_exercise_left_out_comes_no_more() -> None:
    plan = treated(phase=2)

    choose(plan, KNEE, OUT)

    assert KNEE not in of_the_week(plan)
    assert RAISE in of_the_week(plan)


def test_left_to_the_rules_again_it_comes_as_before() -> None:
    plan = treated(phase=2)
    before = of_the_week(plan)

    choose(plan, KNEE, OUT)
    choose(plan, KNEE, AUTO)

    assert of_the_week(plan) == before
    assert choices_of(plan) == {}


def test_a_session_that_was_owed_stays_as_it_was() -> None:
    plan = treated(phase=2, days=42)
    session = begin_session(plan=plan, at=NOON)

    choose(plan, KNEE, OUT)

    assert begin_session(plan=plan, at=NOON).items == session.items
    assert KNEE in dict(session.items)


def test_what_is_chosen_already_is_no_change() -> None:
    plan = treated(phase=2)

    with pytest.raises(NothingChanges):
        choose(plan, KNEE, AUTO)


@pytest.mark.parametrize("exercise", ["X99", ""])
def test_an_exercise_that_nobody_knows_is_none(exercise: str) -> None:
    plan = treated(phase=2)

    with pytest.raises(KeyError):
        choose(plan, exercise, IN)
    with pytest.raises(KeyError):
        change_dose(plan=plan, exercise=exercise, rung=2, act=an_act(plan))


def test_what_a_cause_rules_out_cannot_be_put_in() -> None:
    plan = with_cause("mcl", days=3, phase=2)

    with pytest.raises(Barred) as refused:
        choose(plan, SQUEEZE, IN)

    assert refused.value.words.startswith("It pulls on the inner side.")
    assert not plan.choices.exists()


def test_nor_does_it_get_harder() -> None:
    plan = with_cause("mcl", days=3, phase=2)

    with pytest.raises(Barred) as refused:
        change_dose(plan=plan, exercise=SQUEEZE, rung=2, act=an_act(plan))

    assert refused.value.words.startswith("It pulls on the inner side.")
    assert not plan.exercises.exists()


def test_nor_what_belongs_to_another_phase() -> None:
    plan = treated(phase=1)

    with pytest.raises(Barred) as refused:
        choose(plan, BOUNDS, IN)

    assert refused.value.words == "It belongs to phase 5, and this is phase 1."


def test_nor_more_than_a_session_holds() -> None:
    plan = treated(phase=2)
    for exercise in (WALL_SIT, "X14"):
        choose(plan, exercise, IN)

    with pytest.raises(Barred) as refused:
        choose(plan, "X21", IN)

    assert refused.value.words.startswith("There is no room for it")


def test_nor_a_jump_before_a_smaller_one_went_well() -> None:
    plan = treated(phase=4)

    with pytest.raises(Barred) as refused:
        choose(plan, LINE, IN)

    assert refused.value.words.startswith("Smaller jumps come first.")


@pytest.mark.parametrize("level", [Level.SAME_DAY, Level.WITHIN_A_WEEK])
def test_before_somebody_has_looked_nothing_is_put_in_or_harder(level: Level) -> None:
    plan = treated(phase=2)
    an_entry(plan=plan, level=level)

    with pytest.raises(NeedsClearance):
        choose(plan, WALL_SIT, IN)
    with pytest.raises(NeedsClearance):
        change_dose(plan=plan, exercise=KNEE, rung=2, act=an_act(plan))
    choose(plan, KNEE, OUT)
    change_dose(plan=plan, exercise=KNEE, rung=0, act=an_act(plan))

    assert plan.exercises.get().rung == 0


def test_until_seen_no_jump_is_put_in() -> None:
    plan = treated(phase=4)
    an_entry(plan=plan, level=Level.WITHIN_2_WEEKS)

    with pytest.raises(NeedsClearance):
        choose(plan, POGO, IN)


def test_an_exercise_gets_one_step_harder_by_hand() -> None:
    plan = treated(phase=2)

    change = change_dose(plan=plan, exercise=KNEE, rung=2, act=an_act(plan))

    assert (change.what, change.subject, change.override) == ("RUNG", KNEE, None)
    assert (change.before, change.after) == ("1", "2")
    assert (plan.exercises.get().rung, plan.exercises.get().since) == (2, TODAY)


def test_a_dose_that_stands_is_no_change() -> None:
    plan = treated(phase=2)

    with pytest.raises(NothingChanges):
        change_dose(plan=plan, exercise=KNEE, rung=1, act=an_act(plan))


def test_two_steps_at_once_need_the_limit_set_aside() -> None:
    plan = treated(phase=2)

    with pytest.raises(LimitInTheWay) as refused:
        change_dose(plan=plan, exercise=KNEE, rung=3, act=an_act(plan))
    change = change_dose(
        plan=plan, exercise=KNEE, rung=3, act=an_act(plan), aside=TODAY + DAY
    )

    assert refused.value.limit == "DOSE"
    assert change.override == Override.objects.get()


@pytest.mark.parametrize(("days", "may"), [(2, False), (3, True)])
def test_the_second_step_comes_three_days_later(days: int, may: bool) -> None:  # noqa: FBT001 - a table
    plan = treated(phase=2)
    since = TODAY - days * DAY
    PlanExercise.objects.create(plan=plan, exercise=KNEE, rung=2, since=since)

    def step() -> PlanChange:
        return change_dose(plan=plan, exercise=KNEE, rung=3, act=an_act(plan))

    if may:
        assert step().override is None
    else:
        with pytest.raises(LimitInTheWay):
            step()


@pytest.mark.parametrize(
    ("cause", "exercise", "rung"), [("plica", KNEE, 3), ("overload", KNEE, 20)]
)
def test_no_override_is_there_for_what_a_cause_speaks_against(
    cause: str, exercise: str, rung: int
) -> None:
    plan = with_cause(cause, phase=2)
    act = an_act(plan)

    with pytest.raises(Barred) as refused:
        change_dose(plan=plan, exercise=exercise, rung=rung, act=act, aside=TODAY + DAY)

    assert "is the most." in refused.value.words


@pytest.mark.parametrize(("first", "then"), [(OUT, AUTO), (IN, AUTO)])
def test_a_choice_is_undone(first: str, then: str) -> None:
    plan = treated(phase=2)
    change = choose(plan, WALL_SIT, first)

    undone = undo_change(change=change, by=physio_of(plan.person), why="No.", at=NOON)

    newest = plan.choices.order_by("pk").last()
    assert newest is not None
    assert (newest.choice, newest.why, undone.after) == (then, "No.", then)
    assert choices_of(plan) == {}
