import pytest

from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE
from triage.rules.answers import Silence
from triage.rules.decide import decide
from triage.rules.protocol import MAX_TICKS, Level

CALM = dict.fromkeys(FOLLOW_UP.questions, False)


def test_the_short_list_is_one_page() -> None:
    (page,) = FOLLOW_UP.pages

    assert page.is_tick_list
    assert len(page.questions) <= MAX_TICKS


def test_its_rules_are_those_of_the_full_list_but_for_who_raises_them() -> None:
    for flag in FOLLOW_UP.red_flags:
        full = MEDIAL_KNEE.red_flag_by_id[flag.id]
        assert (flag.level, flag.when_unsure) == (full.level, full.when_unsure)
        assert (flag.because, flag.source) == (full.because, full.source)


@pytest.mark.parametrize(
    ("sign", "level"),
    [
        ("new_limb_or_nerve", Level.EMERGENCY),
        ("new_chest", Level.EMERGENCY),
        ("new_calf", Level.SAME_DAY),
        ("new_hot_joint", Level.SAME_DAY),
        ("new_strong_pain", Level.SAME_DAY),
        ("new_pop_or_swelling", Level.SAME_DAY),
        ("new_block", Level.SAME_DAY),
    ],
)
def test_each_new_sign_alone_is_urgent(sign: str, level: Level) -> None:
    assert decide(FOLLOW_UP, CALM | {sign: True}).level is level


@pytest.mark.parametrize("sign", FOLLOW_UP.questions)
def test_doubt_about_a_new_sign_is_seen_within_2_days_at_the_latest(sign: str) -> None:
    decision = decide(FOLLOW_UP, CALM | {sign: Silence.NOT_SURE})

    assert decision.level >= Level.WITHIN_2_DAYS


def test_none_of_these_is_self_care_and_names_no_cause() -> None:
    decision = decide(FOLLOW_UP, CALM)

    assert (decision.level, decision.stands, decision.shown) == (Level.SELF_CARE, True, ())


def test_an_unanswered_list_decides_nothing() -> None:
    assert not decide(FOLLOW_UP, {}).stands
