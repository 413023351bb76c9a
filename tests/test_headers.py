"""What every answer carries, whatever it is: a page, an error, a redirect, a file."""

from contextlib import closing

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import a_runner, a_user, sign_in_staff

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
EVERYWHERE = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ANSWERS = {
    "/privacy/": 200,
    "/agreements/": 302,
    "/no/such/page/": 404,
    "/admin/": 302,
    "/static/css/stridewell.css": 200,
    "/static/no-such-file.css": 404,
}


@pytest.fixture(autouse=True)
def _as_in_production(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_every_answer_carries_the_same_protection(
    client: Client, path: str, status: int
) -> None:
    with closing(client.get(path, secure=True)) as answer:
        assert answer.status_code == status
    assert {*answer["Content-Security-Policy"].split("; ")} == POLICY
    assert {name: answer[name] for name in EVERYWHERE} == EVERYWHERE
    assert answer["Permissions-Policy"]
    assert not answer.has_header("Access-Control-Allow-Origin")


def test_a_refusal_and_a_fault_carry_it_too(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(a_runner())
    client.raise_request_exception = False
    refused = client.get("/admin/", secure=True)
    monkeypatch.setattr("accounts.views.agreed.wordings", None)
    fault = client.get("/privacy/", secure=True)

    assert (refused.status_code, fault.status_code) == (403, 500)
    for answer in (refused, fault):
        assert {*answer["Content-Security-Policy"].split("; ")} == POLICY
        assert {name: answer[name] for name in EVERYWHERE} == EVERYWHERE
        assert answer["Cache-Control"] == "no-store"


def test_a_host_that_is_not_ours_gets_the_policy_all_the_same(client: Client) -> None:
    answer = client.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert {*answer["Content-Security-Policy"].split("; ")} == POLICY


@pytest.mark.parametrize("path", ["/", "/privacy/", "/sign-in/", "/no/such/page/"])
def test_no_cache_keeps_a_page(client: Client, path: str) -> None:
    answer = client.get(path)

    assert answer["Cache-Control"] == "no-store"
    assert "Cookie" in answer["Vary"]


def test_a_file_may_be_kept(client: Client) -> None:
    with closing(client.get("/static/css/stridewell.css")) as answer:
        assert answer["Cache-Control"].endswith("public")


def test_an_admin_page_carries_no_inline_script_or_style(client: Client) -> None:
    sign_in_staff(client, a_user(is_staff=True, is_superuser=True))

    page = client.get("/admin/", secure=True)

    assert {*page["Content-Security-Policy"].split("; ")} == POLICY
    assert "style=" not in page.content.decode()
    assert "<style" not in page.content.decode()


def test_cookies_are_for_the_server_alone(client: Client) -> None:
    client.get("/sign-in/")
    client.post("/sign-in/", {"email": "ada@example.org"})

    assert {*client.cookies} == {"session", "csrf"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (
            True,
            "Lax",
            "/",
        )
