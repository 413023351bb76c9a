"""A physio plans a week of running for a runner, within the same limits as theirs."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import AccessLog, Clinic, User
from rehab.models import Plan, RunWeek
from tests.factories import a_plan, a_runner, an_override
from tests.rehab.admin.acts.steps import errors_of
from tests.rehab.views.running import (
    ONE_WEEK,
    a_week,
    on_the_ladder,
    planning_by_week,
    ran_each_week,
    this_monday,
    today,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LIMIT = "Last week 18 km, so at most 19.8 km."
LONGEST = "Your longest run in 30 days was 6 km, so at most 6.6 km."
TWO_AT_ONCE = (
    "Change one thing at a time: distance, speed or ground. "
    "This week would be longer and faster."
)


@pytest.fixture
def by_week(clinic: Clinic) -> Plan:
    """Return the plan of a runner who ran 18 km this week, all of it easy."""
    plan = planning_by_week(person=a_runner(clinic=clinic))
    ran_each_week(plan, 6000, 6000, first=0)
    return plan


def url_of(plan: Plan) -> str:
    """Return the address at which the next week is planned: the same on every weekday."""
    return f"/admin/rehab/plan/{plan.pk}/week/?next=1"


def test_a_physio_plans_a_week_within_the_limits(
    client: Client, by_week: Plan, physio: User
) -> None:
    url = url_of(by_week)

    page = client.get(url)
    sent = {
        name: page.context["form"][name].value() for name in page.context["form"].fields
    }
    response = client.post(url, sent | {"begins_on": this_monday() + ONE_WEEK})

    week = RunWeek.objects.get()
    assert (sent["runs"], sent["amount"], sent["longest"]) == (3, "19.8", "6.6")
    assert LIMIT in page.content.decode()
    assert (week.begins_on, week.amount) == (this_monday() + ONE_WEEK, 19_800)
    assert by_week.changes.get(what="WEEK").by == physio
    looks = AccessLog.objects.order_by("pk").values_list("what", flat=True)
    assert [*looks] == [f"plan {by_week.pk}", f"plan {by_week.pk}, week planned"]
    assert (
        "19.8 km; at most 19.8 km after 18 km"
        in client.get(response.headers["Location"]).content.decode()
    )


def test_checklist_56_a_greedy_week_is_refused_in_the_admin_with_its_sums(
    client: Client, by_week: Plan
) -> None:
    sent = a_week(this_monday() + ONE_WEEK, amount="25", longest="9")

    response = client.post(url_of(by_week), sent)

    assert errors_of(response) == {
        "amount": [f"These runs come to 25 km. That is too much for this week. {LIMIT}"],
        "longest": [f"One run of 9 km is too long for now. {LONGEST}"],
    }
    assert not RunWeek.objects.exists()


def test_checklist_58_two_changes_at_once_are_refused_in_the_admin(
    client: Client, by_week: Plan
) -> None:
    greedy = {"amount": "19.8", "longest": "6.6", "intensity": "1"}
    sent = a_week(this_monday() + ONE_WEEK, **greedy)

    response = client.post(url_of(by_week), sent)

    assert errors_of(response)["__all__"] == [TWO_AT_ONCE]
    assert not RunWeek.objects.exists()


def test_a_limit_that_was_set_aside_lets_a_greedy_week_pass(
    client: Client, by_week: Plan
) -> None:
    until = this_monday() + ONE_WEEK + 6 * DAY
    override = an_override(plan=by_week, begins_on=today(), ends_on=until)
    sent = a_week(this_monday() + ONE_WEEK, amount="24", longest="6.6", runs="4")

    client.post(url_of(by_week), sent)

    week = RunWeek.objects.get()
    assert (week.amount, week.ceiling, week.week_override) == (24_000, 19_800, override)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"runs": "0"}, "runs"),
        ({"runs": "9" * 30}, "runs"),
        ({"runs": "4", "longest": "7"}, "longest"),
        ({"amount": "nonsense"}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"longest": ""}, "longest"),
        ({"longest": "19"}, "longest"),
        ({"longest": "2"}, "longest"),
        ({"intensity": "7"}, "intensity"),
        ({"terrain": "x"}, "terrain"),
        ({"terrain": "2"}, "terrain"),
    ],
)
def test_a_week_that_makes_no_sense_is_refused_at_its_field(
    client: Client, by_week: Plan, given: dict[str, str], field: str
) -> None:
    sent = a_week(this_monday() + ONE_WEEK) | given

    response = client.post(url_of(by_week), sent)

    assert field in errors_of(response)
    assert not RunWeek.objects.exists()


@pytest.mark.parametrize("begins_on", ["", "nonsense", "2026-01-05"])
def test_a_page_of_another_week_plans_nothing(
    client: Client, by_week: Plan, begins_on: str
) -> None:
    sent = a_week(this_monday()) | {"begins_on": begins_on}

    response = client.post(url_of(by_week), sent)

    assert errors_of(response)
    assert not RunWeek.objects.exists()


def test_on_the_ladder_a_week_is_planned_in_minutes(client: Client, clinic: Clinic) -> None:
    plan = on_the_ladder(stage=4, person=a_runner(clinic=clinic))
    url = url_of(plan)

    page = client.get(url)
    sent = a_week(this_monday() + ONE_WEEK, runs="2", amount="20", longest="10")
    client.post(url, sent)

    assert "In minutes, or 1:10." in page.content.decode()
    week = RunWeek.objects.get()
    assert (week.by_time, week.amount, week.longest) == (True, 1200, 600)


def test_while_running_is_locked_the_reasons_are_told_and_no_week_is_planned(
    client: Client, clinic: Clinic
) -> None:
    plan = a_plan(person=a_runner(clinic=clinic))
    url = url_of(plan)
    settling = "The first days are for rest. No running yet."
    sent = a_week(this_monday() + ONE_WEEK, amount="30", longest="10")

    page, response = client.get(url), client.post(url, sent)

    assert settling in page.content.decode()
    assert settling in errors_of(response)["__all__"]
    assert not RunWeek.objects.exists()
