"""What is planned here is the next week: so it is the same on every day of this one."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rehab.models import Plan, RunWeek
from tests.factories import a_runner, an_override
from tests.rehab.rows import everything
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

URL = "/plan/week/"
NEXT = f"{URL}?next"
LIMIT = "Last week 18 km, so at most 19.8 km."
LONGEST = "Your longest run in 30 days was 6 km, so at most 6.6 km."
ONE_AT_A_TIME = "Change one thing at a time: distance, speed or ground."


@pytest.fixture
def plan(client: Client) -> Plan:
    """Return the plan of a runner who ran 18 km this week and last, all of it easy."""
    plan = planning_by_week()
    ran_each_week(plan, 6000, 6000, first=0)
    client.force_login(plan.person)
    return plan


def next_week(**given: Any) -> dict[str, Any]:
    return a_week(this_monday() + ONE_WEEK, **given)


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def kept(plan: Plan) -> list[RunWeek]:
    return [*plan.run_weeks.order_by("pk")]


@pytest.mark.parametrize(("url", "most"), [(URL, 12), (NEXT, 18)])
def test_a_week_is_shown_in_a_handful_of_queries(
    client: Client, plan: Plan, url: str, most: int
) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)

    assert len(queries) <= most


def test_a_get_suggests_a_week_within_all_limits_and_changes_nothing(
    client: Client, plan: Plan
) -> None:
    before = everything()

    page = client.get(NEXT)
    client.get(URL)
    client.head(URL)

    form, html = page.context["form"], text_of(page)
    assert everything() == before
    assert {name: form[name].value() for name in form.fields} == {
        "runs": 3,
        "amount": "19.8",
        "longest": "6.6",
        "intensity": 0,
        "terrain": 0,
    }
    assert LIMIT in html
    assert LONGEST in html
    assert "3 runs to do, 19.8 km in all. The longest is 6.6 km." in html
    assert html.count("Run 6.6 km: easy, soft and flat.") == 3
    assert "How the week could look" in html


def test_checklist_56_what_is_suggested_can_be_saved_as_it_stands(
    client: Client, plan: Plan
) -> None:
    sent = next_week(amount="19.8", longest="6.6")

    answers = [client.post(NEXT, sent), client.post(NEXT, sent)]
    page = client.get(NEXT)

    week = kept(plan)[0]
    assert {answer.headers["Location"] for answer in answers} == {NEXT}
    assert len(kept(plan)) == 1
    assert (week.runs, week.amount, week.longest) == (3, 19_800, 6600)
    assert (week.base, week.ceiling) == (18_000, 19_800)
    assert week.begins_on == this_monday() + ONE_WEEK
    assert "The week as you planned it" in text_of(page)
    assert plan.changes.get(what="WEEK").by == plan.person


def test_it_can_be_changed_and_what_was_planned_stands_in_the_fields(
    client: Client, plan: Plan
) -> None:
    client.post(NEXT, next_week(runs="2", amount="10", longest="5,5 km"))

    form = client.get(NEXT).context["form"]
    client.post(NEXT, next_week(amount="9 miles", longest="3 miles"))

    assert (form["runs"].value(), form["amount"].value()) == (2, "10")
    assert form["longest"].value() == "5.5"
    assert [week.amount for week in kept(plan)] == [10_000, 14_484]


@pytest.mark.parametrize(
    ("greedy", "errors"),
    [
        (
            {"amount": "25", "longest": "9"},
            {
                "amount": [
                    f"These runs come to 25 km. That is too much for this week. {LIMIT}"
                ],
                "longest": [f"One run of 9 km is too long for now. {LONGEST}"],
            },
        ),
        (
            {"intensity": "1", "amount": "19"},
            {
                "intensity": [
                    "That is too fast for now. Easy running comes first.",
                    f"{ONE_AT_A_TIME} This week would be longer and faster.",
                ]
            },
        ),
        (
            {"terrain": "3", "intensity": "4", "longest": "6"},
            {
                "intensity": ["That is too fast for now. Easy running comes first."],
                "terrain": [
                    "That ground comes later. Soft and flat ground comes first.",
                    f"{ONE_AT_A_TIME} This week would be faster and on harder ground.",
                ],
            },
        ),
    ],
)
def test_checklist_56_and_58_a_greedy_week_is_refused_with_the_reason_and_all_is_kept(
    client: Client, plan: Plan, greedy: dict[str, str], errors: dict[str, list[str]]
) -> None:
    sent = next_week(longest="6.6") | greedy

    response = client.post(NEXT, sent)

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == errors
    assert {name: form[name].value() for name in form.fields} == {
        name: value for name, value in sent.items() if name in form.fields
    }
    assert kept(plan) == []


@pytest.mark.parametrize("harder", [{"terrain": "1"}, {"terrain": "2"}, {"intensity": "1"}])
def test_checklist_57_the_first_weeks_are_soft_flat_and_easy_only(
    client: Client, harder: dict[str, str]
) -> None:
    plan = planning_by_week(weeks=1)
    ran_each_week(plan, 6000, first=0)
    client.force_login(plan.person)

    page = client.get(NEXT)
    response = client.post(NEXT, next_week() | harder)

    form = page.context["form"]
    assert (form["terrain"].value(), form["intensity"].value()) == (0, 0)
    assert [*response.context["form"].errors] == [*harder]
    assert response.status_code == 422
    assert kept(plan) == []


def test_what_is_closed_tells_what_is_missing(client: Client, plan: Plan) -> None:
    page = client.get(NEXT)

    closed = {each.name: each.missing for each in page.context["closed"]}
    assert "Not open yet" in text_of(page)
    assert [*closed] == [
        "Some running on a flat road",
        "Gentle hills",
        "A few short fast bits",
        "Steady and hard running",
        "Fast bits, again and again",
        "Any ground",
        "A race",
    ]


def test_a_limit_that_a_physio_set_aside_is_told_and_holds(
    client: Client, plan: Plan
) -> None:
    until = today() + timedelta(days=14)
    an_override(plan=plan, begins_on=today(), ends_on=until, reason="Ran more before.")

    page = client.get(NEXT)
    response = client.post(NEXT, next_week(amount="24", longest="6.6", runs="4"))

    assert "Your physio lets you go past a limit for a time." in text_of(page)
    assert "It is “10 % more a week”" in text_of(page)
    assert "Ran more before." in text_of(page)
    assert response.status_code == 302
    assert [week.amount for week in kept(plan)] == [24_000]


def test_of_a_planned_week_only_what_still_fits_the_days_is_shown(
    client: Client, plan: Plan
) -> None:
    client.post(NEXT, next_week())
    Plan.objects.filter(pk=plan.pk).update(rest_until=this_monday() + timedelta(days=11))

    page = client.get(NEXT)

    assert "2 runs to do" in text_of(page)
    assert page.context["form"]["runs"].value() == 3


def test_with_no_day_left_for_a_run_there_is_nothing_to_set(
    client: Client, plan: Plan
) -> None:
    Plan.objects.filter(pk=plan.pk).update(rest_until=this_monday() + ONE_WEEK)

    page = client.get(URL)
    sent = client.post(URL, a_week(this_monday()))

    assert page.status_code == 200
    assert sent.status_code == 422
    assert page.context["form"] is None
    assert "No more runs this week." in text_of(page)
    assert "Plan the week from" in text_of(page)
    assert kept(plan) == []


@pytest.mark.parametrize(
    ("stage", "words"),
    [(3, "Run for 2 minutes, then walk for 2 minutes."), (None, "Running is still locked")],
)
def test_before_the_stages_are_done_the_page_says_so(
    client: Client, stage: int | None, words: str
) -> None:
    plan = on_the_ladder(3)
    Plan.objects.filter(pk=plan.pk).update(stage=stage)
    client.force_login(plan.person)

    page = client.get(URL)
    sent = client.post(URL, a_week(this_monday()))

    assert (page.status_code, sent.status_code) == (200, 409)
    assert "No week to plan yet" in text_of(page)
    assert words in text_of(page)
    assert kept(plan) == []


def test_checklist_34_in_the_first_days_there_is_no_week_to_plan(
    client: Client, plan: Plan
) -> None:
    Plan.objects.filter(pk=plan.pk).update(phase=0)

    page = client.get(URL)
    sent = client.post(URL, a_week(this_monday()))

    assert sent.status_code == 409
    assert kept(plan) == []
    assert "Running waits for now. After that you plan by the week again." in text_of(page)
    assert "The first days are for rest." in text_of(page)


def test_nobody_plans_the_week_of_somebody_else(client: Client, plan: Plan) -> None:
    other = a_runner()
    client.force_login(other)

    response = client.post(NEXT, next_week())

    assert response.headers["Location"] == "/plan/start/"
    assert kept(plan) == []
