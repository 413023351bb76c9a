import pytest

from rehab.programme.course import Course
from rehab.programme.running.distance import Measure, week_done
from rehab.programme.running.variety import EASIEST, Variety, variety
from rehab.programme.told import History, Intensity, RunTold, Terrain
from tests.rehab.programme.running.somebody import (
    a_course,
    a_week,
    day,
    planning_by_week,
    runs,
)

OLD = 20_000


def fortnight(*km: float, **given: object) -> tuple[RunTold, ...]:
    return (*a_week(-14, *km, **given), *a_week(-7, *km, **given))


def opened(course: Course, history: History) -> Variety:
    weeks = tuple(week_done(history, day(-n), Measure.METRES) for n in (7, 14))
    return variety(course, history, day(0), (weeks[0], weeks[1]))


def after(weeks: int, *told: RunTold, old: int | None = OLD, phase: int = 4) -> Variety:
    course = planning_by_week(weeks=weeks, runner={"weekly_metres": old}, phase=phase)
    return opened(course, runs(*(told or fortnight(7, 7, 6))))


def test_on_the_ladder_it_is_soft_flat_and_easy() -> None:
    history = runs(*fortnight(7, 7, 6))

    assert opened(a_course(stage=12), history) == EASIEST
    assert opened(a_course(), history) == EASIEST
    assert (EASIEST.intensity, EASIEST.terrain, EASIEST.road_percent) == (
        Intensity.EASY,
        Terrain.SOFT_FLAT,
        0,
    )


@pytest.mark.parametrize(
    ("weeks", "intensity", "terrain", "road"),
    [
        (0, Intensity.EASY, Terrain.SOFT_FLAT, 0),
        (1, Intensity.EASY, Terrain.SOFT_FLAT, 0),
        (2, Intensity.EASY, Terrain.ROAD_FLAT, 25),
        (4, Intensity.EASY, Terrain.GENTLE_HILLS, 50),
        (5, Intensity.STRIDES, Terrain.GENTLE_HILLS, 50),
        (6, Intensity.STRIDES, Terrain.GENTLE_HILLS, 100),
        (7, Intensity.TEMPO, Terrain.GENTLE_HILLS, 100),
        (8, Intensity.INTERVALS, Terrain.GENTLE_HILLS, 100),
        (9, Intensity.INTERVALS, Terrain.ANY, 100),
        (10, Intensity.RACE, Terrain.ANY, 100),
    ],
)
def test_ground_and_speed_open_one_after_the_other(
    weeks: int, intensity: Intensity, terrain: Terrain, road: int
) -> None:
    found = after(weeks)

    assert found == Variety(intensity=intensity, terrain=terrain, road_percent=road)


@pytest.mark.parametrize(
    ("km", "intensity", "terrain"),
    [
        ((4, 4, 3.9), Intensity.EASY, Terrain.ROAD_FLAT),  # below 60 %
        ((4, 4, 4), Intensity.EASY, Terrain.GENTLE_HILLS),
        ((5, 5, 4), Intensity.STRIDES, Terrain.GENTLE_HILLS),  # 70 %
        ((6, 5, 5), Intensity.TEMPO, Terrain.GENTLE_HILLS),  # 80 %
        ((6, 6, 6), Intensity.RACE, Terrain.ANY),  # 90 %
    ],
)
def test_hills_and_speed_wait_for_a_share_of_the_old_distance(
    km: tuple[float, ...], intensity: Intensity, terrain: Terrain
) -> None:
    found = after(20, *fortnight(*km))

    assert (found.intensity, found.terrain) == (intensity, terrain)


def test_a_race_waits_for_two_full_weeks() -> None:
    found = after(20, *a_week(-14, 6, 6, 5), *a_week(-7, 6, 6, 6))

    assert found.intensity is Intensity.INTERVALS


def test_hills_and_speed_wait_for_strong_legs_and_the_road_does_not() -> None:
    found = after(20, phase=3)

    assert (found.intensity, found.terrain) == (Intensity.EASY, Terrain.ROAD_FLAT)


@pytest.mark.parametrize("old", [None, 0])
def test_where_the_old_distance_is_not_known_it_takes_two_weeks_more(
    old: int | None,
) -> None:
    assert after(2, old=old).terrain is Terrain.ROAD_FLAT
    assert after(5, old=old).terrain is Terrain.ROAD_FLAT
    assert after(6, old=old).terrain is Terrain.GENTLE_HILLS
    assert after(6, old=old).intensity is Intensity.EASY
    assert after(7, old=old).intensity is Intensity.STRIDES


def test_time_is_held_against_the_old_distance_at_a_slow_pace() -> None:
    course = planning_by_week(weeks=20, runner={"weekly_metres": OLD})  # 140 minutes
    told = runs(*fortnight(7, 7))  # 84 minutes, 60 %
    weeks = tuple(week_done(told, day(-n), Measure.SECONDS) for n in (7, 14))

    found = variety(course, told, day(0), (weeks[0], weeks[1]))

    assert (found.intensity, found.terrain) == (Intensity.EASY, Terrain.GENTLE_HILLS)


@pytest.mark.parametrize(
    "told",
    [
        fortnight(7, 7, 6, pain=2),
        (*fortnight(7, 7), *a_week(-3, 6, pain=3)),
        a_week(-7, 10, 10),  # only two
        fortnight(7, 7, 6, next_morning=None),  # nobody knows how the knee took them
    ],
)
def test_nothing_new_opens_without_a_calm_fortnight(told: tuple[RunTold, ...]) -> None:
    found = after(20, *told)

    assert (found.intensity, found.terrain) == (Intensity.EASY, Terrain.SOFT_FLAT)


def test_what_was_done_last_week_stays_open_without_one() -> None:
    told = fortnight(7, 7, 6, pain=2, intensity=Intensity.TEMPO, climb=100)

    found = after(20, *told)
    too_early = after(5, *told)

    assert (found.intensity, found.terrain) == (Intensity.TEMPO, Terrain.GENTLE_HILLS)
    assert too_early.intensity is Intensity.STRIDES


def test_a_run_that_was_too_much_closes_hills_and_speed_for_a_fortnight() -> None:
    told = (*fortnight(7, 7), *a_week(-3, 6, pain=5))
    long_ago = (*a_week(-15, 6, pain=5), *a_week(-13, 7, 7), *a_week(-7, 7, 7, 6))

    found = after(20, *told)

    assert found == Variety(
        intensity=Intensity.EASY, terrain=Terrain.ROAD_FLAT, road_percent=100
    )
    assert after(1, *told).terrain is Terrain.SOFT_FLAT
    assert after(20, *long_ago).intensity > Intensity.EASY
