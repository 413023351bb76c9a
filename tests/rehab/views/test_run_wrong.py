"""Runs that cannot be: each gets a kind sentence, and nothing is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.formats import date_format

from rehab.models import Run
from rehab.plans import OLDEST_RUN
from tests.rehab.rows import everything
from tests.rehab.views.running import an_easy_run, on_the_ladder, today

pytestmark = pytest.mark.django_db

URL = "/plan/run/"
NUMBER = "Choose a number from 0 to 10."
OTHER = "Choose one of the answers on this page."
TOO_LITTLE = "The distance must be more than 0. Leave it open if you do not know it."
IN_MINUTES = "Write the time in full minutes, such as 35. 1:10 is 1 hour 10 minutes."


def iso(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"on": ""}, "on", "Choose the day of the run."),
        ({"on": "yesterday"}, "on", "Write the day like this: 2026-03-09."),
        ({"minutes": ""}, "minutes", "Write how long it took, too."),
        ({"minutes": "", "metres": ""}, "minutes", "Write how long it took, in minutes."),
        ({"minutes": "0"}, "minutes", "The time must be 1 minute or more."),
        ({"minutes": "-3"}, "minutes", "The time must be 1 minute or more."),
        ({"minutes": "a while"}, "minutes", IN_MINUTES),
        ({"metres": "900 km"}, "metres", "That is too far for one run."),
        ({"metres": "0"}, "metres", TOO_LITTLE),
        ({"metres": "-3"}, "metres", TOO_LITTLE),
        ({"metres": "far"}, "metres", "Write the distance as a number"),
        ({"metres": "50", "minutes": "10"}, "metres", "That would be too fast."),
        ({"climb": "high"}, "climb", "Write how far up as a number, such as 50."),
        ({"climb": "-1"}, "climb", "How far up can't be less than 0."),
        ({"surface": ""}, "surface", "Choose what you ran on."),
        ({"surface": "ICE"}, "surface", OTHER),
        ({"intensity": ""}, "intensity", "Choose how fast it was."),
        ({"intensity": "5"}, "intensity", OTHER),
        ({"peak_pain": ""}, "peak_pain", NUMBER),
        ({"peak_pain": "11"}, "peak_pain", NUMBER),
        ({"peak_pain": "-1"}, "peak_pain", NUMBER),
        ({"peak_pain": "6", "news": []}, "news", "Tick all that fit."),
        ({"limped": "yes", "news": []}, "news", "Tick all that fit."),
        ({"limped": ""}, "limped", "Choose yes if one of them happened, or no."),
        ({"by_stage": ""}, "by_stage", "Choose yes if it was as your stage says."),
        ({"pain": "11"}, "pain", NUMBER),
        ({"worse": "yes"}, "meant", "Tell us if it really got worse."),
    ],
)
def test_what_is_wrong_is_said_and_all_is_kept_in_place(
    client: Client, wrong: dict[str, str], field: str, words: str
) -> None:
    client.force_login(on_the_ladder().person)
    before = everything()
    sent = an_easy_run(by_stage="yes") | wrong

    response = client.post(URL, sent)

    form = response.context["form"]
    assert response.status_code == 422
    assert [*form.errors] == [field]
    assert form.errors[field][0].startswith(words)
    assert "There is a problem" in response.content.decode()
    assert {name: form[name].value() for name in sent} == sent
    assert everything() == before


def test_a_run_of_tomorrow_and_one_of_long_ago_are_refused(client: Client) -> None:
    client.force_login(on_the_ladder().person)
    first = date_format(today() - OLDEST_RUN, "j F Y")

    tomorrow = client.post(URL, an_easy_run(by_stage="yes", on=iso(1)))
    long_ago = client.post(URL, an_easy_run(by_stage="yes", on=iso(-366)))
    a_year_ago = client.post(URL, an_easy_run(by_stage="yes", on=iso(-365)))

    assert tomorrow.context["form"].errors == {
        "on": ["This day has not come. Choose the day on which you ran."]
    }
    assert long_ago.context["form"].errors == {
        "on": [f"That is too long ago to tell us much. Choose {first} or later."]
    }
    assert {tomorrow.status_code, long_ago.status_code} == {422}
    assert a_year_ago.status_code == 302
    assert Run.objects.count() == 1


@pytest.mark.parametrize(("zone", "ahead"), [("Pacific/Kiritimati", 14), ("UTC", 0)])
def test_today_is_the_day_where_the_runner_is(
    client: Client, zone: str, ahead: int
) -> None:
    plan = on_the_ladder()
    plan.person.time_zone = zone
    plan.person.save(update_fields=["time_zone"])
    client.force_login(plan.person)

    page = client.get(URL)

    now = page.context["form"].today
    assert page.context["form"].fields["on"].widget.attrs["max"] == now.isoformat()
    assert now - today() in {timedelta(), timedelta(days=bool(ahead))}


def test_all_that_is_wrong_is_said_at_once(client: Client) -> None:
    client.force_login(on_the_ladder().person)

    response = client.post(URL, {})

    assert response.status_code == 422
    assert {"on", "minutes", "surface", "intensity", "peak_pain", "limped"} < set(
        response.context["form"].errors
    )
