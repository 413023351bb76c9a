"""A physio writes to a runner from the runner's page, with a plan or without."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Clinic, Consent, User
from accounts.services import give_consent
from rehab.models import Message, Reminder
from tests.factories import NOON, a_plan, a_runner

pytestmark = pytest.mark.django_db

ONLY_MAIL = "by email, with your words in it. No plan of theirs is open to show it."


@pytest.fixture
def runner(clinic: Clinic) -> User:
    return a_runner(clinic=clinic, name="Ada")


def agreed_to_mails(runner: User) -> None:
    give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=runner)


def page_of(runner: User, page: str = "write/") -> str:
    return f"/admin/rehab/patient/{runner.pk}/{page}"


def way_to(client: Client, runner: User) -> str:
    """Return how a message will reach the runner, as the page says."""
    facts = dict(client.get(page_of(runner)).context["facts"])
    words: str = facts["Reaches the runner"]
    return words


def test_who_has_no_plan_gets_a_message_by_mail(
    client: Client, physio: User, runner: User
) -> None:
    agreed_to_mails(runner)

    offer = client.get(page_of(runner, "change/")).text
    way = way_to(client, runner)
    sent = client.post(page_of(runner), {"text": "Come in again."})

    message = Message.objects.get()
    assert f'href="{page_of(runner)}"' in offer
    assert way == ONLY_MAIL
    assert sent["Location"] == page_of(runner, "change/")
    assert (message.person, message.by, message.text) == (runner, physio, "Come in again.")
    assert message.reminder.kind == Reminder.Kind.MESSAGE


def test_whose_plan_is_over_gets_a_message_by_mail(client: Client, runner: User) -> None:
    a_plan(person=runner, finished_at=timezone.now())

    assert f'href="{page_of(runner)}"' in client.get(page_of(runner, "change/")).text
    assert way_to(client, runner) == ONLY_MAIL


def test_without_a_plan_and_mails_the_page_says_to_call(
    client: Client, physio: User, runner: User
) -> None:
    way = way_to(client, runner)
    client.post(page_of(runner), {"text": "Come in again."})

    assert way == (
        "not before they begin a plan, with no email: they did not agree to emails, or "
        "stopped them. Call them if it matters."
    )
    assert Message.objects.get().person == runner
    assert not Reminder.objects.exists()


def test_with_a_plan_the_page_of_it_shows_the_message_too(
    client: Client, runner: User
) -> None:
    a_plan(person=runner)

    way = way_to(client, runner)

    assert way == "by email, with your words in it, and on the page of their plan."


@pytest.mark.parametrize(
    ("text", "said"),
    [(" \n ", "Write something first."), ("x" * 2001, "Write at most 2000 characters.")],
)
def test_what_is_no_message_is_refused_kindly_and_kept(
    client: Client, runner: User, text: str, said: str
) -> None:
    page = client.post(page_of(runner), {"text": text})

    assert (page.status_code, page.context["form"].errors) == (422, {"text": [said]})
    assert page.context["form"]["text"].value() == text
    assert not Message.objects.exists()
