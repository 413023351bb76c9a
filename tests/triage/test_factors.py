from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.factories import NOON, a_movement_check, an_assessment, put_in_force
from triage.factors import factors_of
from triage.models import Assessment
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.factors import ShoeAdvice, shoe_advice
from triage.services import (
    begin_movement_check,
    record_movement_check,
)

pytestmark = pytest.mark.django_db


def points_of(assessment: Assessment) -> list[tuple[str, int]]:
    return [(found.factor.id, found.points) for found in factors_of(assessment)]


def test_without_tests_the_factors_are_those_of_the_decision() -> None:
    assessment = an_assessment(feet_roll_in=True, more=True, harder=True)

    found = factors_of(assessment)

    assert tuple(each.factor.id for each in found) == assessment.decided.factors
    assert [each.points for each in found] == [2, 1]
    assert [each.factor for each in found] == [
        MEDIAL_KNEE.factor_by_id["load"],
        MEDIAL_KNEE.factor_by_id["overpronation"],
    ]


def test_with_nothing_told_there_are_none() -> None:
    assert factors_of(an_assessment()) == ()


def test_tests_add_to_what_was_told_and_more_points_come_first() -> None:
    assessment = an_assessment(feet_roll_in=True)

    a_movement_check(assessment=assessment, line="mostly", sides="gap")

    assert points_of(assessment) == [
        ("crossover_gait", 2),
        ("overpronation", 1),
        ("asymmetry", 1),
    ]


def test_what_both_point_to_has_the_points_of_one_and_the_reasons_of_both() -> None:
    assessment = an_assessment(feet_roll_in=True)

    a_movement_check(assessment=assessment, footprint="filled")

    (found,) = factors_of(assessment)
    assert found.points == 1
    assert found.because == (
        "Your feet roll in, or your shoes wear out on the inner side.",
        "Your wet footprint is filled in.",
    )


@pytest.mark.parametrize(
    "tried", [{"log_longest": True, "line": "mostly"}, {"line": "mostly"}]
)
def test_load_comes_first_among_equals(tried: dict[str, Any]) -> None:
    assessment = an_assessment(long_run=True)

    a_movement_check(assessment=assessment, **tried)

    assert points_of(assessment) == [("load", 2), ("crossover_gait", 2)]


def test_the_newest_tests_count_and_open_ones_do_not() -> None:
    assessment = an_assessment()
    a_movement_check(assessment=assessment, line="mostly")
    a_movement_check(assessment=assessment, at=NOON + timedelta(days=1), squat="twice")
    a_movement_check(assessment=assessment, finished=False, sides="gap")

    assert points_of(assessment) == [("knee_valgus", 1), ("hip_weakness", 1)]


def test_a_factor_that_the_tests_do_not_know_comes_last_among_equals() -> None:
    assessment = an_assessment(feet_roll_in=True)
    narrow = replace(
        MOVEMENT, factors=tuple(f for f in MOVEMENT.factors if f.id != "overpronation")
    )
    begin_movement_check(
        assessment_id=assessment.pk,
        release=put_in_force(protocol=narrow, at=NOON),
        answers=dict.fromkeys(MOVEMENT.pages[0].keys, False),
        at=NOON,
    )

    record_movement_check(
        assessment_id=assessment.pk, answers={"sides": "gap"}, at=NOON, stop=True
    )

    assert points_of(assessment) == [("asymmetry", 1), ("overpronation", 1)]


@pytest.mark.parametrize(
    ("tried", "advice"),
    [
        ({"squat": "often", "log_longest": True}, None),
        ({"arch": "sinks"}, ShoeAdvice(trial=False)),
        ({"arch": "sinks", "footprint": "filled"}, ShoeAdvice(trial=True)),
    ],
)
def test_checklist_59_shoes_are_for_feet_that_roll_in_and_trials_for_clear_signs(
    tried: dict[str, Any], advice: ShoeAdvice | None
) -> None:
    assessment = an_assessment()

    a_movement_check(assessment=assessment, **tried)

    assert shoe_advice(factors_of(assessment)) == advice
