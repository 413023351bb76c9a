from http import HTTPStatus

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from accounts.limits import limited, within

pytestmark = pytest.mark.django_db  # the page for 429 asks who is signed in


@limited("2/h", action="save")
def save(request: HttpRequest, word: str) -> HttpResponse:
    return HttpResponse(word)


@limited("2/h", action="save")
def save_more(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("more")


@limited("2/h", action="other")
def save_other(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("other")


def a_post(
    rf: RequestFactory, address: str = "192.0.2.1", forwarded_for: str = ""
) -> HttpRequest:
    request = rf.post("/", REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=forwarded_for)
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment] # the page only looks for messages
    return request


def test_beyond_its_rate_an_address_is_told_to_wait(rf: RequestFactory) -> None:
    pages = [save(a_post(rf), "kept") for _ in range(3)]

    assert [page.status_code for page in pages] == [200, 200, 429]
    assert [page.content for page in pages[:2]] == [b"kept", b"kept"]
    assert pages[2]["Retry-After"] == "60"
    assert "Please wait a little" in pages[2].content.decode()


def test_an_answer_that_is_free_counts_only_while_it_is_worked_out(
    rf: RequestFactory,
) -> None:
    @limited("2/h", action="guess", free=HTTPStatus.FOUND)
    def guess(_request: HttpRequest, status: int) -> HttpResponse:
        return HttpResponse(status=status)

    statuses = (302, 302, 302, 422, 302, 422, 302, 422)
    pages = [guess(a_post(rf), status) for status in statuses]

    told = [page.status_code for page in pages]
    assert told == [302, 302, 302, 422, 302, 422, 429, 429]


def test_views_with_one_action_share_one_allowance(rf: RequestFactory) -> None:
    save(a_post(rf), "")
    save_more(a_post(rf))

    assert save(a_post(rf), "").status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert save_other(a_post(rf)).status_code == HTTPStatus.OK


def test_another_address_has_its_own_allowance(rf: RequestFactory) -> None:
    for _ in range(3):
        save(a_post(rf), "")

    page = save(a_post(rf, "192.0.2.7"), "")

    assert page.status_code == HTTPStatus.OK


def test_reading_is_free(rf: RequestFactory) -> None:
    pages = [save(rf.get("/"), "") for _ in range(5)]

    assert {page.status_code for page in pages} == {HTTPStatus.OK}


def test_reading_of_one_thing_may_be_counted(rf: RequestFactory) -> None:
    def read(thing: str) -> bool:
        return within("2/h/key", rf.get("/"), action="look", key=thing)

    assert [read("1") for _ in range(3)] == [True, True, False]
    assert read("2")


def test_the_demo_has_no_limits(rf: RequestFactory, settings: Settings) -> None:
    settings.DEMO_MODE = True

    pages = [save(a_post(rf), "") for _ in range(5)]
    looks = [within("1/h/key", rf.get("/"), action="look", key="1") for _ in range(5)]

    assert {page.status_code for page in pages} == {HTTPStatus.OK}
    assert looks == [True] * 5


@pytest.mark.parametrize(("proxies", "status"), [(0, 429), (1, 200)])
def test_only_behind_a_proxy_may_a_header_name_the_address(
    rf: RequestFactory, settings: Settings, proxies: int, status: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(2):
        save(a_post(rf, forwarded_for=f"192.0.2.{number}"), "")

    page = save(a_post(rf, forwarded_for="192.0.2.9"), "")

    assert page.status_code == status
