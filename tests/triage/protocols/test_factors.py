"""What the brief says of what adds to the strain."""

import pytest

from tests.triage.protocols.telling import only, told
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer, Silence
from triage.rules.protocol import FactorKind


def test_one_cause_and_three_factors_come_together_each_with_its_reason() -> None:
    decision = only(place="shin", feet_roll_in=True, knee_dives_in=True, feet_cross=True)

    reasons = {MEDIAL_KNEE.factor_by_id[id_].because for id_ in decision.factors}
    assert decision.shown == ("pes_anserine",)
    assert decision.factors == ("overpronation", "knee_valgus", "crossover_gait")
    assert len(reasons) == 3


@pytest.mark.parametrize(
    "sign", ["feet_roll_in", "knee_dives_in", "feet_cross", "load_change"]
)
@pytest.mark.parametrize("answer_", [False, Silence.NOT_SURE, Silence.LEFT_OPEN])
def test_only_yes_sets_a_factor_and_no_factor_moves_the_level(
    sign: str, answer_: Answer
) -> None:
    assert told(**{sign: answer_}).factors == ()
    assert told(**{sign: True}).level is told(**{sign: answer_}).level


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        ("overpronation", ["foot rolls in", "shin bone turns in", "MCL and the meniscus"]),
        ("knee_valgus", ["stance phase", "pelvis", "gluteus medius", "thigh turns in"]),
        ("crossover_gait", ["leg turns", "thigh leans", "inner side of the knee"]),
    ],
)
def test_a_factor_says_how_it_loads_the_knee(factor: str, words: list[str]) -> None:
    summary = MEDIAL_KNEE.factor_by_id[factor].summary

    assert [word for word in words if word not in summary] == []


def test_load_and_mechanics_are_both_asked_about() -> None:
    assert {factor.kind for factor in MEDIAL_KNEE.factors} == set(FactorKind)
