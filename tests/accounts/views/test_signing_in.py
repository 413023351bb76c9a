import re
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.factories import a_clinic, a_physio, a_runner, a_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
AGAIN = "/sign-in/again/"
CODE = "/sign-in/code/"


def the_code() -> str:
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    return found[0]


def ask_for_a_code(client: Client, email: str = "ada@example.org") -> str:
    client.post(SIGN_IN, {"email": email})
    return the_code()


def text_of(page: bytes) -> str:
    """Return a page without what differs from one visit to the next."""
    return re.sub(r'value="\w{64}"', "", page.decode())


def test_a_code_opens_an_account(client: Client) -> None:
    asked = client.post(SIGN_IN, {"email": "Ada@Example.org"})
    entered = client.post(CODE, {"code": the_code()})

    assert (asked.status_code, asked["Location"]) == (HTTPStatus.FOUND, CODE)
    assert (entered.status_code, entered["Location"]) == (HTTPStatus.FOUND, "/")
    ada = User.objects.get()
    assert ada.email == "ada@example.org"
    assert not ada.has_usable_password()
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert EmailAddress.objects.get(user=ada).verified


def test_the_code_may_be_typed_without_its_dash(client: Client) -> None:
    code = ask_for_a_code(client)

    page = client.post(CODE, {"code": f" {code.replace('-', '')} "})

    assert page["Location"] == "/"


def test_a_known_and_an_unknown_address_look_the_same(client: Client) -> None:
    known, unknown = a_runner(email="known@example.org"), "other@example.org"

    asked = [client.post(SIGN_IN, {"email": known.email})]
    pages = [client.get(CODE).content]
    client.logout()
    asked.append(client.post(SIGN_IN, {"email": unknown}))
    pages.append(client.get(CODE).content)

    assert len({(page.status_code, page["Location"], page.content) for page in asked}) == 1
    assert text_of(pages[0]).replace(known.email, unknown) == text_of(pages[1])
    assert [mail.to for mail in mail.outbox] == [[known.email], [unknown]]
    assert len({mail.subject for mail in mail.outbox}) == 1


def test_the_mail_is_short_and_names_no_health(client: Client) -> None:
    ask_for_a_code(client)

    [sent] = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    assert sent.subject == "Your sign-in code"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.extra_headers["Message-ID"].endswith("@stridewell.example>")
    assert [the_code() in str(part) for part, _kind in sent.alternatives] == [True]
    assert not re.search("knee|pain|injur|physio", f"{sent.message()}", re.IGNORECASE)


def test_both_versions_of_the_mail_say_the_same_and_lead_nowhere(client: Client) -> None:
    ask_for_a_code(client)

    [sent] = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    [(html, _kind)] = sent.alternatives
    words = re.sub(r"<head>.*</head>|<[^>]+>", " ", str(html), flags=re.DOTALL)
    assert sorted(words.split()) == sorted(str(sent.body).replace("--\n", "").split())
    assert re.findall(r"https?:|url\(|@import|<(?:img|link|script)", str(html)) == []
    assert max(map(len, str(sent.body).splitlines())) <= 72


def test_a_closed_account_is_told_so_only_after_the_code(client: Client) -> None:
    a_user(email="ada@example.org", is_active=False)

    entered = client.post(CODE, {"code": ask_for_a_code(client)}, follow=True)

    assert entered.redirect_chain == [("/sign-in/closed/", HTTPStatus.FOUND)]
    assert "This account is closed" in entered.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["", "ada", "ada@example.org\r\nBcc: x@y.z", "a@b@c.org"])
def test_what_is_no_address_is_refused_in_words(client: Client, email: str) -> None:
    page = client.post(SIGN_IN, {"email": email})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "<title>Error:" in page.content.decode()
    assert not User.objects.exists()


def test_where_somebody_was_going_is_kept_on_both_pages(client: Client) -> None:
    form = client.get(SIGN_IN, {"next": "/privacy/"})
    asked = client.post(SIGN_IN, {"email": "ada@example.org", "next": "/privacy/"})
    code_form = client.get(asked["Location"])
    entered = client.post(CODE, {"code": the_code(), "next": "/privacy/"})

    assert '<input type="hidden" name="next" value="/privacy/">' in form.content.decode()
    assert asked["Location"] == f"{CODE}?next=%2Fprivacy%2F"
    assert 'name="next" value="/privacy/"' in code_form.content.decode()
    assert entered["Location"] == "/privacy/"


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
        "/\t/evil.example",
    ],
)
def test_nobody_is_sent_to_another_host(client: Client, evil: str) -> None:
    asked = client.post(SIGN_IN, {"email": "ada@example.org", "next": evil})
    entered = client.post(f"{CODE}", {"code": the_code(), "next": evil})

    assert asked["Location"] == CODE
    assert entered["Location"] == "/"


