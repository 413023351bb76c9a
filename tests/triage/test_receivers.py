import pytest
from allauth.account.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from accounts.models import User
from tests.factories import a_clinic, a_physio, a_runner
from tests.triage.views.small import begin, newest, submit
from triage.models import Assessment

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User) -> None:
    """Say that ``user`` signs in, as allauth does at the end of it."""
    request = RequestFactory().get("/")
    request.session = client.session
    user_logged_in.send(sender=User, request=request, user=user)


def test_signing_in_claims_all_that_this_browser_made(client: Client) -> None:
    first = begin(client)
    submit(client)
    second = begin(client)
    runner = a_runner()

    sign_in(client, runner)

    assert first != second
    assert set(Assessment.objects.filter(patient=runner)) == {first, second}


def test_signing_in_twice_claims_once(client: Client) -> None:
    begin(client)
    runner = a_runner()

    sign_in(client, runner)
    claimed_at = newest().claimed_at
    sign_in(client, runner)

    assert newest().claimed_at == claimed_at


def test_what_somebody_claimed_is_left_alone(client: Client) -> None:
    begin(client)
    runner = a_runner()
    sign_in(client, runner)

    sign_in(client, a_runner())

    assert newest().patient == runner


def test_what_another_browser_made_is_left_alone(client: Client) -> None:
    begin(client)

    sign_in(Client(), a_runner())

    assert newest().patient is None


def test_what_is_gone_from_the_database_is_passed_over(client: Client) -> None:
    begin(client)
    newest().delete()
    runner = a_runner()

    sign_in(client, runner)

    assert not runner.assessments.exists()


def test_staff_claim_nothing_on_a_shared_computer(client: Client) -> None:
    begin(client)

    sign_in(client, a_physio(clinic=a_clinic()))

    assert newest().patient is None


def test_a_session_that_made_nothing_claims_nothing() -> None:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    runner = a_runner()

    user_logged_in.send(sender=User, request=request, user=runner)

    assert not runner.assessments.exists()
