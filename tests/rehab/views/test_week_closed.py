"""Day 0 is a Monday; see ``somebody``."""

from typing import Any

import pytest

from rehab.programme.running.ceilings import ceilings
from rehab.views.week_closed import CALM, closed_of
from tests.rehab.programme.running.somebody import (
    a_run,
    a_week,
    day,
    planning_by_week,
    runs,
)


def closed(*told: Any, unit: str = "KM", **given: Any) -> dict[str, tuple[str, ...]]:
    """Return what is missing on day 0, by the name of what is closed."""
    course = planning_by_week(**given)
    found = ceilings(course, runs(*told), day(0))
    return {each.name: each.missing for each in closed_of(course, found, day(0), unit=unit)}


def test_weeks_strength_and_distance_are_what_is_missing() -> None:
    runner = {"weekly_metres": 40_000}

    missing = closed(*a_week(-7, 6, 6, 6), weeks=1, phase=3, runner=runner)

    assert missing["Some running on a flat road"] == ("1 more week of easy running.",)
    assert missing["Gentle hills"] == (
        "3 more weeks of easy running.",
        "Phase 3 of your exercises done.",
        "A week of 24 km: 60 % of what you ran before.",
    )


def test_whoever_does_not_tell_what_they_ran_before_waits_longer() -> None:
    missing = closed(*a_week(-7, 6, 6, 6), weeks=1)

    assert missing["Some running on a flat road"] == ("1 more week of easy running.",)
    assert missing["Gentle hills"] == ("5 more weeks of easy running.",)


def test_if_nothing_else_is_missing_it_is_calm_runs() -> None:
    assert closed(*a_week(-7, 6, 6, 6, pain=2), weeks=2)["Some running on a flat road"] == (
        CALM,
    )


def test_what_is_open_is_not_listed() -> None:
    missing = closed(*a_week(-14, 6, 6, 6), *a_week(-7, 6, 6, 6), weeks=20)

    assert missing == {}


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("KM", "A week of 168 minutes: 60 % of what you ran before."),
        ("MILES", "A week of 168 minutes: 60 % of what you ran before."),
    ],
)
def test_an_old_distance_stands_for_time_where_no_distance_is_told(
    unit: str, words: str
) -> None:
    told = (a_run(-7), a_run(-5))

    missing = closed(*told, unit=unit, weeks=5, runner={"weekly_metres": 40_000})

    assert missing["Gentle hills"] == (words,)
