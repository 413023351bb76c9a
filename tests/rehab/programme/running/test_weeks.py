from dataclasses import replace
from typing import Any

import pytest

from rehab.programme.running.ceilings import ceilings
from rehab.programme.running.distance import Measure, Week, WeekRun
from rehab.programme.running.refusals import Breach, Refusal, Variable, raised
from rehab.programme.running.weeks import check_run, check_week, with_done
from rehab.programme.told import (
    History,
    Intensity,
    Surface,
    Terrain,
)
from tests.rehab.programme.running.plans import (
    a_plan,
    breaches,
    built,
    by_week,
    limits,
    suggested,
)
from tests.rehab.programme.running.somebody import (
    MONDAY,
    a_course,
    a_run,
    a_week,
    by_ladder,
    day,
    runs,
)


def test_checklist_56_a_week_of_10_percent_more_may_stand() -> None:
    assert check_week(a_plan(7.5, 7, 7.5), limits()) == ()


def test_checklist_56_a_greedy_week_is_refused_with_the_arithmetic() -> None:
    (refused,) = check_week(a_plan(7.6, 7, 7.5), limits())

    assert refused == Refusal(
        Breach.WEEK,
        "These runs come to 22.1 km. That is too much for this week.",
        "Last week 20 km, so at most 22 km.",
    )


def test_checklist_56_a_logged_week_above_it_warns() -> None:
    history = built(*a_week(0, 7.5, 7.5))
    last = a_run(4, metres=7100, minutes=43)

    (warned,) = check_run(by_week(), history, last)

    assert (warned.id, warned.sums) == (
        Breach.WEEK,
        "Last week 20 km, so at most 22 km.",
    )


def test_one_run_that_is_too_long_is_refused_with_the_arithmetic() -> None:
    (refused,) = check_week(a_plan(7.8), limits())

    assert refused == Refusal(
        Breach.LONGEST,
        "One run of 7.8 km is too long for now.",
        "Your longest run in 30 days was 7 km, so at most 7.7 km.",
    )


@pytest.mark.parametrize(
    ("hard", "breach"),
    [
        ({"intensity": Intensity.STRIDES}, Breach.INTENSITY),
        ({"terrain": Terrain.ROAD_FLAT}, Breach.TERRAIN),
        ({"terrain": Terrain.GENTLE_HILLS}, Breach.TERRAIN),
    ],
)
@pytest.mark.parametrize("stage", [0, 1, 6, 12])
def test_checklist_57_the_ladder_is_soft_flat_and_easy_and_nothing_else(
    stage: int, hard: dict[str, Any], breach: Breach
) -> None:
    course = a_course(stage=stage)
    week = suggested(course, History(), day(0))
    found = ceilings(course, History(), day(0))
    edited = replace(week, runs=(replace(week.runs[0], **hard),))

    assert check_week(week, found) == ()
    assert (week.intensity, week.terrain) == (
        Intensity.EASY,
        Terrain.SOFT_FLAT,
    )
    assert breaches(check_week(edited, found)) == [breach]


@pytest.mark.parametrize("hard", [{"intensity": Intensity.TEMPO}, {"climb": 300}])
def test_checklist_57_a_logged_run_with_speed_or_hills_on_the_ladder_warns(
    hard: dict[str, Any],
) -> None:
    run = by_ladder(0, 3, metres=3000, **hard)

    assert len(check_run(a_course(stage=3), runs(run), run)) == 1
    assert check_run(a_course(stage=3), History(), by_ladder(0, 3)) == ()


