from datetime import timedelta

import pytest
from allauth.account.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from accounts.models import User
from tests.factories import NOON, a_clinic, a_physio, a_runner, an_assessment
from tests.triage.views.small import begin, newest, submit
from triage.models import Assessment
from triage.sessions import remember

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User) -> None:
    """Say that ``user`` signs in, as allauth does at the end of it."""
    request = RequestFactory().get("/")
    request.session = client.session
    user_logged_in.send(sender=User, request=request, user=user)


def a_check(client: Client, *, minutes: int = 0, urgent: bool = False) -> Assessment:
    """Return what was submitted in this browser that many minutes before noon."""
    made = an_assessment(at=NOON - timedelta(minutes=minutes), locking=urgent)
    session = client.session
    remember(session, made)
    session.save()
    return made


def test_signing_in_claims_what_was_made_in_one_sitting(client: Client) -> None:
    first = begin(client)
    submit(client)
    second = begin(client)
    runner = a_runner()

    sign_in(client, runner)

    assert first != second
    assert {*Assessment.objects.filter(patient=runner)} == {first, second}


def test_on_a_shared_phone_earlier_checks_stay_nobodys(client: Client) -> None:
    somebody_elses = a_check(client, minutes=121)
    changed, current = a_check(client, minutes=120), a_check(client)
    runner = a_runner()

    sign_in(client, runner)

    assert {*Assessment.objects.filter(patient=runner)} == {changed, current}
    assert [*Assessment.objects.filter(patient=None)] == [somebody_elses]


def test_an_urgent_answer_of_the_same_sitting_bars_a_plan_in_every_browser(
    client: Client,
) -> None:
    urgent = a_check(client, minutes=5, urgent=True)
    a_check(client)
    runner, elsewhere = a_runner(), Client()
    sign_in(client, runner)
    elsewhere.force_login(runner)

    page = elsewhere.get("/check/result/")

    assert urgent in Assessment.objects.filter(patient=runner)
    assert page.context["urgent_before"]


def test_an_urgent_answer_that_stays_nobodys_bars_a_plan_in_its_browser(
    client: Client,
) -> None:
    a_check(client, minutes=500, urgent=True)
    a_check(client)
    runner, elsewhere = a_runner(), Client()
    sign_in(client, runner)
    client.force_login(runner)
    elsewhere.force_login(runner)

    here, there = (browser.get("/check/result/") for browser in (client, elsewhere))

    assert (here.context["urgent_before"], there.context["urgent_before"]) == (True, False)


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
