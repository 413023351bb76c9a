"""Weeks in kilometres, in miles and in minutes."""

from datetime import timedelta

import pytest
from django.test import Client

from rehab.models import Plan
from tests.factories import a_run_week
from tests.rehab.views.running import (
    ONE_WEEK,
    a_calm_run,
    planning_by_week,
    this_monday,
)
from tests.rehab.views.test_week import NEXT, kept, next_week, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(client: Client) -> Plan:
    """Return the plan of a runner who ran 18 km this week, all of it easy."""
    plan = planning_by_week()
    for day in (0, 2, 4):
        a_calm_run(plan, this_monday() + timedelta(days=day), metres=6000, minutes=40)
    client.force_login(plan.person)
    return plan


def test_whoever_reads_miles_plans_in_miles(client: Client, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(unit="MILES")

    page = client.get(NEXT)
    client.post(NEXT, next_week(amount="12", longest="4"))

    assert "Last week 11.1 miles, so at most 12.3 miles." in text_of(page)
    assert page.context["form"]["amount"].value() == "12.3"
    assert [week.amount for week in kept(plan)] == [19_311]


def test_whoever_logs_no_distance_plans_in_minutes(client: Client) -> None:
    plan = planning_by_week()
    for day in (0, 2, 4):
        a_calm_run(plan, this_monday() + timedelta(days=day), metres=None)
    client.force_login(plan.person)

    page = client.get(NEXT)
    client.post(NEXT, next_week(amount="1:35", longest="33 min"))

    assert "Last week 90 minutes, so at most 99 minutes." in text_of(page)
    assert page.context["form"]["amount"].value() == "99"
    assert [(week.by_time, week.amount, week.longest) for week in kept(plan)] == [
        (True, 5700, 1980)
    ]


def test_a_week_planned_in_another_measure_is_planned_anew(
    client: Client, plan: Plan
) -> None:
    begins_on = this_monday() + ONE_WEEK
    a_run_week(plan=plan, begins_on=begins_on, by_time=True, amount=3600, longest=1800)

    form = client.get(NEXT).context["form"]

    assert form["amount"].value() == "19.8"
