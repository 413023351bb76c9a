from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.programme.care.rice import (
    COMPRESSION,
    ELEVATION,
    ICE,
    ICE_GAP,
    ICE_MINUTES,
    REST,
    RULES_OUT_COMPRESSION,
    RULES_OUT_ICE,
    items_until_seen,
    rice_items,
)
from rehab.programme.mails.calendar import APART

FOUR = (REST, ICE, COMPRESSION, ELEVATION)


def test_the_first_days_have_four_items_that_say_what_how_and_why() -> None:
    items = rice_items(no_ice=False, no_compression=False)

    assert [item.name for item in items] == ["Rest", "Ice", "Compression", "Elevation"]
    for item in items:
        assert all([item.how, item.how_long, item.why, item.limits, item.note, item.source])


def test_what_health_rules_out_is_left_out() -> None:
    assert rice_items(no_ice=True, no_compression=False) == (REST, COMPRESSION, ELEVATION)
    assert rice_items(no_ice=False, no_compression=True) == (REST, ICE, ELEVATION)
    assert rice_items(no_ice=True, no_compression=True) == (REST, ELEVATION)


def test_nothing_tells_somebody_without_ice_or_bandage_to_use_it() -> None:
    for item in (REST, ELEVATION):
        words = " ".join([item.why, *item.how, item.how_long, *item.limits]).lower()

        assert "ice" not in words.split()
        assert "bandage" not in words


@given(least=st.integers(0, 60), most=st.integers(0, 60))
def test_checklist_35_ice_is_never_outside_15_to_20_minutes(least: int, most: int) -> None:
    if 15 <= least <= most <= 20:
        assert replace(ICE, minutes=(least, most)).minutes == (least, most)
    else:
        with pytest.raises(ValueError, match="ice is 15 to 20 minutes"):
            replace(ICE, minutes=(least, most))


def test_checklist_37_ice_eases_pain_and_inflammation_and_says_what_is_known() -> None:
    assert ICE.why == "Ice eases pain and inflammation."
    assert ICE.note == "Ice numbs pain. It has not been shown to speed up healing."


def test_checklist_38_compression_is_elastic_against_swelling_and_not_too_tight() -> None:
    assert COMPRESSION.why == "Compression holds back swelling."
    assert COMPRESSION.how[0] == "Use an elastic bandage or a tube bandage."
    assert COMPRESSION.limits[:2] == (
        "Too tight? Toes turn blue or cold, go numb or tingle.",
        "Then take it off at once. Wrap it looser later.",
    )


def test_checklist_39_elevation_is_above_the_heart_and_lets_fluid_drain() -> None:
    assert ELEVATION.why == "With the leg up, fluid can drain from the knee."
    assert ELEVATION.how[-1] == "Bring the knee above the heart."


def test_ice_without_a_time_is_refused() -> None:
    with pytest.raises(ValueError, match="not None"):
        replace(ICE, minutes=None)


def test_the_words_say_the_numbers() -> None:
    assert ICE_MINUTES == (15, 20)
    assert "15 to 20 minutes, several times a day. Leave at least 2 hours" in ICE.how_long


def test_reminders_come_no_closer_than_ice_may() -> None:
    assert ICE_GAP <= APART


def test_a_list_of_obstacles_is_short_and_each_of_its_own() -> None:
    for obstacles in (RULES_OUT_ICE, RULES_OUT_COMPRESSION):
        assert len(obstacles) <= 7

    keys = [obstacle.key for obstacle in (*RULES_OUT_ICE, *RULES_OUT_COMPRESSION)]
    assert all(one != other for one, other in pairwise(sorted(keys)))


@pytest.mark.parametrize(
    ("injury", "names"),
    [
        (True, ["Rest", "Ice", "Compression", "Elevation"]),
        (False, ["Rest", "Elevation"]),
    ],
)
def test_until_a_visit_ice_and_a_bandage_are_for_an_injury_alone(
    *, injury: bool, names: list[str]
) -> None:
    items = items_until_seen(injury=injury, no_ice=False, no_compression=False)

    assert [item.name for item in items] == names
    assert items[0].how_long == "Until you have been seen and know what you may do."
    assert not any("Gentle" in step for step in (items[0].how_long, *items[0].how))


def test_until_a_visit_what_is_ruled_out_stays_out() -> None:
    items = items_until_seen(injury=True, no_ice=True, no_compression=True)

    assert [item.name for item in items] == ["Rest", "Elevation"]
