"""What holds for everybody, whatever they do and tell."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis.strategies import randoms

from rehab.programme.running.ceilings import Ceilings, ceilings
from rehab.programme.running.distance import (
    Measure,
    Week,
    WeekRun,
    amount_of,
    week_done,
    week_of,
)
from rehab.programme.running.ladder import passes
from rehab.programme.running.locks import rest_locks, run_locks
from rehab.programme.running.outcome import Outcome, judged_since
from rehab.programme.running.stages import FREE, STAGES
from rehab.programme.running.weeks import check_week, with_done
from rehab.programme.told import History, Intensity, Terrain
from tests.rehab.programme.running.lives import Lived, life, turned
from tests.rehab.programme.running.plans import suggested
from triage.rules.parts import Level

WEEK = timedelta(days=7)


def anybody(law: Callable[[Random], None]) -> Callable[[], None]:
    """Hold ``law`` for people made up by chance."""
    few = settings(max_examples=30, deadline=None)
    return few(given(chance=randoms(use_true_random=True))(law))


def planned_weeks(chance: Random) -> list[tuple[Lived, Ceilings, Week, set[date]]]:
    """Return each week that may stand, by distance, and the days that are new in it."""
    found = []
    for each in life(chance):
        if each.after.stage != FREE:
            continue
        limits = ceilings(each.after, each.history, each.on)
        done = {run.on for run in limits.done}
        plans = [_plan(chance, limits) for _ in range(4)]
        for plan in (suggested(each.after, each.history, each.on), *plans):
            new = {run.on for run in plan.runs} - done
            if new and not check_week(plan, limits):
                found.append((each, limits, with_done(plan, limits), new))
    return found


def _plan(chance: Random, limits: Ceilings) -> Week:
    """Return runs near the limits, some of them fast or on hard ground."""
    most = max(1, limits.week.amount)
    days = chance.sample(range(7), chance.randrange(1, 4))
    runs = (
        WeekRun(
            on=limits.begins_on + timedelta(days=number),
            amount=chance.randrange(most // 2 + 1),
            intensity=chance.choice([Intensity.EASY, Intensity.EASY, *Intensity]),
            terrain=chance.choice([Terrain.SOFT_FLAT, Terrain.SOFT_FLAT, *Terrain]),
        )
        for number in days
    )
    return Week(begins_on=limits.begins_on, measure=limits.measure, runs=tuple(runs))


def last_with_runs(history: History, begins_on: date, measure: Measure) -> int:
    """Return what the last completed week came to, or the one before if it was empty."""
    weeks = (week_done(history, begins_on - n * WEEK, measure) for n in range(1, 5))
    return next((week.amount for week in weeks if week.amount), 0)


@anybody
def test_checklist_56_no_planned_week_is_above_110_percent_of_the_last(
    chance: Random,
) -> None:
    for each, limits, week, _ in planned_weeks(chance):
        last = last_with_runs(each.history, limits.begins_on, limits.measure)

        assert week.amount * 10 <= last * 11


@anybody
def test_checklist_58_no_planned_week_raises_two_things(chance: Random) -> None:
    for each, limits, week, new in planned_weeks(chance):
        last = week_done(each.history, limits.begins_on - WEEK, limits.measure)
        planned = [run for run in week.runs if run.on in new]
        ups = (
            week.amount > last.amount and any(run.amount for run in planned),
            any(run.intensity > last.intensity for run in planned),
            any(run.terrain > last.terrain for run in planned),
        )

        assert sum(ups) <= 1


@anybody
def test_no_planned_run_is_longer_than_110_percent_of_the_longest(chance: Random) -> None:
    for each, limits, week, new in planned_weeks(chance):
        for run in week.runs:
            first = run.on - timedelta(days=30)
            lately = (told for told in each.history.runs if told.on >= first)
            amounts = (amount_of(told, limits.measure) for told in lately)
            longest = max(amounts, default=0)

            assert run.on not in new or run.amount * 10 <= longest * 11


@anybody
def test_planned_runs_leave_rest_and_a_day_between(chance: Random) -> None:
    for each, _, week, new in planned_weeks(chance):
        until = each.after.rest_until or each.on

        assert all(day >= until for day in new if day >= each.on)
        for one, other in pairwise(sorted(run.on for run in week.runs)):
            assert not new & {one, other} or (other - one).days >= 2


@anybody
def test_nobody_runs_on_the_day_after_a_run_that_was_too_much(chance: Random) -> None:
    for each in life(chance):
        tomorrow = each.on + timedelta(days=1)
        today = judged_since(each.after, each.history, each.on, each.on)
        if any(judged.outcome >= Outcome.BAD for judged in today):
            assert rest_locks(each.after, each.history, tomorrow)


@anybody
def test_stages_go_up_one_by_one_and_never_before_their_passes(chance: Random) -> None:
    for each in life(chance):
        before, after = each.before.stage, each.after.stage
        if before is None or after is None or after <= before:
            continue

        assert after == before + 1
        assert passes(each.before, each.history, each.on) >= STAGES[before].passes
        assert run_locks(each.before, each.history, each.on) == ()


@anybody
def test_running_neither_opens_nor_moves_up_in_the_week_of_a_red_flag(
    chance: Random,
) -> None:
    for each in life(chance):
        first = each.on - WEEK
        flagged = any(
            day.level > Level.SELF_CARE for day in each.history.days if day.on >= first
        )
        if flagged:
            locks = run_locks(each.after, each.history, each.on)
            assert {"flag", "paused", "not_cleared"} & {lock.id for lock in locks}
            assert (each.after.stage or -1) <= (each.before.stage or -1)


@anybody
def test_what_was_changed_is_not_changed_twice_on_one_day(chance: Random) -> None:
    for each in life(chance):
        assert turned(each.after, each.history, each.on) == each.after


@anybody
def test_weeks_may_be_planned_and_suggested_whatever_was_told(chance: Random) -> None:
    for each in life(chance):
        limits = ceilings(each.after, each.history, each.on)
        week = suggested(each.after, each.history, each.on)

        assert check_week(week, limits) == ()
        assert week_of(each.on) == week.begins_on
