from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import Plan
from tests.rehab.rows import everything

pytestmark = pytest.mark.django_db

URL = "/plan/settings/"
AS_IT_IS: dict[str, Any] = {
    "unit": "KM",
    "time_zone": "UTC",
    "first_time": "09:00",
    "second_time": "13:00",
    "third_time": "18:00",
}


def test_a_get_shows_what_is_set_and_changes_nothing(client: Client, plan: Plan) -> None:
    plan.activities = ["Stairs"]
    plan.save(update_fields=["activities"])
    before = everything()

    form = client.get(URL).context["form"]
    client.head(URL)

    assert form.initial == {
        "unit": "KM",
        "monthly": False,
        "time_zone": "UTC",
        "first_time": time(9),
        "second_time": time(13),
        "third_time": time(18),
        "name_0": "Stairs",
    }
    assert everything() == before


def test_what_is_set_is_kept_and_said_to_be(client: Client, plan: Plan) -> None:
    sent = {
        "unit": "MILES",
        "monthly": "on",
        "time_zone": "Europe/Berlin",
        "first_time": "20:00",
        "name_1": "Hop",
    }

    response = client.post(URL, AS_IT_IS | sent, follow=True)

    plan.refresh_from_db()
    assert response.redirect_chain == [(URL, 302)]
    assert "Your settings are kept." in response.content.decode()
    assert (plan.unit, plan.monthly, plan.activities) == ("MILES", True, ["Hop"])
    assert plan.reminder_times == [time(13), time(18), time(20)]
    assert plan.person.time_zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"unit": ""}, "unit", "Choose kilometres or miles."),
        ({"unit": "STADIA"}, "unit", "Choose one of the answers on this page."),
        ({"time_zone": "Mars"}, "time_zone", "Choose a place from the list."),
        ({"first_time": "soon"}, "first_time", "Choose a time, such as 09:00."),
        ({"first_time": "07:59"}, "first_time", "Choose a time from 08:00 to 20:59."),
        (
            {"first_time": "12:00"},
            "second_time",
            "Leave at least 2 hours between two emails.",
        ),
        ({"name_1": "x" * 61}, "name_1", "Use 60 letters at most."),
        (
            {"name_0": " "},
            "name_0",
            "Keep a name here: we compare it with the first time.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    *, client: Client, plan: Plan, wrong: dict[str, str], field: str, words: str
) -> None:
    plan.activities = ["Stairs"]
    plan.save(update_fields=["activities"])
    before = everything()

    response = client.post(URL, AS_IT_IS | {"name_0": "Stairs"} | wrong)

    assert response.status_code == 422
    assert response.context["form"].errors == {field: [words]}
    assert everything() == before


def test_while_paused_the_page_says_so(client: Client, plan: Plan) -> None:
    plans.pause_plan(plan=plan, why="It got worse.", at=timezone.now())
    before = everything()

    page = client.post(URL, AS_IT_IS | {"unit": "MILES"}).content.decode()

    assert "<title>Your plan is paused" in page
    assert everything() == before
