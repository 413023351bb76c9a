import pytest

from rehab.programme.running.distance import Measure
from rehab.programme.running.most import (
    Because,
    Most,
    most_a_week,
    ten_percent_more,
)
from rehab.programme.told import RunTold
from tests.rehab.programme.running.somebody import (
    a_run,
    a_week,
    by_ladder,
    day,
    planning_by_week,
    runs,
)

METRES, SECONDS = Measure.METRES, Measure.SECONDS


def week(*told: RunTold, on: int = 0, weeks: int = 2, allowance: bool = False) -> Most:
    course = planning_by_week(weeks=weeks)
    return most_a_week(course, runs(*told), day(on), METRES, allowance=allowance)


@pytest.mark.parametrize(("amount", "most"), [(20_000, 22_000), (19, 20), (9, 9), (0, 0)])
def test_ten_percent_more_is_rounded_down(amount: int, most: int) -> None:
    assert ten_percent_more(amount) == most


def test_a_week_may_come_to_10_percent_more_and_says_how() -> None:
    most = week(*a_week(-14, 6, 6, 7), *a_week(-7, 6, 6, 8))

    assert most == Most(
        amount=22_000,
        base=20_000,
        because=Because.TEN_PERCENT,
        words="Last week 20 km, so at most 22 km.",
    )
    assert not most.small_numbers


def test_time_counts_where_distance_does_not() -> None:
    told = tuple(by_ladder(n, 12) for n in (-7, -5, -3))
    course = planning_by_week(stage_since=day(-1))

    most = most_a_week(course, runs(*told), day(0), SECONDS, allowance=False)

    assert (most.amount, most.words) == (
        5940,
        "Last week 90 minutes, so at most 99 minutes.",
    )


@pytest.mark.parametrize(
    ("weeks", "because"),
    [
        (1, Because.TEN_PERCENT),
        (3, Because.TEN_PERCENT),
        (4, Because.FOURTH_WEEK),
        (5, Because.TEN_PERCENT),
        (8, Because.FOURTH_WEEK),
    ],
)
def test_every_fourth_week_holds(weeks: int, because: Because) -> None:
    most = week(*a_week(-14, 10, 10), *a_week(-7, 10, 10), weeks=weeks)

    assert most.because is because
    assert most.held is (because is Because.FOURTH_WEEK)
    assert most.amount == (20_000 if most.held else 22_000)


def test_after_a_run_that_was_a_little_too_much_the_week_holds() -> None:
    last_week = (*a_week(-14, 10, 10), *a_week(-7, 10), *a_week(-5, 10, pain=3))

    most = week(*last_week)

    assert (most.because, most.amount, most.held) == (Because.TOO_MUCH, 20_000, True)


def test_after_a_week_of_nothing_the_one_before_is_repeated() -> None:
    most = week(*a_week(-14, 10, 8))
    long_ago = week(*a_week(-28, 10, 8))

    assert (most.because, most.amount, most.held) == (Because.NOTHING, 18_000, True)
    assert most.words == (
        "You did not run last week. The time before it was 18 km, so at most 18 km."
    )
    assert long_ago.amount == 18_000


def test_after_a_week_of_nothing_one_that_was_far_too_much_is_not_repeated() -> None:
    most = week(*a_week(-21, 5, 5, 5), *a_week(-14, 20, 20, 20), weeks=6)

    assert (most.because, most.held) == (Because.ABOVE_LIMIT, True)
    assert most.amount == 37_500
    assert most.words == (
        "You did not run last week. The time before it was above its limit. "
        "The mean of 2 weeks is 37.5 km, so at most 37.5 km."
    )


def test_after_a_week_of_nothing_a_flare_still_halves() -> None:
    before = (*a_week(-21, 6, 6, 6), *a_week(-14, 6, 6, 6))
    now = week(*before, a_run(0, metres=3000, pain=6), on=4, weeks=6)
    then = week(*before[:5], a_run(-10, metres=6000, pain=6), on=0, weeks=6)

    for most in (now, then):
        assert (most.because, most.amount, most.held) == (Because.FLARE, 9000, True)


def test_without_any_week_to_build_on_there_is_nothing_to_plan() -> None:
    most = week()

    assert (most.amount, most.words) == (0, "There is no week with runs to build on.")


