"""The pages of running are as easy to read as the questions before the plan."""

import pytest
from django.test import Client

from rehab.models import Plan
from tests.reading import grade_of
from tests.rehab.views.running import (
    an_easy_run,
    on_the_ladder,
    planning_by_week,
    ran_each_week,
)
from tests.triage.protocols.test_reading import HARDEST_ON_AVERAGE
from tests.triage.views.test_reading import texts_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(client: Client) -> Plan:
    plan = planning_by_week()
    ran_each_week(plan, 6000, 6000, first=0)
    client.force_login(plan.person)
    return plan


@pytest.mark.parametrize("page", ["/plan/run/", "/plan/week/?next"])
def test_what_a_page_asks_is_easy_to_read(client: Client, plan: Plan, page: str) -> None:
    texts = texts_in(client.get(page).content.decode())

    assert len(texts) > 1
    assert grade_of(texts) <= HARDEST_ON_AVERAGE


@pytest.mark.parametrize("sent", [{}, {"limped": "yes"}, {"metres": "20", "minutes": "99"}])
def test_what_a_run_comes_to_is_easy_to_read(
    client: Client, plan: Plan, sent: dict[str, str]
) -> None:
    page = client.post("/plan/run/", an_easy_run(**sent), follow=True)

    assert grade_of(texts_in(page.content.decode())) <= HARDEST_ON_AVERAGE


def test_the_ladder_is_easy_to_read(client: Client) -> None:
    client.force_login(on_the_ladder().person)

    texts = texts_in(client.get("/plan/week/").content.decode())

    assert grade_of(texts) <= HARDEST_ON_AVERAGE
