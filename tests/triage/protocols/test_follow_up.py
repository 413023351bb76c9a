import pytest

from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.answers import Answer, Silence
from triage.rules.decide import decide
from triage.rules.parts import Level
from triage.rules.protocol import MAX_TICKS

CALM = dict.fromkeys(FOLLOW_UP.questions, False)


def test_the_short_list_is_one_page() -> None:
    (page,) = FOLLOW_UP.pages

    assert page.is_tick_list
    assert len(page.questions) <= MAX_TICKS


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
    ("signs", "item"),
    [
        ({"limb_threat", "major_trauma", "still_dislocated"}, "new_limb_or_injury"),
        ({"chest_signs", "nerve_signs"}, "new_chest"),
        ({"hot_knee_and_ill"}, "new_hot_joint"),
        ({"hot_knee", "locked_knee"}, "new_block"),
    ],
)
def test_what_shares_an_item_is_raised_by_it(signs: set[str], item: str) -> None:
    raised = {finding.rule for finding in decide(FOLLOW_UP, CALM | {item: True}).findings}

    assert raised >= signs


@pytest.mark.parametrize("sign", FOLLOW_UP.questions)
def test_doubt_about_a_new_sign_is_seen_within_2_days_at_the_latest(sign: str) -> None:
    decision = decide(FOLLOW_UP, CALM | {sign: Silence.NOT_SURE})

    assert decision.level >= Level.WITHIN_2_DAYS


def test_none_of_these_is_self_care_and_names_no_cause() -> None:
    decision = decide(FOLLOW_UP, CALM)

    assert (decision.level, decision.stands, decision.shown) == (Level.SELF_CARE, True, ())


def test_an_unanswered_list_decides_nothing() -> None:
    assert not decide(FOLLOW_UP, {}).stands
