"""What the brief says of what adds to the strain, item by item."""

import pytest

from tests.triage.protocols.telling import only, told
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.answers import Answer, Silence
from triage.rules.factors import HEADLINED, factors_told
from triage.rules.parts import FactorKind

SIGNS = (
    "began",
    "more",
    "long_run",
    "harder",
    "feet_roll_in",
    "knee_dives_in",
    "feet_cross",
)


def words_missing(factor: str, *words: str) -> list[str]:
    summary = MEDIAL_KNEE.factor_by_id[factor].summary
    return [word for word in words if word not in summary]


def test_item_21_one_cause_and_3_factors_come_together_each_with_its_reason() -> None:
    decision = told(place="shin", feet_roll_in=True, knee_dives_in=True, feet_cross=True)

    factors = [MEDIAL_KNEE.factor_by_id[id_] for id_ in decision.factors]
    reasons = {sign.because for factor in factors for sign in factor.signs}
    assert decision.shown == ("pes_anserine",)
    assert set(decision.factors) == {"overpronation", "knee_valgus", "crossover_gait"}
    assert len(reasons) == 3


def test_item_22_feet_that_roll_in_set_over_pronation_and_doubt_does_not() -> None:
    assert told(feet_roll_in=True).factors == ("overpronation",)
    assert told(feet_roll_in=Silence.NOT_SURE).factors == ()


def test_item_23_the_page_shows_the_chain_from_the_foot_to_the_knee_in_3_steps() -> None:
    summary = MEDIAL_KNEE.factor_by_id["overpronation"].summary
    chain = ("the foot rolls in", "the shin bone turns in", "twists the knee")

    places = [summary.index(step) for step in chain]

    assert places == sorted(places)
    assert words_missing("overpronation", "3 steps", "MCL", "meniscus") == []


def test_item_24_a_knee_that_dives_in_on_one_leg_points_to_weak_hip_muscles() -> None:
    factor = MEDIAL_KNEE.factor_by_id["knee_valgus"]

    assert told(knee_dives_in=True).factors == ("knee_valgus",)
    assert "hip abductors and external rotators" in factor.source.reference


def test_item_25_the_page_names_the_gluteus_medius_and_the_stance_phase() -> None:
    words = ("gluteus medius", "stance phase", "pelvis", "thigh turns in")

    assert words_missing("knee_valgus", *words) == []


def test_item_26_a_knee_that_dives_in_is_called_dynamic_valgus() -> None:
    assert told(knee_dives_in=True).factors == ("knee_valgus",)
    assert words_missing("knee_valgus", "the knee dives in", "dynamic valgus") == []


def test_item_27_feet_on_or_over_one_line_set_cross_over_gait() -> None:
    assert told(feet_cross=True).factors == ("crossover_gait",)


def test_item_28_the_page_says_what_a_cross_over_gait_does_to_the_leg() -> None:
    words = ("The leg turns more", "hip adduction", "load on the inner side of the knee")

    assert words_missing("crossover_gait", *words) == []


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("answer_", [False, Silence.NOT_SURE, Silence.LEFT_OPEN])
def test_only_yes_sets_a_factor(sign: str, answer_: Answer) -> None:
    assert len(told(**{sign: True}).factors) == 1
    assert told(**{sign: answer_}).factors == ()


@pytest.mark.parametrize("sign", SIGNS)
def test_no_factor_alone_moves_the_level(sign: str) -> None:
    assert told(**{sign: True}).level is told().level


def test_a_single_long_run_counts_for_more_than_the_other_changes() -> None:
    points = {
        change: [found.points for found in factors_told(MEDIAL_KNEE, {change: True})]
        for change in ("long_run", "began", "more", "harder")
    }

    assert points == {"long_run": [2], "began": [1], "more": [1], "harder": [1]}


def test_load_comes_first_among_equals() -> None:
    assert only(more=True, feet_cross=True, feet_roll_in=True).factors == (
        "load",
        "overpronation",
        "crossover_gait",
    )


def test_advice_on_shoes_is_for_feet_that_roll_in_alone() -> None:
    factors = (*MEDIAL_KNEE.factors, *MOVEMENT.factors)

    assert {factor.id for factor in factors if factor.shoes} == {"overpronation"}


def test_the_check_and_the_tests_headline_the_same_for_the_same_signs() -> None:
    told_so = {"feet_roll_in": True, "knee_dives_in": True, "feet_cross": True}
    tried = {"arch": "sinks", "squat": "twice", "line": "sometimes", "pelvis": "seldom"}

    asked = [found.factor.id for found in factors_told(MEDIAL_KNEE, told_so)]
    tested = [found.factor.id for found in factors_told(MOVEMENT, tried)]

    assert asked[:HEADLINED] == tested[:HEADLINED] == ["overpronation", "knee_valgus"]


def test_load_and_mechanics_are_both_asked_about() -> None:
    assert {factor.kind for factor in MEDIAL_KNEE.factors} == set(FactorKind)


def test_every_factor_says_where_research_stands() -> None:
    assert [factor.id for factor in MEDIAL_KNEE.factors if not factor.notes] == []
