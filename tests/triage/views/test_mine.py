import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from accounts.models import User
from tests.factories import NOON, a_runner, an_assessment
from tests.triage.views.small import begin, submit, tell
from triage.models import Assessment
from triage.services import AlreadySubmitted, NotFinished, claim_assessment
from triage.views.mine import my_assessments, or_lead_on, whereabouts

pytestmark = pytest.mark.django_db


def a_request(*, client: Client | None = None, user: User | None = None) -> HttpRequest:
    """Return a request of ``user`` from the browser that is ``client``."""
    request = RequestFactory().get("/")
    request.session = client.session if client else SessionStore()
    request.user = user or AnonymousUser()
    return request


def test_what_a_browser_made_is_for_that_browser_alone(client: Client) -> None:
    mine = begin(client)

    assert list(my_assessments(a_request(client=client))) == [mine]
    assert list(my_assessments(a_request())) == []


def test_what_a_runner_owns_is_theirs_in_every_browser() -> None:
    runner = a_runner()
    theirs = an_assessment(patient=runner)

    assert list(my_assessments(a_request(user=runner))) == [theirs]
    assert list(my_assessments(a_request(user=a_runner()))) == []


def test_what_was_made_here_and_has_an_owner_is_for_the_owner_alone(
    client: Client,
) -> None:
    begin(client)
    runner = a_runner()
    theirs = claim_assessment(assessment_id=submit(client).pk, patient=runner, at=NOON)

    assert list(my_assessments(a_request(client=client))) == []
    assert list(my_assessments(a_request(client=client, user=runner))) == [theirs]


def test_everybody_is_somewhere_on_the_way(client: Client) -> None:
    nowhere = whereabouts(a_request())
    begin(client)
    at_first = whereabouts(a_request(client=client))
    tell(client, "/check/1/", "none-of-these")
    further = whereabouts(a_request(client=client))
    submit(client)
    done = whereabouts(a_request(client=client))

    assert (nowhere, at_first, further, done) == (
        "/check/",
        "/check/1/",
        "/check/2/",
        "/check/result/",
    )


@pytest.mark.parametrize("overtaken", [AlreadySubmitted, NotFinished])
def test_whoever_is_overtaken_by_their_other_tab_is_led_on(
    client: Client, overtaken: type[Exception]
) -> None:
    begin(client)

    @or_lead_on
    def view(request: HttpRequest) -> HttpResponse:
        raise overtaken

    assert view(a_request(client=client))["Location"] == "/check/1/"


def test_whoever_is_not_overtaken_sees_the_page() -> None:
    @or_lead_on
    def view(request: HttpRequest, number: int) -> HttpResponse:
        return HttpResponse(f"page {number}")

    assert view(a_request(), 3).content == b"page 3"


def test_whose_answers_have_gone_is_led_to_the_start(client: Client) -> None:
    begin(client).delete()

    @or_lead_on
    def view(request: HttpRequest) -> HttpResponse:
        raise Assessment.DoesNotExist

    assert view(a_request(client=client))["Location"] == "/check/"
