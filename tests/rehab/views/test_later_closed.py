"""To put a mail off where there is nothing to put off any more."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Consent
from rehab import plans
from rehab.models import Plan, Reminder, ReminderAct
from rehab.reminders.links import DONE, LATER
from tests.factories import an_entry
from tests.rehab.rows import everything
from tests.rehab.views.links import a_mail_at, path

pytestmark = pytest.mark.django_db


def html_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_what_was_told_needs_no_other_time(client: Client) -> None:
    reminder = a_mail_at(12)
    an_entry(plan=reminder.of_plan, reminder=reminder)
    before = everything()

    html = html_of(client, path(LATER, reminder))
    client.post(path(LATER, reminder), {"until": "hour"})

    assert "<h1>You have told us already</h1>" in html
    assert path(DONE, reminder) in html
    assert everything() == before


def test_a_session_told_on_its_page_needs_no_other_time(client: Client) -> None:
    reminder = a_mail_at(12, "SESSION")
    session = reminder.session
    an_entry(plan=reminder.of_plan, kind="SESSION", session=session, about="3")

    assert "You have told us already" in html_of(client, path(LATER, reminder))


def test_a_day_that_is_skipped_has_nothing_to_put_off(client: Client) -> None:
    reminder = a_mail_at(12)
    ReminderAct.objects.create(reminder=reminder, what="SKIPPED", at=timezone.now())

    assert "<h1>You skip today</h1>" in html_of(client, path(LATER, reminder))


def test_who_paused_mails_is_led_to_where_they_come_again(client: Client) -> None:
    reminder = a_mail_at(12)
    Plan.objects.update(mails_paused_at=timezone.now())

    html = html_of(client, path(LATER, reminder))

    assert "<h1>Your emails are paused</h1>" in html
    assert "/t/" in html


def test_who_stopped_mails_is_told_so(client: Client) -> None:
    reminder = a_mail_at(12)
    Consent.objects.update(withdrawn_at=timezone.now())

    html = html_of(client, path(LATER, reminder))

    assert "<h1>You have stopped the emails</h1>" in html


def test_whose_address_takes_no_mail_is_led_to_say_that_it_works(client: Client) -> None:
    reminder = a_mail_at(12)
    reminder.person.mail_refused_at = timezone.now()
    reminder.person.save()

    html = html_of(client, path(LATER, reminder))

    assert "<h1>Our last email to you came back</h1>" in html
    assert 'href="/plan/address/"' in html


def test_a_plan_that_waits_for_a_visit_says_that_first(client: Client) -> None:
    reminder = a_mail_at(12)
    plans.pause_plan(plan=reminder.of_plan, why="It got worse.", at=timezone.now())

    assert "<h1>Be seen within a week</h1>" in html_of(client, path(LATER, reminder))


def test_a_plan_that_waits_since_it_was_put_off_says_that_first(client: Client) -> None:
    reminder = a_mail_at(12)
    client.post(path(LATER, reminder), {"until": "tomorrow"})
    plans.pause_plan(plan=reminder.of_plan, why="It got worse.", at=timezone.now())

    assert "<h1>Be seen within a week</h1>" in html_of(client, path(LATER, reminder))


def test_a_day_that_was_skipped_and_is_over_says_so(client: Client) -> None:
    reminder = a_mail_at(8)
    ReminderAct.objects.create(reminder=reminder, what="SKIPPED", at=timezone.now())
    Reminder.objects.update(local_on=reminder.local_on - timedelta(days=1))

    assert "<h1>That day is over</h1>" in html_of(client, path(LATER, reminder))
