from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from accounts.models import User
from tests.factories import NOON, a_clearance, a_runner, an_assessment
from tests.triage.views.small import begin, submit, tell
from triage.models import Assessment
from triage.rules.parts import Level
from triage.services import AlreadySubmitted, NotFinished, claim_assessment
from triage.signals import clearance_asked
from triage.views.mine import (
    KEPT,
    forget_cleared,
    keep_if_urgent,
    most_urgent_before,
    my_assessments,
    or_lead_on,
    whereabouts,
)

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


class Kaput(Exception):
    """Something that nobody expects."""


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


def in_a_browser_that_kept(
    *told: Assessment, user: User | None = None, client: Client | None = None
) -> HttpRequest:
    """Return a request from a browser in which each of ``told`` was answered."""
    request = a_request(user=user, client=client)
    for assessment in told:
        cookies = keep_if_urgent(request, HttpResponse(), assessment).cookies
        request.COOKIES |= {name: cookie.value for name, cookie in cookies.items()}
    return request


def an_urgent_check(runner: User | None = None, *, at: datetime = NOON) -> Assessment:
    return an_assessment(patient=runner, at=at, locking=True)


def test_a_calm_check_is_not_kept() -> None:
    assert KEPT not in in_a_browser_that_kept(an_assessment()).COOKIES


def test_what_was_urgent_bars_whoever_comes_to_this_browser() -> None:
    mine, nobodys = an_urgent_check(a_runner()), an_urgent_check()

    for told in (mine, nobodys):
        assert most_urgent_before(in_a_browser_that_kept(told)) is Level.SAME_DAY
        other = in_a_browser_that_kept(told, user=a_runner())
        assert most_urgent_before(other) is Level.SAME_DAY


def test_what_somebody_cleared_bars_its_runner_no_more() -> None:
    runner = a_runner()
    check = an_urgent_check(runner)
    before = most_urgent_before(in_a_browser_that_kept(check, user=runner))

    a_clearance(person=runner, at=NOON + DAY)

    assert before is Level.SAME_DAY
    assert most_urgent_before(a_request(user=runner)) is None
    assert most_urgent_before(in_a_browser_that_kept(check, user=runner)) is None
    assert most_urgent_before(in_a_browser_that_kept(check)) is Level.SAME_DAY


def test_what_is_told_after_the_visit_bars_again() -> None:
    runner = a_runner()
    a_clearance(person=runner)
    an_urgent_check(runner, at=NOON + DAY)

    assert most_urgent_before(a_request(user=runner)) is Level.SAME_DAY


def test_a_visit_that_allows_nothing_clears_nothing() -> None:
    runner = a_runner()
    an_urgent_check(runner)
    a_clearance(person=runner, at=NOON + DAY, may_exercise=False)

    assert most_urgent_before(a_request(user=runner)) is Level.SAME_DAY


def test_the_visit_of_one_clears_nothing_of_another_in_the_same_browser() -> None:
    runner, other = a_runner(), a_runner()
    mine, theirs = an_urgent_check(runner), an_urgent_check(other)
    a_clearance(person=runner, at=NOON + DAY)

    request = in_a_browser_that_kept(theirs, mine, user=runner)

    assert most_urgent_before(request) is Level.SAME_DAY


def test_a_listener_that_fails_is_no_answer() -> None:
    runner = a_runner()
    an_urgent_check(runner)
    a_clearance(person=runner, at=NOON + DAY)

    def fails(**_: object) -> None:
        raise Kaput

    clearance_asked.connect(fails)
    try:
        assert most_urgent_before(a_request(user=runner)) is None
    finally:
        clearance_asked.disconnect(fails)


def test_a_browser_forgets_what_is_cleared_and_keeps_what_others_told() -> None:
    runner, other = a_runner(), a_runner()
    mine, nobodys, theirs = (an_urgent_check(who) for who in (runner, None, other))

    both = in_a_browser_that_kept(mine, theirs, nobodys, user=runner)
    kept = forget_cleared(both, HttpResponse()).cookies[KEPT]
    alone = in_a_browser_that_kept(mine, nobodys, user=runner)
    forgotten = forget_cleared(alone, HttpResponse()).cookies[KEPT]

    assert kept.value.split(":")[0] == str(theirs.pk)
    assert (forgotten.value, forgotten["max-age"]) == ("", 0)
