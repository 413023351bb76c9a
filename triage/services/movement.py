"""The look at how somebody moves: begun after a result, and kept apart from it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from triage.models import Assessment, MovementCheck, ProtocolRelease
from triage.protocols.medial_knee.movement import FIT_TODAY, reasons_to_wait
from triage.rules.answers import Answer, encode_answers
from triage.rules.conditions import holds
from triage.rules.decide import refuse_strange_answers


class MovementMustWait(Exception):
    """The tests could do harm by now; ``reasons`` says why, as far as the result tells."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reasons))


class NoMovementCheckOpen(Exception):
    """Nothing was begun, or it was finished meanwhile; what was found stands."""


def why_movement_waits(assessment: Assessment) -> tuple[str, ...]:
    """Return, in words, what in a submitted assessment speaks against the tests."""
    _, told = assessment.release.protocol.walk(assessment.given)
    return reasons_to_wait(told, assessment.decided)


@transaction.atomic
def begin_movement_check(
    *,
    assessment_id: int,
    release: ProtocolRelease,
    answers: Mapping[str, Answer],
    at: datetime,
) -> MovementCheck:
    """Begin a look at how somebody moves, or go on with the one that is open.

    ``answers`` tell how the knee is today.

    :raises MovementMustWait: if the result, or today, speaks against the tests.
    :raises AnswerRefused: if a question does not offer its answer.
    """
    results = Assessment.objects.submitted().select_related("release")
    assessment = results.select_for_update(of=("self",)).get(pk=assessment_id)
    reasons = why_movement_waits(assessment)
    if reasons or not holds(FIT_TODAY, answers):
        raise MovementMustWait(reasons)
    refuse_strange_answers(release.protocol, answers)
    check, _ = MovementCheck.objects.get_or_create(
        assessment=assessment,
        checked_at=None,
        defaults={"release": release, "begun_at": at},
    )
    return _keep(check, answers)


@transaction.atomic
def record_movement_check(
    *,
    assessment_id: int,
    answers: Mapping[str, Answer],
    at: datetime,
    stop: bool = False,
) -> MovementCheck:
    """Keep the answers of one page; finish with the last question, or to ``stop`` there.

    It never changes the assessment or its decision.

    :raises NoMovementCheckOpen: if there is none to add to.
    :raises AnswerRefused: if a question does not offer its answer; then none is kept.
    """
    begun = MovementCheck.objects.open().filter(assessment=assessment_id)
    check = begun.select_related("release").select_for_update(of=("self",)).first()
    if check is None:
        raise NoMovementCheckOpen
    protocol = check.release.protocol
    refuse_strange_answers(protocol, answers)
    if stop or protocol.questions.keys() <= {*check.answers, *answers}:
        check.checked_at = at
    return _keep(check, answers)


def _keep(check: MovementCheck, answers: Mapping[str, Answer]) -> MovementCheck:
    check.answers |= encode_answers(answers)
    check.save(update_fields=["answers", "checked_at"])
    return check
