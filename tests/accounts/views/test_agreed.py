from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import CareLink, Consent, User
from accounts.services import give_consent
from accounts.wordings import CLINIC, MAILS, SEEN
from tests.factories import NOON, a_clinic, a_physio, a_runner, a_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
AGREEMENTS = "/agreements/"


def test_signing_out_needs_a_button_and_ends_the_session(client: Client) -> None:
    client.force_login(a_runner())
    cookie = client.cookies["session"].value

    asked = client.get("/sign-out/")
    still_in = "_auth_user_id" in client.session
    left = client.post("/sign-out/")
    client.cookies["session"] = cookie

    assert (asked.status_code, still_in) == (HTTPStatus.OK, True)
    assert left["Location"] == "/"
    assert left["Clear-Site-Data"] == '"cache"'
    assert client.get(AGREEMENTS)["Location"] == f"{SIGN_IN}?next={AGREEMENTS}"


def test_nobody_is_asked_for_a_password_anywhere(client: Client) -> None:
    for name in (
        "account_signup",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "account_reset_password",
    ):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    client.force_login(a_user(is_staff=True, is_superuser=True))

    assert client.get("/accounts/login/").status_code == HTTPStatus.NOT_FOUND


def test_the_privacy_page_carries_every_wording(client: Client) -> None:
    page = client.get("/privacy/").content.decode()

    assert MAILS in page
    assert SEEN in page
    assert CLINIC in page
    assert "hello@stridewell.example" in page


def test_the_privacy_page_says_when_answers_without_a_sign_in_go(client: Client) -> None:
    page = client.get("/privacy/").content.decode()

    assert page.count("Answers without a sign-in: 30 days. Then we delete them.") == 1
    assert page.count("If you do not sign in, we delete them after 30 days.") == 1


def test_a_runner_takes_back_the_mails(client: Client) -> None:
    runner = a_runner()
    give_consent(kind=Consent.Kind.MAILS, wording=MAILS, at=NOON, person=runner)
    give_consent(kind=Consent.Kind.ASSESSMENT, wording="keep", at=NOON, person=runner)
    client.force_login(runner)

    before = client.get(AGREEMENTS).content.decode()
    after = client.post(AGREEMENTS, {"kind": "MAILS"}, follow=True).content.decode()

    assert MAILS in before
    assert MAILS not in after
    assert [*runner.consents.filter(withdrawn_at=None).values_list("kind")] == [
        ("ASSESSMENT",)
    ]


def test_a_runner_takes_back_being_asked_if_they_were_seen(client: Client) -> None:
    runner = a_runner()
    for kind, words in ((Consent.Kind.SEEN, SEEN), (Consent.Kind.MAILS, MAILS)):
        give_consent(kind=kind, wording=words, at=NOON, person=runner)
    client.force_login(runner)

    before = client.get(AGREEMENTS).content.decode()
    after = client.post(AGREEMENTS, {"kind": "SEEN"}, follow=True).content.decode()

    assert before.count("Stop asking me") == 1
    assert (SEEN in before, SEEN in after) == (True, False)
    assert MAILS in after


def test_a_runner_takes_back_the_clinic(client: Client) -> None:
    clinic = a_clinic()
    runner = a_runner(clinic=clinic)
    give_consent(kind=Consent.Kind.CLINIC, wording=CLINIC, at=NOON, person=runner)
    client.force_login(runner)

    page = client.post(AGREEMENTS, {"kind": "CLINIC"})

    assert page["Location"] == AGREEMENTS
    assert CareLink.objects.get().ended_at is not None
    assert not User.objects.visible_to(a_physio(clinic=clinic)).exists()


@pytest.mark.parametrize("told", [{"kind": "ASSESSMENT"}, {"kind": "x"}, {"other": "x"}])
def test_what_cannot_be_taken_back_here_is_refused(
    client: Client, told: dict[str, str]
) -> None:
    client.force_login(a_runner())

    page = client.post(AGREEMENTS, told)

    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Choose what to take back." in page.content.decode()
