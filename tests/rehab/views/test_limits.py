"""Day 0 is a Monday. The limits are 22 km a week, and 10 km in one go."""

import pytest

from rehab.programme.running.dials import Dials, week_by_dials
from rehab.programme.running.distance import Measure
from rehab.programme.running.most import Because
from rehab.programme.running.refusals import Breach, Refusal
from rehab.programme.told import Terrain
from rehab.views.limits import LimitWords, limit_words, refusal_words, warning_words
from tests.rehab.programme.running.limits import a_run_of, limits, most
from tests.rehab.programme.running.somebody import day

ABOVE = "Last week was above its limit."
HALF = "A run was too much, so start again with half."
LAST_WEEK = "Last week 20 km, so at most 22 km."


@pytest.mark.parametrize(
    ("because", "words"),
    [
        (Because.TEN_PERCENT, LAST_WEEK),
        (
            Because.SMALL_STEP,
            "10 % of so little is tiny. Your clinic allows a little more. " + LAST_WEEK,
        ),
        (
            Because.ABOVE_LIMIT,
            f"{ABOVE} The mean of 2 weeks is 20 km, so at most 22 km.",
        ),
        (Because.FOURTH_WEEK, "Every fourth week holds. " + LAST_WEEK),
        (
            Because.TOO_MUCH,
            "A run was a little too much, so this week holds. " + LAST_WEEK,
        ),
        (
            Because.FLARE,
            "A run was too much, so this week is a short one. Run at most 22 km.",
        ),
        (
            Because.NOTHING,
            "You did not run last week. The time before it was 20 km, so at most 22 km.",
        ),
        (Because.STAGE, "Run for 2 minutes."),
    ],
)
def test_each_limit_of_a_week_says_how_it_comes(because: Because, words: str) -> None:
    week = most(22_000, because, base=20_000, words="Run for 2 minutes.")

    assert limit_words(limits(week=week), "KM").week == words


@pytest.mark.parametrize(
    ("because", "words"),
    [
        (
            Because.TEN_PERCENT,
            "Your longest run in 30 days was 8 km, so at most 10 km.",
        ),
        (
            Because.AFTER_FLARE,
            "Since the bad run your longest was 8 km, so at most 10 km.",
        ),
        (
            Because.FLARE,
            f"{HALF} Your longest calm one before it was 8 km, so at most 10 km.",
        ),
        (Because.LOCKED, "There is no running yet."),
    ],
)
def test_each_limit_of_one_run_says_how_it_comes(because: Because, words: str) -> None:
    longest = most(10_000, because, base=8000, words="There is no running yet.")

    assert limit_words(limits(longest=longest), "KM").longest == words


def test_without_any_week_to_build_on_the_rule_speaks_for_itself() -> None:
    nothing = most(0, Because.NOTHING, words="There is no week with runs to build on.")

    assert limit_words(limits(week=nothing), "KM").week == nothing.words


def test_what_was_run_so_far_is_told_in_the_unit_of_the_runner() -> None:
    told = limit_words(limits(a_run_of(0, 8.05)), "MILES")

    assert told == LimitWords(
        week="Last week 13.6 miles, so at most 13.6 miles.",
        longest=("Your longest run in 30 days was 6.2 miles, so at most 6.2 miles."),
        so_far="So far this week 5 miles.",
    )


def test_time_is_told_in_minutes() -> None:
    by_time = limits(measure=Measure.SECONDS, week=most(5940, base=5400))

    words = limit_words(by_time, "MILES").week

    assert words == "Last week 90 minutes, so at most 99 minutes."


def test_too_much_road_is_refused_with_its_sum() -> None:
    week, road = limits(), Refusal(Breach.ROAD, "At most 25 %.")
    wanted = Dials(runs=2, amount=16_000, longest=10_000, terrain=Terrain.ROAD_FLAT)
    planned = week_by_dials(wanted, week, day(0))

    said = refusal_words(road, planned, planned.runs, week, unit="KM")

    assert said == (
        "At most 25 % of a week may be on the road for now. Of 16 km that is 4 km."
    )
    assert warning_words(road, week, unit="KM") == (
        "At most 25 % of a week may be on the road for now."
    )
