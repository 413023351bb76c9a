import logging
import re
import time
from http import HTTPStatus

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.middleware import (
    keep_private,
    log_requests,
    plan_for_these_values,
    use_time_zone,
)
from accounts.models import User
from tests.factories import a_clinic, a_physio, a_runner, sign_in_staff

pytestmark = pytest.mark.django_db

ADMIN = "/admin/"
SET_UP = "/two-step/"
ASK_AGAIN = "/two-step/reauthenticate/"
PERIOD = 30


def a_code_from_the_app(secret: str) -> str:
    """Return the code of this moment, with a few seconds left to type it."""
    while time.time() % PERIOD > PERIOD - 3:
        time.sleep(0.1)
    [now] = yield_hotp_counters_from_time()
    return f"{format_hotp_value(hotp_value(secret, now))}"


def sign_in_by_mail(client: Client, member: User) -> str:
    """Sign in with the emailed code; return where that leads."""
    client.post("/sign-in/", {"email": member.email, "next": ADMIN})
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    return client.post("/sign-in/code/", {"code": found[0], "next": ADMIN})["Location"]


@pytest.mark.django_db(transaction=True)  # allauth speaks of a new app after the commit
def test_a_physio_comes_into_the_admin_by_code_and_app(client: Client) -> None:
    physio = a_physio(clinic=a_clinic())

    turned_away = client.get(ADMIN, follow=True)
    sign_in_by_mail(client, physio)
    sent_to_set_up = client.get(ADMIN, follow=True)
    client.get(f"{SET_UP}totp/activate/")
    secret = client.session["mfa.totp.secret"]
    code = a_code_from_the_app(secret)
    set_up = client.post(f"{SET_UP}totp/activate/", {"code": code})
    codes = client.get(set_up["Location"]).content.decode()
    opened = client.get(ADMIN, follow=True)
    client.post("/sign-out/")
    asked_for_the_app = sign_in_by_mail(client, physio)
    let_in = client.post(f"{SET_UP}authenticate/", {"code": code})

    assert turned_away.redirect_chain[-1][0] == "/sign-in/?next=%2Fadmin%2F"
    assert sent_to_set_up.redirect_chain == [(SET_UP, HTTPStatus.FOUND)]
    assert "First set up an app" in sent_to_set_up.content.decode()
    assert set_up["Location"] == f"{SET_UP}recovery-codes/"
    assert "Open the admin" in codes
    assert len(re.findall(r"\b[a-z0-9]{8}\b(?=\n|<)", codes)) == 10
    assert opened.status_code == HTTPStatus.OK
    assert asked_for_the_app == f"{SET_UP}authenticate/"
    assert let_in["Location"] == ADMIN


def test_a_code_of_the_app_works_once(client: Client) -> None:
    physio = a_physio(clinic=a_clinic())
    sign_in_staff(client, physio)
    secret = decrypt(Authenticator.objects.get().data["secret"])
    code = a_code_from_the_app(secret)

    first = client.post(ASK_AGAIN, {"code": code, "next": ADMIN})
    second = client.post(ASK_AGAIN, {"code": code, "next": ADMIN})

    assert first["Location"] == ADMIN
    assert "That is not the number." in second.content.decode()


def test_after_a_working_day_the_app_is_asked_again(client: Client) -> None:
    sign_in_staff(client, a_physio(clinic=a_clinic()))
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][0]["at"] = time.time() - 12 * 3600
    session.save()

    page = client.get(f"{ADMIN}?a=1")

    assert page["Location"] == f"{ASK_AGAIN}?next=%2Fadmin%2F%3Fa%3D1"


def test_an_emailed_code_alone_opens_no_admin(client: Client) -> None:
    physio = a_physio(clinic=a_clinic())
    sign_in_staff(client, physio)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][0]["method"] = "code"
    session.save()

    page = client.get(ADMIN)

    assert page["Location"] == f"{ASK_AGAIN}?next=%2Fadmin%2F"


def test_without_any_second_factor_left_one_must_be_set_up(client: Client) -> None:
    sign_in_staff(client, a_physio(clinic=a_clinic()))
    Authenticator.objects.all().delete()

    assert client.get(ADMIN)["Location"] == SET_UP


@pytest.mark.parametrize("path", [ADMIN, f"{ADMIN}login/", f"{ADMIN}no/such/page/"])
def test_a_runner_is_kept_out_of_the_admin(client: Client, path: str) -> None:
    client.force_login(a_runner())

    page = client.get(path)

    assert page.status_code == HTTPStatus.FORBIDDEN
    assert "You can't open this page" in page.content.decode()


