from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from rehab.models import Override, RunWeek
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_plan,
    a_run_week,
    a_runner,
    an_override,
)

pytestmark = pytest.mark.django_db

TODAY = NOON.date()

WEEK, RUN = "rehab_no_week_above_its_ceiling", "rehab_no_run_above_its_ceiling"
CEILING = "rehab_no_ceiling_above_110_percent_or_a_small_step"
CHANGE = "rehab_one_change_at_a_time"
OVERRIDES = {
    WEEK: "week_override",
    RUN: "longest_override",
    CHANGE: "change_override",
}
LIMITS = {
    WEEK: Override.Limit.WEEK,
    RUN: Override.Limit.LONGEST,
    CHANGE: Override.Limit.ONE_CHANGE,
}
PAST_A_LIMIT: list[tuple[dict[str, Any], str]] = [
    ({"amount": 22_001}, WEEK),
    ({"longest": 8_801}, RUN),
    ({"more_intensity": True}, CHANGE),
    ({"more_terrain": True}, CHANGE),
    ({"more_distance": False, "more_intensity": True, "more_terrain": True}, CHANGE),
]
SMALL: dict[str, Any] = {"longest": 400, "longest_ceiling": 400, "small_numbers": True}


def test_checklist_56_a_week_of_110_percent_is_kept() -> None:
    week = a_run_week()

    assert (week.base, week.amount) == (20_000, 22_000)


@pytest.mark.parametrize(("planned", "limit"), PAST_A_LIMIT)
def test_checklist_56_and_58_the_database_refuses_a_week_past_a_limit(
    planned: dict[str, Any], limit: str
) -> None:
    with pytest.raises(IntegrityError, match=limit):
        a_run_week(**planned)


@pytest.mark.parametrize(("planned", "limit"), PAST_A_LIMIT)
def test_a_physio_may_set_a_limit_aside(planned: dict[str, Any], limit: str) -> None:
    override = an_override(limit=LIMITS[limit])

    week = a_run_week(plan=override.plan, **planned, **{OVERRIDES[limit]: override})

    assert getattr(week, OVERRIDES[limit]) == override


@pytest.mark.parametrize(("planned", "limit"), PAST_A_LIMIT)
@pytest.mark.parametrize("other", [WEEK, RUN, CHANGE])
def test_no_limit_is_passed_by_the_override_of_another(
    planned: dict[str, Any], limit: str, other: str
) -> None:
    if other == limit:
        return
    override = an_override(limit=LIMITS[other])

    with pytest.raises(IntegrityError, match=limit):
        a_run_week(plan=override.plan, **planned, **{OVERRIDES[other]: override})


@pytest.mark.parametrize("named", OVERRIDES.values())
@pytest.mark.parametrize(
    "given",
    [
        {"limit": Override.Limit.PAIN_FREE},
        {"plan": None},
        {"begins_on": TODAY - timedelta(days=14), "ends_on": TODAY - timedelta(days=1)},
        {"ends_on": TODAY + timedelta(days=5)},
        {"begins_on": TODAY + timedelta(days=7), "ends_on": TODAY + timedelta(days=9)},
    ],
    ids=["other limit", "other plan", "over", "ends in the week", "later"],
)
def test_a_limit_is_passed_only_by_its_own_override_of_that_plan_and_week(
    named: str, given: dict[str, Any]
) -> None:
    plan = a_plan()
    limit = next(LIMITS[limit] for limit, name in OVERRIDES.items() if name == named)
    facts: dict[str, Any] = {"plan": plan, "limit": limit}
    override = an_override(**facts | given)

    with pytest.raises(IntegrityError, match="no limit is passed but by its own override"):
        a_run_week(plan=plan, **{named: override})


def test_two_limits_at_once_need_two_overrides() -> None:
    plan = a_plan()
    week, longest = (
        an_override(plan=plan, limit=LIMITS[limit], ends_on=TODAY + timedelta(days=6))
        for limit in (WEEK, RUN)
    )
    far: dict[str, Any] = {"amount": 30_000, "longest": 15_000, "week_override": week}

    kept = a_run_week(plan=plan, **far, longest_override=longest)

    assert (kept.week_override, kept.longest_override) == (week, longest)
    with pytest.raises(IntegrityError, match=RUN):
        a_run_week(plan=plan, **far)


@pytest.mark.parametrize("by", OVERRIDES.values())
def test_nothing_sets_aside_how_a_ceiling_is_worked_out(by: str) -> None:
    limit = next(LIMITS[limit] for limit, name in OVERRIDES.items() if name == by)
    override = an_override(limit=limit)

    with pytest.raises(IntegrityError, match=CEILING):
        a_run_week(plan=override.plan, ceiling=22_001, **{by: override})


@pytest.mark.parametrize(
    "planned",
    [
        {"base": 5_000, "ceiling": 6_000, "amount": 6_000},
        {"base": 1_200, "ceiling": 1_680, "amount": 1_680, "by_time": True},
    ],
)
def test_the_allowance_for_small_numbers_names_itself_and_is_1_km_or_8_minutes(
    planned: dict[str, Any],
) -> None:
    assert a_run_week(**SMALL | planned).small_numbers
    for further in ({"small_numbers": False}, {"ceiling": planned["ceiling"] + 1}):
        with pytest.raises(IntegrityError, match=CEILING), transaction.atomic():
            a_run_week(**SMALL | planned | further)


@pytest.mark.parametrize(
    "planned",
    [
        {"base": 15_000, "ceiling": 16_000 + 501},
        {"base": 5_400, "ceiling": 5_941, "by_time": True},
    ],
)
def test_there_is_no_allowance_for_weeks_that_are_not_small(
    planned: dict[str, Any],
) -> None:
    with pytest.raises(IntegrityError, match=CEILING):
        a_run_week(**SMALL | {"amount": 5_000} | planned)


@pytest.mark.parametrize(
    "planned", [{"runs": 0}, {"runs": 8}, {"amount": 7_000, "longest": 8_000}]
)
def test_a_week_has_1_to_7_runs_and_none_longer_than_all(planned: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="rehab_a_week_of_1_to_7_runs"):
        a_run_week(**planned)


@pytest.mark.parametrize("days", [-1, 15])
def test_an_override_ends_within_14_days(days: int) -> None:
    with pytest.raises(IntegrityError, match="rehab_overrides_end_within_14_days"):
        an_override(ends_on=TODAY + timedelta(days=days))


def test_an_override_has_a_reason() -> None:
    with pytest.raises(IntegrityError, match="rehab_overrides_have_a_reason"):
        an_override(reason="")


def test_weeks_and_overrides_are_seen_by_those_who_treat_the_runner() -> None:
    clinic = a_clinic()
    plan = a_plan(person=a_runner(clinic=clinic))
    week, override = a_run_week(plan=plan), an_override(plan=plan)
    physio, stranger = a_physio(clinic=clinic), a_physio(clinic=a_clinic())

    assert list(RunWeek.objects.visible_to(physio)) == [week]
    assert list(RunWeek.objects.visible_to(stranger)) == []
    assert list(Override.objects.visible_to(physio)) == [override]
    assert list(Override.objects.visible_to(stranger)) == []


def test_they_name_themselves_by_number() -> None:
    plan = a_plan()

    assert str(a_run_week(plan=plan)) == f"week 2026-11-22 of plan {plan.pk}"
    assert str(an_override(plan=plan)) == f"WEEK of plan {plan.pk} set aside"
