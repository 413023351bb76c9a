"""What gets in the way: six buttons, each with one tip and the right change of plan."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import Plan, Reminder, ReminderAct
from rehab.programme.mails.barriers import BARRIERS
from rehab.reminders.links import BARRIER
from tests.factories import NOON
from tests.rehab.rows import everything
from tests.rehab.steps import in_training
from tests.rehab.views.links import a_mail, path

pytestmark = pytest.mark.django_db

LEADS = {
    "no-time": ("/t/", "You get every other email. Answer one, and they all come again."),
    "it-hurts": ("/p/", "No exercises before "),
    "i-forget": ("/t/", "You get all your emails."),
    "not-sure": ("/plan/#exercises", "You get all your emails."),
    "feel-better": ("/plan/#way", "You get all your emails."),
    "other": ("/plan/", "You get all your emails."),
}


@pytest.fixture
def question() -> Reminder:
    """Return the mail that asks, a moment ago, of somebody who gets every other mail."""
    now = timezone.now()
    plan = in_training(rhythm=2, rhythm_since=now.date())
    return a_mail("BARRIER", plan)


@pytest.fixture
def url(question: Reminder) -> str:
    return path(BARRIER, question)


def html_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_it_asks_with_6_buttons_and_a_get_changes_nothing(client: Client, url: str) -> None:
    before = everything()

    html = html_of(client, url)

    assert "<h1>What gets in the way?</h1>" in html
    assert html.count('type="radio"') == 6
    assert "checked" not in html
    assert everything() == before


@pytest.mark.parametrize(
    ("number", "chosen"),
    [*((str(place), each.id) for place, each in enumerate(BARRIERS, start=1)), ("7", None)],
)
def test_the_link_chooses_and_sends_nothing(
    client: Client, url: str, number: str, chosen: str | None
) -> None:
    before = everything()

    form = client.get(f"{url}?a={number}").context["form"]

    assert form["barrier"].value() == chosen
    assert everything() == before


@pytest.mark.parametrize("barrier", [each.id for each in BARRIERS])
def test_each_answer_gives_one_tip_and_says_what_changes(
    client: Client, url: str, barrier: str
) -> None:
    response = client.post(f"{url}?a=1", {"barrier": barrier}, follow=True)

    html = " ".join(response.content.decode().split())
    leads, changes = LEADS[barrier]
    tip = next(each.tip for each in BARRIERS if each.id == barrier)
    assert response.redirect_chain == [(url, 302)]
    assert ReminderAct.objects.get().choice == barrier
    assert (tip in html, changes in html) == (True, True)
    assert f'class="button" href="{leads}' in html.replace("http://localhost:8000", "")


def test_the_first_answer_stands(client: Client, url: str) -> None:
    for barrier in ("no-time", "other"):
        client.post(url, {"barrier": barrier})

    assert ReminderAct.objects.get().choice == "no-time"
    assert Plan.objects.get().rhythm == Plan.Rhythm.HALVED
    assert "I have no time" in html_of(client, url)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Choose the one that fits best."),
        ({"barrier": "lazy"}, "Choose one of the 6 answers."),
    ],
)
def test_no_answer_is_asked_for_again(
    client: Client, url: str, sent: dict[str, Any], words: str
) -> None:
    before = everything()

    response = client.post(url, sent)

    assert response.status_code == 422
    assert response.context["form"].errors == {"barrier": [words]}
    assert everything() == before


@pytest.mark.parametrize(
    ("barrier", "leads"), [("it-hurts", "/plan/day/"), ("i-forget", "/plan/mails/")]
)
def test_where_the_links_of_the_mail_are_too_old_it_leads_to_the_plan(
    client: Client, question: Reminder, barrier: str, leads: str
) -> None:
    Reminder.objects.update(due_at=timezone.now() - timedelta(days=4))

    html = html_of(client, path(BARRIER, question))
    client.post(path(BARRIER, question), {"barrier": barrier})

    assert "What gets in the way?" in html
    assert f'class="button" href="{leads}"' in html_of(client, path(BARRIER, question))


def test_a_plan_that_is_over_says_so(client: Client, question: Reminder) -> None:
    plans.finish_plan(plan=question.of_plan, at=timezone.now())

    assert client.get(path(BARRIER, question)).status_code == 410


def test_a_link_of_another_kind_of_mail_does_not_open(client: Client) -> None:
    assert client.get(path(BARRIER, a_mail("CARE"))).status_code == 404


PAUSED = "<h1>Be seen within a week</h1>"
HURTS = {"barrier": "it-hurts"}


def pause(question: Reminder) -> None:
    plans.pause_plan(plan=question.of_plan, why="It got worse.", at=timezone.now())


@pytest.mark.parametrize("barrier", [each.id for each in BARRIERS])
def test_a_plan_that_waits_for_a_visit_says_that_first(
    client: Client, question: Reminder, url: str, barrier: str
) -> None:
    pause(question)

    asked = html_of(client, url)
    answered = client.post(url, {"barrier": barrier}).text

    assert (PAUSED in asked, PAUSED in answered) == (True, True)
    assert "Before you run" not in answered
    assert not ReminderAct.objects.exists()


def test_a_plan_that_waits_since_the_answer_says_that_first(
    client: Client, question: Reminder, url: str
) -> None:
    client.post(url, {"barrier": "feel-better"})
    pause(question)

    html = html_of(client, url)

    assert PAUSED in html
    assert "Before you run" not in html


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"mails_paused_at": NOON}, "You paused your emails."),
        (
            {"rhythm": 3, "rhythm_since": NOON.date()},
            "No emails come now, as none was answered for weeks.",
        ),
        ({"rhythm": 2, "rhythm_since": NOON.date()}, "You get every other email."),
    ],
)
def test_it_promises_no_mails_that_do_not_come(
    client: Client, url: str, changed: dict[str, Any], words: str
) -> None:
    client.post(url, {"barrier": "other"})
    Plan.objects.update(**changed)

    html = html_of(client, url)

    assert words in html
    assert "You get all your emails." not in html


def test_who_stopped_mails_is_told_that_none_come(
    client: Client, question: Reminder, url: str
) -> None:
    plans.stop_mails(person=question.person, at=timezone.now())

    html = client.post(url, {"barrier": "no-time"}, follow=True).text

    assert "You have stopped the emails, so none come." in html
    assert "every other" not in html


def test_whose_address_takes_no_mail_is_told_that_none_come(
    client: Client, question: Reminder, url: str
) -> None:
    question.person.mail_refused_at = timezone.now()
    question.person.save()

    html = client.post(url, {"barrier": "no-time"}, follow=True).text

    assert "Our last email to you came back, so none come now." in html
    assert 'href="/plan/address/"' in html


def test_where_there_are_no_exercises_none_are_said_to_wait(client: Client) -> None:
    url = path(BARRIER, a_mail("BARRIER", in_training(phase=0, exercises_began_on=None)))

    html = client.post(url, HURTS, follow=True).text

    assert "Your plan has no exercises in it now" in html
    assert "No exercises before" not in html


def test_a_hold_that_is_over_is_not_told_any_more(client: Client, url: str) -> None:
    client.post(url, HURTS)
    until = Plan.objects.get().hold_until
    during = html_of(client, url)
    Plan.objects.update(hold_until=timezone.now().date() - timedelta(days=1))

    after = html_of(client, url)

    assert until is not None
    assert f"No exercises before {until:%A} {until.day} {until:%B}." in during
    assert "Your exercises go on." in after
