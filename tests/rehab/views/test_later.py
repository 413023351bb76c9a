"""To put a mail off: three choices, each with when it lands, and one press."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import Plan, Reminder, ReminderAct
from rehab.reminders.links import LATER
from tests.factories import a_reminder
from tests.rehab.rows import everything
from tests.rehab.views.links import a_mail, a_mail_at, path

pytestmark = pytest.mark.django_db


def html_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def lands(client: Client, url: str) -> dict[str, tuple[str, str | None]]:
    """Return what the page says of each choice: when it lands, and what moved it."""
    choices = client.get(url).context["choices"]
    return {each.key: (each.lands, each.because) for each in choices}


def clock(instant: datetime, person_zone: str) -> str:
    with timezone.override(person_zone):
        return f"{timezone.localtime(instant):%H:%M}"


def test_a_get_shows_when_each_choice_lands_and_changes_nothing(client: Client) -> None:
    reminder = a_mail_at(12)
    url, before = path(LATER, reminder), everything()
    now = timezone.now()

    shown = lands(client, url)
    client.head(url)

    zone = reminder.person.time_zone
    in_an_hour = {clock(now + timedelta(minutes=each), zone) for each in (60, 61)}
    assert shown["hour"][0] in in_an_hour
    assert shown["evening"] == ("18:00", None)
    assert shown["tomorrow"] == (f"tomorrow {clock(reminder.due_at, zone)}", None)
    assert everything() == before


def test_one_press_moves_the_mail_and_a_second_says_the_same(client: Client) -> None:
    reminder = a_mail_at(12)
    url = path(LATER, reminder)

    answers = [client.post(url, {"until": each}) for each in ("evening", "tomorrow")]

    again = Reminder.objects.get(snoozed_from=reminder)
    assert [each["Location"] for each in answers] == [url, url]
    assert ReminderAct.objects.get().choice == "evening"
    assert clock(again.due_at, reminder.person.time_zone) == "18:00"
    assert "The email comes again: <strong>18:00</strong>." in html_of(client, url)


def test_once_it_has_come_again_the_page_says_it_was_put_off(client: Client) -> None:
    reminder = a_mail_at(12)
    client.post(path(LATER, reminder), {"until": "hour"})
    Reminder.objects.filter(snoozed_from=reminder).update(
        state="SENT", settled_at=timezone.now()
    )

    html = html_of(client, path(LATER, reminder))

    assert "<h1>You put this email off before</h1>" in html


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose when we should write again."),
        ({"until": ""}, "Choose when we should write again."),
        ({"until": "never"}, "Choose one of the answers on this page."),
    ],
)
def test_a_choice_that_is_none_is_asked_again(
    client: Client, sent: dict[str, Any], words: str
) -> None:
    url = path(LATER, a_mail_at(12))
    before = everything()

    response = client.post(url, sent)

    assert response.status_code == 422
    assert response.context["form"].errors == {"until": [words]}
    assert response.content.decode().count(words) == 2
    assert everything() == before


def test_late_in_the_day_an_hour_is_tomorrow_because_of_the_quiet_hours(
    client: Client,
) -> None:
    url = path(LATER, a_mail_at(20))

    shown = lands(client, url)

    assert shown["hour"] == ("tomorrow 08:00", "NIGHT")
    assert shown["evening"] == ("", "OVER")
    assert "no email comes in your quiet hours" in html_of(client, url)
    assert "not possible" in html_of(client, url)
    assert "That time is over for today." in html_of(client, url)
    assert "A day has 4 emails at most" not in html_of(client, url)


def test_an_hour_is_more_if_another_mail_is_near(client: Client) -> None:
    reminder = a_mail_at(12)
    near = timezone.now() + timedelta(minutes=90)
    a_reminder(
        plan=reminder.of_plan,
        kind="CHECK_IN",
        about="day-14",
        due_at=near,
        local_on=reminder.local_on,
        slot=2,
    )

    url = path(LATER, reminder)

    assert lands(client, url)["hour"][1] == "APART"
    assert "because 2 hours lie between 2 emails" in html_of(client, url)


def test_a_quiet_evening_moves_to_the_next_day(client: Client) -> None:
    reminder = a_mail_at(12)
    Plan.objects.update(night_begins="17:00", night_ends="09:00")

    shown = lands(client, path(LATER, reminder))

    assert shown["evening"] == ("tomorrow 09:00", "NIGHT")


def test_after_2_a_day_nothing_can_be_put_off_any_more(client: Client) -> None:
    reminder = a_mail_at(12)
    for slot in (2, 3):
        other = a_mail(
            "CARE", reminder.of_plan, slot=slot, at=timezone.now() - timedelta(minutes=5)
        )
        ReminderAct.objects.create(
            reminder=other, what="SNOOZED", choice="hour", at=timezone.now()
        )

    html = html_of(client, path(LATER, reminder))

    assert "<button" not in html
    assert "You can put off 2 emails a day." in html


def test_a_choice_that_filled_up_since_is_said(client: Client) -> None:
    url = path(LATER, a_mail_at(20))
    before = everything()

    response = client.post(url, {"until": "evening"})

    words = "That time does not work now. Choose another one, or leave it as it is."
    assert response.status_code == 422
    assert response.context["form"].errors == {"until": [words]}
    assert everything() == before


def test_a_plan_that_is_over_says_so(client: Client) -> None:
    reminder = a_mail_at(12)
    plans.finish_plan(plan=reminder.of_plan, at=timezone.now())

    response = client.get(path(LATER, reminder))

    assert response.status_code == 410
    assert "<h1>This plan is finished</h1>" in response.content.decode()


def test_the_link_works_for_a_day(client: Client) -> None:
    late = timezone.now() - timedelta(days=1, minutes=1)

    response = client.get(path(LATER, a_mail(at=late)))

    assert response.status_code == 410
    assert "Each link works for 1 day." in response.content.decode()


@pytest.mark.parametrize("kind", ["VISIT", "WELCOME"])
def test_what_cannot_wait_has_no_such_page(client: Client, kind: str) -> None:
    assert client.get(path(LATER, a_mail(kind))).status_code == 404


def test_a_time_without_room_says_so(client: Client) -> None:
    reminder = a_mail_at(12)
    for slot, kind in ((2, "CHECK_IN"), (3, "WEEK")):
        other = a_mail(kind, reminder.of_plan, slot=slot)
        Reminder.objects.filter(pk=other.pk).update(local_on=reminder.local_on)

    url = path(LATER, reminder)

    assert lands(client, url)["hour"] == ("", "FULL")
    assert "A day has 4 emails at most" in html_of(client, url)


def test_a_session_is_not_put_off_to_the_day_before_the_next_one(client: Client) -> None:
    reminder = a_mail_at(12, "SESSION")
    Plan.objects.update(exercises_began_on=reminder.local_on)
    url = path(LATER, reminder)

    assert lands(client, url)["tomorrow"] == ("", "REST")
    assert "Leave a day between 2 sessions." in html_of(client, url)


def test_after_a_pause_of_all_mails_the_page_says_when_it_comes_again(
    client: Client,
) -> None:
    reminder = a_mail_at(12, "CHECK_IN", about="day-14")
    url = path(LATER, reminder)
    client.post(url, {"until": "evening"})

    plans.pause_mails(plan=reminder.of_plan, at=timezone.now())
    paused = html_of(client, url)
    plans.resume_mails(plan=reminder.of_plan, at=timezone.now())
    resumed = html_of(client, url)

    assert "The email comes again" not in paused
    assert "The email comes again: <strong>18:00</strong>." in resumed
