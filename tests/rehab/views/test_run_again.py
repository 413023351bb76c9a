"""What a run says about the one before, and correcting one that was told."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rehab.models import DiaryEntry
from tests.factories import a_run, a_runner, an_entry
from tests.rehab.views.running import (
    a_calm_run,
    an_easy_run,
    on_the_ladder,
    planning_by_week,
    today,
)
from tests.rehab.views.test_run import URL, kept, signed_in, text_of

pytestmark = pytest.mark.django_db


def test_the_morning_after_the_run_before_is_asked_for(client: Client) -> None:
    plan = signed_in(client, planning_by_week())
    a_calm_run(plan, today() - timedelta(days=3))
    sent = an_easy_run(next_morning_pain="1")

    page = client.get(URL)
    client.post(URL, sent)

    assert "next_morning_pain" in page.context["form"].fields
    assert plan.diary.latest("pk").next_morning_pain == 1


def test_it_is_not_kept_of_the_wrong_run(client: Client) -> None:
    plan = signed_in(client, planning_by_week())
    a_calm_run(plan, today() - timedelta(days=3))
    yesterday = today() - timedelta(days=1)

    client.post(URL, an_easy_run(on=yesterday.isoformat(), next_morning_pain="1"))

    assert plan.diary.latest("pk").next_morning_pain is None


def test_a_run_can_be_corrected_on_a_page_of_its_own(client: Client) -> None:
    plan = signed_in(client, on_the_ladder(3))
    first = client.post(URL, an_easy_run(by_stage="yes", climb="10")).headers["Location"]

    page = client.get(f"{first}?again")
    again = client.post(first, an_easy_run(by_stage="no", metres="6", climb=""))

    form = page.context["form"]
    told = {name: form[name].value() for name in ("minutes", "metres", "climb")}
    assert told == {"minutes": "35", "metres": "5.2", "climb": "10"}
    assert (form["by_stage"].value(), form["limped"].value()) == ("yes", "no")
    assert "You have told us about this." in text_of(page)
    assert again.headers["Location"] == first
    assert [(run.metres, run.stage) for run in kept(plan)] == [(5200, 3), (6000, None)]
    assert kept(plan)[1].entry.adds_to == kept(plan)[0].entry


def test_a_run_is_asked_for_and_shown_in_a_handful_of_queries(client: Client) -> None:
    signed_in(client, planning_by_week())
    counts = []
    for url in (URL, client.post(URL, an_easy_run()).headers["Location"]):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))

    asked, shown = counts
    assert asked <= 10
    assert shown <= 18


def test_the_page_of_a_run_asks_for_the_stage_it_was_told_of(client: Client) -> None:
    plan = signed_in(client, on_the_ladder(5))
    run = a_calm_run(plan, today(), stage=2)

    page = client.get(f"{URL}{run.entry_id}/?again")

    assert page.context["stage"].number == 2


def test_a_run_of_long_ago_is_shown_without_what_it_came_to(client: Client) -> None:
    plan = signed_in(client, planning_by_week())
    a_calm_run(plan, today())
    long_ago = a_calm_run(plan, today() - timedelta(days=200))

    page = client.get(f"{URL}{long_ago.entry_id}/")

    assert page.context["run"].words == ()
    assert "Your plan goes on as it is." in text_of(page)


def test_a_run_told_before_later_changes_is_held_against_what_held_then(
    client: Client,
) -> None:
    plan = signed_in(client, on_the_ladder(1, rest_until=today()))
    first = client.post(URL, an_easy_run(by_stage="yes", limped="yes"))

    page = client.post(first.headers["Location"], an_easy_run(by_stage="yes"), follow=True)

    plan.refresh_from_db()
    assert plan.stage == 0
    assert page.context["run"].over == ()


def test_whose_run_it_is_not_finds_none(client: Client) -> None:
    plan = signed_in(client, planning_by_week())
    others = a_run(plan=planning_by_week(person=a_runner()))
    day = an_entry(plan=plan, kind=DiaryEntry.Kind.DAY, about="x")

    statuses = {
        client.get(f"{URL}{pk}/").status_code for pk in (others.entry_id, day.pk, 0)
    }

    assert statuses == {404}
    assert client.post(f"{URL}{others.entry_id}/", an_easy_run()).status_code == 404
    assert kept(plan) == []
