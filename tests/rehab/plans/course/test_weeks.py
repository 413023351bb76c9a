"""Weeks of running keep their limits, unless a physio sets one aside."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Clinic, User
from rehab.models import Override, Plan, RunWeek
from rehab.plans import (
    LastsTooLong,
    LimitBroken,
    NothingPlanned,
    NotThisWeek,
    NotTreating,
    limits_of_week,
    plan_week,
    set_aside,
)
from rehab.programme.running.distance import Measure, Week, WeekRun
from rehab.programme.running.refusals import Breach
from rehab.programme.told import Intensity, Terrain
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_plan,
    a_run,
    a_runner,
    an_entry,
    an_override,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SUNDAY = NOON.date()
MONDAY = SUNDAY + DAY
AT = NOON + DAY  # a Monday, three weeks after the ladder was done


@pytest.fixture
def plan() -> Plan:
    return a_runner_by_week()


def a_runner_by_week(*, clinic: Clinic | None = None, metres: int = 6000) -> Plan:
    """Return a plan past the ladder, after two weeks of three runs of so many metres."""
    plan = a_plan(
        person=a_runner(clinic=clinic),
        phase=4,
        begun_on=SUNDAY - 90 * DAY,
        stage=13,
        stage_since=MONDAY - 21 * DAY,
        reviewed_on=MONDAY,
    )
    for days in (2, 4, 6, 9, 11, 13):
        a_calm_run(plan, on=MONDAY - days * DAY, metres=metres)
    return plan


def a_calm_run(plan: Plan, *, on: date, metres: int = 6000) -> None:
    at = NOON + (on - SUNDAY)
    entry = an_entry(plan=plan, kind="RUN", local_on=on, at=at, pain=0, morning_pain=0)
    a_run(entry=entry, minutes=40, metres=metres)


def a_week(*amounts: int, begins_on: date = MONDAY, **harder: Any) -> Week:
    """Return a week with runs of these metres, two days apart; the first one ``harder``."""
    runs = [
        WeekRun(
            on=begins_on + 2 * number * DAY, amount=amount, **(harder if not number else {})
        )
        for number, amount in enumerate(amounts)
    ]
    return Week(begins_on=begins_on, measure=Measure.METRES, runs=tuple(runs))


def planned(plan: Plan, week: Week, **given: Any) -> RunWeek:
    return plan_week(plan=plan, planned=week, at=AT, by=plan.person, **given)


def broken(plan: Plan, week: Week, **given: Any) -> set[Breach]:
    with pytest.raises(LimitBroken) as refused:
        planned(plan, week, **given)
    return {refusal.id for refusal in refused.value.refusals}


def test_a_week_of_10_percent_more_is_kept_with_its_limits(plan: Plan) -> None:
    kept = planned(plan, a_week(6600, 6600, 6600))

    assert (kept.begins_on, kept.runs, kept.by_time) == (MONDAY, 3, False)
    assert (kept.amount, kept.base, kept.ceiling) == (19_800, 18_000, 19_800)
    assert (kept.longest, kept.longest_ceiling) == (6600, 6600)
    assert (kept.intensity, kept.terrain) == (Intensity.EASY, Terrain.SOFT_FLAT)
    assert (kept.more_distance, kept.more_intensity, kept.more_terrain) == (
        True,
        False,
        False,
    )
    [change] = plan.changes.all()
    assert (change.what, change.after, change.by) == ("WEEK", "19800", plan.person)
    assert "18 km" in change.why


def test_a_greedy_week_is_refused_with_its_sums(plan: Plan) -> None:
    with pytest.raises(LimitBroken, match="WEEK, LONGEST") as refused:
        planned(plan, a_week(8000, 8000, 8000))

    assert refused.value.refusals[0].sums == "Last week 18 km, so at most 19.8 km."
    assert not RunWeek.objects.exists()
    assert not plan.changes.exists()


def test_the_same_week_is_kept_once_and_another_beside_it(plan: Plan) -> None:
    first, same, other = (
        planned(plan, a_week(*amounts)) for amounts in ((6000,), (6000,), (5000,))
    )

    assert first == same != other
    assert [*plan.run_weeks.order_by("pk")] == [first, other]


def test_the_next_week_can_be_planned_too(plan: Plan) -> None:
    a_calm_run(plan, on=MONDAY)

    kept = planned(plan, a_week(3000, begins_on=MONDAY + 7 * DAY))

    assert (kept.begins_on, kept.base) == (MONDAY + 7 * DAY, 6000)


@pytest.mark.parametrize("weeks", [-1, 2])
def test_no_other_week_can_be_planned(plan: Plan, weeks: int) -> None:
    with pytest.raises(NotThisWeek):
        planned(plan, a_week(3000, begins_on=MONDAY + weeks * 7 * DAY))


def test_what_was_run_counts_and_at_least_one_run_is_new(plan: Plan) -> None:
    a_calm_run(plan, on=MONDAY)

    with pytest.raises(NothingPlanned):
        planned(plan, a_week(6000))
    kept = planned(plan, a_week(6000, 4000))

    assert (kept.runs, kept.amount, kept.longest) == (2, 10_000, 4000)


def test_a_stage_of_the_ladder_is_a_step_of_its_own() -> None:
    plan = a_plan(phase=3, stage=1, stage_since=MONDAY, begun_on=SUNDAY - 40 * DAY)
    runs = (WeekRun(on=MONDAY, amount=180), WeekRun(on=MONDAY + 2 * DAY, amount=180))

    kept = planned(plan, Week(begins_on=MONDAY, measure=Measure.SECONDS, runs=runs))

    assert (kept.by_time, kept.amount, kept.more_distance) == (True, 360, False)


def test_while_running_is_locked_no_week_is_planned() -> None:
    plan = a_plan(phase=1)
    runs = (WeekRun(on=MONDAY, amount=600),)

    assert broken(plan, Week(begins_on=MONDAY, measure=Measure.SECONDS, runs=runs)) == {
        Breach.LOCKED
    }


@pytest.mark.parametrize("small", [True, False])
def test_only_a_clinic_allows_for_small_numbers(*, small: bool) -> None:
    clinic = a_clinic()
    clinic.small_numbers = small
    clinic.save()
    plan = a_runner_by_week(clinic=clinic, metres=2000)

    assert limits_of_week(plan, on=MONDAY).week.small_numbers == small


def test_a_limit_set_aside_lets_a_week_pass_and_stands_in_it(plan: Plan) -> None:
    override = an_override(plan=plan)
    an_override(plan=plan, limit=Override.Limit.ONE_CHANGE)

    kept = planned(plan, a_week(6600, 6600, 6600, 6600))

    assert (kept.amount, kept.week_override) == (26_400, override)
    assert (kept.longest_override, kept.change_override) == (None, None)


def test_a_week_past_two_limits_names_both_that_were_set_aside(plan: Plan) -> None:
    week = an_override(plan=plan)
    longest = an_override(plan=plan, limit=Override.Limit.LONGEST)

    kept = planned(plan, a_week(9000, 9000, 9000))

    assert (kept.week_override, kept.longest_override) == (week, longest)
    assert kept.change_override is None


def test_two_changes_at_once_name_what_was_set_aside(plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(stage_since=MONDAY - 70 * DAY)
    week = a_week(6600, 6600, 6600, intensity=Intensity.STRIDES)

    assert broken(plan, week) == {Breach.ONE_CHANGE}
    override = an_override(plan=plan, limit=Override.Limit.ONE_CHANGE)
    assert planned(plan, week).change_override == override


def test_one_limit_set_aside_leaves_the_others(plan: Plan) -> None:
    an_override(plan=plan)

    assert broken(plan, a_week(9000, 9000, 9000)) == {Breach.LONGEST}


@pytest.mark.parametrize(
    "given",
    [
        {"begins_on": MONDAY + DAY},
        {"begins_on": MONDAY - 9 * DAY, "ends_on": SUNDAY},
        {"begins_on": MONDAY - 8 * DAY, "ends_on": MONDAY + 5 * DAY},
        {"limit": Override.Limit.PAIN_FREE},
        {"plan": None},
    ],
    ids=["later", "over", "ends in the week", "another limit", "of somebody else"],
)
def test_what_is_not_in_force_lets_nothing_pass(plan: Plan, given: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"plan": plan, "ends_on": MONDAY + 6 * DAY}
    an_override(**facts | given)

    assert broken(plan, a_week(6600, 6600, 6600, 6600)) == {Breach.WEEK}


def test_a_week_without_need_of_it_names_no_override(plan: Plan) -> None:
    an_override(plan=plan)

    assert planned(plan, a_week(6000)).week_override is None


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def physio(clinic: Clinic) -> User:
    return a_physio(clinic=clinic)


@pytest.mark.parametrize("days", [0, 14])
def test_a_physio_sets_a_limit_aside_for_14_days_at_most(
    clinic: Clinic, physio: User, days: int
) -> None:
    plan = a_plan(person=a_runner(clinic=clinic))

    override = set_aside(
        plan=plan,
        limit="WEEK",
        reason="Fit.",
        ends_on=SUNDAY + days * DAY,
        by=physio,
        at=NOON,
    )

    assert (override.begins_on, override.ends_on) == (SUNDAY, SUNDAY + days * DAY)
    [change] = plan.changes.all()
    assert (change.what, change.subject, change.why) == ("OVERRIDE", "WEEK", "Fit.")
    assert change.by == physio


@pytest.mark.parametrize("days", [-1, 15])
def test_a_limit_is_not_set_aside_for_longer(
    clinic: Clinic, physio: User, days: int
) -> None:
    plan, ends_on = a_plan(person=a_runner(clinic=clinic)), SUNDAY + days * DAY

    with pytest.raises(LastsTooLong):
        set_aside(
            plan=plan, limit="WEEK", reason="Fit.", ends_on=ends_on, by=physio, at=NOON
        )


def test_nobody_else_sets_a_limit_aside(physio: User) -> None:
    plan = a_plan()

    for stranger in (physio, plan.person):
        with pytest.raises(NotTreating):
            set_aside(
                plan=plan, limit="WEEK", reason="Fit.", ends_on=SUNDAY, by=stranger, at=NOON
            )
