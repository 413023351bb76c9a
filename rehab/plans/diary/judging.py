"""How urgent something in the diary is: judged by the same rules as every check."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from rehab.models.diary import LIST_NEEDED_FROM, WORSE_LEVEL
from triage.models import ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP
from triage.protocols.medial_knee.questions.warnings import REST_PAIN
from triage.rules.answers import Answer, Answers
from triage.rules.canonical import digest, dumps
from triage.rules.decide import Decision, decide
from triage.rules.parts import Level
from triage.services import publish_protocol


class ListLeftOpen(Exception):
    """On a bad day the list of new signs must be answered, and whole on any day."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How soon somebody should look, and why, most urgent reason first."""

    level: Level
    reasons: tuple[str, ...]


def judge_entry(*, pain: int, worse: bool, signs: Answers) -> Judgement:
    """Return what the numbers and the list of new signs come to; none is a list left open.

    :raises ListLeftOpen: if the list is incomplete, or left open on a bad day.
    :raises AnswerRefused: if the list or the scale does not offer an answer.
    """
    decision = _decided(pain, signs)
    if (signs or worse or pain >= LIST_NEEDED_FROM) and not decision.stands:
        raise ListLeftOpen
    told = {**signs, REST_PAIN.key: pain}
    by_level = [
        (finding.level, _in_words(key, told[key]))
        for finding in decision.findings
        for key in finding.questions
    ]
    if worse:
        by_level.append((WORSE_LEVEL, "It got worse."))
    by_level.sort(key=lambda found: found[0], reverse=True)
    return Judgement(
        level=max([decision.level, *(level for level, _ in by_level)]),
        # One answer can raise several flags; it is told once.
        reasons=tuple(dict.fromkeys(words for _, words in by_level)),
    )


def level_so_far(*, pain: int | None, signs: Answers) -> Level:
    """Return how urgent it is by what was told, whatever is still missing.

    :raises AnswerRefused: if the list or the scale does not offer an answer.
    """
    return _decided(pain, signs).level


def list_release(*, at: datetime) -> ProtocolRelease:
    """Return the release of the list that entries are judged by, published if need be."""
    known = ProtocolRelease.objects.filter(sha256=_sha256()).first()
    # No warning sign is lost because nobody has published this version's list yet.
    return known or publish_protocol(protocol=FOLLOW_UP, at=at, allow_calmer=True)


def _decided(pain: int | None, signs: Answers) -> Decision:
    told = {} if pain is None else {REST_PAIN.key: pain}
    return decide(FOLLOW_UP, {**signs, **told})


@cache
def _sha256() -> str:
    return digest(dumps(FOLLOW_UP))


def _in_words(key: str, told: Answer) -> str:
    if key == REST_PAIN.key:
        return f"Pain at rest: {told} out of 10."
    text = FOLLOW_UP.questions[key].text
    return f"New: {text}." if told is True else f"New, but not sure: {text}."
