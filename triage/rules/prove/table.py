"""The claims of a protocol as bit masks: a second way to judge answers, and a fast one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.decide import decide
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.prove.claims import Claim, answers_to, claims_of


@dataclass(frozen=True)
class Table:
    """Judges answers by looking them up. ``decide()`` has no part in it."""

    protocol: Protocol

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Return the claims, the least urgent first."""
        return tuple(sorted(claims_of(self.protocol), key=lambda claim: claim.level))

    @cached_property
    def masks(self) -> Mapping[str, Mapping[Answer, int]]:
        """Return, for each answer to each question, a bit for every claim it allows."""
        read = frozenset[str]().union(*(claim.box for claim in self.claims))
        return {
            key: {
                answer: sum(
                    1 << bit
                    for bit, claim in enumerate(self.claims)
                    if answer in claim.box.get(key, (answer,))
                )
                for answer in answers_to(question)
            }
            for key, question in self.protocol.questions.items()
            if key in read
        }

    def findings(self, answers: Answers) -> dict[str, Level]:
        """Return the level of every rule that makes a claim on these ``answers``."""
        left = (1 << len(self.claims)) - 1
        for key, allowed in self.masks.items():
            left &= allowed[answers.get(key, Silence.NOT_ASKED)]
        made = (claim for bit, claim in enumerate(self.claims) if left >> bit & 1)
        # The least urgent come first, so that the most urgent of a rule is what stays.
        return {claim.rule: claim.level for claim in made}


def first_difference(
    table: Table, protocol: Protocol, samples: Iterable[Answers]
) -> Answers | None:
    """Return the first of ``samples`` that ``decide()`` judges otherwise than ``table``.

    The level is compared, and each finding with the level that it calls for.
    """
    for answers in samples:
        decision = decide(protocol, answers)
        found = {finding.rule: finding.level for finding in decision.findings}
        expected = table.findings(answers)
        level = max(expected.values(), default=Level.SELF_CARE)
        if (decision.level, found) != (level, expected):
            return answers
    return None
