"""Each sign that is not of the first lists: its level, and the rules that say so."""

import pytest

from tests.triage.protocols.telling import rules_of, told
from triage.rules.answers import Answer
from triage.rules.parts import Level

# Each line: what is told beside the mildest answers, the level, and the rules that say so.
SIGNS: tuple[tuple[dict[str, Answer], Level, set[str]], ...] = (
    # After an injury
    ({"onset": "sudden"}, Level.WITHIN_2_WEEKS, {"sudden_start"}),
    ({"onset": "twist"}, Level.WITHIN_2_WEEKS, {"sudden_start"}),
    ({"onset": "fall"}, Level.WITHIN_A_WEEK, {"sudden_start", "blow"}),
    ({"onset": "hit_outside"}, Level.WITHIN_A_WEEK, {"sudden_start", "blow"}),
    (
        {"onset": "twist", "swollen": True},
        Level.WITHIN_A_WEEK,
        {"sudden_start", "swollen_knee", "swollen_after_injury"},
    ),
    (
        {"onset": "pushed_in", "loose": True},
        Level.WITHIN_2_DAYS,
        {"sudden_start", "loose_after_injury"},
    ),
    (
        {"onset": "pushed_in", "bruise": True},
        Level.WITHIN_2_DAYS,
        {"sudden_start", "big_bruise"},
    ),
    (
        {"onset": "twist", "no_right_angle": True},
        Level.WITHIN_2_DAYS,
        {"sudden_start", "no_bend"},
    ),
    (
        {"onset": "twist", "no_right_angle": True, "this_week": True},
        Level.SAME_DAY,
        {"sudden_start", "no_bend", "no_bend_this_week"},
    ),
    (
        {"onset": "twist", "bone_press": True},
        Level.WITHIN_2_DAYS,
        {"sudden_start", "sore_bone"},
    ),
    (
        {"onset": "twist", "bone_press": True, "this_week": True},
        Level.SAME_DAY,
        {"sudden_start", "sore_bone", "sore_bone_this_week"},
    ),
    (
        {"onset": "sudden", "no_leg_lift": True},
        Level.SAME_DAY,
        {"sudden_start", "torn_tendon"},
    ),
    (
        {"onset": "twist", "this_week": True, "age": "50_to_54"},
        Level.WITHIN_A_WEEK,
        {"sudden_start", "sudden_from_50"},
    ),
    (
        {"onset": "fall", "this_week": True, "age": "50_to_54"},
        Level.WITHIN_2_DAYS,
        {"sudden_start", "blow", "sudden_from_50", "fresh_injury_with_age"},
    ),
    (
        {"onset": "twist", "this_week": True, "age": "over_54"},
        Level.WITHIN_2_DAYS,
        {"sudden_start", "sudden_from_50", "fresh_injury_with_age", "from_55_on"},
    ),
    # More than overload
    ({"swollen": True}, Level.WITHIN_2_WEEKS, {"swollen_knee"}),
    (
        {"swollen": True, "thinners": True},
        Level.SAME_DAY,
        {"swollen_knee", "bleeding_into_the_knee"},
    ),
    ({"thinners": True}, Level.SELF_CARE, set()),
    ({"warm": True}, Level.WITHIN_2_DAYS, {"warm_knee"}),
    (
        {"warm": True, "infection_risk": True},
        Level.SAME_DAY,
        {"warm_knee", "infected_knee"},
    ),
    (
        {"swollen": True, "infection_risk": True},
        Level.SAME_DAY,
        {"swollen_knee", "infected_knee"},
    ),
    (
        {"thinners": True, "swells_again": True},
        Level.SAME_DAY,
        {"swelling_that_stays", "bleeding_into_the_knee"},
    ),
    (
        {"operation": True, "warm": True},
        Level.SAME_DAY,
        {"operated_knee", "warm_knee", "infected_knee"},
    ),
    ({"weaker": True}, Level.SAME_DAY, {"weaker_leg"}),
    (
        {"illness": True, "rest_pain": 5},
        Level.WITHIN_2_DAYS,
        {"serious_illness", "serious_illness_and_deep_pain", "pain_at_rest"},
    ),
    ({"infection_risk": True}, Level.SELF_CARE, set()),
    ({"swells_again": True}, Level.WITHIN_A_WEEK, {"swelling_that_stays"}),
    ({"constant": True}, Level.WITHIN_A_WEEK, {"constant_pain"}),
    ({"lump": True}, Level.WITHIN_A_WEEK, {"growing_lump"}),
    (
        {"lump": True, "constant": True},
        Level.WITHIN_2_DAYS,
        {"growing_lump", "constant_pain", "serious_illness_and_deep_pain"},
    ),
    ({"illness": True}, Level.WITHIN_A_WEEK, {"serious_illness"}),
    (
        {"illness": True, "rest_ache": True},
        Level.WITHIN_2_DAYS,
        {"possible_bone_stress", "serious_illness", "serious_illness_and_deep_pain"},
    ),
    ({"stiff_hour": True}, Level.WITHIN_A_WEEK, {"stiff_for_an_hour"}),
    ({"numb": True}, Level.WITHIN_2_WEEKS, {"nerve_like_pain"}),
    ({"operation": True}, Level.WITHIN_A_WEEK, {"operated_knee"}),
    ({"medicines": True}, Level.SELF_CARE, set()),
    (
        {"medicines": True, "landing": True},
        Level.WITHIN_A_WEEK,
        {"possible_bone_stress", "medicines_and_bone_or_tendon"},
    ),
    (
        {"medicines": True, "onset": "sudden"},
        Level.WITHIN_A_WEEK,
        {"sudden_start", "medicines_and_bone_or_tendon"},
    ),
    ({"expecting": True}, Level.WITHIN_2_WEEKS, {"pregnancy"}),
    (
        {"expecting": True, "rest_ache": True},
        Level.WITHIN_A_WEEK,
        {"possible_bone_stress", "pregnancy", "pregnancy_and_deep_pain"},
    ),
    # Bone
    ({"bone_spot": True}, Level.WITHIN_2_WEEKS, {"possible_bone_stress"}),
    (
        {"bone_spot": True, "landing": True},
        Level.WITHIN_2_WEEKS,
        {"possible_bone_stress"},
    ),
    ({"landing": True}, Level.WITHIN_2_WEEKS, {"possible_bone_stress"}),
    ({"builds": True}, Level.SELF_CARE, set()),
    (
        {"builds": True, "bone_risk": True},
        Level.WITHIN_2_WEEKS,
        {"possible_bone_stress"},
    ),
    (
        {"rest_ache": True, "bone_risk": True},
        Level.WITHIN_2_WEEKS,
        {"possible_bone_stress"},
    ),
    ({"builds": True, "more": True}, Level.SELF_CARE, set()),
    ({"rest_ache": True}, Level.WITHIN_2_WEEKS, {"possible_bone_stress"}),
    (
        {"landing": True, "builds": True, "bone_risk": True},
        Level.WITHIN_A_WEEK,
        {"possible_bone_stress", "bone_stress"},
    ),
    (
        {"bone_spot": True, "landing": True, "began": True},
        Level.WITHIN_A_WEEK,
        {"possible_bone_stress", "bone_stress"},
    ),
    (
        {"bone_spot": True, "rest_ache": True},
        Level.WITHIN_A_WEEK,
        {"possible_bone_stress", "bone_stress"},
    ),
    (
        {"landing": True, "more": True, "bone_risk": True},
        Level.WITHIN_A_WEEK,
        {"possible_bone_stress", "bone_stress"},
    ),
    (
        {"builds": True, "rest_ache": True, "harder": True},
        Level.WITHIN_A_WEEK,
        {"possible_bone_stress", "bone_stress"},
    ),
    (
        {"bone_spot": True, "rest_ache": True, "hurts_to_walk": True},
        Level.WITHIN_2_DAYS,
        {
            "possible_bone_stress",
            "bone_stress",
            "bone_stress_and_walking",
            "painful_walking",
        },
    ),
    (
        {"rest_ache": True, "rest_pain": 5},
        Level.WITHIN_A_WEEK,
        {"possible_bone_stress", "pain_at_rest", "ache_at_rest"},
    ),
    ({"hurts_to_walk": True}, Level.WITHIN_A_WEEK, {"painful_walking"}),
    ({"groin": True}, Level.WITHIN_2_DAYS, {"groin_or_hip"}),
    (
        {"groin": True, "hurts_to_walk": True},
        Level.SAME_DAY,
        {"groin_or_hip", "groin_or_hip_and_walking", "painful_walking"},
    ),
    # Time and age
    ({"duration": "better"}, Level.SELF_CARE, set()),
    ({"duration": "no_care"}, Level.WITHIN_2_WEEKS, {"no_better"}),
    ({"duration": "despite_care"}, Level.WITHIN_2_WEEKS, {"rice_did_not_help"}),
    ({"duration": "over_6_weeks"}, Level.WITHIN_2_WEEKS, {"long_lasting"}),
    ({"duration": "worse_at_rest"}, Level.WITHIN_A_WEEK, {"worse_at_rest"}),
    ({"duration": "worse"}, Level.WITHIN_A_WEEK, {"worse_for_weeks"}),
    ({"age": "50_to_54"}, Level.SELF_CARE, set()),
    ({"age": "over_54"}, Level.WITHIN_2_WEEKS, {"from_55_on"}),
)


@pytest.mark.parametrize(("answers", "level", "rules"), SIGNS)
def test_a_sign_calls_for_its_level_and_names_its_rules(
    answers: dict[str, Answer], level: Level, rules: set[str]
) -> None:
    decision = told(**answers)

    assert decision.level is level
    assert rules_of(decision) == rules