def test_whoever_stopped_being_staff_is_out_at_the_next_click(client: Client) -> None:
    physio = a_physio(clinic=a_clinic())
    sign_in_staff(client, physio)
    User.objects.update(is_staff=False)

    assert client.get(ADMIN).status_code == HTTPStatus.FORBIDDEN


def test_a_log_line_names_the_route_and_nothing_from_outside(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/privacy/?token=secret", headers={"user-agent": "a\r\nb"})
        client.get("/secret/\r\nforged")

    lines = [record.getMessage() for record in caplog.records]
    assert [re.sub(r"\d+ ms", "0 ms", line) for line in lines] == [
        "GET /privacy/ 200 0 ms",
        "GET - 404 0 ms",
    ]


def test_a_method_nobody_knows_is_not_copied_into_the_log(
    caplog: pytest.LogCaptureFixture, rf: RequestFactory
) -> None:
    request = rf.generic("GET\r\nforged", "/")

    with caplog.at_level(logging.INFO):
        log_requests(lambda _: HttpResponse(status=400))(request)

    assert caplog.messages[0].startswith("OTHER / 400 ")


def test_a_fault_is_logged_without_what_it_says(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(_request: HttpRequest) -> None:
        msg = "ada@example.org answered yes"
        raise ValueError(msg)

    monkeypatch.setattr("accounts.views.agreed.render", lambda request, *_: fall(request))
    client.raise_request_exception = False

    page = client.get("/privacy/?token=secret")

    assert page.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "ValueError at /privacy/\n" in caplog.text
    assert "accounts/views/agreed.py" in caplog.text
    assert "ada@" not in caplog.text
    assert "secret" not in caplog.text


def test_a_page_is_kept_by_nobody_unless_it_says_so(rf: RequestFactory) -> None:
    private = keep_private(lambda _: HttpResponse())(rf.get("/"))
    public = keep_private(
        lambda _: HttpResponse(headers={"Cache-Control": "max-age=60, public"})
    )(rf.get("/"))

    assert (private["Cache-Control"], private["Vary"]) == ("no-store", "Cookie")
    assert public["Cache-Control"] == "max-age=60, public"
    assert not public.has_header("Vary")
    assert private["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in public["Permissions-Policy"]


def test_whoever_has_only_a_key_is_asked_for_the_key(client: Client) -> None:
    sign_in_staff(client, a_physio(clinic=a_clinic()))
    Authenticator.objects.update(type=Authenticator.Type.WEBAUTHN)
    session = client.session
    del session[AUTHENTICATION_METHODS_SESSION_KEY]
    session.save()

    asked = client.get(client.get(ADMIN)["Location"])

    assert asked["Location"] == f"{SET_UP}webauthn/reauthenticate/?next=%2Fadmin%2F"


@pytest.mark.parametrize("place", [None, "Asia/Tokyo", "Europe/London"])
def test_times_are_told_as_they_are_where_somebody_lives(
    rf: RequestFactory, place: str | None
) -> None:
    request = rf.get("/")
    request.user = a_runner(time_zone=place) if place else AnonymousUser()

    page = use_time_zone(lambda _: HttpResponse(timezone.get_current_timezone_name()))

    assert page(request).content.decode() == (place or "UTC")
    assert timezone.get_current_timezone_name() == "UTC"


def test_the_admin_says_whose_time_it_tells(client: Client) -> None:
    sign_in_staff(client, a_physio(clinic=a_clinic(), time_zone="Asia/Tokyo"))

    assert "Times are in Asia/Tokyo." in client.get(ADMIN, follow=True).content.decode()


@pytest.mark.parametrize(
    ("path", "expected"), [("/admin/rehab/patient/", None), ("/plan/", 3)]
)
def test_only_in_the_admin_each_statement_is_planned_anew(
    path: str, expected: int | None
) -> None:
    def seen(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(threshold()))

    connection.ensure_connection()

    page = plan_for_these_values(seen)(RequestFactory().get(path))

    assert (page.content.decode(), threshold()) == (str(expected), 3)


def threshold() -> int | None:
    """Return after how many times a statement is planned for any values."""
    threshold: int | None = connection.connection.prepare_threshold
    return threshold


def test_a_page_of_the_admin_needs_no_database_to_begin_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(connections[connection.alias], "connection", None)
        page = plan_for_these_values(lambda _: HttpResponse("as ever"))(
            RequestFactory().get("/admin/")
        )

    assert page.content == b"as ever"
