import pytest

from triage.protocols.medial_knee import UNDER_18
from triage.rules.answers import Answer, Silence
from triage.rules.decide import decide
from triage.rules.parts import Level

CALM = dict.fromkeys(UNDER_18.questions, False)


def test_a_knee_under_18_is_seen_within_a_week_without_causes_or_plan() -> None:
    decision = decide(UNDER_18, CALM)

    assert decision.level is Level.WITHIN_A_WEEK
    assert (decision.stands, decision.shown, decision.allows_plan) == (True, (), False)


@pytest.mark.parametrize("sign", ["limp", "hip_pain", "turned_out", "no_4_steps"])
@pytest.mark.parametrize("told", [True, Silence.NOT_SURE])
def test_signs_of_the_hip_or_a_leg_that_takes_no_weight_are_same_day(
    sign: str, told: Answer
) -> None:
    assert decide(UNDER_18, CALM | {sign: told}).level is Level.SAME_DAY


@pytest.mark.parametrize("told", [True, Silence.NOT_SURE])
def test_strong_pain_in_a_tight_leg_is_an_emergency_in_the_young_too(
    told: Answer,
) -> None:
    decision = decide(UNDER_18, CALM | {"calf": True, "unmanageable": told})

    assert decision.level is Level.EMERGENCY


@pytest.mark.parametrize("sign", ["limb", "big_trauma", "chest", "nerve"])
def test_an_emergency_is_one_at_any_age(sign: str) -> None:
    decision = decide(UNDER_18, {sign: True})

    assert (decision.level, decision.ends_early) == (Level.EMERGENCY, True)


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"no_right_angle": True}, Level.SAME_DAY),
        ({"no_leg_lift": True}, Level.SAME_DAY),
        ({"swollen": True, "thinners": True}, Level.SAME_DAY),
        ({"warm": True, "infection_risk": True}, Level.SAME_DAY),
        ({"bone_press": True}, Level.WITHIN_2_DAYS),
        ({"warm": True}, Level.WITHIN_2_DAYS),
        ({"lump": True}, Level.WITHIN_2_DAYS),
        ({"constant": True}, Level.WITHIN_2_DAYS),
        ({"illness": True}, Level.WITHIN_2_DAYS),
        ({"young_fall": True}, Level.WITHIN_2_DAYS),
        ({"swollen": True}, Level.WITHIN_A_WEEK),
        ({"thinners": True}, Level.WITHIN_A_WEEK),
    ],
)
def test_other_signs_of_the_young_call_for_their_level(
    answers: dict[str, Answer], level: Level
) -> None:
    assert decide(UNDER_18, CALM | answers).level is level
