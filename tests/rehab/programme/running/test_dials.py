"""Day 0 is a Monday; see ``somebody``."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.programme.course import Course, Runner
from rehab.programme.running.ceilings import ceilings
from rehab.programme.running.dials import (
    Clash,
    Dials,
    DialsClash,
    free_days,
    suggest_dials,
    week_by_dials,
)
from rehab.programme.running.distance import Measure, Week, WeekRun
from rehab.programme.running.variety import Variety
from rehab.programme.running.weeks import check_week
from rehab.programme.told import Intensity, Terrain
from tests.rehab.programme.running.limits import a_run_of, limits, most
from tests.rehab.programme.running.somebody import (
    a_run,
    a_week,
    day,
    planning_by_week,
    runs,
)

EASY, STRIDES, TEMPO = Intensity.EASY, Intensity.STRIDES, Intensity.TEMPO
SOFT, ROAD, HILLS = Terrain.SOFT_FLAT, Terrain.ROAD_FLAT, Terrain.GENTLE_HILLS


def dials(runs: int, km: float, longest: float, **given: Any) -> Dials:
    return Dials(runs=runs, amount=round(km * 1000), longest=round(longest * 1000), **given)


def told(week: Week) -> list[tuple[date, int]]:
    return [(run.on, run.amount) for run in week.runs]


def test_runs_are_on_every_other_day_and_the_longest_comes_last() -> None:
    week = week_by_dials(dials(3, 20, 8), limits(), day(0))

    assert told(week) == [(day(0), 6000), (day(2), 6000), (day(4), 8000)]
    assert {(run.intensity, run.terrain) for run in week.runs} == {(EASY, SOFT)}


def test_what_was_run_counts_and_a_day_of_rest_follows_it() -> None:
    done = limits(a_run_of(0, 5), a_run_of(2, 5))

    week = week_by_dials(dials(3, 18, 8), done, day(2))

    assert told(week) == [(day(4), 8000)]


@pytest.mark.parametrize(
    ("given", "first"),
    [({}, 1), ({"ran_on": day(0)}, 2), ({"rest_until": day(4)}, 4), ({"done": ()}, 1)],
)
def test_days_are_free_after_rest(given: dict[str, Any], first: int) -> None:
    days = free_days(limits(**given), day(1))

    assert days == tuple(day(n) for n in range(first, 7, 2))


@pytest.mark.parametrize(
    ("wanted", "clash"),
    [
        (dials(1, 18, 8), Clash.FEW_RUNS),
        (dials(4, 18, 8), Clash.FEW_DAYS),
        (dials(2, 5, 3), Clash.LITTLE),
        (dials(3, 18, 6), Clash.SHORT),
        (dials(3, 18, 14), Clash.LONG),
    ],
)
def test_dials_that_fit_no_week_say_why(wanted: Dials, clash: Clash) -> None:
    with pytest.raises(DialsClash) as refused:
        week_by_dials(wanted, limits(a_run_of(1, 5)), day(3))

    assert refused.value.clash == clash


def test_what_is_rounded_is_no_clash() -> None:
    week = week_by_dials(dials(3, 22, 7.3), limits(), day(0))

    assert [run.amount for run in week.runs] == [7300, 7300, 7300]


def test_one_run_is_faster_and_it_is_not_the_longest() -> None:
    week = week_by_dials(dials(3, 20, 8, intensity=STRIDES), limits(), day(0))

    assert [run.intensity for run in week.runs] == [STRIDES, EASY, EASY]


def test_as_many_runs_are_harder_as_the_week_before() -> None:
    last = tuple(a_run_of(n, 5, intensity=STRIDES, terrain=HILLS) for n in (-7, -5))
    wanted = dials(3, 20, 8, intensity=STRIDES, terrain=HILLS)

    week = week_by_dials(wanted, limits(last=last), day(0))

    assert [run.intensity for run in week.runs] == [STRIDES, STRIDES, EASY]
    assert [run.terrain for run in week.runs] == [HILLS, HILLS, SOFT]


def test_what_was_harder_already_counts() -> None:
    done = limits(a_run_of(0, 5, intensity=STRIDES, terrain=HILLS))
    same = dials(3, 20, 8, intensity=STRIDES, terrain=HILLS)

    week = week_by_dials(same, done, day(1))
    harder = week_by_dials(dials(3, 20, 8, intensity=TEMPO), done, day(1))

    assert [run.intensity for run in week.runs] == [EASY, EASY]
    assert [run.terrain for run in week.runs] == [SOFT, SOFT]
    assert [run.intensity for run in harder.runs] == [TEMPO, EASY]


def test_a_run_on_the_road_is_as_short_as_its_share_asks_for() -> None:
    week = week_by_dials(dials(3, 20, 8, terrain=ROAD), limits(), day(0))

    assert told(week) == [(day(0), 5000), (day(2), 7000), (day(4), 8000)]
    assert [run.terrain for run in week.runs] == [ROAD, SOFT, SOFT]


def test_a_run_on_the_road_takes_what_the_others_cannot() -> None:
    week = week_by_dials(dials(2, 16, 10, terrain=ROAD), limits(), day(0))
    alone = week_by_dials(dials(1, 8, 8, terrain=ROAD), limits(), day(0))

    assert told(week) == [(day(0), 6000), (day(2), 10_000)]
    assert [(run.amount, run.terrain) for run in alone.runs] == [(8000, ROAD)]


def test_what_was_run_on_the_road_is_off_its_share() -> None:
    last = tuple(a_run_of(n, 5, terrain=ROAD) for n in (-7, -5))
    done = limits(a_run_of(0, 2, terrain=ROAD), last=last)

    week = week_by_dials(dials(4, 20, 9, terrain=ROAD), done, day(1))

    assert [(run.amount, run.terrain) for run in week.runs] == [
        (3000, ROAD),
        (6000, SOFT),
        (9000, SOFT),
    ]


def test_time_is_shared_like_distance() -> None:
    by_time = limits(measure=Measure.SECONDS, week=most(5400), longest=most(2400))

    week = week_by_dials(Dials(runs=3, amount=5400, longest=1800), by_time, day(0))

    assert week.measure is Measure.SECONDS
    assert [run.amount for run in week.runs] == [1800, 1800, 1800]


def suggested(course: Course, *told: Any, on: int = 0) -> Dials | None:
    found = ceilings(course, runs(*told), day(on))
    return suggest_dials(course.runner, found, day(on))


def test_as_much_as_may_be_is_suggested_in_runs_of_about_the_same() -> None:
    course = planning_by_week(weeks=2)

    assert suggested(course, *a_week(-7, 8, 6, 6)) == dials(3, 22, 7.4)


def test_a_suggestion_is_never_longer_than_the_longest_run_may_be() -> None:
    course = planning_by_week(weeks=2)

    assert suggested(course, *a_week(-7, 5, 5, 5, 5)) == dials(3, 16.5, 5.5)


def test_nothing_is_suggested_once_enough_was_run_or_no_day_is_left() -> None:
    course = planning_by_week(weeks=2)
    before = a_week(-7, 8, 6, 6)

    assert suggested(course, *before, *a_week(0, 6, 6, 6), on=5) is None
    assert suggested(course, *before, on=6) == dials(1, 8.8, 8.8)
    assert suggested(course, *before, a_run(5, metres=6000), on=6) is None
    assert suggested(course, *before, a_run(0, metres=25_000), on=2) is None


def test_nothing_is_suggested_while_running_is_locked_or_nothing_was_run() -> None:
    locked = planning_by_week(weeks=2, paused=True)

    assert suggested(locked, *a_week(-7, 8, 6, 6)) is None
    assert suggested(planning_by_week(weeks=2)) is None


def test_what_was_faster_or_hillier_is_held_while_the_distance_rises() -> None:
    last = a_week(-7, 8, 6, 6, intensity=STRIDES)

    found = suggested(planning_by_week(weeks=21, phase=5), *last)

    assert found == dials(3, 22, 7.4, intensity=STRIDES)


def test_after_one_harder_run_the_distance_does_not_rise() -> None:
    course = planning_by_week(weeks=21, phase=5)
    fast = a_run(0, metres=6000, intensity=STRIDES)

    found = suggested(course, *a_week(-7, 8, 6, 6), fast, on=1)

    assert found == dials(3, 20, 7)


@given(
    last=st.lists(st.integers(1000, 20_000), min_size=1, max_size=4),
    done=st.lists(st.integers(1000, 20_000), max_size=3),
    hard=st.tuples(st.sampled_from(Intensity), st.sampled_from(Terrain)),
    on=st.integers(0, 6),
)
def test_what_is_suggested_breaks_no_limit(
    last: list[int], done: list[int], hard: tuple[Intensity, Terrain], on: int
) -> None:
    def week(monday: int, metres: list[int]) -> tuple[WeekRun, ...]:
        days = (day(monday + 2 * n) for n in range(4))
        pairs = zip(days, metres, strict=False)
        return tuple(WeekRun(on=each, amount=amount) for each, amount in pairs)

    found = limits(
        *week(0, done),
        last=week(-7, last),
        week=most(sum(last) * 11 // 10),
        longest=most(max(last) * 11 // 10),
        variety=Variety(intensity=hard[0], terrain=hard[1]),
    )

    wanted = suggest_dials(Runner(causes=("overload",)), found, day(on))

    assert wanted is None or not check_week(week_by_dials(wanted, found, day(on)), found)
