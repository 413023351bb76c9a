"""To skip what a mail asks for today."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Consent
from rehab import plans
from rehab.models import Reminder, ReminderAct
from rehab.reminders.links import DONE, PAIN, SKIP
from tests.factories import a_reminder, an_entry
from tests.rehab.rows import everything
from tests.rehab.views.links import a_mail, a_mail_at, path

pytestmark = pytest.mark.django_db


def html_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_a_get_asks_and_changes_nothing(client: Client) -> None:
    reminder = a_mail_at(12)
    before = everything()

    html = html_of(client, path(SKIP, reminder))

    assert "<h1>Not today?</h1>" in html
    assert "We note it as skipped." in html
    assert path(PAIN, reminder) in html
    assert everything() == before


def test_one_press_skips_and_a_second_says_the_same(client: Client) -> None:
    reminder = a_mail_at(12)
    later = a_reminder(
        plan=reminder.of_plan,
        slot=2,
        local_on=reminder.local_on,
        due_at=timezone.now() + timedelta(hours=3),
    )
    url = path(SKIP, reminder)

    answers = [client.post(url) for _ in range(2)]
    before = everything()
    html = html_of(client, url)

    later.refresh_from_db()
    assert [each["Location"] for each in answers] == [url, url]
    assert (ReminderAct.objects.get().what, later.state) == ("SKIPPED", "WITHDRAWN")
    assert "<h1>You skip today</h1>" in html
    assert "That is fine. We note it as skipped." in html
    assert path(DONE, reminder) in html
    assert everything() == before


def test_it_says_when_the_next_mail_comes(client: Client) -> None:
    reminder = a_mail_at(12)
    tomorrow = reminder.local_on + timedelta(days=1)
    a_reminder(
        plan=reminder.of_plan,
        local_on=tomorrow,
        due_at=reminder.due_at + timedelta(hours=20),
        kind="CHECK_IN",
        about="day-14",
    )
    url = path(SKIP, reminder)

    client.post(url)

    assert "The next email comes: tomorrow " in html_of(client, url)


def test_without_a_next_mail_it_says_so(client: Client) -> None:
    reminder = a_mail_at(12)
    url = path(SKIP, reminder)
    client.post(url)
    Consent.objects.update(withdrawn_at=timezone.now())

    assert "No email is due in the next 7 days." in html_of(client, url)


def test_what_was_told_is_not_skipped(client: Client) -> None:
    reminder = a_mail_at(12)
    an_entry(plan=reminder.of_plan, reminder=reminder)

    html = html_of(client, path(SKIP, reminder))
    client.post(path(SKIP, reminder))

    assert "<h1>You have told us already</h1>" in html
    assert not ReminderAct.objects.exists()


def test_who_stopped_mails_can_still_skip(client: Client) -> None:
    reminder = a_mail_at(12)
    Consent.objects.update(withdrawn_at=timezone.now())

    client.post(path(SKIP, reminder))

    assert ReminderAct.objects.get().reminder == reminder


def test_a_plan_that_waits_for_a_visit_says_that_first(client: Client) -> None:
    reminder = a_mail_at(12)
    plans.pause_plan(plan=reminder.of_plan, why="It got worse.", at=timezone.now())

    assert "<h1>Be seen within a week</h1>" in html_of(client, path(SKIP, reminder))


def test_a_plan_that_is_over_says_so(client: Client) -> None:
    reminder = a_mail_at(12)
    plans.finish_plan(plan=reminder.of_plan, at=timezone.now())

    answers = [client.get(path(SKIP, reminder)), client.post(path(SKIP, reminder))]

    assert [each.status_code for each in answers] == [410, 410]
    assert not ReminderAct.objects.exists()


def test_the_link_works_for_a_day(client: Client) -> None:
    late: Reminder = a_mail(at=timezone.now() - timedelta(days=1, minutes=1))

    assert client.get(path(SKIP, late)).status_code == 410


def test_a_plan_that_waits_since_it_was_skipped_says_that_first(client: Client) -> None:
    reminder = a_mail_at(12)
    url = path(SKIP, reminder)
    client.post(url)
    plans.pause_plan(plan=reminder.of_plan, why="It got worse.", at=timezone.now())

    pages = [client.get(url).text, client.post(url).text]

    assert ["<h1>Be seen within a week</h1>" in page for page in pages] == [True, True]


@pytest.mark.parametrize("skipped", [False, True])
def test_once_its_day_is_over_nothing_is_skipped(client: Client, *, skipped: bool) -> None:
    """The page of the evening before must not take the mails of the new day."""
    reminder = a_mail_at(8)
    today = reminder.local_on
    owed = a_reminder(plan=reminder.of_plan, slot=2, local_on=today)
    if skipped:
        ReminderAct.objects.create(reminder=reminder, what="SKIPPED", at=timezone.now())
    Reminder.objects.filter(pk=reminder.pk).update(local_on=today - timedelta(days=1))
    before = everything()

    pages = [client.get(path(SKIP, reminder)).text, client.post(path(SKIP, reminder)).text]

    owed.refresh_from_db()
    assert ["<h1>That day is over</h1>" in page for page in pages] == [True, True]
    assert owed.state == "DUE"
    assert everything() == before


def test_what_was_told_of_a_day_that_is_over_is_said(client: Client) -> None:
    reminder = a_mail_at(8)
    an_entry(plan=reminder.of_plan, reminder=reminder)
    Reminder.objects.update(local_on=reminder.local_on - timedelta(days=1))

    assert "<h1>You have told us already</h1>" in html_of(client, path(SKIP, reminder))
