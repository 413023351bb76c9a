"""The lists made from the full check judge the same signs alike, or say what they leave."""

from collections.abc import Mapping
from typing import Final

import pytest

from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.rules.conditions import answer
from triage.rules.protocol import Protocol

# What each list does not ask, and why that is not too calm.
SOON_ENOUGH: Final = "everybody under 18 is seen as soon as it asks for, or sooner"
NO_NEW_SIGN: Final = "the full check asked; it is no new sign"
LEFT_OUT_UNDER_18: Final = {
    "severe_rest_pain": "asked in words: pain that is too bad to manage",
    "strong_rest_pain": "asked in words: pain that is too bad to manage",
    "changed_calf": "the place is not asked; the emergency list asks about the calf",
    "clot_more_likely": "the place is not asked; the emergency list asks about the calf",
    "calf_pain": "the place is not asked; the emergency list asks about the calf",
    "no_bend": "a knee that can't bend is same-day, whenever it began",
    "sore_bone_this_week": "when it began is not asked; a sore bone is 2 days",
    "loose_after_injury": "how it began is not asked; giving way is, and is same-day",
    "big_bruise": "how it began is not asked; giving way is, and is same-day",
    "weaker_leg": "a floppy or numb leg is asked, and is an emergency",
    "serious_illness_and_deep_pain": "each of its signs alone is as urgent under 18",
    "bone_stress_and_walking": "a limp is asked, and is same-day",
    "groin_or_hip": "the list of the hip asks, and is same-day",
    "groin_or_hip_and_walking": "the list of the hip asks, and is same-day",
    "fresh_injury_with_age": "it is for 50 and over",
    **dict.fromkeys(
        (
            "pain_at_rest",
            "swollen_after_injury",
            "blow",
            "sudden_from_50",
            "sudden_start",
            "swelling_that_stays",
            "swollen_knee",
            "stiff_for_an_hour",
            "nerve_like_pain",
            "operated_knee",
            "medicines_and_bone_or_tendon",
            "pregnancy",
            "pregnancy_and_deep_pain",
            "bone_stress",
            "possible_bone_stress",
            "painful_walking",
            "ache_at_rest",
            "worse_for_weeks",
            "worse_at_rest",
            "no_better",
            "rice_did_not_help",
            "long_lasting",
            "from_55_on",
            "pain_elsewhere",
        ),
        SOON_ENOUGH,
    ),
}
# Judged as its red flags judge it, but sooner.
SOONER_UNDER_18: Final = {"constant_pain", "growing_lump", "serious_illness"}
# Items of the diary's list that ask for several signs, with the rule that each of them has.
SHARED: Final = {
    "new_limb_or_injury": (
        "leg_or_injury",
        ("limb_threat", "major_trauma", "still_dislocated", "dislocation"),
    ),
    "new_chest": ("chest_or_back_signs", ("chest_signs", "nerve_signs")),
    "new_strong_pain": (
        "strong_pain_or_no_steps",
        ("unmanageable_pain", "weight_bearing"),
    ),
    "new_pop_or_swelling": ("pop_or_fast_swelling", ("loud_pop", "rapid_swelling")),
    "new_block": (
        "hot_or_blocked_knee",
        ("hot_knee", "catching_knee", "locked_knee", "buckling_knee"),
    ),
}
LEFT_OUT_OF_FOLLOW_UP: Final = {
    **{
        id_: f"shares the item {item} with other signs"
        for item, (_, ids) in SHARED.items()
        for id_ in ids
    },
    "pain_at_rest": "the plan goes by the pain; 6 or more needs the list",
    "changed_calf": "the list asks everybody about the calf",
    "loose_after_injury": "the full check asked; giving way is asked here, and is same-day",
    "worse_for_weeks": "the diary asks if it got worse, and judges it itself",
    "warm_knee": "a hot or red knee is asked, and is same-day",
    "infected_knee": "a hot or red knee is asked, and is same-day",
    "bleeding_into_the_knee": "swelling that came fast is asked, and is same-day",
    "torn_tendon": "4 steps and giving way are asked, and are same-day",
    **dict.fromkeys(
        (
            "clot_more_likely",
            "calf_pain",
            "no_bend",
            "no_bend_this_week",
            "sore_bone",
            "sore_bone_this_week",
            "big_bruise",
            "swollen_after_injury",
            "blow",
            "fresh_injury_with_age",
            "sudden_from_50",
            "sudden_start",
            "swelling_that_stays",
            "swollen_knee",
            "constant_pain",
            "growing_lump",
            "stiff_for_an_hour",
            "nerve_like_pain",
            "operated_knee",
            "serious_illness",
            "serious_illness_and_deep_pain",
            "medicines_and_bone_or_tendon",
            "pregnancy",
            "pregnancy_and_deep_pain",
            "bone_stress",
            "bone_stress_and_walking",
            "possible_bone_stress",
            "painful_walking",
            "ache_at_rest",
            "groin_or_hip",
            "groin_or_hip_and_walking",
            "worse_at_rest",
            "no_better",
            "rice_did_not_help",
            "weaker_leg",
            "long_lasting",
            "from_55_on",
            "pain_elsewhere",
        ),
        NO_NEW_SIGN,
    ),
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
        assert flag.because == full.because
        if derived is UNDER_18 and id_ in SOONER_UNDER_18:
            assert full.level < flag.level == flag.when_unsure
        else:
            assert (flag.level, flag.when_unsure) == (full.level, full.when_unsure)
            assert flag.source == full.source


@pytest.mark.parametrize("item", SHARED)
def test_an_item_is_as_urgent_as_the_worst_of_its_signs(item: str) -> None:
    rule, ids = SHARED[item]
    flag = FOLLOW_UP.red_flag_by_id[rule]
    shared = [MEDIAL_KNEE.red_flag_by_id[id_] for id_ in ids]

    assert flag.when == answer(item).is_yes()
    assert flag.level == max(one.level for one in shared)
    assert flag.when_unsure == max(one.when_unsure for one in shared)
    assert flag.notes == tuple(note for one in shared for note in one.notes)
