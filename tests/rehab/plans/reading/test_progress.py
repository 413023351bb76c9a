"""What charts draw, counted; how it is shown to the runner is tested with their page."""

from dataclasses import dataclass
from datetime import date

from rehab.charts.days import Zone
from rehab.plans.reading.progress import ceilings_of, first_shown, runs_by_week, zones_of
from rehab.programme.pain.limits import BY_DEFAULT, ON_BONE
from rehab.programme.running.distance import Measure
from rehab.programme.told import History

MONDAY = date(2026, 11, 16)


@dataclass
class AWeek:
    begins_on: date
    by_time: bool
    ceiling: int


def test_eight_weeks_are_shown_this_one_included() -> None:
    assert first_shown(date(2026, 11, 22)) == date(2026, 9, 28)


def test_pain_means_three_things_or_two_where_none_is_all_right() -> None:
    assert zones_of(BY_DEFAULT) == (
        Zone("fine", "fine", 3),
        Zone("less", "do less", 5),
        Zone("stop", "too much", 10),
    )
    assert zones_of(ON_BONE) == (Zone("fine", "fine", 0), Zone("stop", "too much", 10))


def test_ceilings_count_in_one_measure() -> None:
    weeks = [
        AWeek(MONDAY, by_time=False, ceiling=22_000),
        AWeek(MONDAY, by_time=True, ceiling=3600),
    ]

    assert ceilings_of(weeks, Measure.METRES) == {MONDAY: 22_000}
    assert ceilings_of(weeks, Measure.SECONDS) == {MONDAY: 3600}


def test_without_a_run_there_is_nothing_to_draw() -> None:
    assert runs_by_week(History(), MONDAY) is None
