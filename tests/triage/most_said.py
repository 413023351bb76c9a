"""Answers to the real check that say as much as they can."""

from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer, Silence
from triage.rules.decide import decide
from triage.rules.parts import Level


def mildest() -> dict[str, Answer]:
    """Return the mildest answer to every question."""
    return {key: q.values()[0] for key, q in MEDIAL_KNEE.questions.items()}


def most_said(level: Level, *, unsure: bool = False) -> dict[str, Answer]:
    """Return answers that say as much as they can without being more urgent.

    With ``unsure`` they are left in doubt rather than given.
    """
    answers = mildest()
    for key, question in MEDIAL_KNEE.questions.items():
        for value in (Silence.NOT_SURE,) if unsure else question.values():
            more = {**answers, key: value}
            if decide(MEDIAL_KNEE, more).level <= level:
                answers = more
    return answers
