"""What would change a result, in the words of the questions."""

from dataclasses import dataclass

from triage.models import LEVEL_IN_WORDS
from triage.rules.answers import Answers
from triage.rules.changes import RetellingInWords, changes_of, retelling_in_words
from triage.rules.decide import Decision
from triage.rules.protocol import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """Other answers, and the level they come to, or at least that with ``at_least``."""

    retold: tuple[RetellingInWords, ...]
    level: str
    at_least: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The smallest changes of the answers that come to another level."""

    sooner: tuple[Otherwise, ...]
    later: tuple[Otherwise, ...]


def changes_in_words(protocol: Protocol, answers: Answers, decision: Decision) -> Changes:
    """Return what would make a result more urgent, and what would make it less so.

    For pain elsewhere nothing is less urgent: that would be the judgement of another knee.
    """
    found = changes_of(protocol, answers, decision)
    words = [
        (
            change.more_urgent,
            Otherwise(
                retold=tuple(
                    retelling_in_words(s, protocol.questions) for s in change.retold
                ),
                level=LEVEL_IN_WORDS[change.level],
                at_least=change.at_least,
            ),
        )
        for change in found
    ]
    return Changes(
        sooner=tuple(change for more_urgent, change in words if more_urgent),
        later=tuple(
            change for more_urgent, change in words if decision.in_scope and not more_urgent
        ),
    )
