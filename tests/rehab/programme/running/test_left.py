"""Which runs are left of a week, and whether one of them is of today."""

from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import randoms

from rehab.programme.course import Course
from rehab.programme.running.ceilings import ceilings
from rehab.programme.running.dials import Dials, suggest_dials
from rehab.programme.running.left import NONE_LEFT, dials_set, locks_today, runs_left
from rehab.programme.running.locks import rest_locks
from rehab.programme.running.refusals import Breach
from rehab.programme.running.stages import FREE
from rehab.programme.running.variety import EASIEST
from rehab.programme.running.weeks import check_week
from rehab.programme.told import History, Intensity, Terrain
from tests.rehab.programme.running.limits import a_run_of, limits, most
from tests.rehab.programme.running.lives import life
from tests.rehab.programme.running.plans import breaches, built, by_week
from tests.rehab.programme.running.somebody import (
    a_course,
    a_run,
    a_week,
    by_ladder,
    calm,
    day,
    runs,
)

# What a week may still go against that was planned before: it raises no more than it did.
STANDS = {Breach.ONE_CHANGE, Breach.ROAD}


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A week of 20 km in 3 runs, planned under limits of 22 km and 10 km."""

    by_time: bool = False
    runs: int = 3
    amount: int = 20_000
    longest: int = 8_000
    intensity: int = 0
    terrain: int = 0
    ceiling: int = 22_000
    longest_ceiling: int = 10_000


def left(*km: float, kept: Kept | None = None, on: int = 0, **given: Any) -> list[int]:
    """Return how long the runs are that are left once so many ``km`` were run."""
    done = (a_run_of(2 * number, each) for number, each in enumerate(km))
    found = runs_left(by_week(), limits(*done, **given), day(on), kept=kept or Kept())
    return [run.amount for run in found.runs]


def reasons(course: Course, history: History, on: int, **given: Any) -> list[str]:
    of_week = ceilings(course, history, day(on))
    return [lock.id for lock in locks_today(course, history, of_week, day(on), **given)]


def test_a_planned_week_is_run_as_it_was_planned() -> None:
    assert left() == [6000, 6000, 8000]
    assert left(6, on=1) == [6000, 8000]


@pytest.mark.parametrize(
    ("km", "expected"),
    [
        ((4,), [8000, 8000]),  # less than was meant: it grows no run
        ((9,), [3000, 8000]),
        ((13,), [7000]),  # what is left is one run
        ((8, 8), [4000]),
        ((20,), []),
        ((6, 6, 8), []),
    ],
)
def test_what_was_run_counts_in_a_planned_week(
    km: tuple[float, ...], expected: list[int]
) -> None:
    assert left(*km, on=2 * len(km) - 1) == expected


def test_with_few_days_left_a_planned_week_has_fewer_runs_and_no_longer_ones() -> None:
    assert left(on=3) == [8000, 8000]
    assert left(on=6) == [8000]
    assert left(on=4, rest_until=day(6)) == [8000]
    assert left(rest_until=day(7)) == []


def test_a_planned_week_gives_way_to_limits_that_came_down_since() -> None:
    assert left(week=most(10_000), longest=most(4000)) == [3000, 3000, 4000]
    assert left(week=most(0)) == []


def test_what_a_physio_let_past_a_limit_stays() -> None:
    aside = Kept(amount=24_000, longest=12_000)

    assert left(kept=aside, week=most(10_000), longest=most(4000)) == [6000, 6000, 12_000]


def test_a_planned_week_is_no_faster_or_hillier_than_is_open_now() -> None:
    fast = Kept(intensity=Intensity.STRIDES, terrain=Terrain.ROAD_FLAT)

    found = runs_left(by_week(), limits(variety=EASIEST), day(0), kept=fast)

    assert {(run.intensity, run.terrain) for run in found.runs} == {
        (Intensity.EASY, Terrain.SOFT_FLAT)
    }


def test_a_run_for_which_no_road_is_left_is_no_run() -> None:
    on_road: dict[str, Any] = {"terrain": Terrain.ROAD_FLAT}
    road = Kept(runs=4, amount=18_000, longest=8000, **on_road)
    before = (a_run_of(-7, 2, **on_road), a_run_of(-5, 2, **on_road))

    found = runs_left(
        by_week(), limits(a_run_of(0, 5, **on_road), last=before), day(1), kept=road
    )

    assert [(run.on, run.amount) for run in found.runs] == [(day(2), 5000), (day(4), 8000)]


def test_a_week_planned_in_another_measure_is_suggested_anew() -> None:
    history = built()
    of_week = ceilings(by_week(), history, day(0))

    assert runs_left(by_week(), of_week, day(0), kept=Kept(by_time=True)) == runs_left(
        by_week(), of_week, day(0)
    )


def test_the_dials_are_set_as_they_were_kept_or_else_as_we_suggest() -> None:
    runner, found = by_week().runner, ceilings(by_week(), built(), day(0))
    suggested = suggest_dials(runner, found, day(0))

    assert dials_set(None, runner, found, day(0)) == suggested
    assert dials_set(Kept(by_time=True), runner, found, day(0)) == suggested
    assert dials_set(Kept(), runner, found, day(0)) == Dials(
        runs=3, amount=20_000, longest=8_000
    )
    assert dials_set(Kept(), runner, replace(found, rest_until=day(7)), day(0)) is None


def test_on_the_ladder_the_runs_left_are_those_of_the_stage() -> None:
    course, history = a_course(stage=3), runs(by_ladder(0, 3))

    found = runs_left(course, ceilings(course, history, day(1)), day(1))

    assert [(run.on, run.amount) for run in found.runs] == [
        (day(2), 720),
        (day(4), 720),
    ]


def test_while_running_is_locked_no_run_is_left() -> None:
    for course in (a_course(), a_course(stage=3, paused=True), by_week(phase=0)):
        assert runs_left(course, ceilings(course, built(), day(0)), day(0)).runs == ()


def test_who_did_all_runs_of_the_week_has_none_today() -> None:
    history = runs(*(by_ladder(number, 3) for number in (0, 2, 4)))
    course = a_course(stage=3)

    (lock,) = locks_today(course, history, ceilings(course, history, day(6)), day(6))

    assert (lock.words, lock.opens_on) == (NONE_LEFT, day(7))
    assert rest_locks(course, history, day(6)) == ()
    assert reasons(course, history, 7) == []


def test_who_ran_all_that_a_week_may_come_to_has_no_run_today() -> None:
    history = built(*a_week(0, 7.3, 7.3), a_run(4, metres=7400))

    assert reasons(by_week(), history, 6) == ["none_left"]
    assert reasons(by_week(), built(*a_week(0, 7.3, 7.3)), 6) == []


def test_what_speaks_against_today_comes_before_the_week() -> None:
    history = replace(built(), days=calm(0, 0, pain=4))

    assert reasons(by_week(), history, 0) == ["sore"]


@settings(max_examples=60, deadline=None)
@given(chance=randoms(use_true_random=True))
def test_today_and_the_week_agree_whatever_was_told(chance: Random) -> None:
    for each in life(chance):
        course, history, on = each.after, each.history, each.on
        of_week = ceilings(course, history, on)
        for kept in (None, _kept(chance)):
            days = [run.on for run in runs_left(course, of_week, on, kept=kept).runs]

            assert (on in days) is (
                locks_today(course, history, of_week, on, kept=kept) == ()
            )
            assert days == [] or min(days) >= on


@settings(max_examples=60, deadline=None)
@given(chance=randoms(use_true_random=True))
def test_what_is_left_of_a_planned_week_breaks_no_limit(chance: Random) -> None:
    for each in life(chance):
        if each.after.stage == FREE:
            of_week = ceilings(each.after, each.history, each.on)
            found = runs_left(each.after, of_week, each.on, kept=_kept(chance))

            assert set(breaches(check_week(found, of_week))) <= STANDS


def _kept(chance: Random) -> Kept:
    """Return a week that somebody planned, within limits that may have changed since."""
    amount = chance.randrange(1000, 30_000)
    longest = chance.randrange(amount // 4, amount + 1)
    return Kept(
        by_time=chance.random() < 0.2,
        runs=chance.randrange(1, 5),
        amount=amount,
        longest=longest,
        intensity=chance.choice([0, 0, *Intensity]),
        terrain=chance.choice([0, 0, *Terrain]),
        ceiling=amount,
        longest_ceiling=longest,
    )
