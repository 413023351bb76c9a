"""Pages that end mails, or move them, say so if one that was being sent may still come."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Consent, User
from accounts.services import give_consent
from accounts.wordings import CLINIC, SEEN
from rehab.plans.mails import last_mail
from tests.factories import NOON, a_plan, a_reminder, a_runner
from tests.reading import grade_of

pytestmark = pytest.mark.django_db

ONE_MAY_COME = "One email may still come. It was just being sent."
TO_THE_OLD_ADDRESS = "One email may still go to your old address. It was just being sent."
IN_FLIGHT, NONE = 60, 0.5  # for how many seconds a worker holds a mail


@pytest.fixture
def runner(client: Client) -> User:
    runner = a_runner(last_login=NOON)
    for kind, words in ((Consent.Kind.SEEN, SEEN), (Consent.Kind.CLINIC, CLINIC)):
        give_consent(kind=kind, wording=words, at=NOON, person=runner)
    client.force_login(runner)
    return runner


@pytest.fixture
def little_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_mail, "PATIENCE", timedelta(seconds=1))


def hold_a_mail(runner: User, seconds: float) -> None:
    until = timezone.now() + timedelta(seconds=seconds)
    a_reminder(plan=a_plan(person=runner), lease_until=until)


def take_back(client: Client, kind: str) -> str:
    return client.post("/agreements/", {"kind": kind}, follow=True).text


def delete_all(client: Client) -> str:
    return client.post("/my-data/delete/", {"sure": "on"}, follow=True).text


def move(client: Client) -> str:
    client.post("/address/", {"email": "new@example.org"})
    code = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert code
    return client.post("/address/code/", {"code": code[0]}, follow=True).text


@pytest.mark.usefixtures("little_patience")
@pytest.mark.parametrize(("held", "may_come"), [(IN_FLIGHT, True), (NONE, False)])
@pytest.mark.parametrize("kind", [Consent.Kind.MAILS, Consent.Kind.SEEN])
def test_who_takes_back_a_consent_to_mails_reads_if_one_may_still_come(
    client: Client, runner: User, kind: str, held: float, *, may_come: bool
) -> None:
    hold_a_mail(runner, held)

    page = take_back(client, kind)

    assert "Done. You took it back." in page
    assert (ONE_MAY_COME in page) is may_come


@pytest.mark.usefixtures("little_patience")
@pytest.mark.parametrize(("held", "may_come"), [(IN_FLIGHT, True), (NONE, False)])
def test_so_does_who_has_all_deleted(
    client: Client, runner: User, held: float, *, may_come: bool
) -> None:
    hold_a_mail(runner, held)

    page = delete_all(client)

    assert "Emails about your plan have stopped." in page
    assert (ONE_MAY_COME in page) is may_come


@pytest.mark.usefixtures("little_patience")
@pytest.mark.parametrize(("held", "may_come"), [(IN_FLIGHT, True), (NONE, False)])
def test_who_moves_reads_if_one_may_still_go_to_the_old_address(
    client: Client, runner: User, held: float, *, may_come: bool
) -> None:
    hold_a_mail(runner, held)

    page = move(client)

    assert "Your emails go to your new address from now on." in page
    assert (TO_THE_OLD_ADDRESS in page) is may_come


def test_who_takes_back_the_clinic_waits_for_no_mail(client: Client, runner: User) -> None:
    hold_a_mail(runner, IN_FLIGHT)
    began = timezone.now()

    page = take_back(client, Consent.Kind.CLINIC)

    assert ONE_MAY_COME not in page
    assert timezone.now() - began < timedelta(seconds=4)


def test_the_warnings_are_easy_to_read() -> None:
    assert grade_of([ONE_MAY_COME, TO_THE_OLD_ADDRESS]) <= 5
