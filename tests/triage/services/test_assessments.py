from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from django.db import connection, transaction
from django.dispatch import Signal
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Consent
from tests.factories import NOON, a_runner, an_assessment
from triage import services
from triage.models import Assessment
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer, Silence
from triage.rules.decide import ENGINE, AnswerRefused, decide
from triage.rules.parts import Level
from triage.signals import assessment_claimed, assessment_submitted

pytestmark = pytest.mark.django_db


def a_start(**given: Any) -> Assessment:
    release = services.publish_protocol(protocol=MEDIAL_KNEE, at=NOON)
    return services.start_assessment(release=release, wording="Keep it.", at=NOON, **given)


def an_answered(**told: Answer) -> Assessment:
    """Return an open assessment with the mildest answers, but for those ``told``."""
    mildest = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    return services.record_answers(
        assessment_id=a_start().pk, answers=mildest | told, at=NOON
    )


@contextmanager
def heard(signal: Signal) -> Iterator[list[dict[str, Any]]]:
    """Collect what ``signal`` says meanwhile."""
    said: list[dict[str, Any]] = []

    def listen(**what: Any) -> None:
        said.append(what)

    signal.connect(listen)
    yield said
    signal.disconnect(listen)


def test_an_assessment_begins_with_the_words_that_were_agreed_to() -> None:
    assessment = a_start()

    consent = assessment.consent
    assert (assessment.patient, assessment.claimed_at, assessment.answers) == (
        None,
        None,
        {},
    )
    assert (consent.kind, consent.wording) == (Consent.Kind.ASSESSMENT, "Keep it.")
    assert (consent.given_at, consent.person) == (NOON, None)


def test_an_assessment_of_somebody_signed_in_is_theirs_at_once() -> None:
    runner = a_runner()

    assessment = a_start(patient=runner)

    assert (assessment.patient, assessment.claimed_at) == (runner, NOON)
    assert assessment.consent.person == runner


def test_answers_are_kept_and_later_ones_take_their_place() -> None:
    begun = a_start()

    services.record_answers(assessment_id=begun.pk, answers={"pop": True}, at=NOON)
    services.record_answers(
        assessment_id=begun.pk,
        answers={"pop": Silence.NOT_SURE, "rest_pain": 4},
        at=NOON,
    )

    begun.refresh_from_db()
    assert begun.given == {"pop": Silence.NOT_SURE, "rest_pain": 4}
    assert begun.answered_at == NOON


def test_one_answer_that_is_not_offered_keeps_them_all_out() -> None:
    begun = a_start()

    with pytest.raises(AnswerRefused):
        services.record_answers(
            assessment_id=begun.pk, answers={"pop": True, "rest_pain": 11}, at=NOON
        )

    begun.refresh_from_db()
    assert begun.answers == {}


def test_a_submission_freezes_the_decision_beside_the_answers() -> None:
    assessment = an_answered(giving_way=True)

    services.submit_assessment(assessment_id=assessment.pk, at=NOON)

    assessment.refresh_from_db()
    assert (assessment.submitted_at, assessment.level) == (NOON, Level.SAME_DAY)
    assert (assessment.engine, assessment.decided.level) == (ENGINE, Level.SAME_DAY)


def test_a_frozen_assessment_runs_again_to_an_equal_decision() -> None:
    assessment = Assessment.objects.get(pk=an_assessment(place="shin", stairs=True).pk)

    again = decide(assessment.release.protocol, assessment.given)

    assert again == assessment.decided


def test_a_second_submission_changes_nothing_and_says_so() -> None:
    assessment = an_assessment()

    with pytest.raises(services.AlreadySubmitted):
        services.submit_assessment(assessment_id=assessment.pk, at=NOON)


def test_answers_that_come_after_the_submission_are_refused() -> None:
    assessment = an_assessment()

    with pytest.raises(services.AlreadySubmitted):
        services.record_answers(assessment_id=assessment.pk, answers={"pop": True}, at=NOON)


def test_nothing_is_decided_before_every_safety_question_was_asked() -> None:
    begun = a_start()

    with pytest.raises(services.NotFinished):
        services.submit_assessment(assessment_id=begun.pk, at=NOON)

    begun.refresh_from_db()
    assert begun.submitted_at is None