def test_a_flare_halves_this_week_and_the_next() -> None:
    before = (*a_week(-21, 10, 10), *a_week(-14, 10, 10))
    flare = (a_run(-7, metres=12_000, pain=5),)

    that_week = week(*before, *flare, on=-6, weeks=6)
    next_week = week(*before, *flare, on=0, weeks=6)
    after_it = week(*before, *flare, *a_week(0, 5, 5), on=7, weeks=6)

    assert (that_week.because, that_week.amount) == (Because.FLARE, 10_000)
    assert that_week.words == "A run was too much, so take half of 20 km: at most 10 km."
    assert (next_week.because, next_week.amount, next_week.held) == (
        Because.FLARE,
        10_000,
        True,
    )
    assert (after_it.because, after_it.amount) == (Because.TEN_PERCENT, 11_000)


def test_half_is_never_above_10_percent_more() -> None:
    most = week(*a_week(-14, 10, 10), a_run(-7, metres=3000, pain=5))

    assert (most.because, most.amount, most.base) == (Because.FLARE, 3300, 3000)


def test_half_of_nothing_is_half_of_what_there_was() -> None:
    most = week(a_run(-7, metres=8000, pain=5))

    assert (most.because, most.amount) == (Because.FLARE, 4000)


def test_one_big_week_does_not_lead_to_a_bigger_one() -> None:
    most = week(*a_week(-14, 10, 10), *a_week(-7, 15, 15))

    assert (most.because, most.base, most.amount) == (Because.ABOVE_LIMIT, 25_000, 27_500)
    assert most.words == (
        "Last week was above its limit. The mean of 2 weeks is 25 km, so at most 27.5 km."
    )
    assert not most.held


def test_weeks_of_the_ladder_were_under_no_such_limit() -> None:
    told = (*a_week(-14, 5, 5), *a_week(-7, 10, 10))

    most = most_a_week(
        planning_by_week(stage_since=day(-6)), runs(*told), day(0), METRES, allowance=False
    )

    assert (most.because, most.amount) == (Because.TEN_PERCENT, 22_000)


def test_of_several_limits_the_lowest_counts_and_it_still_holds() -> None:
    most = week(*a_week(-14, 10, 10), *a_week(-7, 30, 30), weeks=4)

    assert (most.because, most.amount, most.held) == (Because.ABOVE_LIMIT, 44_000, True)


def test_the_allowance_for_small_numbers_names_itself() -> None:
    most = week(*a_week(-14, 4, 4), *a_week(-7, 4, 4), allowance=True)

    assert (most.because, most.amount, most.small_numbers) == (
        Because.SMALL_STEP,
        9000,
        True,
    )
    assert most.words == (
        "10 % of so little is tiny. Your clinic allows up to 1 km more. "
        "Last week 8 km, so at most 9 km."
    )


def test_the_allowance_counts_minutes_too() -> None:
    told = [a_run(n, minutes=20) for n in (-14, -12, -10, -7, -5, -3)]
    course = planning_by_week(weeks=2)

    most = most_a_week(course, runs(*told), day(0), SECONDS, allowance=True)

    assert most.amount == 68 * 60
    assert "Your clinic allows up to 8 minutes more." in most.words


@pytest.mark.parametrize(
    ("before", "last", "amount"),
    [
        (8, 8, 9000),
        (7, 7.7, 8700),
        (6, 6.6, 7600),
        (3, 3, 3900),  # no more than 30 % in two weeks
        (8, 9, 9900),  # not twice in a row
        (0, 8, 8800),  # no week before it to go by
        (15, 15, 16_500),  # not that small
        (2, 14.9, 9295),
    ],
)
def test_the_allowance_is_for_small_weeks_and_not_twice_in_a_row(
    before: float, last: float, amount: int
) -> None:
    told = (*(a_week(-14, before) if before else ()), *a_week(-7, last))

    assert week(*told, allowance=True).amount == amount


def test_without_the_setting_small_weeks_are_held_to_10_percent() -> None:
    assert week(*a_week(-14, 4, 4), *a_week(-7, 4, 4)).amount == 8800


def test_a_small_step_of_last_week_was_within_its_limit() -> None:
    most = week(*a_week(-14, 4, 4), *a_week(-7, 5, 4), allowance=True)

    assert (most.because, most.amount) == (Because.TEN_PERCENT, 9900)


def test_the_allowance_does_not_undo_a_week_that_holds() -> None:
    most = week(*a_week(-14, 4, 4), *a_week(-7, 4, 4), weeks=4, allowance=True)

    assert (most.because, most.amount) == (Because.FOURTH_WEEK, 8000)
