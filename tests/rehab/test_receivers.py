from datetime import timedelta

import pytest
from django.dispatch import Signal
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Consent
from accounts.services import change_address, give_consent, take_back
from accounts.signals import address_changed, consent_withdrawn, last_mail_asked
from rehab.models import Plan, Reminder, SeenFollowUp
from rehab.plans import stop_mails
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_reminder,
    a_runner,
    an_assessment,
)
from tests.rehab.steps import changes
from triage.services import claim_assessment
from triage.signals import assessment_claimed, assessment_submitted, clearance_asked

LATER = NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("signal", "listeners"),
    [
        (assessment_submitted, ["heed_assessment", "ask_if_seen"]),
        (assessment_claimed, ["heed_assessment", "ask_if_seen"]),
        (consent_withdrawn, ["heed_withdrawal"]),
        (address_changed, ["trust_address"]),
        (last_mail_asked, ["tell_of_last_mail"]),
        (clearance_asked, ["tell_cleared"]),
    ],
)
def test_each_signal_has_its_listeners(signal: Signal, listeners: list[str]) -> None:
    names = [receiver.__name__ for receiver in signal._live_receivers(None)[0]]  # noqa: SLF001 - Django names no other way

    assert names == listeners


@pytest.mark.django_db
def test_a_worrying_check_pauses_the_plan_as_soon_as_it_is_submitted(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    plan = a_plan()

    with django_capture_on_commit_callbacks(execute=True):
        an_assessment(patient=plan.person, at=LATER, giving_way=True)

    assert Plan.objects.get().paused_at == LATER


@pytest.mark.django_db
def test_a_worrying_check_pauses_the_plan_as_soon_as_it_is_claimed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    plan = a_plan()
    check = an_assessment(giving_way=True)

    with django_capture_on_commit_callbacks(execute=True):
        claim_assessment(assessment_id=check.pk, patient=plan.person, at=LATER)

    assert Plan.objects.get().paused_at == LATER


@pytest.mark.django_db
def test_who_takes_back_the_mails_is_owed_none_as_soon_as_it_commits(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    reminder = a_reminder()

    with django_capture_on_commit_callbacks(execute=True):
        take_back(person=reminder.person, kind=Consent.Kind.MAILS, at=LATER)
    with django_capture_on_commit_callbacks(execute=True):
        stop_mails(person=reminder.person, at=LATER)

    reminder.refresh_from_db()
    assert (reminder.state, reminder.settled_at) == (Reminder.State.WITHDRAWN, LATER)
    assert changes(reminder.of_plan) == [
        ("MAILS", "The runner stopped mails.", reminder.person)
    ]


@pytest.mark.django_db
def test_stopping_the_mails_is_noted_once_though_it_is_heard_of_too(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    plan = a_plan()

    with django_capture_on_commit_callbacks(execute=True):
        stop_mails(person=plan.person, at=LATER)

    assert len(changes(plan)) == 1


@pytest.mark.django_db
def test_who_takes_back_the_clinic_keeps_their_mails(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    reminder = a_reminder()
    give_consent(
        kind=Consent.Kind.CLINIC, wording="Show them.", at=NOON, person=reminder.person
    )

    with django_capture_on_commit_callbacks(execute=True):
        take_back(person=reminder.person, kind=Consent.Kind.CLINIC, at=LATER)

    reminder.refresh_from_db()
    assert reminder.state == Reminder.State.DUE


@pytest.mark.django_db
def test_who_agreed_to_be_asked_is_asked_as_soon_as_an_urgent_check_is_theirs(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    submits, claims = a_runner(), a_runner()
    for runner in (submits, claims):
        give_consent(kind=Consent.Kind.SEEN, wording="Ask.", at=NOON, person=runner)

    with django_capture_on_commit_callbacks(execute=True):
        an_assessment(patient=submits, at=LATER, locking=True)
        check = an_assessment(at=LATER, locking=True)
        claim_assessment(assessment_id=check.pk, patient=claims, at=LATER)

    asked = SeenFollowUp.objects.values_list("person", "begun_at")
    assert {*asked} == {(submits.pk, LATER), (claims.pk, LATER)}


@pytest.mark.django_db
def test_who_takes_back_the_questions_is_asked_no_more_and_keeps_their_mails(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    reminder = a_reminder()
    asked = a_question(follow_up=a_follow_up(person=reminder.person))

    with django_capture_on_commit_callbacks(execute=True):
        take_back(person=asked.person, kind=Consent.Kind.SEEN, at=LATER)

    asked.refresh_from_db()
    reminder.refresh_from_db()
    assert (asked.state, asked.settled_at) == (Reminder.State.WITHDRAWN, LATER)
    assert reminder.state == Reminder.State.DUE


@pytest.mark.django_db
def test_who_has_another_address_gets_mails_again_as_soon_as_it_commits(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person = a_plan(person=a_runner(mail_refused_at=NOON)).person

    with django_capture_on_commit_callbacks(execute=True):
        change_address(person=person, email="new@example.org", at=LATER)

    person.refresh_from_db()
    assert person.mail_refused_at is None
    assert Reminder.objects.filter(person=person, state="DUE").exists()
