"""Each broken copy of a protocol, and how the proof noticed it."""

from collections.abc import Iterator
from dataclasses import dataclass

from triage.rules.protocol import Protocol
from triage.rules.prove.claims import claims_of
from triage.rules.prove.laws import (
    Claims,
    Counterexample,
    broken_promise,
    lowered_level,
)
from triage.rules.prove.mutants import Mutant, mutants_of
from triage.rules.prove.search import Search


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What became of a mutant.

    It is found by a ``counterexample``; or it is ``covered``: proved to come to the same
    level for all answers, thanks to the rules ``covered_by`` or, if there are none, to the
    rest of what was changed; or, with neither, it got away.
    """

    mutant: Mutant
    counterexample: Counterexample | None = None
    covered: bool = False
    covered_by: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        return self.counterexample is not None

    @property
    def got_away(self) -> bool:
        return not self.found and not self.covered

    def in_words(self, protocol: Protocol) -> str:
        """Return it as a sentence, in the words of ``protocol``, which is not broken."""
        if self.counterexample:
            verdict = f"found by {self.counterexample.in_words(protocol)}"
        elif self.covered:
            verdict = (
                f"covered by {', '.join(self.covered_by) or 'the rest of the same rule'}"
            )
        else:
            verdict = "GOT AWAY"
        return f"{self.mutant.name}: {verdict}"


def trials_of(protocol: Protocol) -> Iterator[Trial]:
    """Yield the trial of every mutant of ``protocol``."""
    promises = claims_of(protocol)
    for mutant in mutants_of(protocol):
        yield _try(mutant, promises)


def _try(mutant: Mutant, promises: Claims) -> Trial:
    questions = mutant.protocol.questions.values()
    search = Search(questions)
    claims = claims_of(mutant.protocol)
    # What both claim, both keep.
    lost = tuple(promise for promise in promises if promise not in claims)
    found = broken_promise(lost, claims, search)
    found = found or lowered_level(questions, claims, search)
    if found is not None:
        return Trial(mutant=mutant, counterexample=found)
    gained = tuple(claim for claim in claims if claim not in promises)
    if broken_promise(gained, promises, search):
        return Trial(mutant=mutant)
    return Trial(mutant=mutant, covered=True, covered_by=_coverers(lost, claims, search))


def _coverers(lost: Claims, claims: Claims, search: Search) -> tuple[str, ...]:
    """Return other rules that keep the promises that were lost, none too many."""
    changed = {promise.rule for promise in lost}
    others = dict.fromkeys(claim.rule for claim in claims if claim.rule not in changed)
    needed = []
    for rule in others:
        without = tuple(claim for claim in claims if claim.rule != rule)
        if broken_promise(lost, without, search):
            needed.append(rule)
        else:
            claims = without
    return tuple(needed)