@pytest.mark.parametrize(
    ("km", "hard", "words"),
    [
        (
            (7.5, 7, 7),
            {"intensity": Intensity.STRIDES},
            "This week would be longer and faster.",
        ),
        (
            (7.5, 7, 7),
            {"terrain": Terrain.GENTLE_HILLS},
            "This week would be longer and on harder ground.",
        ),
        (
            (6, 6, 6),
            {"terrain": Terrain.GENTLE_HILLS, "intensity": Intensity.STRIDES},
            "This week would be faster and on harder ground.",
        ),
    ],
)
def test_checklist_58_a_week_that_changes_two_things_is_refused_with_the_reason(
    km: tuple[float, ...], hard: dict[str, Any], words: str
) -> None:
    (refused,) = check_week(a_plan(*km, **hard), limits(weeks=9))

    assert (refused.id, refused.sums) == (Breach.ONE_CHANGE, words)
    assert refused.why == "Change one thing at a time: distance, speed or ground."


@pytest.mark.parametrize(
    ("km", "hard"),
    [
        ((7, 7, 7.5), {}),
        ((7, 6, 7), {"intensity": Intensity.STRIDES}),
        ((6, 6, 6), {"terrain": Terrain.GENTLE_HILLS}),
    ],
)
def test_checklist_58_one_change_may_stand(
    km: tuple[float, ...], hard: dict[str, Any]
) -> None:
    assert check_week(a_plan(*km, **hard), limits(weeks=9)) == ()


def test_more_fast_runs_or_more_on_hard_ground_are_changes_too() -> None:
    last = a_week(-7, 7, 6, 7, intensity=Intensity.TEMPO, surface=Surface.ROAD)
    found = ceilings(by_week(weeks=9), runs(last[0], *a_week(-5, 6, 7)), day(0))
    fast = a_plan(5, 5, 5)
    hard: Any = {"intensity": Intensity.STRIDES, "terrain": Terrain.ROAD_FLAT}
    two_fast = replace(fast, runs=tuple(replace(run, **hard) for run in fast.runs[:2]))

    assert raised(two_fast, found) == {Variable.INTENSITY, Variable.TERRAIN}
    assert raised(fast, found) == set()


def test_what_was_run_too_fast_leaves_easy_runs_and_no_more_distance() -> None:
    fast = a_run(0, metres=7000, minutes=42, intensity=Intensity.TEMPO)
    found = limits(fast, on=1, weeks=9)

    assert raised(with_done(a_plan(7, 6, 7), found), found) == set()
    assert check_week(a_plan(7, 6, 7), found) == ()
    (refused,) = check_week(a_plan(7, 6.5, 7), found)
    assert refused.sums == "This week would be longer and faster."
    assert suggested(by_week(weeks=9), built(fast), day(1)).amount == 13_000


def test_what_was_run_too_fast_and_too_hilly_leaves_easy_runs() -> None:
    wild = a_run(0, metres=7000, intensity=Intensity.TEMPO, climb=300)
    found = limits(wild, on=1, weeks=9)

    assert check_week(a_plan(7, 6, 7), found) == ()
    assert breaches(check_week(a_plan(7, 6.5, 7), found)) == [Breach.ONE_CHANGE]


def test_in_a_week_that_holds_nothing_goes_up() -> None:
    found = limits(weeks=8)  # every fourth

    assert breaches(check_week(a_plan(7, 6, 7), found)) == []
    assert breaches(check_week(a_plan(7, 7, 7), found)) == [Breach.WEEK]
    faster = a_plan(6, 6, 6, intensity=Intensity.STRIDES)
    assert breaches(check_week(faster, found)) == [Breach.ONE_CHANGE]


def test_speed_and_ground_that_are_not_open_yet_are_refused() -> None:
    fast = a_plan(6, 6, 6, intensity=Intensity.STRIDES)
    hilly = a_plan(6, 6, 6, terrain=Terrain.GENTLE_HILLS)

    assert breaches(check_week(fast, limits(weeks=3))) == [Breach.INTENSITY]
    assert breaches(check_week(hilly, limits(weeks=3))) == [Breach.TERRAIN]


def test_only_a_share_of_the_week_may_be_on_the_road() -> None:
    road: Any = {"terrain": Terrain.ROAD_FLAT}

    assert check_week(a_plan(7, 6, 4.3, **road), limits()) == ()
    (refused,) = check_week(a_plan(7, 6, 4.4, **road), limits())
    assert refused == Refusal(
        Breach.ROAD,
        "At most 25 % of a week may be on the road for now.",
        "Of 17.4 km that is 4.3 km.",
    )


