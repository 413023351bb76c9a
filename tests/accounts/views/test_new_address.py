"""A runner changes the address of their account, with a code that goes to the new one."""

import re
from http import HTTPStatus
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.services import find_or_make_user
from accounts.views.new_address import AddressProof
from tests.factories import NOON, a_clinic, a_physio, a_runner, sign_in_staff

pytestmark = pytest.mark.django_db

ADDRESS, CODE = "/address/", "/address/code/"
OLD, NEW = "old@example.org", "new@example.org"


@pytest.fixture
def person() -> User:
    return a_runner(email=OLD, name="Ada", last_login=NOON)


@pytest.fixture
def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def the_code() -> str:
    found = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert found
    return found[0]


def text_of(page: bytes) -> str:
    """Return a page without what differs from one visit to the next."""
    return " ".join(re.sub(r'value="\w{64}"', "", page.decode()).split())


def now_of(person: User) -> str:
    person.refresh_from_db()
    return person.email


def test_the_code_from_the_new_address_changes_it(browser: Client, person: User) -> None:
    asked = browser.post(ADDRESS, {"email": "New@Example.org"})
    unchanged = now_of(person)
    entered = browser.post(CODE, {"code": the_code()})

    assert (asked.status_code, asked["Location"]) == (HTTPStatus.FOUND, CODE)
    assert (entered.status_code, entered["Location"]) == (HTTPStatus.FOUND, ADDRESS)
    assert (unchanged, now_of(person)) == (OLD, NEW)
    assert EmailAddress.objects.get(user=person).verified
    page = text_of(browser.get(ADDRESS).content)
    assert "Your emails go to your new address from now on." in page
    assert f"It is <strong>{NEW}</strong> now." in page


def test_the_old_address_hears_of_it_and_neither_mail_names_health(
    browser: Client,
) -> None:
    browser.post(ADDRESS, {"email": NEW})
    browser.post(CODE, {"code": the_code()})

    assert [(each.to, each.subject) for each in mail.outbox] == [
        ([NEW], "The code for your new address"),
        ([OLD], "Your address was changed"),
    ]
    for sent in mail.outbox:
        assert isinstance(sent, mail.EmailMultiAlternatives)
        words = " ".join(map(str, [sent.subject, sent.body, *sent.alternatives])).lower()
        assert not re.search(r"\b(knee|pain|run|runner|plan|ada)\b", words)
    assert "hello@stridewell.example" in mail.outbox[1].body
    assert NEW not in mail.outbox[1].body


def test_all_other_sessions_end_and_this_one_goes_on(browser: Client, person: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(person)

    browser.post(ADDRESS, {"email": NEW})
    browser.post(CODE, {"code": the_code()})

    assert browser.get(ADDRESS).status_code == HTTPStatus.OK
    assert elsewhere.get(ADDRESS)["Location"].startswith("/sign-in/")


def test_an_address_in_use_looks_the_same(browser: Client, person: User) -> None:
    taken = a_runner(email="taken@example.org", last_login=NOON)

    asked = [browser.post(ADDRESS, {"email": each}) for each in (NEW, taken.email)]
    pages = []
    for email in (NEW, taken.email):
        browser.post(ADDRESS, {"email": email})
        shown, wrong = browser.get(CODE), browser.post(CODE, {"code": "00000000"})
        pages.append(text_of(shown.content + wrong.content).replace(email, ""))

    assert len({(each.status_code, each["Location"]) for each in asked}) == 1
    assert pages[0] == pages[1]
    assert [each.to for each in mail.outbox] == [[NEW], [taken.email]] * 2
    assert mail.outbox[-1].subject == "About your address"
    assert not re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert now_of(person) == OLD


def test_an_address_that_was_only_typed_at_sign_in_can_be_had(
    browser: Client, person: User
) -> None:
    find_or_make_user(email=NEW)

    browser.post(ADDRESS, {"email": NEW})
    browser.post(CODE, {"code": the_code()})

    assert User.objects.get(email=NEW) == person


def test_somebody_was_faster(browser: Client, person: User) -> None:
    browser.post(ADDRESS, {"email": NEW})
    a_runner(email=NEW, last_login=NOON)

    page = browser.post(CODE, {"code": the_code()}, follow=True)

    assert "Another account has this address." in page.content.decode()
    assert now_of(person) == OLD


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "Type your new email address."),
        ({"email": "no address"}, "Type an email address like name@example.com."),
        ({"email": f"ada@{'ä' * 64}.example"}, "Type an email address like"),
        ({"email": OLD.upper()}, "You have this address now. Type the new one."),
    ],
)
def test_bad_input_is_asked_again(browser: Client, sent: dict[str, Any], says: str) -> None:
    page = browser.post(ADDRESS, sent)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert says in text_of(page.content)
    assert not mail.outbox


