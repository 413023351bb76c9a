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
from tests.factories import a_plan, a_reminder, a_runner, an_assessment
from tests.rehab import steps
from tests.rehab.rows import everything
from tests.rehab.steps import NOTHING_NEW

pytestmark = pytest.mark.django_db


def opened(runner: User, *, at: datetime | None = None, **given: Any) -> Plan:
    in_tokyo: dict[str, Any] = {"time_zone": "Asia/Tokyo", "no_compression": False}
    return steps.opened(runner, at=at or timezone.now(), **in_tokyo | given)


@pytest.mark.parametrize("url", ["/plan/", "/plan/start/", "/plan/finish/"])
def test_a_plan_is_for_whoever_has_signed_in(client: Client, url: str) -> None:
    response = client.get(url)

    assert response.status_code == 302
    assert response.headers["Location"] == f"/sign-in/?next={url}"


def test_the_page_of_a_plan_shows_what_to_do_today(client: Client, runner: User) -> None:
    opened(runner)

    response = client.get("/plan/")

    page = response.context["page"]
    assert response.status_code == 200
    assert page.day == 0
    assert [item.name for item in page.rice] == ["Rest", "Ice", "Compression", "Elevation"]
    assert [swap.name for swap in page.swaps] == ["Swimming"]
    assert len(page.avoid) == 3
    assert [card.exercise for card in page.movements] == [HEEL_SLIDES, QUAD_SQUEEZE]
    assert [(card.exercise.name, card.serves) for card in page.strength] == [
        ("Terminal knee extension", ()),
        ("Side-lying leg raise", ()),
        ("Arch raise", ("Feet that roll in",)),
        ("Double-leg bridge", ()),
    ]
    assert len(page.stretches) == 3
    html = response.content.decode()
    assert "3 sets of 12. Hold each one for 2 seconds." in html
    assert "For you: Feet that roll in" in html
    assert "Band walks come next" in html
    assert "be seen within 2 weeks" not in html


def test_a_plan_says_when_a_visit_is_still_to_be_booked(client: Client) -> None:
    runner = a_runner()
    an_assessment(patient=runner, at=timezone.now(), duration="over_6_weeks")
    opened(runner)
    client.force_login(runner)

    html = client.get("/plan/").content.decode()

    assert "Your result said: be seen within 2 weeks." in html


def test_the_next_emails_stand_there_in_local_time(client: Client, runner: User) -> None:
    plan = opened(runner)
    due = plan.reminders.filter(kind=Reminder.Kind.CARE).earliest("due_at").due_at

    html = client.get("/plan/").content.decode()

    assert f"{due.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M}" in html
    assert "The times are those of Asia/Tokyo." in html


def test_a_new_check_that_calls_for_a_visit_stands_on_the_running_plan(
    client: Client, runner: User
) -> None:
    opened(runner)
    an_assessment(patient=runner, at=timezone.now(), duration="over_6_weeks")

    html = client.get("/plan/").content.decode()

    assert "Your result said: be seen within 2 weeks." in html
    assert "Do not run until you have been seen." in html


@pytest.mark.parametrize("swept", [True, False])
def test_after_a_week_the_first_days_are_over(client: Client, *, swept: bool) -> None:
    now = timezone.now()
    runner = a_runner()
    an_assessment(patient=runner, at=now - timedelta(days=9))
    opened(runner, at=now - timedelta(days=8))
    if swept:
        plans.end_acute_care(at=now)
    client.force_login(runner)

    response = client.get("/plan/")

    page = response.context["page"]
    html = response.content.decode()
    assert (page.day, page.first_days, page.rice) == (8, False, ())
    assert "Your first days are over, and their emails have ended." in html
    assert "The emails of the first days have ended." in html
    assert html.index('id="exercises"') < html.index('id="movements"')
    assert html.count('id="exercises"') == 1


def test_in_the_first_days_the_exercises_come_last(client: Client, runner: User) -> None:
    opened(runner)

    html = client.get("/plan/").content.decode()

    assert html.index('id="today"') < html.index('id="movements"')
    assert html.index('id="movements"') < html.index('id="exercises"')
    assert html.count('id="exercises"') == 1


def test_what_was_told_stands_on_the_plan(client: Client, runner: User) -> None:
    plan = opened(runner, name="Robin")
    at = timezone.now()
    for number, signs in enumerate([NOTHING_NEW, {}], start=10):
        reminder = a_reminder(plan=plan, slot=4, local_on=at.date() + timedelta(number))
        plans.record_diary_entry(
            reminder=reminder, done=True, pain=1, worse=False, signs=signs, at=at
        )

    response = client.get("/plan/")

    html = response.content.decode()
    assert len(response.context["page"].entries) == 2
    assert "Robin, this is your plan" in html
    assert "left open" in html


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
