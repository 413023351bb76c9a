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
        "name_0": "Stairs",
    }
    assert everything() == before


def test_what_is_set_is_kept_and_said_to_be(client: Client, plan: Plan) -> None:
    sent = {
        "unit": "MILES",
        "monthly": "on",
        "time_zone": "Europe/Berlin",
        "name_1": "Hop",
    }

    response = client.post(URL, AS_IT_IS | sent, follow=True)

    plan.refresh_from_db()
    assert response.redirect_chain == [(URL, 302)]
    assert "Your settings are kept." in response.content.decode()
    assert (plan.unit, plan.monthly, plan.activities) == ("MILES", True, ["Hop"])
    assert plan.person.time_zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"unit": ""}, "unit", "Choose kilometres or miles."),
        ({"unit": "STADIA"}, "unit", "Choose one of the answers on this page."),
        ({"time_zone": "Mars"}, "time_zone", "Choose a place from the list."),
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


def test_times_that_fit_moved_quiet_hours_stay_as_they_are(
    client: Client, plan: Plan
) -> None:
    times = [time(5), time(9), time(13)]
    Plan.objects.update(reminder_times=times, night_begins=time(20), night_ends=time(4, 30))

    client.post(URL, AS_IT_IS | {"unit": "MILES"})

    plan.refresh_from_db()
    assert (plan.unit, plan.reminder_times) == ("MILES", times)


def test_the_page_leads_to_where_times_are_chosen(client: Client, plan: Plan) -> None:
    assert 'href="/plan/mails/"' in client.get(URL).content.decode()


def test_while_paused_the_page_says_so(client: Client, plan: Plan) -> None:
    plans.pause_plan(plan=plan, why="It got worse.", at=timezone.now())
    before = everything()

    page = client.post(URL, AS_IT_IS | {"unit": "MILES"}).content.decode()

    assert "<title>Your plan is paused" in page
    assert everything() == before
