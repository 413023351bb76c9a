import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from rehab.models import Reminder, SeenAnswer
from rehab.reminders.links import DONE, SEEN
from tests.factories import (
    a_reminder,
)
from tests.rehab.rows import everything
from tests.rehab.steps import a_sent_question
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

Said = SeenAnswer.Said


@pytest.fixture
def question() -> Reminder:
    """Return a question that was sent a moment ago, to somebody to be seen that day."""
    return a_sent_question(level=Level.SAME_DAY)


@pytest.fixture
def url(question: Reminder) -> str:
    return urlsplit(SEEN.url(question)).path


def words(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_opening_a_link_asks_and_changes_nothing(client: Client, url: str) -> None:
    before = everything()

    for address in (url, f"{url}?a=1", f"{url}?a=9", f"{url}?a=%00"):
        for method in (client.get, client.head):
            assert method(address).status_code == 200

    assert everything() == before


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1", (Said.SEEN, "Were you seen?")),
        ("2", (Said.NOT_YET, "Be seen today")),
        ("3", (Said.WORSE, "Get emergency help now")),
        ("9", (None, "Were you seen?")),
        ("", (None, "Were you seen?")),
    ],
)
def test_the_answer_chosen_in_a_mail_is_chosen_on_the_page(
    client: Client, url: str, number: str, shown: tuple[str | None, str]
) -> None:
    page = client.get(f"{url}?a={number}")

    [heading] = re.findall("<h1>(.*)</h1>", page.content.decode())
    assert (page.context["form"]["said"].value(), heading) == shown


@pytest.mark.parametrize(
    ("said", "level", "heading"),
    [
        (Said.SEEN, Level.SAME_DAY, "Thank you. We have kept it"),
        (Said.NOT_YET, Level.SAME_DAY, "Be seen today"),
        (Said.NOT_YET, Level.EMERGENCY, "Get emergency help now"),
        (Said.WORSE, Level.SAME_DAY, "Get emergency help now"),
    ],
)
def test_each_answer_is_kept_and_leads_to_what_to_do_now(
    client: Client, said: str, level: Level, heading: str
) -> None:
    question = a_sent_question(level=level)
    path = urlsplit(SEEN.url(question)).path

    answer = client.post(f"{path}?a=1", {"said": said})

    text = words(client, path)
    kept = SeenAnswer.objects.get()
    assert answer.headers["Location"] == path
    assert (kept.reminder, kept.said) == (question, said)
    assert f"<h1>{heading}</h1>" in text
    assert text.count("<h1>") == 1
    assert ("Sign in and tell us what they said." in text) is (said == Said.SEEN)
    assert "Emergency numbers" in text


@pytest.mark.parametrize(("days_ago", "asked_again"), [(0, True), (4, False)])
def test_who_is_asked_once_more_is_told_so(
    client: Client, *, days_ago: int, asked_again: bool
) -> None:
    old = a_sent_question(level=Level.SAME_DAY, age=timedelta(days=days_ago))
    path = urlsplit(SEEN.url(old)).path

    client.post(path, {"said": Said.NOT_YET})

    assert ("We ask you once more by email." in words(client, path)) is asked_again


def test_an_answer_can_be_given_again(client: Client, url: str) -> None:
    client.post(url, {"said": Said.SEEN})

    asked = client.get(f"{url}?a")
    client.post(f"{url}?a", {"said": Said.WORSE})

    said = SeenAnswer.objects.order_by("pk").values_list("said", flat=True)
    assert "Answer again" in words(client, url)
    assert asked.templates[0].name == "rehab/seen_ask.html"
    assert [*said] == [Said.SEEN, Said.WORSE]
    assert "<h1>Get emergency help now</h1>" in words(client, url)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Choose the answer that fits best."),
        ({"said": "MAYBE"}, "Choose one of the 3 answers."),
        ({"said": "\x00"}, "Choose one of the 3 answers."),
    ],
)
def test_what_is_no_answer_is_refused_kindly(
    client: Client, url: str, sent: dict[str, str], says: str
) -> None:
    page = client.post(url, sent)

    assert page.status_code == 422
    assert page.context["form"].errors == {"said": [says]}
    assert "<title>Error:" in page.content.decode()
    assert not SeenAnswer.objects.exists()


def test_a_link_that_is_not_ours_says_what_to_do(client: Client) -> None:
    foreign = urlsplit(DONE.url(a_reminder())).path.replace("/r/", "/s/")

    pages = [client.get("/s/nothing/"), client.post(foreign, {"said": Said.SEEN})]

    assert [page.status_code for page in pages] == [404, 404]
    assert "<h1>This link does not work</h1>" in pages[0].content.decode()
    assert not SeenAnswer.objects.exists()


def test_a_link_that_is_too_old_says_what_to_do(client: Client) -> None:
    old = a_sent_question(level=Level.SAME_DAY, age=timedelta(days=14, minutes=1))
    path = urlsplit(SEEN.url(old)).path

    pages = [client.get(path), client.post(path, {"said": Said.SEEN})]

    assert [page.status_code for page in pages] == [410, 410]
    assert "<h1>This link is too old</h1>" in pages[0].content.decode()
    assert not SeenAnswer.objects.exists()


def test_a_form_of_another_site_is_refused(url: str) -> None:
    page = Client(enforce_csrf_checks=True).post(url, {"said": Said.SEEN})

    assert page.status_code == 403
    assert not SeenAnswer.objects.exists()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (Said.SEEN, "Do what you were told there."),
        (Said.NOT_YET, "Then go today. Do not wait for an email."),
    ],
)
def test_a_link_that_was_answered_often_takes_only_that_it_got_worse(
    client: Client, question: Reminder, *, said: str, says: str
) -> None:
    url = urlsplit(SEEN.url(question)).path
    other = Said.NOT_YET if said == Said.SEEN else Said.SEEN
    for number in range(10):
        at = question.due_at - timedelta(minutes=number)
        SeenAnswer.objects.create(reminder=question, said=other, at=at)

    page = client.post(url, {"said": said})
    kept = SeenAnswer.objects.count()
    worse = client.post(url, {"said": Said.WORSE})

    text = " ".join(page.content.decode().split())
    assert (page.status_code, kept) == (429, 10)
    assert "You have answered this email many times." in text
    assert says in text
    assert 'name="said" value="WORSE"' in text
    assert worse.headers["Location"] == url
    assert SeenAnswer.objects.latest("pk").said == Said.WORSE
    assert "<h1>Get emergency help now</h1>" in words(client, url)
