"""Small rules, and people who were judged by them or by others of that name."""

from dataclasses import replace
from datetime import datetime

from accounts.models import User
from tests.factories import NOON, put_in_force
from tests.triage.rules.building import a_flag, a_page, a_protocol
from triage.models import Assessment
from triage.rules.answers import Answer
from triage.rules.canonical import build, plain
from triage.rules.conditions import answer
from triage.rules.decide import Decision
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind
from triage.services import (
    record_answers,
    start_assessment,
    submit_assessment,
)

LIMPING = a_flag("limping")
STRONG = a_flag("strong", when=answer("pain").at_least(8), level=Level.EMERGENCY)
PAGES = a_page("limp"), a_page("pain", Kind.SCALE)
RULES = a_protocol(pages=PAGES, red_flags=(LIMPING, STRONG))


def begun(
    protocol: Protocol = RULES,
    *,
    patient: User | None = None,
    at: datetime = NOON,
    **told: Answer,
) -> Assessment:
    release = put_in_force(protocol=protocol, at=at)
    assessment = start_assessment(
        release=release, wording="Keep it.", at=at, patient=patient
    )
    return record_answers(assessment_id=assessment.pk, answers=told, at=at)


def submitted(
    protocol: Protocol = RULES,
    *,
    patient: User | None = None,
    at: datetime = NOON,
    **told: Answer,
) -> Assessment:
    """Return an assessment with the mildest answers, but for those ``told``."""
    mildest = {key: question.values()[0] for key, question in protocol.questions.items()}
    assessment = begun(protocol, patient=patient, at=at, **mildest | told)
    return submit_assessment(assessment_id=assessment.pk, at=at)


def decided_otherwise(level: Level, *, engine: int) -> Assessment:
    """Return a row which says that ``engine`` told somebody who limps this ``level``."""
    real = submitted(limp=True)
    decision = replace(build(Decision, real.decision), level=level)
    return Assessment.objects.create(
        release=real.release,
        consent=real.consent,
        started_at=NOON,
        submitted_at=NOON,
        level=level,
        worst_level=level,
        answers=real.answers,
        decision=plain(decision),
        engine=engine,
    )
