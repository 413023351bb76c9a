"""What must hold for all answers, and the answers for which it does not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import TypeAlias

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import Condition
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.prove.claims import Box, Claim, called_for, claims_of, known
from triage.rules.prove.search import Search
from triage.rules.questions import Question
from triage.rules.words import answer_in_words, question_in_words

Claims: TypeAlias = tuple[Claim, ...]

OPEN = (Silence.NOT_SURE, Silence.LEFT_OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterexample:
    """Answers that come to ``reached``, though ``rule`` calls for at least ``promised``.

    With ``milder`` the rule calls for it if that one answer is given instead.
    """

    answers: Answers
    rule: str
    promised: Level
    reached: Level
    milder: Answers = field(default_factory=dict)

    def in_words(self, protocol: Protocol) -> str:
        """Return it in the words of ``protocol``, which asks what was answered."""
        return (
            f"{self.told_in_words(protocol)}: {self.rule} calls for "
            f"{self.promised.name}, but the level is {self.reached.name}"
        )

    def told_in_words(self, protocol: Protocol) -> str:
        """Return all answers that are not the mildest, in the words of ``protocol``."""
        told = "; ".join(
            self._told(question)
            for question in protocol.questions.values()
            if question.key in self.milder
            or self.answers.get(question.key) != question.values()[0]
        )
        return told or "everything at its mildest"

    def _told(self, question: Question) -> str:
        told = self.answers.get(question.key, Silence.NOT_ASKED)
        words = f"“{question_in_words(question)}” {answer_in_words(question, told)}"
        if question.key in self.milder:
            milder = answer_in_words(question, self.milder[question.key])
            return f"{words} instead of {milder}"
        return words


@dataclass(frozen=True, slots=True)
class Doubt:
    """A promise, and the claims that have to keep it, if need be for a worse answer."""

    promise: Claim
    claims: Claims
    milder: Answers = field(default_factory=dict)
    worse: Answers = field(default_factory=dict)

    def settle(self, search: Search) -> Counterexample | None:
        """Return answers that break the promise, or ``None`` if there are none."""
        keepers = (self._elsewhere(claim) for claim in self.claims if self._keeps(claim))
        broken = search.outside(self._elsewhere(self.promise), keepers)
        if broken is None:
            return None
        answers = {**search.mildest_in(broken), **self.worse}
        return Counterexample(
            answers=answers,
            rule=self.promise.rule,
            promised=self.promise.level,
            reached=called_for(self.claims, answers),
            milder=self.milder,
        )

    def _keeps(self, claim: Claim) -> bool:
        """Return whether ``claim`` is as urgent, and open to the worse answer."""
        return claim.level >= self.promise.level and all(
            told in claim.box.get(key, (told,)) for key, told in self.worse.items()
        )

    def _elsewhere(self, claim: Claim) -> Box:
        return {key: told for key, told in claim.box.items() if key not in self.worse}


def level_counterexample(protocol: Protocol, promised: Protocol) -> Counterexample | None:
    """Return answers that ``protocol`` judges more calmly than ``promised`` does.

    ``None`` means that there are none among all combinations of answers to what either of
    them asks, with questions that stay open or are never put.
    """
    search = Search(chain(protocol.questions.values(), promised.questions.values()))
    return broken_promise(claims_of(promised), claims_of(protocol), search)


def promise_counterexample(
    protocol: Protocol, when: Condition, then: Condition
) -> Counterexample | None:
    """Return answers for which ``when`` holds for certain and ``then`` does not.

    What stands on a page that does not apply was not asked, and what was not asked is not
    known. ``None`` means that ``then`` holds whenever ``when`` does.
    """
    promises, keepers = known(protocol, when), known(protocol, then)
    return broken_promise(promises, keepers, Search(protocol.questions.values()))


def order_counterexample(protocol: Protocol) -> Counterexample | None:
    """Return answers that grow less urgent as one of them gets worse, or ``None``.

    Worse is the next option of a question, whose options stand mildest first; "not sure"
    and an open answer are worse than the mildest. Every question is tried that can change
    the level, be it only through the pages that it opens and closes.
    """
    questions = protocol.questions.values()
    return lowered_level(questions, claims_of(protocol), Search(questions))


def broken_promise(
    promises: Claims, claims: Claims, search: Search
) -> Counterexample | None:
    """Return answers for which ``claims`` call for less than one of ``promises``."""
    doubts = (Doubt(promise, claims) for promise in promises)
    return _first(doubts, search)


def lowered_level(
    questions: Iterable[Question], claims: Claims, search: Search
) -> Counterexample | None:
    """Return answers for which ``claims`` call for less than with one milder answer."""
    doubts = (
        Doubt(promise, claims, {question.key: milder}, {question.key: worse})
        for question in questions
        for milder, worse in _steps(question)
        for promise in claims
        if milder in promise.box.get(question.key, ())
    )
    return _first(doubts, search)


def _steps(question: Question) -> Iterator[tuple[Answer, Answer]]:
    values = question.values()
    yield from pairwise(values)
    yield from ((values[0], unsure) for unsure in OPEN)


def _first(doubts: Iterable[Doubt], search: Search) -> Counterexample | None:
    return next(filter(None, (doubt.settle(search) for doubt in doubts)), None)
