"""Stories that a clinician would judge at sight: how soon, and what leads."""

import pytest

from tests.triage.protocols.telling import rules_of, told
from triage.protocols.medial_knee import UNDER_18
from triage.rules.answers import Answer, Silence
from triage.rules.decide import decide
from triage.rules.parts import Level

Story = tuple[dict[str, Answer], Level]

# Catching, locking, giving way and a pop are same-day, as the brief reads.
FIRST: dict[str, tuple[dict[str, Answer], Level, str]] = {
    "V2: 34, slow, 5 cm below the line, sore on stairs and to bend, landing is fine": (
        {"place": "shin", "stairs": True, "bending": True, "sore_spot": True},
        Level.SELF_CARE,
        "pes_anserine",
    ),
    "V3: 31, began to run 7 weeks ago, both knees, bone aches at night and on landing": (
        {
            "side": "both",
            "place": "shin",
            "began": True,
            "bone_spot": True,
            "landing": True,
            "rest_ache": True,
        },
        Level.WITHIN_A_WEEK,
        "bone_stress_injury",
    ),
    "V4: 52, sudden inner pain on waking, worse at night": (
        {"age": "50_to_54", "onset": "sudden", "place": "spread", "rest_ache": True},
        Level.WITHIN_A_WEEK,
        "sifk",
    ),
    "V5: 47, groove, sore, clicks, catches and gives way, sore to squat, no injury": (
        {
            "age": "45_to_49",
            "place": "groove",
            "sore_spot": True,
            "clicking": True,
            "catching": True,
            "giving_way": True,
            "squatting": True,
        },
        Level.SAME_DAY,
        "meniscus",
    ),
    "V9: 38, inner edge of the kneecap, stairs down and sitting, no swelling": (
        {"place": "edge", "stairs": True, "sitting": True},
        Level.SELF_CARE,
        "patellofemoral",
    ),
    "V10: 29, foot slipped, knee went in, sore band, stable": (
        {"onset": "pushed_in", "place": "band", "sore_spot": True, "side_step": True},
        Level.WITHIN_2_WEEKS,
        "mcl",
    ),
    "V11: 60, slow, stiff for 10 minutes, pain in the line": (
        {"age": "over_54", "place": "groove", "stiff_start": True},
        Level.WITHIN_2_WEEKS,
        "osteoarthritis",
    ),
    "V13: 33, back inner corner, long steps, pain as the foot lands": (
        {"place": "corner", "foot_lands": True},
        Level.SELF_CARE,
        "semimembranosus",
    ),
    "V15: 28, a burning patch after knee surgery a year ago": (
        {"place": "spread", "numb": True},
        Level.WITHIN_2_WEEKS,
        "saphenous_nerve",
    ),
}
NO_CAUSES: dict[str, Story] = {
    "V1: 27, twisted, heard a pop, and it ballooned within 2 hours": (
        {"onset": "twist", "pop": True, "fast_swelling": True, "swollen": True},
        Level.SAME_DAY,
    ),
    "V6: 24, suddenly stuck": (
        {"onset": "sudden", "locking": True},
        Level.SAME_DAY,
    ),
    "V7: 41, hot swollen knee for 3 days, no fever, cannot bend": (
        {"place": "whole", "hot_joint": True, "swollen": True, "warm": True},
        Level.SAME_DAY,
    ),
    "V12: 36, swollen calf after a long flight": (
        {"place": "calf", "calf": True, "kept_still": True},
        Level.SAME_DAY,
    ),
    "V12: 36, the same and breathless": (
        {"place": "calf", "calf": True, "kept_still": True, "chest": True},
        Level.EMERGENCY,
    ),
    "V14: 45, on warfarin, a small twist, and it is swollen": (
        {"age": "45_to_49", "onset": "twist", "thinners": True, "swollen": True},
        Level.SAME_DAY,
    ),
}


@pytest.mark.parametrize(("answers", "level", "first"), FIRST.values(), ids=FIRST)
def test_a_story_gets_its_level_and_the_cause_that_leads(
    answers: dict[str, Answer], level: Level, first: str
) -> None:
    decision = told(**answers)

    assert (decision.level, decision.shown[0]) == (level, first)


@pytest.mark.parametrize(("answers", "level"), NO_CAUSES.values(), ids=NO_CAUSES)
def test_a_story_that_cannot_wait_gets_its_level_and_no_cause(
    answers: dict[str, Answer], level: Level
) -> None:
    decision = told(**answers)

    assert (decision.level, decision.names_causes) == (level, False)


def test_v3_an_overworked_bone_must_not_be_run_on() -> None:
    answers, *_ = next(story for id_, story in FIRST.items() if id_.startswith("V3"))

    assert told(**answers).no_impact


def test_v8_a_limp_and_a_stiff_hip_at_13_are_same_day() -> None:
    calm = {key: question.values()[0] for key, question in UNDER_18.questions.items()}

    decision = decide(UNDER_18, calm | {"limp": True, "hip_pain": True})

    assert (decision.level, decision.ranking) == (Level.SAME_DAY, ())


def test_v11_the_meniscus_is_shown_beside_a_worn_joint() -> None:
    answers, *_ = next(story for id_, story in FIRST.items() if id_.startswith("V11"))

    assert told(**answers).shown == ("osteoarthritis", "meniscus")


def test_v16_a_painless_click_raises_no_flag() -> None:
    decision = told(place=Silence.NOT_SURE, clicking=True)

    assert (decision.level, rules_of(decision)) == (Level.SELF_CARE, set())
    assert decision.shown[0] == "overload"


def test_v17_weeks_of_good_care_that_did_not_help_are_looked_at_within_2_weeks() -> None:
    decision = told(place="band", duration="despite_care")

    assert decision.level is Level.WITHIN_2_WEEKS
    assert "rice_did_not_help" in rules_of(decision)


def test_v18_groin_pain_with_missed_periods_is_2_days_without_impact() -> None:
    decision = told(place="spread", groin=True, landing=True, bone_risk=True)

    assert (decision.level, decision.no_impact) == (Level.WITHIN_2_DAYS, True)
    assert {"bone_stress_injury", "referred_pain"} <= set(decision.shown)
