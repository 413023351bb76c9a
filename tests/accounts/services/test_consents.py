from datetime import timedelta

import pytest

from accounts.models import CareLink, Consent
from accounts.services import give_consent, take_back, withdraw_consent
from tests.factories import NOON, a_clinic, a_runner

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


def test_a_consent_keeps_its_words_and_its_time() -> None:
    runner = a_runner()

    consent = give_consent(
        kind=Consent.Kind.MAILS, wording="Write to me.", at=NOON, person=runner
    )

    assert (consent.wording, consent.given_at) == ("Write to me.", NOON)
    assert [*runner.consents.in_force(Consent.Kind.MAILS)] == [consent]


def test_a_consent_is_taken_back_once() -> None:
    runner = a_runner()
    give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=runner)

    counts = [
        withdraw_consent(person=runner, kind=Consent.Kind.MAILS, at=at)
        for at in (LATER, LATER + timedelta(hours=1))
    ]

    assert counts == [1, 0]
    assert Consent.objects.get().withdrawn_at == LATER


def test_a_clock_that_went_back_takes_back_all_the_same() -> None:
    runner = a_runner(clinic=a_clinic())
    give_consent(kind=Consent.Kind.CLINIC, wording="yes", at=NOON, person=runner)

    take_back(person=runner, kind=Consent.Kind.CLINIC, at=NOON - timedelta(hours=1))

    assert Consent.objects.get().withdrawn_at == NOON
    assert CareLink.objects.get().ended_at == NOON


def test_taking_back_the_mails_leaves_the_clinic() -> None:
    runner = a_runner(clinic=a_clinic())
    give_consent(kind=Consent.Kind.MAILS, wording="yes", at=NOON, person=runner)

    assert take_back(person=runner, kind=Consent.Kind.MAILS, at=LATER) == 1
    assert CareLink.objects.get().ended_at is None
