"""A proof over all combinations of answers, by a search of the rule data.

What is proved, and what is not, stands in docs/clinical-safety.md. The standard library is
all it needs.
"""

from dataclasses import dataclass
from math import prod

from triage.rules.protocol import Protocol
from triage.rules.prove.claims import answers_to, claims_of
from triage.rules.prove.floor import Floor, Guard, broken_floor
from triage.rules.prove.laws import (
    Counterexample,
    broken_promise,
    level_counterexample,
    lowered_level,
    order_counterexample,
)
from triage.rules.prove.search import Search
from triage.rules.prove.trials import Trial, trials_of

__all__ = [
    "Counterexample",
    "Floor",
    "Guard",
    "Proof",
    "Trial",
    "broken_floor",
    "level_counterexample",
    "order_counterexample",
    "prove",
    "trials_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a search of all combinations of answers came to.

    ``questions``, ``rules`` (the red flags) and ``combinations`` say how much was proved,
    ``boxes`` how many groups of combinations had to be looked at for it. A combination
    leaves questions open, unsure or never put, too.
    """

    slug: str
    questions: int
    rules: int
    combinations: int
    boxes: int
    level_counterexample: Counterexample | None
    order_counterexample: Counterexample | None

    @property
    def holds(self) -> bool:
        """Whether no answers were found that break one of the two laws."""
        return self.level_counterexample is None and self.order_counterexample is None


def prove(protocol: Protocol) -> Proof:
    """Return the proof of both laws for ``protocol``, or answers that break them.

    No combination of answers with a red flag comes to less than that flag calls for, nor
    one that leaves it in doubt to less than it calls for then; and no answer to a question
    that gets worse makes the level less urgent. It takes a few hundredths of a second.
    """
    questions = tuple(protocol.questions.values())
    claims = claims_of(protocol)
    search = Search(questions)
    return Proof(
        slug=protocol.slug,
        questions=len(questions),
        rules=len(protocol.red_flags),
        combinations=prod(len(answers_to(question)) for question in questions),
        level_counterexample=broken_promise(claims, claims, search),
        order_counterexample=lowered_level(questions, claims, search),
        boxes=search.boxes,
    )
