from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

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

PAST_A_LIMIT: list[tuple[dict[str, Any], str]] = [
    ({"amount": 22_001}, "rehab_no_week_above_its_ceilings"),
    ({"longest": 8_801}, "rehab_no_week_above_its_ceilings"),
    ({"ceiling": 22_001}, "rehab_no_ceiling_above_110_percent"),
    ({"more_intensity": True}, "rehab_one_change_at_a_time"),
    ({"more_terrain": True}, "rehab_one_change_at_a_time"),
    (
        {"more_distance": False, "more_intensity": True, "more_terrain": True},
        "rehab_one_change_at_a_time",
    ),
]


def test_checklist_56_a_week_of_110_percent_is_kept() -> None:
    week = a_run_week()

    assert (week.last_amount, week.amount) == (20_000, 22_000)


@pytest.mark.parametrize(("planned", "limit"), PAST_A_LIMIT)
def test_checklist_56_and_58_the_database_refuses_a_week_past_a_limit(
    planned: dict[str, Any], limit: str
) -> None:
    with pytest.raises(IntegrityError, match=limit):
        a_run_week(**planned)


@pytest.mark.parametrize(("planned", "limit"), PAST_A_LIMIT)
def test_a_physio_may_set_a_limit_aside(planned: dict[str, Any], limit: str) -> None:
    override = an_override()

    week = a_run_week(plan=override.plan, override=override, **planned)

    assert [*override.weeks.all()] == [week]


def test_the_allowance_for_small_numbers_names_itself() -> None:
    small: dict[str, Any] = {
        "last_amount": 5_000,
        "ceiling": 6_000,
        "amount": 6_000,
        "longest": 2_000,
    }

    assert a_run_week(small_numbers=True, **small).small_numbers


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