def test_an_emergency_is_decided_whatever_is_still_open() -> None:
    begun = a_start()
    services.record_answers(assessment_id=begun.pk, answers={"limb": True}, at=NOON)

    assessment = services.submit_assessment(assessment_id=begun.pk, at=NOON)

    assert assessment.level == Level.EMERGENCY


def test_a_submission_is_announced_once_it_has_committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assessment = an_answered()

    with (
        heard(assessment_submitted) as said,
        django_capture_on_commit_callbacks(execute=True),
    ):
        services.submit_assessment(assessment_id=assessment.pk, at=NOON)
        before_commit = list(said)

    assert before_commit == []
    assert said == [
        {
            "signal": ANY,
            "sender": Assessment,
            "assessment_id": assessment.pk,
            "at": NOON,
        }
    ]


def test_an_anonymous_assessment_is_claimed_with_its_consent() -> None:
    runner, assessment = a_runner(), an_assessment()

    services.claim_assessment(assessment_id=assessment.pk, patient=runner, at=NOON)

    assessment.refresh_from_db()
    assert (assessment.patient, assessment.claimed_at) == (runner, NOON)
    assert Consent.objects.get(pk=assessment.consent_id).person == runner


def test_an_assessment_is_claimed_once_and_repeating_it_is_harmless(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    runner, assessment = a_runner(), an_assessment()

    with (
        heard(assessment_claimed) as said,
        django_capture_on_commit_callbacks(execute=True),
    ):
        services.claim_assessment(assessment_id=assessment.pk, patient=runner, at=NOON)
        services.claim_assessment(assessment_id=assessment.pk, patient=runner, at=NOON)

    assert [what["assessment_id"] for what in said] == [assessment.pk]


def test_an_assessment_of_somebody_else_cannot_be_claimed() -> None:
    owner, assessment = a_runner(), an_assessment()
    services.claim_assessment(assessment_id=assessment.pk, patient=owner, at=NOON)

    with pytest.raises(services.AlreadyClaimed):
        services.claim_assessment(assessment_id=assessment.pk, patient=a_runner(), at=NOON)

    assessment.refresh_from_db()
    assert assessment.patient == owner


@pytest.mark.usefixtures("as_application")
def test_what_nobody_claimed_is_forgotten_with_its_consent_after_30_days() -> None:
    runner = a_runner()
    begun, submitted, claimed = a_start(), an_assessment(), an_assessment(patient=runner)
    just_before = NOON + timedelta(days=30, microseconds=-1)

    assert services.forget_unclaimed(at=just_before) == 0
    assert {*Assessment.objects.all()} == {begun, submitted, claimed}
    assert services.forget_unclaimed(at=NOON + timedelta(days=30)) == 2
    assert [*Assessment.objects.all()] == [claimed]
    assert [*Consent.objects.all()] == [claimed.consent]
    assert services.forget_unclaimed(at=NOON + timedelta(days=30)) == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_being_claimed_is_not_forgotten() -> None:
    runner, assessment = a_runner(), an_assessment()

    def forget() -> int:
        try:
            return services.forget_unclaimed(at=NOON + timedelta(days=31))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as meanwhile, transaction.atomic():
        services.claim_assessment(assessment_id=assessment.pk, patient=runner, at=NOON)
        count = meanwhile.submit(forget).result()

    assert count == 0
    assert [*Assessment.objects.all()] == [assessment]


@pytest.mark.usefixtures("as_application")
def test_all_of_it_works_as_the_role_of_the_application() -> None:
    runner, assessment = a_runner(), an_assessment()

    services.claim_assessment(assessment_id=assessment.pk, patient=runner, at=NOON)

    assert Assessment.objects.submitted().filter(patient=runner).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_submissions_at_once_one_decides_and_the_other_is_told() -> None:
    assessment = an_answered()

    def submit(_: int) -> str:
        try:
            services.submit_assessment(assessment_id=assessment.pk, at=NOON)
        except services.AlreadySubmitted:
            return "already submitted"
        finally:
            connection.close()
        return "submitted"

    with ThreadPoolExecutor(2) as both:
        outcomes = sorted(both.map(submit, range(2)))

    assert outcomes == ["already submitted", "submitted"]
