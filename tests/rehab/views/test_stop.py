from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from rehab.models import Reminder
from rehab.plans.mails import last_mail
from rehab.reminders.links import DONE, STOP
from tests.factories import a_plan, a_question, a_reminder
from tests.rehab.reminders.draining import drain_at
from tests.rehab.reminders.in_flight import LONG, being_sent, beside

pytestmark = pytest.mark.django_db

State = Reminder.State
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def path_of(url: str) -> str:
    return urlsplit(url).path


def states() -> list[str]:
    return [*Reminder.objects.order_by("pk").values_list("state", flat=True)]


def test_opening_the_link_asks_and_changes_nothing(client: Client) -> None:
    reminder = a_reminder()

    for method in (client.get, client.head):
        response = method(path_of(STOP.url(reminder)))
        assert response.status_code == HTTPStatus.OK

    assert "<h1>Stop these emails?</h1>" in client.get(path_of(STOP.url(reminder))).text
    assert states() == [State.DUE]


def test_a_mailbox_stops_all_mails_at_once_without_cookies_or_a_second_page() -> None:
    plan, other = a_plan(), a_plan()
    first = a_reminder(plan=plan)
    a_reminder(plan=plan, slot=2)
    a_reminder(plan=other)

    response = Client(enforce_csrf_checks=True).post(path_of(STOP.url(first)), ONE_CLICK)

    assert response.status_code == HTTPStatus.OK
    assert states() == [State.WITHDRAWN, State.WITHDRAWN, State.DUE]
    assert [
        each.withdrawn_at is None for each in plan.person.consents.filter(kind="MAILS")
    ] == [False]


def test_the_answer_promises_that_no_more_come_if_none_is_being_sent(
    client: Client,
) -> None:
    page = client.post(path_of(STOP.url(a_reminder())), ONE_CLICK).text

    assert "No more emails come." in page
    assert "may still come" not in page


@pytest.mark.django_db(transaction=True)
def test_the_answer_waits_for_a_mail_that_is_being_sent(client: Client) -> None:
    now = timezone.now()
    reminder = a_reminder(due_at=now, useful_until=now + timedelta(hours=1))
    path = path_of(STOP.url(reminder))

    with being_sent() as (asked, may_answer), beside() as run:
        sending = run(lambda: drain_at(now))
        assert asked.wait(LONG)
        answer = run(lambda: client.post(path, ONE_CLICK).text)
        with pytest.raises(TimeoutError):
            answer.result(0.5)
        may_answer.set()
        sending.result(LONG)
        page = str(answer.result(LONG))

    assert "No more emails come." in page
    assert "may still come" not in page
    assert states() == [State.SENT]


def test_the_answer_says_so_if_one_that_is_being_sent_may_still_come(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_mail, "PATIENCE", timedelta(0))
    reminder = a_reminder(lease_until=timezone.now() + timedelta(minutes=1))

    page = client.post(path_of(STOP.url(reminder)), ONE_CLICK).text

    assert "One more may still come" in page
    assert states() == [State.DUE]


def test_a_web_host_whose_clock_is_ahead_still_says_that_one_may_come(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leases are compared in the time of the database, so the page looks there, too."""
    now, ahead = timezone.now(), timedelta(seconds=90)
    reminder = a_reminder(lease_until=now + timedelta(minutes=1))
    monkeypatch.setattr(last_mail, "PATIENCE", timedelta(0))
    monkeypatch.setattr(timezone, "now", lambda: now + ahead)

    page = client.post(path_of(STOP.url(reminder)), ONE_CLICK).text

    assert "One more may still come" in page
    assert states() == [State.DUE]


def test_the_button_on_the_page_sends_what_a_mailbox_would(client: Client) -> None:
    page = client.get(path_of(STOP.url(a_reminder()))).text

    assert '<form method="post">' in page
    assert '<input type="hidden" name="List-Unsubscribe" value="One-Click">' in page


def test_to_stop_again_gives_the_same_answer(client: Client) -> None:
    path = path_of(STOP.url(a_reminder()))

    first, again = (client.post(path, ONE_CLICK) for _ in range(2))

    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert states() == [State.WITHDRAWN]


def test_the_body_does_not_matter_the_link_is_the_key(client: Client) -> None:
    path = path_of(STOP.url(a_reminder()))

    response = client.post(path, b"\x00junk=", content_type="text/plain")

    assert response.status_code == HTTPStatus.OK
    assert states() == [State.WITHDRAWN]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_ours_says_what_to_do_and_gives_no_hint(
    client: Client, method: str
) -> None:
    reminder = a_reminder()
    foreign = path_of(DONE.url(reminder)).replace("/r/", "/u/")

    pages = [getattr(client, method)(path) for path in ("/u/nothing/", foreign)]

    assert [page.status_code for page in pages] == [HTTPStatus.NOT_FOUND] * 2
    assert pages[0].content == pages[1].content
    assert "<h1>This link does not work</h1>" in pages[0].text
    assert states() == [State.DUE]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_no_other_method_is_heard(client: Client, method: str) -> None:
    response = getattr(client, method)(path_of(STOP.url(a_reminder())))

    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert states() == [State.DUE]


def test_who_has_no_plan_is_not_told_of_one(client: Client) -> None:
    path = path_of(STOP.url(a_question()))

    pages = [client.get(path).text, client.post(path, ONE_CLICK).text]

    assert [page.lower().count("your plan") for page in pages] == [0, 0]
    assert states() == [State.WITHDRAWN]
