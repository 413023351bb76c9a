"""How far a course may go, by its level and who has looked."""

import pytest

from rehab.programme.course import Limits
from rehab.programme.follow_up.limits import (
    PROTECT,
    WALKING,
    WALKING_ON_BONE,
    Seen,
    limits,
    walking_rule,
)
from tests.rehab.programme.standing import day
from triage.rules.parts import Level


def seen(*, may_exercise: bool = True, may_run: bool = True) -> Seen:
    return Seen(on=day(3), may_exercise=may_exercise, may_run=may_run)


def test_self_care_opens_everything() -> None:
    assert limits(Level.SELF_CARE) == Limits()


def test_within_2_weeks_there_is_no_running_and_no_phase_2_until_seen() -> None:
    assert limits(Level.WITHIN_2_WEEKS) == Limits(max_phase=1, may_run=False, may_hop=False)


@pytest.mark.parametrize("level", [x for x in Level if x >= Level.WITHIN_A_WEEK])
def test_from_within_a_week_on_a_plan_only_protects(level: Level) -> None:
    assert limits(level) == PROTECT


@pytest.mark.parametrize("level", list(Level))
def test_whoever_looked_may_open_everything(level: Level) -> None:
    assert limits(level, seen(), no_impact=True) == Limits()


@pytest.mark.parametrize("level", list(Level))
def test_without_leave_to_exercise_a_plan_only_protects(level: Level) -> None:
    assert limits(level, seen(may_exercise=False)) == PROTECT


def test_without_leave_to_run_there_is_no_running_and_no_jumping() -> None:
    assert limits(Level.WITHIN_A_WEEK, seen(may_run=False)) == Limits(
        may_run=False, may_hop=False
    )


def test_a_bone_that_hurts_on_landing_locks_running_and_jumping() -> None:
    assert limits(Level.SELF_CARE, no_impact=True) == Limits(may_run=False, may_hop=False)


def test_whoever_may_have_a_stressed_bone_puts_no_weight_on_it_if_that_hurts() -> None:
    assert walking_rule(bone=True) == (WALKING_ON_BONE,)
    assert walking_rule(bone=False) == (WALKING,)
