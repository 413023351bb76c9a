from http import HTTPStatus

import pytest
from django.test import Client

from tests.factories import a_user, sign_in_staff

pytestmark = pytest.mark.django_db


def test_a_form_that_was_open_too_long_is_asked_for_again() -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/sign-in/")

    page = client.post("/sign-in/", {"csrfmiddlewaretoken": "x" * 64})

    assert page.status_code == HTTPStatus.FORBIDDEN
    assert "The page was open for a long time" in page.content.decode()


def test_a_browser_without_cookies_is_told_what_to_do() -> None:
    page = Client(enforce_csrf_checks=True).post("/sign-in/", {})

    assert page.status_code == HTTPStatus.FORBIDDEN
    assert "Allow cookies for this site." in page.content.decode()


def test_what_is_not_there_leads_back_to_the_start(client: Client) -> None:
    page = client.get("/<b>no such page</b>/")

    text = page.content.decode()
    assert page.status_code == HTTPStatus.NOT_FOUND
    assert "There is no such page" in text
    assert "<b>" not in text


def test_a_host_that_is_not_ours_is_not_understood(client: Client) -> None:
    page = client.get("/", headers={"host": "evil.example"})

    assert page.status_code == HTTPStatus.BAD_REQUEST
    assert "We did not understand that" in page.content.decode()


def test_a_fault_of_ours_is_owned_up_to(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.views.agreed.wordings", None)
    client.raise_request_exception = False

    page = client.get("/privacy/")

    assert page.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Something went wrong" in page.content.decode()


@pytest.mark.parametrize("path", ["", "done/"])
def test_no_library_page_for_passwords_is_left(client: Client, path: str) -> None:
    sign_in_staff(client, a_user(is_staff=True, is_superuser=True))

    page = client.get(f"/admin/password_change/{path}")

    assert page.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/no/such/page/", "/r/token/"])
@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "hex", "idna", "latin-1"])
def test_a_form_in_another_encoding_is_not_understood(path: str, charset: str) -> None:
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    page = Client().generic("POST", path, b"email=ada", content_type=kind)

    assert page.status_code == HTTPStatus.BAD_REQUEST
    assert "We did not understand that" in page.content.decode()
    assert "default-src 'none'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("charset", ["UTF-8", "no-such-encoding"])
def test_what_names_utf_8_or_nothing_known_is_read_as_utf_8(charset: str) -> None:
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    page = Client().generic("POST", "/sign-in/", b"email=ada", content_type=kind)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_form_with_too_many_fields_is_not_understood() -> None:
    kind = "application/x-www-form-urlencoded"

    page = Client().post("/sign-in/", "a=b&" * 2000, content_type=kind)

    assert page.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("person", [{}, {"is_superuser": True}])
def test_no_library_page_lists_rows_for_a_form(
    client: Client, person: dict[str, bool]
) -> None:
    sign_in_staff(client, a_user(is_staff=True, **person))

    page = client.get("/admin/autocomplete/?app_label=accounts&model_name=user&term=a")

    assert page.status_code == HTTPStatus.NOT_FOUND


def test_a_cookie_that_no_database_can_look_for_is_not_understood(client: Client) -> None:
    page = client.get("/", headers={"cookie": r'session="forged\000cookie"'})

    assert page.status_code == HTTPStatus.BAD_REQUEST
