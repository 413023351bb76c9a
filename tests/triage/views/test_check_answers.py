"""The page that shows every answer: to change one, and to submit them all."""

import pytest
from django.test import Client

from tests.triage.views.small import begin, newest, tell, walk
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db


def test_an_answer_can_be_changed_until_all_is_submitted(client: Client) -> None:
    begin(client)
    walk(client)

    response = tell(client, "/check/2/?change", "outer")

    assert response["Location"] == "/check/answers/"
    assert newest().answers["place"] == "outer"


def test_changing_leads_back_to_the_answers(client: Client) -> None:
    begin(client)
    walk(client)

    assert client.get("/check/2/?change").context["back"] == "/check/answers/"


def test_a_change_that_opens_a_question_asks_it(client: Client) -> None:
    begin(client)
    walk(client)

    response = tell(client, "/check/4/?change", "yes")

    assert response["Location"] == "/check/5/"
    assert tell(client, "/check/5/", "no")["Location"] == "/check/answers/"


def test_a_change_that_closes_a_question_takes_it_out_of_the_answers(
    client: Client,
) -> None:
    begin(client)
    walk(client)
    tell(client, "/check/4/", "yes")
    tell(client, "/check/5/", "yes")

    tell(client, "/check/4/?change", "no")
    client.post("/check/answers/")

    assert newest().level == Level.SELF_CARE


def test_the_answers_are_shown_before_they_are_submitted(client: Client) -> None:
    begin(client)
    walk(client)

    page = client.get("/check/answers/")

    assert page.status_code == 200
    assert [section for section, _ in page.context["sections"]] == ["Safety", "Running"]
    assert page.context["back"] == "/check/7/"
    assert page.content.decode().count("?change") == 6
    assert newest().submitted_at is None


def test_submitting_leads_to_the_result(client: Client) -> None:
    begin(client)
    walk(client)

    response = client.post("/check/answers/")

    assert (response.status_code, response["Location"]) == (302, "/check/result/")
    assert newest().level == Level.SELF_CARE


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_answers_are_not_submitted_before_all_is_told(
    client: Client, method: str
) -> None:
    begin(client)
    tell(client, "/check/1/", "none-of-these")

    response = getattr(client, method)("/check/answers/")

    assert response["Location"] == "/check/2/"
    assert newest().submitted_at is None
