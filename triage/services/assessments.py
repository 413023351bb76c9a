"""What can be done with an assessment: begun, answered, decided, claimed, forgotten."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal

from accounts.models import Consent, User
from accounts.services import give_consent
from triage.models import Assessment, ProtocolRelease
from triage.rules.answers import Answer, encode_answers
from triage.rules.canonical import plain
from triage.rules.decide import ENGINE, decide, refuse_strange_answers
from triage.rules.parts import Level
from triage.signals import assessment_claimed, assessment_submitted


class AlreadySubmitted(Exception):
    """The assessment was submitted before; its answers and its decision stand."""


class NotFinished(Exception):
    """A safety question has not been asked yet; there is nothing to decide."""


class AlreadyClaimed(Exception):
    """The assessment belongs to somebody; it cannot change hands."""


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
    assessment.answers |= encode_answers(answers)
    assessment.answered_at = at
    _remember_the_worst(assessment)
    assessment.save(
        update_fields=["answers", "answered_at", "worst_level", "worst_answers"]
    )
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
    assessment.worst_level = max(assessment.worst_level, decision.level)
    assessment.decision = plain(decision)
    assessment.engine = ENGINE
    assessment.save(
        update_fields=["submitted_at", "level", "worst_level", "decision", "engine"]
    )
    _announce(assessment_submitted, assessment, at)
    return assessment


@transaction.atomic
def heed_late_answers(
    *, assessment_id: int, answers: Mapping[str, Answer], at: datetime
) -> Assessment | None:
    """Carry a submitted assessment on in a new one, if late ``answers`` are more urgent.

    The new one is the same person's, under the same rules and the same words of consent.
    Return it, or ``None`` if the result that stands is urgent enough.

    :raises AnswerRefused: if a question does not offer its answer.
    """
    earlier = Assessment.objects.select_related("release", "consent", "patient").get(
        pk=assessment_id
    )
    answers = {**earlier.given, **answers}
    if decide(earlier.release.protocol, answers).level <= earlier.decided.level:
        return None
    begun = start_assessment(
        release=earlier.release,
        wording=earlier.consent.wording,
        at=at,
        patient=earlier.patient,
    )
    return record_answers(assessment_id=begun.pk, answers=answers, at=at)


@transaction.atomic
def forget_made(*, assessment_id: int) -> None:
    """Delete an assessment that is nobody's, open or not, with the consent to keep it."""
    made = Assessment.objects.filter(pk=assessment_id, patient=None)
    _forget(made.select_for_update())


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


@transaction.atomic
def forget_unclaimed(*, at: datetime) -> int:
    """Delete what was begun long ago and is still nobody's; return how many.

    That is as long ago as a browser remembers them: nobody can come back to them.

    The consents to keep those answers go with them. One that is being claimed is left to
    whoever claims it.
    """
    kept_for = timedelta(days=settings.RETENTION["UNCLAIMED"])
    unclaimed = Assessment.objects.filter(patient=None, started_at__lte=at - kept_for)
    return _forget(unclaimed.select_for_update(skip_locked=True))


def _forget(locked: QuerySet[Assessment]) -> int:
    """Delete these rows with the consents to keep them; return how many there were."""
    consents = dict(locked.values_list("pk", "consent"))
    _, deleted = Assessment.objects.filter(pk__in=consents).delete()
    Consent.objects.filter(pk__in=consents.values()).delete()
    return deleted.get("triage.Assessment", 0)


def _remember_the_worst(assessment: Assessment) -> None:
    """Keep the answers so far if no earlier ones told as urgent a sign for certain."""
    decision = decide(assessment.release.protocol, assessment.given)
    certain = max((f.level for f in decision.findings if f.certain), default=0)
    if certain >= Level.SAME_DAY and certain > assessment.worst_level:
        assessment.worst_level = certain
        assessment.worst_answers = assessment.answers


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