def test_a_wrong_code_costs_a_try_and_an_empty_one_does_not(client: Client) -> None:
    code = ask_for_a_code(client)

    empty = client.post(CODE, {"code": ""})
    wrong = client.post(CODE, {"code": "wrong ö"})
    right = client.post(CODE, {"code": code})

    assert empty.status_code == wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "You have 3 tries left." in empty.content.decode()
    assert "You have 2 tries left." in wrong.content.decode()
    assert right["Location"] == "/"


def test_after_three_wrong_codes_a_new_one_is_needed(client: Client) -> None:
    code = ask_for_a_code(client)

    wrong = [
        client.post(CODE, {"code": "1111-1111", "next": "/privacy/"}) for _ in range(3)
    ]
    late = client.post(CODE, {"code": code})
    page = client.get(AGAIN)

    assert wrong[2]["Location"] == f"{AGAIN}?next=%2Fprivacy%2F"
    assert late["Location"] == AGAIN
    assert "You need a new code." in page.content.decode()


def test_an_old_code_leads_to_a_new_one(client: Client) -> None:
    code = ask_for_a_code(client)
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 601
    session.save()

    late = client.post(CODE, {"code": code, "next": "/privacy/"})

    assert late["Location"] == f"{AGAIN}?next=%2Fprivacy%2F"


def test_a_second_code_takes_the_place_of_the_first(client: Client) -> None:
    first = ask_for_a_code(client)

    resent = client.post(CODE, {"action": "resend", "next": "/privacy/"})

    assert resent["Location"] == f"{CODE}?next=%2Fprivacy%2F"
    assert client.post(CODE, {"code": first}).status_code == (
        HTTPStatus.UNPROCESSABLE_ENTITY
    )
    assert client.post(CODE, {"code": the_code()})["Location"] == "/"


def test_whoever_has_a_code_under_way_is_led_to_it(client: Client) -> None:
    ask_for_a_code(client)

    page = client.get(SIGN_IN, {"next": "/privacy/"})

    assert page["Location"] == f"{CODE}?next=%2Fprivacy%2F"


def test_another_address_can_be_used_instead(client: Client) -> None:
    ask_for_a_code(client)
    client.post("/sign-out/", {"next": f"{SIGN_IN}?next=/privacy/"})

    page = client.get(SIGN_IN, {"next": "/privacy/"})

    assert page.status_code == HTTPStatus.OK


@pytest.mark.parametrize("fault", ["mail_server_refuses", "mail_server_is_silent"])
def test_a_mail_that_does_not_go_out_is_said_plainly(
    client: Client, request: pytest.FixtureRequest, fault: str
) -> None:
    request.getfixturevalue(fault)

    page = client.post(SIGN_IN, {"email": "ada@example.org", "next": "/privacy/"})

    text = page.content.decode()
    assert page.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "We could not send the email" in text
    assert 'value="ada@example.org"' in text
    assert 'name="next" value="/privacy/"' in text
    assert client.get(CODE)["Location"] == AGAIN


def test_a_second_code_that_does_not_go_out_leaves_the_first(
    client: Client, request: pytest.FixtureRequest
) -> None:
    code = ask_for_a_code(client)
    request.getfixturevalue("mail_server_refuses")

    page = client.post(CODE, {"action": "resend"})

    assert page.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "We could not send the email" in page.content.decode()
    assert client.post(CODE, {"code": code})["Location"] == "/"


def test_codes_for_one_address_are_limited(client: Client) -> None:
    pages = []
    for _ in range(4):
        pages.append(client.post(SIGN_IN, {"email": "ada@example.org"}))
        client.logout()

    assert [page.status_code for page in pages] == [302, 302, 302, 429]
    assert pages[3]["Retry-After"] == "60"
    assert "too many tries" in pages[3].content.decode()


def test_signing_in_keeps_the_session_but_not_its_name(client: Client) -> None:
    ask_for_a_code(client)
    before = client.session
    before["told"] = "kept"
    before.save()

    client.post(CODE, {"code": the_code()})

    assert client.session["told"] == "kept"
    assert client.session.session_key != before.session_key


def test_staff_are_led_to_the_admin(client: Client) -> None:
    physio = a_physio(clinic=a_clinic())

    page = client.post(CODE, {"code": ask_for_a_code(client, physio.email)})

    assert page["Location"] == "/admin/"


def test_only_on_the_way_to_the_admin_is_a_passkey_offered(client: Client) -> None:
    for_staff = client.get(SIGN_IN, {"next": "/admin/"}).content.decode()
    for_runners = client.get(SIGN_IN).content.decode()

    assert "Sign in with a passkey" in for_staff
    assert "passkey" not in for_runners


def test_the_demo_has_no_limits(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False

    pages = []
    for _ in range(9):
        pages.append(client.post(SIGN_IN, {"email": "ada@example.org"}))
        client.logout()

    assert {page["Location"] for page in pages} == {CODE}
