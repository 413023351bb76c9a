"""What holds for the page of any plan: charts, queries, and how hard it is to read."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.factories import a_movement_check, an_entry
from tests.reading import grade_of
from tests.rehab.past import a_plan_with_a_past
from tests.rehab.views.page.opened import begun, page_of, today
from tests.triage.protocols.test_reading import HARDEST_ON_AVERAGE
from tests.triage.views.test_reading import texts_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def test_charts_come_with_a_sentence_and_a_table(client: Client, now: datetime) -> None:
    plan = a_plan_with_a_past(days=30, at=now)
    client.force_login(plan.person)

    page, text = page_of(client)

    assert page.pain
    assert page.sessions
    assert page.runs
    assert text.count('<svg class="chart__drawing') == 6
    assert text.count("See the numbers") == 3
    assert text.count("-title") == 2 * text.count("<desc id=") == 12
    for shown in (page.pain, page.sessions, page.runs):
        assert f"<strong>{shown.headline}</strong>" in text


@pytest.mark.parametrize("days", [30, 730])
def test_the_page_asks_the_database_8_times_whatever_the_history(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    now: datetime,
    days: int,
) -> None:
    plan = a_plan_with_a_past(days=days, at=now)
    a_movement_check(assessment=plan.assessment, at=now)
    client.force_login(plan.person)

    with django_assert_num_queries(8):
        assert client.get("/plan/").status_code == 200


@pytest.mark.parametrize("protects", [True, False])
def test_a_plan_that_waits_for_a_visit_asks_no_more_often(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, *, protects: bool
) -> None:
    plan = begun(client, days=0, told={"duration": "despite_care"}, protect_only=protects)
    an_entry(plan=plan, at=plan.opened_at, local_on=plan.begun_on)

    with django_assert_num_queries(8):
        assert client.get("/plan/").status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"days": 0},
        {"days": 0, "told": {"duration": "despite_care"}},
        {"days": 0, "told": {"bone_spot": True}, "protect_only": True},
        {"days": 14, "phase": 2, "stage": 3},
        {"days": 15, "phase": 5, "stage": 13},
    ],
)
def test_the_page_reads_easily(client: Client, given: dict[str, Any]) -> None:
    if "stage" in given:
        given |= {
            "exercises_began_on": today() - timedelta(days=given["days"]),
            "stage_since": today() - timedelta(days=1),
        }
    begun(client, **given)

    texts = texts_in(client.get("/plan/").content.decode())

    assert grade_of(texts) <= HARDEST_ON_AVERAGE
