"""Checks of a knee and what came of them."""

from datetime import datetime
from functools import cache
from typing import Any

from accounts.models import Consent, User
from tests.factories.people import NOON, serial
from triage.models import Assessment, MovementCheck, ProtocolRelease
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.answers import Answer
from triage.rules.canonical import dumps, plain
from triage.rules.decide import Decision
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.services import (
    begin_movement_check,
    publish_protocol,
    record_answers,
    record_movement_check,
    start_assessment,
    submit_assessment,
)


def a_result(
    *,
    patient: User,
    level: Level = Level.SELF_CARE,
    at: datetime = NOON,
    shown: str = "overload",
) -> Assessment:
    """Return a row as a submission leaves it, with no answers to read."""
    number = next(serial)
    return Assessment.objects.create(
        patient=patient,
        release=ProtocolRelease.objects.create(
            slug="none", text=_rules(), sha256=f"{number:064}", released_at=at
        ),
        consent=Consent.objects.create(
            kind=Consent.Kind.ASSESSMENT, wording="Keep it.", given_at=at, person=patient
        ),
        started_at=at,
        claimed_at=at,
        submitted_at=at,
        level=level,
        worst_level=level,
        decision=_decision(level, shown),
        engine=1,
    )


@cache
def _rules() -> str:
    return dumps(MEDIAL_KNEE)


def _decision(level: Level, shown: str) -> object:
    return plain(
        Decision(
            level=level,
            findings=(),
            no_impact=False,
            in_scope=True,
            ranking=(),
            shown=(shown,),
            too_close=False,
            factors=(),
            unasked=(),
        )
    )


def put_in_force(*, protocol: Protocol, at: datetime, **given: str) -> ProtocolRelease:
    """Put small rules in force, which may be calmer and keep no promise of real ones."""
    return publish_protocol(protocol=protocol, at=at, allow_calmer=True, floors={}, **given)


def an_assessment(
    *, patient: User | None = None, at: datetime = NOON, **told: Any
) -> Assessment:
    """Return a submitted assessment with the mildest answers, but for those ``told``."""
    release = publish_protocol(protocol=MEDIAL_KNEE, at=at)
    begun = start_assessment(release=release, wording="Keep it.", patient=patient, at=at)
    mildest = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    record_answers(assessment_id=begun.pk, answers=mildest | told, at=at)
    return submit_assessment(assessment_id=begun.pk, at=at)


def a_movement_check(
    *,
    assessment: Assessment,
    at: datetime = NOON,
    finished: bool = True,
    **tried: Answer,
) -> MovementCheck:
    """Return a look at how somebody moves, fit for it today, with what was ``tried``."""
    release = publish_protocol(protocol=MOVEMENT, at=at)
    fit = dict.fromkeys(MOVEMENT.pages[0].keys, False)
    begin_movement_check(assessment_id=assessment.pk, release=release, answers=fit, at=at)
    return record_movement_check(
        assessment_id=assessment.pk, answers=tried, at=at, stop=finished
    )
