"""The pages behind the links of mails are as easy to read as the questions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab.models import Plan, Reminder, ReminderAct
from rehab.programme.mails.barriers import BARRIERS
from rehab.reminders.links import (
    BARRIER,
    CHECK_IN,
    LATER,
    MESSAGE,
    PAIN,
    SKIP,
    TIMES,
    Purpose,
)
from tests.factories import a_clinic, a_message_mail, a_physio, an_entry
from tests.reading import grade_of
from tests.rehab.steps import in_training
from tests.rehab.views.links import a_mail, a_mail_at, path
from tests.triage.protocols.test_reading import HARDEST_ON_AVERAGE
from tests.triage.views.test_reading import texts_in

pytestmark = pytest.mark.django_db


def texts_of(client: Client, url: str, **sent: Any) -> list[str]:
    """Return what a page says, or what it says to what is ``sent``."""
    answer = client.post(url, sent, follow=True) if sent else client.get(url)
    return texts_in(answer.content.decode())


@pytest.mark.parametrize(
    ("purpose", "kind", "hour"),
    [
        (PAIN, "CARE", 12),
        (PAIN, "SESSION", 12),
        (CHECK_IN, "CARE", 12),
        (LATER, "CARE", 12),
        (LATER, "CARE", 20),
        (SKIP, "SESSION", 12),
        (TIMES, "CARE", 12),
        (BARRIER, "BARRIER", 12),
    ],
)
def test_what_a_page_asks_is_easy_to_read(
    client: Client, purpose: Purpose, kind: str, hour: int
) -> None:
    reminder = a_mail_at(hour, kind, also=["day-14"])

    texts = texts_of(client, path(purpose, reminder))

    assert grade_of(texts) <= HARDEST_ON_AVERAGE


@pytest.mark.parametrize(
    ("purpose", "sent"),
    [
        (LATER, {"until": "hour"}),
        (LATER, {"until": "never"}),
        (SKIP, {"skip": ""}),
        (TIMES, {"pause": ""}),
        (TIMES, {"first_time": "soon", "night_begins": "08:00", "night_ends": "08:00"}),
    ],
)
def test_what_a_page_answers_is_easy_to_read(
    client: Client, purpose: Purpose, sent: dict[str, str]
) -> None:
    texts = texts_of(client, path(purpose, a_mail_at(12)), **sent)

    assert grade_of(texts) <= HARDEST_ON_AVERAGE


@pytest.mark.parametrize("barrier", [each.id for each in BARRIERS])
def test_each_tip_is_easy_to_read(client: Client, barrier: str) -> None:
    texts = texts_of(client, path(BARRIER, a_mail("BARRIER")), barrier=barrier)

    assert grade_of(texts) <= HARDEST_ON_AVERAGE


def _told(reminder: Reminder) -> None:
    an_entry(plan=reminder.of_plan, reminder=reminder)


def _skipped(reminder: Reminder) -> None:
    ReminderAct.objects.create(reminder=reminder, what="SKIPPED", at=timezone.now())


def _paused(_: Reminder) -> None:
    Plan.objects.update(mails_paused_at=timezone.now())


def _over(_: Reminder) -> None:
    Plan.objects.update(finished_at=timezone.now())


@pytest.mark.parametrize("meanwhile", [_told, _skipped, _paused, _over])
def test_what_a_void_choice_says_is_easy_to_read(
    client: Client, meanwhile: Callable[[Reminder], None]
) -> None:
    reminder = a_mail_at(12)
    meanwhile(reminder)

    texts = texts_of(client, path(LATER, reminder))

    assert grade_of(texts) <= HARDEST_ON_AVERAGE


def test_the_page_around_a_message_is_easy_to_read(client: Client) -> None:
    reminder = a_message_mail(by=a_physio(clinic=a_clinic()), text="Well done.")

    assert grade_of(texts_of(client, path(MESSAGE, reminder))) <= HARDEST_ON_AVERAGE


def test_that_mails_came_back_is_said_in_plain_words(client: Client) -> None:
    person = in_training().person
    person.mail_refused_at = timezone.now()
    person.save()
    client.force_login(person)

    assert grade_of(texts_of(client, "/plan/address/")) <= HARDEST_ON_AVERAGE
