"""What rules would have said to those who were judged before."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from triage.models import Assessment, ProtocolRelease
from triage.rules.answers import Answers
from triage.rules.decide import ENGINE, decide
from triage.rules.parts import Level
from triage.rules.protocol import Protocol

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One assessment judged again: without answers, so that it can be shown to anybody.

    ``was`` is the level that was told and ``now`` what other rules come to; unless it
    ``stands``, those rules would have to ask more first, and it may become more urgent.
    ``dropped`` counts the answers to what they no longer ask or offer. ``equal`` says
    whether its own release comes to the same decision in every detail, as it must if the
    ``same_engine`` judged it.
    """

    assessment_id: int
    was: Level
    now: Level
    stands: bool
    dropped: int
    equal: bool
    same_engine: bool


def replay_assessments(*, protocol: Protocol) -> Iterator[Replayed]:
    """Yield every submitted assessment under this name, judged again by ``protocol``.

    They are read in batches and nothing is written.
    """
    rows = (
        Assessment.objects.submitted()
        .filter(release__slug=protocol.slug)
        .only("answers", "decision", "level", "engine", "release_id")
        .order_by("pk")
    )

    # Few releases are shared by many assessments, and each is a long text.
    @cache
    def rules_of(release_id: int) -> Protocol:
        return ProtocolRelease.objects.get(pk=release_id).protocol

    for assessment in rows.iterator(chunk_size=CHUNK):
        yield _replay(assessment, rules_of(assessment.release_id), protocol)


def _replay(assessment: Assessment, own: Protocol, other: Protocol) -> Replayed:
    given = assessment.given
    kept = _still_offered(given, other)
    was, now = assessment.decided, decide(other, kept)
    return Replayed(
        assessment_id=assessment.pk,
        was=was.level,
        now=now.level,
        stands=now.stands,
        dropped=len(given) - len(kept),
        equal=decide(own, given) == was,
        same_engine=assessment.engine == ENGINE,
    )


def _still_offered(answers: Answers, protocol: Protocol) -> Answers:
    """Keep the answers that ``protocol`` has a question for and offers there."""
    return {
        key: told
        for key, told in answers.items()
        if key in protocol.questions and protocol.questions[key].accepts(told)
    }
