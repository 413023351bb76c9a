"""Clicks twice, tabs mixed up, addresses made up: no second row and no answer astray."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.models import Consent
from tests.triage.views.small import (
    CALM,
    SMALL,
    at,
    begin,
    newest,
    submit,
    tell,
    walk,
)
from triage.models import Assessment

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


def test_a_double_click_is_one_answer(client: Client) -> None:
    path = at(client, 2)

    answers = [client.post(path, {"place": "inner"})["Location"] for _ in range(2)]

    assert answers == ["/check/3/", "/check/3/"]
    assert Assessment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_equal_clicks_at_once_make_one_result(client: Client) -> None:
    begin(client)
    walk(client)

    def click(_: int) -> str:
        browser = Client()
        browser.cookies = client.cookies
        try:
            return browser.post("/check/answers/")["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        led_to = list(pool.map(click, range(16)))

    assert led_to == ["/check/result/"] * 16
    assert Assessment.objects.count() == 1


def test_going_back_and_answering_again_changes_the_answer(client: Client) -> None:
    begin(client)
    walk(client)

    tell(client, "/check/3/", "4")

    assert newest().answers["pain"] == 4
    assert Assessment.objects.count() == 1


def test_an_answer_to_a_question_that_became_hidden_does_not_count(client: Client) -> None:
    tell(client, at(client, 4), "yes")
    tell(client, "/check/5/", "yes")
    for path in ("/check/4/", "/check/6/", "/check/7/"):
        tell(client, path, CALM[path])

    client.post("/check/answers/")

    result = newest()
    assert result.answers["loose"] is True
    assert [finding.rule for finding in result.decided.findings] == []
    page = client.get("/check/result/").content.decode()
    assert page.count("loose_knee was found.") == 0


def test_a_hidden_question_can_neither_be_read_nor_answered(client: Client) -> None:
    begin(client)
    walk(client)

    answer = client.post("/check/5/", {"loose": "yes"})

    assert answer["Location"] == "/check/answers/"
    assert "loose" not in newest().answers


def test_two_browsers_do_not_mix(client: Client) -> None:
    other = Client()
    one, two = begin(client), begin(other)

    tell(client, "/check/1/", "pop")
    tell(other, "/check/1/", "none-of-these")

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.answers["pop"], two.answers["pop"]) == (True, False)


def test_two_tabs_go_on_in_the_check_that_was_begun_last(client: Client) -> None:
    first = begin(client)
    tell(client, "/check/1/", "none-of-these")
    client.post("/check/consent/", {"agree": "on"})
    second = newest()

    # The first tab still shows page 2; the second check has not come that far.
    answer = client.post("/check/2/", {"place": "outer"})

    first.refresh_from_db()
    second.refresh_from_db()
    assert answer["Location"] == "/check/1/"
    assert "place" not in first.answers | second.answers


def test_a_session_that_is_gone_leads_to_the_start(client: Client) -> None:
    path = at(client, 3)
    client.cookies.clear()

    answer = client.post(path, {"pain": "9"})

    assert answer["Location"] == "/check/"
    assert "pain" not in newest().answers


def test_a_forged_session_is_nobodys(client: Client) -> None:
    path = at(client, 3)
    client.cookies[settings.SESSION_COOKIE_NAME] = "forged'--"

    assert client.get(path)["Location"] == "/check/"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "FOO"])
@pytest.mark.parametrize(
    "path",
    ["/check/", "/check/consent/", "/check/1/", "/check/answers/", "/check/result/"],
)
def test_other_methods_are_refused_and_change_nothing(
    client: Client, method: str, path: str
) -> None:
    begin(client)

    answer = client.generic(method, path, b"danger=cold", content_type=FORM)

    assert answer.status_code == 405
    assert newest().answers == {}


@pytest.mark.parametrize(
    "path", ["/check/", "/check/consent/", "/check/2/", "/check/answers/"]
)
def test_a_query_string_answers_nothing(client: Client, path: str) -> None:
    at(client, 2)
    before = newest().answers

    answer = client.get(path, {"place": "inner", "age": "under-18", "change": "\x00"})

    assert answer.status_code in {200, 302}
    assert newest().answers == before
    assert Assessment.objects.count() == Consent.objects.count() == 1


def test_a_result_is_read_as_often_as_somebody_likes(client: Client) -> None:
    begin(client)
    decided = submit(client).decision

    for path in ("/check/result/", "/check/result/handover/") * 2:
        assert client.get(path).status_code == 200
    assert newest().decision == decided
    assert newest().release.protocol == SMALL