def test_days_in_a_row_are_refused_also_after_the_week_before() -> None:
    in_a_row = replace(
        a_plan(5, 5), runs=(WeekRun(on=day(1), amount=1), WeekRun(on=day(2), amount=1))
    )
    twice = replace(
        a_plan(5), runs=(WeekRun(on=day(1), amount=1), WeekRun(on=day(1), amount=2))
    )
    on_sunday = ceilings(by_week(), built(a_run(-1, metres=100)), day(0))

    assert breaches(check_week(in_a_row, limits())) == [Breach.REST_DAY]
    assert breaches(check_week(twice, limits())) == [Breach.REST_DAY]
    assert breaches(check_week(a_plan(5), on_sunday)) == [Breach.REST_DAY]


def test_runs_in_a_row_that_were_run_speak_against_no_other() -> None:
    done = (a_run(0, metres=1000), a_run(1, metres=1000))
    later = Week(
        begins_on=MONDAY,
        measure=Measure.METRES,
        runs=(WeekRun(on=day(4), amount=1000),),
    )

    assert check_week(later, limits(*done, on=2)) == ()


def test_the_ladder_allows_so_many_runs_a_week() -> None:
    course = a_course(stage=4)
    found = ceilings(course, History(), day(0))
    planned = Week(
        begins_on=MONDAY,
        measure=Measure.SECONDS,
        runs=tuple(WeekRun(on=day(n), amount=600) for n in (0, 2, 4, 6)),
    )

    (refused,) = check_week(planned, found)

    assert refused == Refusal(Breach.RUNS, "Run 3 times a week at most.")


def test_a_longer_run_than_the_stage_is_refused() -> None:
    found = ceilings(a_course(stage=4), History(), day(0))
    planned = a_plan(1.2, measure=Measure.SECONDS)  # 20 minutes of running, not 15

    assert breaches(check_week(planned, found)) == [Breach.LONGEST]


def test_nothing_is_planned_before_the_rest_is_over() -> None:
    found = limits(rest_until=day(2))

    assert breaches(check_week(a_plan(5), found)) == [Breach.RESTING]
    later = replace(a_plan(5), runs=(WeekRun(on=day(2), amount=5000),))
    assert check_week(later, found) == ()


def test_while_running_is_locked_each_reason_is_told() -> None:
    found = ceilings(a_course(paused=True), History(), day(0))

    refused = check_week(a_plan(1, measure=Measure.SECONDS), found)

    assert {refusal.id for refusal in refused} == {Breach.LOCKED}
    assert [refusal.why for refusal in refused] == [lock.words for lock in found.locks]
    assert check_week(a_plan(measure=Measure.SECONDS), found) == ()


def test_what_was_run_counts_and_takes_the_place_of_what_was_planned() -> None:
    planned = a_plan(7, 7, 7)
    found = limits(*a_week(0, 7.7), on=1)

    assert with_done(planned, found).amount == 21_700
    assert check_week(planned, found) == ()
    assert breaches(check_week(a_plan(1, 7.5, 7.5), found)) == [Breach.WEEK]


def test_a_week_that_was_run_too_far_refuses_only_more() -> None:
    found = limits(*a_week(0, 12, 12), on=3)

    assert check_week(a_plan(12, 12), found) == ()
    assert Breach.WEEK in breaches(check_week(a_plan(12, 12, 1), found))


def test_a_week_is_held_against_its_own_limits() -> None:
    with pytest.raises(ValueError, match="its own limits"):
        check_week(a_plan(1, measure=Measure.SECONDS), limits())
    with pytest.raises(ValueError, match="its own limits"):
        check_week(a_plan(1), limits(on=7))


def test_a_run_of_nothing_is_refused() -> None:
    assert breaches(check_week(a_plan(6, 0), limits())) == [Breach.NOTHING]
