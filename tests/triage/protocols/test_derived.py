"""The lists made from the full check judge the same signs alike, or say what they leave."""

from collections.abc import Mapping
from typing import Final

import pytest

from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.rules.protocol import Protocol

# What each list does not ask, and why that is not too calm.
LEFT_OUT_UNDER_18: Final = {
    "severe_rest_pain": "asked in words: pain that is too bad to manage",
    "strong_rest_pain": "asked in words: pain that is too bad to manage",
    "pain_at_rest": "everybody under 18 is seen sooner than it asks for",
    "changed_calf": "the place is not asked; the emergency list asks about the calf",
    "loose_after_injury": "how it began is not asked; giving way is, and is same-day",
    "worse_for_weeks": "everybody under 18 is seen as soon as it asks for",
    "rice_did_not_help": "everybody under 18 is seen sooner than it asks for",
    "long_lasting": "everybody under 18 is seen sooner than it asks for",
    "pain_elsewhere": "everybody under 18 is seen sooner than it asks for",
}
LEFT_OUT_OF_FOLLOW_UP: Final = {
    "severe_rest_pain": "the diary asks for pain in numbers and judges 8 or more itself",
    "strong_rest_pain": "the diary asks for pain in numbers; 6 or more needs the list",
    "pain_at_rest": "the diary asks for pain in numbers; 6 or more needs the list",
    "changed_calf": "the list asks everybody about the calf",
    "loose_after_injury": "the full check asked; giving way is asked here, and is same-day",
    "worse_for_weeks": "the diary asks if it got worse, and judges it itself",
    "rice_did_not_help": "a matter of weeks, which is no new sign",
    "long_lasting": "a matter of weeks, which is no new sign",
    "pain_elsewhere": "the full check asked for the place",
}
DERIVED = pytest.mark.parametrize(
    ("derived", "left_out"),
    [
        pytest.param(UNDER_18, LEFT_OUT_UNDER_18, id=UNDER_18.slug),
        pytest.param(FOLLOW_UP, LEFT_OUT_OF_FOLLOW_UP, id=FOLLOW_UP.slug),
    ],
)


@DERIVED
def test_every_red_flag_is_in_the_list_or_left_out_for_a_reason(
    derived: Protocol, left_out: Mapping[str, str]
) -> None:
    kept = derived.red_flag_by_id.keys() & MEDIAL_KNEE.red_flag_by_id.keys()

    assert kept | left_out.keys() == MEDIAL_KNEE.red_flag_by_id.keys()
    assert kept.isdisjoint(left_out)


@DERIVED
def test_a_red_flag_says_the_same_whoever_raises_it(
    derived: Protocol, left_out: Mapping[str, str]
) -> None:
    for id_ in MEDIAL_KNEE.red_flag_by_id.keys() - left_out.keys():
        flag, full = derived.red_flag_by_id[id_], MEDIAL_KNEE.red_flag_by_id[id_]
        assert (flag.level, flag.when_unsure) == (full.level, full.when_unsure)
        assert (flag.because, flag.source) == (full.because, full.source)
