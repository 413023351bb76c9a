"""What a physio wrote, behind the link of its mail and on the page of the plan."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rehab.models import Message, Reminder
from rehab.reminders.links import MESSAGE
from tests.factories import a_clinic, a_physio, a_plan
from tests.rehab.rows import everything
from tests.rehab.views.links import a_mail, a_mail_of_a_message, path

pytestmark = pytest.mark.django_db


def html_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_the_page_shows_who_wrote_what_and_how_to_answer(client: Client) -> None:
    reminder = a_mail_of_a_message(text="Well done.\n\n<b>Rest</b> now.")
    before = everything()

    response = client.get(path(MESSAGE, reminder))

    html = " ".join(response.content.decode().split())
    assert response.status_code == 200
    assert "Grace Hopper, " in html
    assert "<p>Well done.</p>" in html
    assert "<p>&lt;b&gt;Rest&lt;/b&gt; now.</p>" in html
    assert "You can't write back here. Call your clinic" in html
    assert everything() == before


def test_who_gave_no_name_is_your_physio(client: Client) -> None:
    assert "Your physio, " in html_of(client, path(MESSAGE, a_mail_of_a_message(name="")))


def test_nothing_can_be_sent_to_it(client: Client) -> None:
    url = path(MESSAGE, a_mail_of_a_message())

    assert client.post(url, {"text": "Thanks"}).status_code == 405


def test_a_link_of_long_ago_says_where_the_message_is(client: Client) -> None:
    reminder = a_mail_of_a_message()
    Reminder.objects.update(due_at=timezone.now() - timedelta(days=30, minutes=1))

    response = client.get(path(MESSAGE, reminder))

    assert response.status_code == 410
    assert "Sign in: your plan shows what your physio wrote." in response.content.decode()


def test_a_link_of_another_kind_of_mail_does_not_open(client: Client) -> None:
    assert client.get(path(MESSAGE, a_mail("CARE"))).status_code == 404


def test_the_plan_shows_the_last_3_messages_newest_first(client: Client) -> None:
    plan, by, now = a_plan(), a_physio(clinic=a_clinic()), timezone.now()
    for days in range(4):
        at = now - timedelta(days=days)
        Message.objects.create(person=plan.person, by=by, text=f"Of {days} ago.", at=at)
    client.force_login(plan.person)

    html = html_of(client, "/plan/")

    places = [html.index(f"Of {days} ago.") for days in range(3)]
    assert places == sorted(places)
    assert "Of 3 ago." not in html
    assert "From your physio" in html


def test_without_a_message_the_plan_says_nothing_of_any(client: Client) -> None:
    plan = a_plan()
    client.force_login(plan.person)

    assert "From your physio" not in html_of(client, "/plan/")
