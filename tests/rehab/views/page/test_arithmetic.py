import pytest

from rehab.programme.running.ceilings import ceilings
from rehab.programme.running.distance import Measure
from rehab.programme.told import History, RunTold
from rehab.views.page.arithmetic import Arithmetic, arithmetic
from rehab.views.page.rows import Planned
from tests.rehab.programme.running.somebody import (
    a_course,
    a_run,
    a_week,
    calm,
    day,
    planning_by_week,
)
from tests.rehab.views.page.test_progress import a_planned_week

ABOVE = "Last week was above its limit."
KM_20 = History(days=calm(-20, 0), runs=(*a_week(-14, 7, 6, 7), *a_week(-7, 7, 6, 7)))


def limits(
    history: History, *, planned: Planned | None = None, unit: str = "KM"
) -> Arithmetic | None:
    course = planning_by_week(weeks=2)
    most = ceilings(course, history, day(0))
    return arithmetic(course, most, planned=planned, unit=unit)


def test_on_the_ladder_there_is_no_arithmetic() -> None:
    for stage in (None, 12):
        course = a_course(stage=stage)
        most = ceilings(course, KM_20, day(0))
        assert arithmetic(course, most, planned=None, unit="KM") is None


def test_a_week_may_come_to_a_tenth_more_than_the_last() -> None:
    assert limits(KM_20) == Arithmetic(
        ceiling=22_000,
        measure=Measure.METRES,
        week="Last week 20 km, so at most 22 km.",
        longest="Your longest run in 30 days was 7 km, so at most 7.7 km.",
        planned="",
    )


def test_who_counts_in_miles_reads_miles() -> None:
    found = limits(KM_20, unit="MILES")

    assert found
    assert found.week == "Last week 12.4 miles, so at most 13.6 miles."


def test_a_planned_week_says_so_beside_the_limits_of_today() -> None:
    assert limits(KM_20, planned=a_planned_week(0, amount=21_000)) == Arithmetic(
        ceiling=22_000,
        measure=Measure.METRES,
        week="Last week 20 km, so at most 22 km.",
        longest="Your longest run in 30 days was 7 km, so at most 7.7 km.",
        planned="You planned 21 km in 3 runs.",
    )


@pytest.mark.parametrize(
    ("runs", "ceiling", "words"),
    [
        (
            (*a_week(-14, 6, 6, 8), *a_week(-7, 6, 6), a_run(-3, metres=8000, pain=6)),
            10_000,
            "A run was too much, so this week is a short one. Run at most 10 km.",
        ),
        (
            a_week(-14, 6, 6, 8),
            20_000,
            "You did not run last week. The time before it was 20 km, so at most 20 km.",
        ),
        (
            (*a_week(-14, 6, 6, 8), *a_week(-7, 8, 8, 8)),
            24_200,
            f"{ABOVE} The mean of 2 weeks is 22 km, so at most 24.2 km.",
        ),
    ],
    ids=["flare", "empty week", "mean of two"],
)
def test_a_planned_week_gives_the_reason_of_its_limit(
    runs: tuple[RunTold, ...], ceiling: int, words: str
) -> None:
    history = History(days=calm(-20, 0), runs=runs)

    found = limits(history, planned=a_planned_week(0))

    assert found
    assert (found.ceiling, found.week) == (ceiling, words)


def test_a_week_planned_by_time_is_told_in_minutes() -> None:
    found = limits(KM_20, planned=a_planned_week(0, by_time=True, amount=3600))

    assert found
    assert found.planned == "You planned 60 minutes in 3 runs."
