"""What triage can do. Views, admin and commands call these and nothing else."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django.db import transaction
from django.dispatch import Signal

from accounts.models import Consent, User
from accounts.services import give_consent
from triage.models import Assessment, ProtocolRelease
from triage.rules.answers import Answer, encode_answer
from triage.rules.canonical import digest, dumps, plain
from triage.rules.decide import ENGINE, decide, refuse_strange_answers
from triage.rules.protocol import Protocol
from triage.signals import assessment_claimed, assessment_submitted


class AlreadySubmitted(Exception):
    """The assessment was submitted before; its answers and its decision stand."""


class NotFinished(Exception):
    """A safety question has not been asked yet; there is nothing to decide."""


class AlreadyClaimed(Exception):
    """The assessment belongs to somebody; it cannot change hands."""


def publish_protocol(*, protocol: Protocol, at: datetime) -> ProtocolRelease:
    """Store ``protocol`` as a release, or return the one with the very same content."""
    text = dumps(protocol)
    release, _ = ProtocolRelease.objects.get_or_create(
        sha256=digest(text),
        defaults={"slug": protocol.slug, "text": text, "released_at": at},
    )
    return release


@transaction.atomic
def start_assessment(
    *, release: ProtocolRelease, wording: str, at: datetime, patient: User | None = None
) -> Assessment:
    """Open an assessment for somebody who agreed, in ``wording``, to answers being kept."""
    consent = give_consent(
        kind=Consent.Kind.ASSESSMENT, wording=wording, at=at, person=patient
    )
    return Assessment.objects.create(
        release=release,
        consent=consent,
        started_at=at,
        patient=patient,
        claimed_at=at if patient else None,
    )


@transaction.atomic
def record_answers(
    *, assessment_id: int, answers: Mapping[str, Answer], at: datetime
) -> Assessment:
    """Keep the answers of one page, in place of earlier ones.

    :raises AlreadySubmitted: if the answers are frozen.
    :raises AnswerRefused: if a question does not offer its answer; then none is kept.
    """
    assessment = _lock_open(assessment_id)
    refuse_strange_answers(assessment.release.protocol, answers)
    assessment.answers |= {key: encode_answer(told) for key, told in answers.items()}
    assessment.answered_at = at
    assessment.save(update_fields=["answers", "answered_at"])
    return assessment


@transaction.atomic
def submit_assessment(*, assessment_id: int, at: datetime) -> Assessment:
    """Decide an open assessment and freeze the decision beside the answers.

    :raises AlreadySubmitted: if a decision has been recorded before.
    :raises NotFinished: if a question still to be asked could make it more urgent.
    """
    assessment = _lock_open(assessment_id)
    decision = decide(assessment.release.protocol, assessment.given)
    if not decision.stands:
        raise NotFinished(decision.unasked)
    assessment.submitted_at = at
    assessment.level = decision.level
    assessment.decision = plain(decision)
    assessment.engine = ENGINE
    assessment.save(update_fields=["submitted_at", "level", "decision", "engine"])
    _announce(assessment_submitted, assessment, at)
    return assessment


@transaction.atomic
def claim_assessment(*, assessment_id: int, patient: User, at: datetime) -> Assessment:
    """Give an anonymous assessment to the person who made it. Safe for them to repeat.

    :raises AlreadyClaimed: if it is somebody else's.
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment_id)
    if assessment.patient_id == patient.pk:
        return assessment
    if assessment.patient_id is not None:
        raise AlreadyClaimed
    assessment.patient = patient
    assessment.claimed_at = at
    assessment.save(update_fields=["patient", "claimed_at"])
    Consent.objects.filter(pk=assessment.consent_id).update(person=patient)
    _announce(assessment_claimed, assessment, at)
    return assessment


def _announce(signal: Signal, assessment: Assessment, at: datetime) -> None:
    """Tell the listeners once the change has committed; none of their faults undoes it."""
    tell = partial(
        signal.send_robust, sender=Assessment, assessment_id=assessment.pk, at=at
    )
    transaction.on_commit(tell)


def _lock_open(assessment_id: int) -> Assessment:
    assessments = Assessment.objects.select_related("release")
    assessment = assessments.select_for_update(of=("self",)).get(pk=assessment_id)
    if assessment.submitted_at is not None:
        raise AlreadySubmitted
    return assessment