def test_a_code_takes_three_tries(browser: Client, person: User) -> None:
    browser.post(ADDRESS, {"email": NEW})
    code = the_code()

    tries = [browser.post(CODE, {"code": "0"}) for _ in range(3)]
    late = browser.post(CODE, {"code": code})

    assert [each.status_code for each in tries] == [422, 422, 302]
    assert "You have 1 try left." in text_of(tries[1].content)
    assert "That was too many tries. Ask for a new code." in text_of(
        browser.get(ADDRESS).content
    )
    assert (late.status_code, late["Location"]) == (HTTPStatus.FOUND, ADDRESS)
    assert now_of(person) == OLD


def test_an_empty_code_is_no_try(browser: Client) -> None:
    browser.post(ADDRESS, {"email": NEW})

    page = browser.post(CODE, {"code": ""})

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Type the code from the email." in text_of(page.content)
    assert browser.session[AddressProof.SESSION_KEY]["failed_attempts"] == 0


def test_a_code_is_good_for_ten_minutes(browser: Client, person: User) -> None:
    browser.post(ADDRESS, {"email": NEW})
    session = browser.session
    session[AddressProof.SESSION_KEY] |= {"at": 0}
    session.save()

    page = browser.post(CODE, {"code": the_code()}, follow=True)

    assert "That code is too old. Ask for a new one." in page.content.decode()
    assert now_of(person) == OLD


def test_a_new_code_in_another_browser_gives_no_more_tries(
    browser: Client, person: User
) -> None:
    cache.clear()
    other = Client()
    other.force_login(person)

    answers = []
    for each, address in ((browser, "a@example.org"), (other, "b@example.org")) * 2:
        each.post(ADDRESS, {"email": address})
        answers += [each.post(CODE, {"code": "0"}).status_code for _ in range(3)]
    late = browser.post(CODE, {"code": the_code()})

    assert answers == [422, 422, 302] * 3 + [422, 429, 429]
    assert late.status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_without_a_code_on_its_way_the_page_leads_to_where_to_ask(browser: Client) -> None:
    assert browser.get(CODE)["Location"] == ADDRESS


def test_few_codes_go_out(browser: Client, settings: Settings) -> None:
    cache.clear()

    answers = [browser.post(ADDRESS, {"email": NEW}) for _ in range(4)]
    settings.DEMO_MODE = True
    answers.append(browser.post(ADDRESS, {"email": NEW}))

    assert [each.status_code for each in answers] == [302, 302, 302, 429, 302]
    assert "That was too many tries." in text_of(answers[3].content)
    assert answers[3]["Retry-After"] == "60"


@pytest.mark.usefixtures("mail_server_refuses")
def test_a_mail_that_can_not_go_out_loses_nothing(browser: Client) -> None:
    page = browser.post(ADDRESS, {"email": NEW})

    assert page.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "We could not send the email" in text_of(page.content)
    assert page.context["form"]["email"].value() == NEW


def test_an_old_address_that_takes_no_mail_holds_nobody_up(
    browser: Client, person: User, request: pytest.FixtureRequest
) -> None:
    browser.post(ADDRESS, {"email": NEW})
    code = the_code()
    request.getfixturevalue("mail_server_refuses")

    page = browser.post(CODE, {"code": code})

    assert page.status_code == HTTPStatus.FOUND
    assert now_of(person) == NEW


def test_staff_pass_their_second_step_first_and_keep_it() -> None:
    physio = a_physio(clinic=a_clinic(), email=OLD)
    browser = Client()
    sign_in_staff(browser, physio)
    steps = Authenticator.objects.filter(user=physio).count()

    asked = browser.post(ADDRESS, {"email": NEW})

    assert asked["Location"].startswith("/two-step/reauthenticate/")
    assert now_of(physio) == OLD
    assert Authenticator.objects.filter(user=physio).count() == steps
