"""Decisions on what somebody tells, in words that read as English."""

from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Answer
from triage.rules.decide import Decision, decide


def told(**answers: Answer) -> Decision:
    """Decide for somebody who gives the mildest answers, but for these."""
    calm = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    return decide(MEDIAL_KNEE, calm | answers)


def only(**answers: Answer) -> Decision:
    """Decide for somebody who has answered nothing else."""
    return decide(MEDIAL_KNEE, answers)


def reasons_for(decision: Decision, cause: str) -> dict[str, float]:
    """Return what counted for and against ``cause``, in words and bits."""
    ranked = next(ranked for ranked in decision.ranking if ranked.cause == cause)
    return {clue.because: clue.bits for clue in ranked.clues}


def rules_of(decision: Decision) -> set[str]:
    return {finding.rule for finding in decision.findings}
