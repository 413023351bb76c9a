"""Runs are kept as they were run, and count as far as they may."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rehab.plans import (
    RunDone,
    RunInTheFuture,
    RunTooLongAgo,
    history_of,
    record_run,
)
from rehab.programme.told import Intensity, Surface
from tests.factories import NOON, a_plan, a_runner
from tests.rehab.steps import LATER, NOTHING_NEW, changes, telling
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ONE_RUN = RunDone(on=NOON.date(), minutes=30, metres=5000, pain=1)


def test_a_run_is_kept_with_all_that_was_told() -> None:
    plan = a_plan(phase=3, stage=2, stage_since=NOON.date())
    run = RunDone(
        on=NOON.date() - DAY,
        minutes=24,
        pain=2,
        metres=3200,
        surface=Surface.ROAD,
        intensity=Intensity.STRIDES,
        climb=20,
        limped=True,
        stage=2,
    )

    entry = record_run(plan=plan, telling=telling(), run=run, at=LATER)

    kept = entry.run
    assert (entry.kind, entry.local_on) == ("RUN", NOON.date() - DAY)
    assert (kept.minutes, kept.metres, kept.pain) == (24, 3200, 2)
    assert (kept.surface, kept.intensity) == ("ROAD", 1)
    assert (kept.climb, kept.limped, kept.stage) == (20, True, 2)


def test_the_same_run_sent_twice_is_kept_once() -> None:
    plan = a_plan()

    first, same, other = (
        record_run(
            plan=plan,
            telling=telling(),
            run=RunDone(on=NOON.date(), minutes=minutes, pain=0),
            at=LATER,
        )
        for minutes in (30, 30, 31)
    )

    assert first == same != other
    assert [run.minutes for run in history_of(plan).runs] == [30, 31]


def test_a_run_told_twice_with_one_thing_put_right_counts_once() -> None:
    plan = a_plan()

    for pain in (0, 1):
        run = replace(ONE_RUN, pain=pain)
        record_run(plan=plan, telling=telling(), run=run, at=LATER)

    assert [run.pain for run in history_of(plan).runs] == [1]


def test_two_runs_as_long_and_as_far_both_count_if_the_runner_says_so() -> None:
    plan = a_plan()
    record_run(plan=plan, telling=telling(), run=ONE_RUN, at=LATER)

    run = replace(ONE_RUN, pain=2)
    record_run(plan=plan, telling=telling(), run=run, at=LATER, another=True)

    assert [run.pain for run in history_of(plan).runs] == [1, 2]


def test_a_run_as_one_was_before_it_was_put_right_is_another() -> None:
    plan = a_plan()
    first = record_run(plan=plan, telling=telling(), run=ONE_RUN, at=LATER)
    longer = replace(ONE_RUN, minutes=50)
    record_run(plan=plan, telling=telling(), run=longer, at=LATER, corrects=first)

    record_run(plan=plan, telling=telling(), run=replace(ONE_RUN, pain=2), at=LATER)

    assert [run.minutes for run in history_of(plan).runs] == [50, 30]


def test_a_run_put_right_takes_the_place_of_the_first() -> None:
    plan = a_plan()
    wrong = RunDone(on=NOON.date(), minutes=30, metres=50_000, pain=0)
    first = record_run(plan=plan, telling=telling(), run=wrong, at=LATER)
    second = record_run(plan=plan, telling=telling(), run=ONE_RUN, at=LATER, corrects=first)

    third = record_run(plan=plan, telling=telling(), run=wrong, at=LATER, corrects=second)

    assert (second.adds_to, third.adds_to) == (first, first)
    assert [run.metres for run in history_of(plan).runs] == [50_000]


def test_a_run_while_running_is_locked_is_kept_and_is_of_no_stage() -> None:
    plan = a_plan()
    run = RunDone(on=NOON.date(), minutes=20, pain=3, stage=1)

    entry = record_run(plan=plan, telling=telling(), run=run, at=LATER)

    assert entry.run.stage is None


@pytest.mark.parametrize(
    ("days", "fact"), [(1, RunInTheFuture), (-366, RunTooLongAgo)], ids=["future", "old"]
)
def test_a_run_of_a_day_to_come_or_of_long_ago_is_not_taken(
    days: int, fact: type[Exception]
) -> None:
    run = RunDone(on=NOON.date() + days * DAY, minutes=20, pain=0)

    with pytest.raises(fact):
        record_run(plan=a_plan(), telling=telling(), run=run, at=LATER)


def test_tomorrow_is_the_future_where_the_runner_is() -> None:
    run = RunDone(on=NOON.date() + DAY, minutes=20, pain=0)
    ahead = a_plan(person=a_runner(time_zone="Pacific/Kiritimati"))

    entry = record_run(plan=ahead, telling=telling(), run=run, at=NOON)

    assert entry.local_on == NOON.date() + DAY


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({"worse": True}, Level.WITHIN_A_WEEK),
        ({"pain": 8}, Level.SAME_DAY),
        ({"signs": NOTHING_NEW | {"new_chest": True}}, Level.EMERGENCY),
    ],
)
def test_a_sign_told_with_a_run_pauses_the_plan(
    given: dict[str, Any], level: Level
) -> None:
    plan = a_plan()

    entry = record_run(plan=plan, telling=telling(**given), run=ONE_RUN, at=LATER)

    plan.refresh_from_db()
    assert (entry.level, plan.paused_at) == (level, LATER)
    assert len(changes(plan)) == 1


def test_a_run_that_hurt_costs_a_stage_and_rests() -> None:
    plan = a_plan(
        phase=3,
        stage=3,
        stage_since=NOON.date() - 5 * DAY,
        begun_on=NOON.date() - 40 * DAY,
        reviewed_on=NOON.date(),
    )
    run = RunDone(on=NOON.date(), minutes=24, pain=5, stage=3)

    record_run(plan=plan, telling=telling(), run=run, at=LATER)

    plan.refresh_from_db()
    assert plan.stage == 2
    assert plan.rest_until is not None
    assert plan.rest_until > NOON.date()
