from datetime import timedelta

import pytest

from rehab.programme.running.distance import (
    Measure,
    Week,
    WeekRun,
    amount_of,
    as_run,
    in_words,
    measure_of,
    runs_of_week,
    terrain_of,
    week_done,
    week_of,
)
from rehab.programme.told import Intensity, Surface, Terrain
from tests.rehab.programme.running.somebody import (
    MONDAY,
    a_run,
    a_week,
    by_ladder,
    day,
    runs,
)

METRES, SECONDS = Measure.METRES, Measure.SECONDS


def test_weeks_go_from_monday_to_sunday() -> None:
    assert {week_of(day(n)) for n in range(7)} == {MONDAY}
    assert week_of(day(-1)) == MONDAY - timedelta(days=7)


def test_a_week_holds_the_runs_of_its_seven_days() -> None:
    history = runs(a_run(-1), a_run(0), a_run(6), a_run(7))

    assert runs_of_week(history, MONDAY) == history.runs[1:3]


def test_a_week_done_sums_up_its_runs() -> None:
    told = (*a_week(0, 5, 8), a_run(4, metres=2000, intensity=Intensity.TEMPO, climb=30))

    week = week_done(runs(*told), MONDAY, METRES)

    assert (week.amount, week.longest) == (15_000, 8000)
    assert (week.intensity, week.terrain) == (Intensity.TEMPO, Terrain.GENTLE_HILLS)


def test_an_empty_week_is_the_easiest() -> None:
    week = Week(begins_on=MONDAY, measure=METRES)

    assert (week.amount, week.longest) == (0, 0)
    assert (week.intensity, week.terrain) == (Intensity.EASY, Terrain.SOFT_FLAT)


def test_a_week_begins_on_a_monday_and_holds_no_other_days() -> None:
    with pytest.raises(ValueError, match="one week from a Monday"):
        Week(begins_on=day(1), measure=METRES)
    with pytest.raises(ValueError, match="one week from a Monday"):
        Week(begins_on=MONDAY, measure=METRES, runs=(WeekRun(on=day(7), amount=1),))


def test_no_run_comes_to_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="-1"):
        WeekRun(on=MONDAY, amount=-1)


def test_distance_counts_only_where_every_run_tells_it() -> None:
    with_metres, without = a_run(0, metres=5000), a_run(2)

    assert measure_of([with_metres]) is METRES
    assert measure_of([with_metres, without]) is SECONDS
    assert measure_of([]) is SECONDS


def test_the_walking_of_a_stage_is_not_running() -> None:
    walked = by_ladder(0, 3, metres=3000)  # 12 of 24 minutes are run
    with_the_walks = by_ladder(0, 12, minutes=40, metres=6000)

    assert (amount_of(walked, SECONDS), amount_of(walked, METRES)) == (720, 1500)
    assert amount_of(with_the_walks, SECONDS) == 30 * 60
    assert amount_of(with_the_walks, METRES) == 4500


def test_a_run_off_the_ladder_counts_in_full() -> None:
    run = a_run(0, minutes=40, metres=6001)

    assert (amount_of(run, SECONDS), amount_of(run, METRES)) == (2400, 6001)
    assert amount_of(a_run(0, minutes=0, metres=5), METRES) == 0


@pytest.mark.parametrize(
    ("told", "terrain"),
    [
        ({"climb": 50}, Terrain.SOFT_FLAT),
        ({"climb": 50, "surface": Surface.ROAD}, Terrain.ROAD_FLAT),
        ({"climb": 51}, Terrain.GENTLE_HILLS),
        ({"climb": 100, "surface": Surface.ROAD}, Terrain.GENTLE_HILLS),
        ({"climb": 101}, Terrain.ANY),
        ({"surface": Surface.ROUGH}, Terrain.ANY),
        ({"climb": 37, "metres": 0}, Terrain.GENTLE_HILLS),
        ({"climb": 36, "metres": 0}, Terrain.SOFT_FLAT),
    ],
)
def test_ground_goes_by_surface_and_climb(
    told: dict[str, object], terrain: Terrain
) -> None:
    run = a_run(0, **{"metres": 5000} | told)

    assert terrain_of(run) is terrain
    assert as_run(run, METRES).terrain is terrain


@pytest.mark.parametrize(
    ("amount", "measure", "words"),
    [
        (20_000, METRES, "20 km"),
        (22_000, METRES, "22 km"),
        (8850, METRES, "8.8 km"),
        (99, METRES, "0 km"),
        (5940, SECONDS, "99 minutes"),
        (119, SECONDS, "1 minute"),
        (0, SECONDS, "0 minutes"),
    ],
)
def test_amounts_in_words_are_rounded_down(
    amount: int, measure: Measure, words: str
) -> None:
    assert in_words(amount, measure) == words
