"""Weeks that cannot be set: each gets a kind sentence, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from rehab.models import Plan
from tests.rehab.rows import everything
from tests.rehab.views.running import (
    ONE_WEEK,
    a_week,
    planning_by_week,
    ran_each_week,
    this_monday,
)
from tests.rehab.views.test_week import NEXT, kept

pytestmark = pytest.mark.django_db

OTHER = "Choose one of the answers on this page."


@pytest.fixture
def plan(client: Client) -> Plan:
    plan = planning_by_week()
    ran_each_week(plan, 6000, 6000, first=0)
    client.force_login(plan.person)
    return plan


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"runs": ""}, "runs", "Choose how many runs."),
        ({"runs": "5"}, "runs", "Choose one of the numbers on this page."),
        ({"amount": ""}, "amount", "Write how much you want to run in the week."),
        ({"amount": "0"}, "amount", "The distance must be more than 0."),
        ({"amount": "-3"}, "amount", "The distance must be more than 0."),
        ({"amount": "lots"}, "amount", "Write the distance as a number"),
        ({"amount": "900"}, "amount", "That is too far"),
        ({"longest": ""}, "longest", "Write how long the longest run is."),
        ({"longest": "5"}, "longest", "So few runs do not come to that much."),
        ({"longest": "19"}, "longest", "One run can't be longer than all that is left."),
        ({"intensity": ""}, "intensity", "Choose how fast."),
        ({"intensity": "5"}, "intensity", OTHER),
        ({"terrain": ""}, "terrain", "Choose the ground."),
        ({"terrain": "4"}, "terrain", OTHER),
    ],
)
def test_what_is_wrong_is_said_and_all_is_kept_in_place(
    *, client: Client, plan: Plan, wrong: dict[str, str], field: str, words: str
) -> None:
    before = everything()
    sent = a_week(this_monday() + ONE_WEEK) | wrong

    response = client.post(NEXT, sent)

    form = response.context["form"]
    assert response.status_code == 422
    assert [*form.errors] == [field]
    assert form.errors[field][0].startswith(words)
    assert {name: form[name].value() for name in form.fields} == {
        name: value for name, value in sent.items() if name in form.fields
    }
    assert everything() == before
    assert kept(plan) == []


def test_more_runs_than_days_are_refused(client: Client, plan: Plan) -> None:
    Plan.objects.filter(pk=plan.pk).update(rest_until=this_monday() + timedelta(days=11))

    response = client.post(NEXT, a_week(this_monday() + ONE_WEEK))

    assert response.context["form"].errors == {
        "runs": [
            "Only 2 more fit into this week, with a day of rest between. Choose 2 at most."
        ]
    }


@pytest.mark.parametrize(
    "begins_on", [{"begins_on": ""}, {"begins_on": "2020-01-06"}, {"begins_on": "soon"}]
)
def test_a_page_of_another_week_is_refused_once(
    client: Client, plan: Plan, begins_on: dict[str, Any]
) -> None:
    sent = a_week(this_monday() + ONE_WEEK)

    response = client.post(NEXT, sent | begins_on)
    again = f'name="begins_on" value="{sent["begins_on"]}"'

    html = response.content.decode()
    assert response.status_code == 422
    assert "A new week has begun. Look at your week again, then save it." in html
    assert again in html
    assert kept(plan) == []
