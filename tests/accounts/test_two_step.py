"""The pages about one's second step: what they say, and that allauth's part still works."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts.models import User
from tests.factories import a_clinic, a_physio, sign_in_staff

pytestmark = pytest.mark.django_db

INDEX = "/two-step/"
APP = "/two-step/totp/activate/"
NO_APP = "/two-step/totp/deactivate/"
CODES = "/two-step/recovery-codes/"
NEW_CODES = "/two-step/recovery-codes/generate/"
KEYS = "/two-step/webauthn/"
NEW_KEY = "/two-step/webauthn/add/"
AGAIN = "/two-step/reauthenticate/"
AGAIN_BY_KEY = "/two-step/webauthn/reauthenticate/"
JARGON = re.compile(
    r"authenticat(?:or app|ion)|two-factor|recovery|deactivate|security key|passwordless"
    r"|reauthenticate|confirm access|master key|this functionality",
    re.IGNORECASE,
)


@pytest.fixture
def physio() -> User:
    return a_physio(clinic=a_clinic())


@pytest.fixture
def browser(client: Client, physio: User) -> Client:
    """Return the browser of a physio who has an app, a key and codes, and just used one."""
    sign_in_staff(client, physio)
    [code, *_] = RecoveryCodes.activate(physio).get_unused_codes()
    WebAuthn.add(physio, "Blue key", what_a_key_says())
    client.post(AGAIN, {"code": code})
    return client


def what_a_key_says() -> dict[str, Any]:
    """Return what a browser sends when somebody adds a key."""
    key = ES256({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)})  # RFC 9053: P-256
    credential = AttestedCredentialData.create(bytes(16), b"a key", key)
    flags = AuthenticatorData.FLAG.AT | AuthenticatorData.FLAG.UP
    data = AuthenticatorData.create(bytes(32), flags, 0, credential)
    return {
        "id": websafe_encode(b"a key"),
        "rawId": websafe_encode(b"a key"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(
                CollectedClientData.create("webauthn.create", b"", "http://localhost")
            ),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
    }


def key_page(what: str) -> str:
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    return f"{KEYS}keys/{key.pk}/{what}/"


def words_of(page: bytes) -> str:
    """Return what somebody can read on a page, and its title."""
    whole = re.sub(r"<script.*?</script>", "", page.decode(), flags=re.DOTALL)
    return re.sub(r"<[^>]*>|\s+", " ", whole)


def the_number(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


@pytest.mark.parametrize(
    "address", [INDEX, NO_APP, CODES, NEW_CODES, KEYS, NEW_KEY, AGAIN, AGAIN_BY_KEY]
)
def test_a_page_speaks_everyday_words(browser: Client, address: str) -> None:
    page = browser.get(address)

    assert page.status_code == HTTPStatus.OK
    assert JARGON.findall(words_of(page.content)) == []


@pytest.mark.parametrize("what", ["edit", "remove"])
def test_a_page_about_one_key_leads_back_to_all(browser: Client, what: str) -> None:
    page = browser.get(key_page(what))

    assert f'<a href="{KEYS}">' in page.content.decode()
    assert JARGON.findall(words_of(page.content)) == []


@pytest.mark.parametrize("address", [NO_APP, CODES, NEW_CODES, KEYS, NEW_KEY, AGAIN])
def test_each_page_leads_back_to_the_second_step(browser: Client, address: str) -> None:
    page = browser.get(address)

    assert f'<a href="{INDEX}">' in page.content.decode()


def test_an_app_is_set_up_with_the_number_it_shows(client: Client, physio: User) -> None:
    client.force_login(physio)
    page = client.get(APP).content.decode()
    [secret] = re.findall(r'id="authenticator_secret"[^>]*>(\w+)<', page)

    answer = client.post(APP, {"code": the_number(secret)})

    assert JARGON.findall(page) == []
    assert (answer.status_code, answer["Location"]) == (HTTPStatus.FOUND, CODES)


def test_a_wrong_number_is_said_in_words(client: Client, physio: User) -> None:
    client.force_login(physio)
    client.get(APP)

    page = client.post(APP, {"code": "000000"})

    assert (
        words_of(page.content).count("That is not the number.") == 2
    )  # on top, and at the field
    assert "Error: Set up an app" in words_of(page.content)


def test_an_app_can_be_removed(browser: Client, physio: User) -> None:
    browser.post(NO_APP)

    apps = Authenticator.objects.filter(user=physio, type=Authenticator.Type.TOTP)
    assert not apps.exists()


def test_all_codes_that_are_left_are_shown(browser: Client, physio: User) -> None:
    codes = Authenticator.objects.get(user=physio, type="recovery_codes").wrap()

    page = browser.get(CODES).content.decode()

    assert re.findall(r"<li>(\S+?)</li>", page) == codes.get_unused_codes()


def test_new_codes_take_the_place_of_the_old(browser: Client) -> None:
    before = browser.get(CODES).content

    answer = browser.post(NEW_CODES)

    assert answer["Location"] == CODES
    assert browser.get(CODES).content != before


def test_whoever_used_all_codes_is_asked_to_make_new_ones(
    browser: Client, physio: User
) -> None:
    codes = Authenticator.objects.get(user=physio, type="recovery_codes").wrap()
    for code in codes.get_unused_codes():
        codes.validate_code(code)

    page = browser.get(CODES)

    assert "You have used them all. Make new ones." in words_of(page.content)


def test_a_new_key_has_a_name_already(browser: Client) -> None:
    assert 'value="Key 2"' in browser.get(NEW_KEY).content.decode()


def test_a_key_can_be_renamed_and_removed(browser: Client) -> None:
    browser.post(key_page("edit"), {"name": "Green key"})
    renamed = words_of(browser.get(KEYS).content)
    browser.post(key_page("remove"))

    assert "Green key" in renamed
    assert "You have none yet." in words_of(browser.get(KEYS).content)


def test_asked_again_one_can_use_the_other_way_and_keeps_where_one_was_going(
    browser: Client,
) -> None:
    by_number = browser.get(AGAIN, {"next": "/admin/"}).content.decode()
    by_key = browser.get(AGAIN_BY_KEY, {"next": "/admin/"}).content.decode()

    assert f'href="{AGAIN_BY_KEY}?next=%2Fadmin%2F"' in by_number
    assert f'href="{AGAIN}?next=%2Fadmin%2F"' in by_key
