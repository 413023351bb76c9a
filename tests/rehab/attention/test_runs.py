"""Who runs, or wants to, before it is time."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from rehab.attention import Rule, settle
from rehab.models import DiaryEntry, Plan, PlanChange, RunWeek
from rehab.plans import record_gate, record_run
from rehab.plans.changes import note
from rehab.plans.course.finishing import finish_plan
from rehab.plans.diary.telling import RunDone
from rehab.programme.phases.gates import RUN, gate_of
from tests.factories import NOON, a_clearance, a_plan, a_run_week, an_override
from tests.rehab.attention.steps import asks
from tests.rehab.steps import telling

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
What = PlanChange.What


def ran(plan: Plan, minutes: int, *, at: datetime = NOON, **given: Any) -> DiaryEntry:
    """Tell of a run of that day."""
    kept = {"corrects": given.pop("corrects", None), "another": given.pop("another", False)}
    done: dict[str, Any] = {"on": at.date(), "minutes": minutes, "pain": 0} | given
    run = RunDone(**done)
    return record_run(plan=plan, telling=telling(), run=run, at=at, **kept)


def early(plan: Plan) -> list[tuple[int, str]]:
    return [told[1:] for told in asks(plan.person) if told[0] == Rule.RUNS_EARLY]


def stage(plan: Plan, before: str, after: str, *, at: datetime = NOON) -> None:
    """Let a rule move ``plan`` on the ladder."""
    Plan.objects.filter(pk=plan.pk).update(
        stage=int(after) if after else None, stage_since=at.date()
    )
    plan.refresh_from_db()
    note(plan, What.STAGE, "Moved.", at=at, before=before, after=after)


@pytest.fixture
def plan() -> Plan:
    return a_plan(phase=2, reviewed_on=NOON.date())


@pytest.fixture
def by_week() -> Plan:
    """Return a plan whose runner plans by the week."""
    return a_plan(phase=4, stage=13, stage_since=NOON.date(), reviewed_on=NOON.date())


def test_a_run_while_running_was_locked_asks_until_it_opens(plan: Plan) -> None:
    ran(plan, 20)
    before = early(plan)

    stage(plan, "", "1", at=NOON + DAY)

    assert before == [(2, "Ran for 20 minutes on 22 November while running was locked.")]
    assert early(plan) == []


def test_a_visit_or_the_end_of_the_plan_ends_it(plan: Plan) -> None:
    over = a_plan(phase=2, reviewed_on=NOON.date())
    for each in (plan, over):
        ran(each, 20)
    before = [len(early(each)) for each in (plan, over)]

    a_clearance(person=plan.person, at=NOON + DAY)
    settle(person_id=plan.person_id, at=NOON + DAY, only_open=True)
    finish_plan(plan=over, at=NOON + DAY)

    assert before == [1, 1]
    assert [early(each) for each in (plan, over)] == [[], []]
    settle(person_id=over.person_id, at=NOON + DAY, rules=[Rule.RUNS_EARLY])
    assert early(over) == []


def test_the_list_that_is_not_met_asks_until_it_is(plan: Plan) -> None:
    record_gate(plan=plan, gate=RUN, open_items=["calm"], at=NOON)
    one = early(plan)
    record_gate(plan=plan, gate=RUN, open_items=["calm", "no_signs"], at=NOON + DAY)
    two = early(plan)

    record_gate(plan=plan, gate=RUN, open_items=[], at=NOON + 2 * DAY)

    says = "of the list before the first run not met."
    assert one == [(1, f"Wants to run: 1 line {says}")]
    assert two == [(1, f"Wants to run: 2 lines {says}")]
    assert early(plan) == []


def test_the_list_of_another_gate_is_no_wish_to_run(plan: Plan) -> None:
    record_gate(plan=plan, gate=gate_of(2), open_items=["x"], at=NOON)

    assert early(plan) == []


def test_a_list_not_met_is_over_once_running_is_open(plan: Plan) -> None:
    record_gate(plan=plan, gate=RUN, open_items=["calm"], at=NOON)

    stage(plan, "", "1", at=NOON + DAY)

    assert early(plan) == []


@pytest.mark.parametrize(
    ("minutes", "by", "asked"),
    [
        (15, None, []),
        (
            16,
            None,
            [(1, "Ran 16 minutes on 22 November: stage 4 is 15 minutes of running.")],
        ),
        (35, 4, []),
    ],
)
def test_on_the_ladder_a_run_of_ones_own_is_held_against_the_stage(
    minutes: int, by: int | None, asked: list[tuple[int, str]]
) -> None:
    plan = a_plan(phase=3, stage=4, stage_since=NOON.date(), reviewed_on=NOON.date())

    ran(plan, minutes, stage=by)

    assert early(plan) == asked


def test_the_stage_of_before_the_run_counts_and_not_what_it_cost(plan: Plan) -> None:
    stage(plan, "", "6", at=NOON - 2 * DAY)
    stage(plan, "6", "2", at=NOON + DAY)

    ran(plan, 18)

    assert early(plan) == []


def test_before_the_first_move_on_the_ladder_running_stood_as_that_tells(
    plan: Plan,
) -> None:
    ran(plan, 18)
    stage(plan, "6", "", at=NOON + DAY)
    settle(person_id=plan.person_id, at=NOON + DAY, rules=[Rule.RUNS_EARLY])

    assert early(plan) == []


def test_what_was_told_again_counts_as_it_was_told_last(plan: Plan) -> None:
    stage(plan, "", "4", at=NOON - DAY)
    first = ran(plan, 25)
    before = early(plan)

    ran(plan, 12, corrects=first, at=NOON + timedelta(hours=1))

    assert len(before) == 1
    assert early(plan) == []


def week(plan: Plan, **given: Any) -> RunWeek:
    """Plan the week of 23 November: 22 km, and 8.8 km at most in one go."""
    facts = {"begins_on": MONDAY, "at": NOON} | given
    return a_run_week(plan=plan, **facts)


@pytest.mark.parametrize(
    ("metres", "asked"),
    [
        (8_800, []),
        (9_000, [(1, "Ran 9 km on 23 November: the most for one run was 8.8 km.")]),
    ],
)
def test_a_run_is_held_against_the_limits_of_its_planned_week(
    by_week: Plan, metres: int, asked: list[tuple[int, str]]
) -> None:
    week(by_week)

    ran(by_week, 60, metres=metres, at=NOON + DAY)

    assert early(by_week) == asked


def test_all_runs_of_a_week_are_held_against_its_limit(by_week: Plan) -> None:
    week(by_week)

    for days in (1, 3, 5):
        ran(by_week, 50, metres=8_000, at=NOON + days * DAY)

    assert early(by_week) == [
        (1, "Ran 24 km in the week of 27 November: the most for it was 22 km.")
    ]


def test_a_run_without_its_distance_counts_as_a_fast_one(by_week: Plan) -> None:
    week(by_week)

    ran(by_week, 50, at=NOON + DAY)

    assert early(by_week) == [
        (1, "Ran 10 km on 23 November: the most for one run was 8.8 km.")
    ]


def test_a_limit_that_was_set_aside_leaves_what_was_planned(by_week: Plan) -> None:
    ends = {"begins_on": MONDAY, "ends_on": MONDAY + 7 * DAY}
    aside = {
        f"{name}_override": an_override(plan=by_week, limit=limit, **ends)
        for name, limit in (("longest", "LONGEST"), ("week", "WEEK"))
    }
    week(by_week, longest=12_000, amount=25_000, **aside)

    ran(by_week, 60, metres=12_000, at=NOON + DAY)
    ran(by_week, 60, metres=12_000, at=NOON + 3 * DAY)

    assert early(by_week) == []


def test_a_week_by_time_counts_minutes_and_a_later_plan_of_it_not(by_week: Plan) -> None:
    by_time = {"by_time": True, "base": 5_000, "amount": 5_000, "ceiling": 5_400}
    week(by_week, **by_time, longest=1_800, longest_ceiling=1_800)
    week(by_week, at=NOON + 9 * DAY)

    ran(by_week, 40, metres=5_000, at=NOON + DAY)

    assert early(by_week) == [
        (1, "Ran 40 minutes on 23 November: the most for one run was 30 minutes.")
    ]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({"metres": 5_500}, ""),
        ({"metres": 6_000}, "Ran 6 km on {day}: {limit} is 5.5 km."),
        ({}, "Ran 45 minutes on {day}: {limit} is 33 minutes."),
    ],
)
def test_a_run_of_no_planned_week_is_held_against_the_longest_of_30_days(
    by_week: Plan, now: dict[str, Any], words: str
) -> None:
    ran(by_week, 30, metres=5_000)

    ran(by_week, 45, at=NOON + 4 * DAY, **now)

    limit = "10 % above the longest of 30 days"
    asked = words.format(day="26 November", limit=limit)
    assert early(by_week) == ([(1, asked)] if asked else [])


def test_a_first_run_has_nothing_to_be_held_against(by_week: Plan) -> None:
    ran(by_week, 60, metres=10_000)

    assert early(by_week) == []
