"""How long one run may be."""

from rehab.programme.running.distance import Measure
from rehab.programme.running.most import NOTHING_TO_GO_BY, Because, Most, most_in_one_go
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


def one_go(*told: RunTold, on: int = 0) -> Most:
    return most_in_one_go(planning_by_week(weeks=6), runs(*told), day(on), METRES)


def test_one_run_may_be_10_percent_longer_than_the_longest_of_30_days() -> None:
    most = one_go(*a_week(-21, 9), *a_week(-7, 5, 8))

    assert (most.amount, most.base) == (9900, 9000)
    assert most.words == ("Your longest run in 30 days was 9 km, so at most 9.9 km.")


def test_the_30_days_end_with_the_week_that_is_planned() -> None:
    # Sunday is day 6: 30 days before it is day -24.
    assert one_go(a_run(-24, metres=9000), a_run(-7, metres=5000)).base == 5000
    assert one_go(a_run(-23, metres=9000), a_run(-7, metres=5000)).base == 9000


def test_after_a_flare_it_begins_anew_with_half_of_the_longest_calm_run() -> None:
    before = (a_run(-14, metres=8000), a_run(-12, metres=10_000, pain=2))
    flare = a_run(-7, metres=12_000, pain=5)

    half = one_go(*before, flare)
    short = one_go(*before, flare, a_run(-1, metres=3000))
    longer = one_go(*before, flare, a_run(-1, metres=4000))

    assert (half.because, half.amount) == (Because.FLARE, 4000)
    assert half.words == (
        "A run was too much. Your longest calm one before it was 8 km. "
        "Start again with half: at most 4 km."
    )
    assert (short.because, short.amount) == (Because.FLARE, 4000)
    assert (longer.because, longer.amount) == (Because.AFTER_FLARE, 4400)
    assert longer.words == ("Since the bad run your longest was 4 km, so at most 4.4 km.")


def test_without_a_calm_run_before_a_flare_any_that_was_not_too_much_counts() -> None:
    before = a_run(-12, metres=10_000, pain=2)

    assert one_go(before, a_run(-7, metres=12_000, pain=5)).amount == 5000
    assert one_go(a_run(-7, metres=12_000, pain=5)) == NOTHING_TO_GO_BY
    assert one_go() == NOTHING_TO_GO_BY


def test_a_run_far_too_long_does_not_lift_the_next_limit_at_once() -> None:
    told = (*a_week(-14, 8, 8), *a_week(-7, 20))

    assert (one_go(*told).base, one_go(*told).amount) == (8800, 9680)
    assert one_go(*told, a_run(-1, metres=20_000)).base == 9680


def test_the_first_run_in_30_days_and_those_of_the_ladder_count_in_full() -> None:
    assert one_go(a_run(-45, metres=5000), a_run(-7, metres=9000)).base == 9000
    assert one_go(a_run(-30, metres=5000), a_run(-7, metres=9000)).base == 5500
    course = planning_by_week(weeks=6)
    told = runs(by_ladder(-9, 5), by_ladder(-7, 12))
    assert most_in_one_go(course, told, day(0), SECONDS).base == 1800


def test_after_a_flare_a_run_counts_up_to_half_of_the_longest_calm_one() -> None:
    told = (a_run(-14, metres=8000), a_run(-7, metres=8000, pain=5))

    most = one_go(*told, a_run(-1, metres=8000))

    assert (most.because, most.base) == (Because.AFTER_FLARE, 4000)


def test_if_there_was_nothing_before_a_flare_the_first_run_after_it_counts() -> None:
    most = one_go(a_run(-7, metres=8000, pain=5), a_run(-1, metres=3000))

    assert (most.because, most.base) == (Because.AFTER_FLARE, 3000)
