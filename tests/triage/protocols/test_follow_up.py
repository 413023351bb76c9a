import pytest

from triage.protocols.medial_knee import FOLLOW_UP, NEW_SIGNS
from triage.rules.answers import Answer, Silence
from triage.rules.decide import decide
from triage.rules.parts import Level
from triage.rules.protocol import MAX_TICKS

CALM: dict[str, Answer] = {**dict.fromkeys(NEW_SIGNS.keys, False), "rest_pain": 3}


def test_the_diary_asks_a_short_list_and_the_pain_at_rest() -> None:
    signs, pain = FOLLOW_UP.pages

    assert signs == NEW_SIGNS
    assert signs.is_tick_list
    assert len(signs.questions) <= MAX_TICKS
    assert pain.keys == ("rest_pain",)


@pytest.mark.parametrize(
    ("sign", "level"),
    [
        ("new_limb_or_injury", Level.EMERGENCY),
        ("new_chest", Level.EMERGENCY),
        ("new_calf", Level.SAME_DAY),
        ("new_hot_joint", Level.EMERGENCY),
        ("new_strong_pain", Level.SAME_DAY),
        ("new_pop_or_swelling", Level.SAME_DAY),
        ("new_block", Level.SAME_DAY),
    ],
)
def test_each_new_sign_alone_is_urgent(sign: str, level: Level) -> None:
    assert decide(FOLLOW_UP, CALM | {sign: True}).level is level


@pytest.mark.parametrize("pain", [True, Silence.NOT_SURE])
def test_new_strong_pain_in_a_newly_tight_leg_is_an_emergency(pain: Answer) -> None:
    signs: dict[str, Answer] = {"new_calf": True, "new_strong_pain": pain}

    assert decide(FOLLOW_UP, CALM | signs).level is Level.EMERGENCY


@pytest.mark.parametrize(
    ("pain", "level"),
    [
        (6, Level.SELF_CARE),
        (7, Level.WITHIN_2_DAYS),
        (8, Level.SAME_DAY),
        (10, Level.SAME_DAY),
    ],
)
def test_pain_at_rest_is_judged_as_in_the_full_check(pain: int, level: Level) -> None:
    assert decide(FOLLOW_UP, CALM | {"rest_pain": pain}).level is level


@pytest.mark.parametrize("calf", [True, Silence.NOT_SURE])
def test_pain_of_8_in_a_tight_leg_is_an_emergency(calf: Answer) -> None:
    signs = CALM | {"rest_pain": 8, "new_calf": calf}

    assert decide(FOLLOW_UP, signs).level is Level.EMERGENCY
    assert decide(FOLLOW_UP, signs | {"rest_pain": 7}).level is Level.SAME_DAY


@pytest.mark.parametrize("sign", NEW_SIGNS.keys)
def test_each_item_gives_one_reason(sign: str) -> None:
    found = decide(FOLLOW_UP, CALM | {sign: True}).findings

    assert [finding.questions for finding in found] == [(sign,)]


@pytest.mark.parametrize("sign", NEW_SIGNS.keys)
def test_doubt_about_a_new_sign_is_seen_within_2_days_at_the_latest(sign: str) -> None:
    decision = decide(FOLLOW_UP, CALM | {sign: Silence.NOT_SURE})

    assert decision.level >= Level.WITHIN_2_DAYS


def test_none_of_these_is_self_care_and_names_no_cause() -> None:
    decision = decide(FOLLOW_UP, CALM)

    assert (decision.level, decision.stands, decision.shown) == (Level.SELF_CARE, True, ())


def test_an_unanswered_list_decides_nothing() -> None:
    assert not decide(FOLLOW_UP, {}).stands
