"""The page of a plan as it comes to a browser."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from rehab import plans
from rehab.models import Plan, Reminder
from rehab.programme.exercises import HEEL_SLIDES, QUAD_SQUEEZE
from tests.factories import (
    a_clinic,
    a_message_mail,
    a_physio,
    a_plan,
    a_runner,
    an_assessment,
)
from tests.rehab import steps
from tests.rehab.rows import everything

pytestmark = pytest.mark.django_db


def opened(runner: User, *, at: datetime | None = None, **given: Any) -> Plan:
    in_tokyo: dict[str, Any] = {"time_zone": "Asia/Tokyo", "no_compression": False}
    return steps.opened(runner, at=at or timezone.now(), **in_tokyo | given)


def text_of(client: Client) -> str:
    return " ".join(client.get("/plan/").content.decode().split())


@pytest.mark.parametrize("url", ["/plan/", "/plan/start/", "/plan/finish/"])
def test_a_plan_is_for_whoever_has_signed_in(client: Client, url: str) -> None:
    response = client.get(url)

    assert response.status_code == 302
    assert response.headers["Location"] == f"/sign-in/?next={url}"


def test_checklists_30_31_33_the_first_days_show_care_and_what_to_leave_out(
    client: Client, runner: User
) -> None:
    opened(runner, name="Robin")

    response = client.get("/plan/")

    page = response.context["page"]
    assert response.status_code == 200
    assert page.day == 0
    assert [item.name for item in page.today.care] == [
        "Rest",
        "Ice",
        "Compression",
        "Elevation",
    ]
    assert [card.chosen.exercise for card in page.today.movements] == [
        HEEL_SLIDES,
        QUAD_SQUEEZE,
    ]
    assert "Swimming" in {swap.name for swap in page.swaps}
    assert "Cycling" not in {swap.name for swap in page.swaps}
    text = text_of(client)
    assert "Robin, today: rest and gentle care" in text
    assert "<li>Cycling.</li>" in text
    assert "<li>Stairs, where you can." in text
    assert "Be seen within 2 weeks." not in text


def test_checklists_37_38_39_each_of_the_four_says_what_it_is_for(
    client: Client, runner: User
) -> None:
    opened(runner)

    text = text_of(client)

    assert "Ice eases pain and inflammation." in text
    assert "Ice numbs pain. It has not been shown to speed up healing." in text
    assert "Compression holds back swelling." in text
    assert "Make it snug, not tight." in text
    assert "With the leg up, fluid can drain from the knee." in text
    assert "Bring the knee above the heart." in text


def test_what_to_do_today_comes_before_anything_else(client: Client, runner: User) -> None:
    opened(runner)

    text = text_of(client)

    marks = ['class="today"', 'id="ice"', 'id="movements"', 'id="phase"', 'id="way"']
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert 'href="/plan/day/">How was today?' in text


def test_a_visit_that_is_called_for_comes_first_with_the_way_to_say_it_was(
    client: Client,
) -> None:
    runner = a_runner()
    an_assessment(patient=runner, at=timezone.now(), duration="despite_care")
    opened(runner)
    client.force_login(runner)

    text = text_of(client)

    assert text.index("Be seen within 2 weeks.") < text.index('class="today"')
    assert "Do not run until you have been seen." in text
    assert 'href="/plan/seen/">I have been seen' in text
    assert "I'm better" not in text


def test_a_new_check_that_calls_for_a_visit_stands_on_the_running_plan(
    client: Client, runner: User
) -> None:
    opened(runner)
    an_assessment(patient=runner, at=timezone.now(), duration="despite_care")

    assert "Be seen within 2 weeks." in text_of(client)


def test_the_next_emails_stand_there_in_local_time(client: Client, runner: User) -> None:
    plan = opened(runner)
    due = plan.reminders.filter(kind=Reminder.Kind.CARE).earliest("due_at").due_at

    html = client.get("/plan/").content.decode()

    assert f"{due.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M}" in html
    assert "The times are those of Asia/Tokyo." in html
    assert "Stop the emails" in html


def test_who_has_stopped_emails_is_told_so(client: Client, runner: User) -> None:
    opened(runner)
    plans.stop_mails(person=runner, at=timezone.now())

    assert "You have stopped the emails." in client.get("/plan/").content.decode()


@pytest.mark.parametrize("url", ["/plan/", "/plan/start/", "/plan/finish/"])
def test_a_get_changes_nothing(client: Client, runner: User, url: str) -> None:
    before = everything()
    client.get(url)
    assert everything() == before

    opened(runner)
    before = everything()
    client.get(url)
    assert everything() == before


def test_nobody_reads_the_plan_of_another(client: Client) -> None:
    a_plan()
    client.force_login(a_runner())

    assert client.get("/plan/").headers["Location"] == "/plan/start/"


def test_finishing_is_one_tap_away(client: Client, runner: User) -> None:
    opened(runner, at=timezone.now() - timedelta(hours=1))

    text = text_of(client)

    assert '<a class="button button--quiet" href="/plan/finish/">' in text
    assert "I'm better: finish my plan" in text


def test_the_mail_of_a_message_still_comes_after_the_plan_has_shown_it(
    client: Client, runner: User
) -> None:
    a_plan(person=runner)
    by = a_physio(clinic=a_clinic())
    a_message_mail(person=runner, by=by, state="DUE", settled_at=None)
    before = everything()

    page = text_of(client)

    assert "Well done." in page
    assert everything() == before
