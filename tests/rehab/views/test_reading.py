"""The pages of the diary are as easy to read as the questions before the plan."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from rehab.models import Plan
from tests.reading import grade_of
from tests.triage.protocols.test_reading import HARDEST_ON_AVERAGE
from tests.triage.views.test_reading import texts_in

pytestmark = pytest.mark.django_db

CALM: dict[str, Any] = {
    "pain": "1",
    "worse": "no",
    "swelling": "NONE",
    "news": ["none-of-these"],
}
PAGES = [
    "/plan/day/",
    "/plan/session/",
    "/plan/check-in/day-14/",
    "/plan/check-in/week-12/",
    "/plan/gate/phase-2/",
    "/plan/gate/phase-3/",
    "/plan/gate/run/",
    "/plan/settings/",
]


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_asks_is_easy_to_read(client: Client, plan: Plan, page: str) -> None:
    texts = texts_in(client.get(page).content.decode())

    assert len(texts) > 1
    assert grade_of(texts) <= HARDEST_ON_AVERAGE


@pytest.mark.parametrize(
    "sent", [{"way": "skipped"}, {"pain": "12"}, {"worse": "yes", "news": ["not-sure"]}]
)
def test_what_a_page_says_to_an_answer_is_easy_to_read(
    client: Client, plan: Plan, sent: dict[str, Any]
) -> None:
    told = CALM | sent

    texts = texts_in(client.post("/plan/session/", told, follow=True).content.decode())

    assert grade_of(texts) <= HARDEST_ON_AVERAGE


@pytest.mark.parametrize("met", [[], ["chair_squats", "bridges", "calf_raises", "walk_30"]])
def test_what_a_list_comes_to_is_easy_to_read(
    client: Client, plan: Plan, met: list[str]
) -> None:
    page = client.post("/plan/gate/phase-2/", {"met": met}, follow=True)

    assert grade_of(texts_in(page.content.decode())) <= HARDEST_ON_AVERAGE


def test_a_day_of_rest_is_easy_to_read(client: Client, plan: Plan) -> None:
    Plan.objects.update(exercises_began_on=plan.begun_on + timedelta(days=1))

    texts = texts_in(client.get("/plan/session/").content.decode())

    assert grade_of(texts) <= HARDEST_ON_AVERAGE
