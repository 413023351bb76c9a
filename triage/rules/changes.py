"""What would change a result: the fewest other answers that come to another level."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Final, TypeAlias, assert_never

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Not,
    compares_in,
    holds,
    questions_in,
)
from triage.rules.decide import Decision, Judgement, judge
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Question
from triage.rules.words import answer_in_words, question_in_words

AT_MOST: Final = 3

Instead: TypeAlias = dict[str, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retelling:
    """One answer, and another in its place."""

    question: str
    told: Answer
    instead: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RetellingInWords:
    """A whole question, and both answers as its form shows them."""

    question: str
    told: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Other answers that, all together, come to another level.

    With ``at_least`` they lead to questions that were never put, and could be more urgent.
    """

    retold: tuple[Retelling, ...]
    before: Level
    level: Level
    at_least: bool

    @property
    def more_urgent(self) -> bool:
        return self.level > self.before


def changes_of(
    protocol: Protocol, answers: Answers, decision: Decision
) -> tuple[Change, ...]:
    """Return the smallest changes of ``answers`` that come to another level.

    First up to 3 answers that each alone make it more urgent, then up to 3 that make it
    less so: the nearest level first, then in the order of asking. A fact such as the age
    does not change. Of all answers to a question that come to one level it is the one
    nearest to what was told, and never a silence. Where no answer alone makes it less
    urgent, it is the fewest that do together. None is returned for a decision that these
    rules would not come to.
    """
    now = judge(protocol, answers)
    if now.level is not decision.level:
        return ()
    other = _Otherwise(protocol, answers, now)
    singles = sorted(other.single_changes(), key=lambda c: abs(c.level - c.before))
    more = [change for change in singles if change.more_urgent][:AT_MOST]
    less = [change for change in singles if not change.more_urgent][:AT_MOST]
    return (*more, *(less or other.joint_changes()))


def retelling_in_words(
    one: Retelling, questions: Mapping[str, Question]
) -> RetellingInWords:
    """Return ``one`` in the words of the ``questions`` it is about."""
    question = questions[one.question]
    return RetellingInWords(
        question=question_in_words(question),
        told=answer_in_words(question, one.told),
        instead=answer_in_words(question, one.instead),
    )


class _Otherwise:
    """All other answers that somebody could have given to what they were asked."""

    def __init__(self, protocol: Protocol, answers: Answers, now: Judgement) -> None:
        self.protocol, self.answers, self.now = protocol, answers, now
        self.others = dict(_others(protocol, answers))
        self.gates = _gates(protocol)

    def single_changes(self) -> Iterator[Change]:
        """Yield, for each question and level, the nearest answer that comes to it."""
        for key in self._changeable(self.now, {}):
            seen = {self.now.level}
            for other in self.others[key]:
                change = self._change({key: other}, self._outcome({key: other}))
                if change.level not in seen:
                    seen.add(change.level)
                    yield change

    def joint_changes(self) -> Iterator[Change]:
        """Yield the fewest changes that make it less urgent, if any do.

        A best-first search: ``needed`` never counts too many, so what comes first is least.
        """
        order = count()  # of equals, what was found first
        queue = [(0, 0, next(order), Instead(), self.now)]
        while queue:
            *_, instead, outcome = heappop(queue)
            if outcome.level < self.now.level:
                yield self._change(instead, outcome)
                return
            for changed in self._one_further(instead, outcome):
                then = self._outcome(changed)
                needed = _needed(self._ways_out(then, changed))
                if needed is not None:
                    steps = len(changed)
                    entry = (steps + needed, -steps, next(order), changed, then)
                    heappush(queue, entry)

    def _one_further(self, instead: Instead, outcome: Judgement) -> Iterator[Instead]:
        """Yield ``instead`` with one more answer, where the fewest ways out are left."""
        way_out = min(self._ways_out(outcome, instead), key=len, default=set[str]())
        for key in self._changeable(outcome, instead):
            if key in way_out:
                yield from ({**instead, key: other} for other in self.others[key])

    def _ways_out(self, outcome: Judgement, instead: Instead) -> list[set[str]]:
        """Return, for each finding that keeps the level, of what one must change still."""
        changeable = self._changeable(outcome, instead)
        flags = self.protocol.red_flag_by_id
        keeping = (
            flags[finding.rule]
            for finding in outcome.findings
            if finding.level >= self.now.level
        )
        return [
            self._one_of(
                flag.when,
                outcome.told,
                {True} if flag.when_unsure < self.now.level else {True, None},
            ).intersection(changeable)
            for flag in keeping
        ]

    def _one_of(
        self, condition: Condition, told: Answers, raising: set[bool | None]
    ) -> set[str]:
        """Return questions of which one must change before ``condition`` is not raised."""
        match condition:
            case AllOf(parts):
                return set().union(*(self._one_of(part, told, raising) for part in parts))
            case AnyOf(parts):
                raised = (p for p in parts if holds(p, told, never_asked=False) in raising)
                return self._one_of(next(raised), told, raising)
            case Compare() | Not():
                keys = questions_in(condition)
                return set(keys).union(*(self.gates[key] for key in keys))
            case _:
                assert_never(condition)

    def _changeable(self, outcome: Judgement, instead: Instead) -> list[str]:
        """Return what was answered and can still be answered otherwise, in that order."""
        return [key for key in outcome.told if self.others[key] and key not in instead]

    def _outcome(self, instead: Instead) -> Judgement:
        return judge(self.protocol, {**self.answers, **instead})

    def _change(self, instead: Instead, outcome: Judgement) -> Change:
        return Change(
            retold=tuple(
                Retelling(question=key, told=self.answers[key], instead=instead[key])
                for key in self.protocol.questions
                if key in instead
            ),
            before=self.now.level,
            level=outcome.level,
            at_least=not outcome.stands,
        )


def _needed(ways_out: Iterable[set[str]]) -> int | None:
    """Return how many changes are needed at least; ``None`` if there is no way out.

    Findings that share no question need a change each.
    """
    needed, used = 0, set[str]()
    for way_out in ways_out:
        if not way_out:
            return None
        if used.isdisjoint(way_out):
            needed += 1
            used |= way_out
    return needed


def _gates(protocol: Protocol) -> dict[str, frozenset[str]]:
    """Return, for each question, those that decide whether it is asked."""
    gates: dict[str, frozenset[str]] = {}
    for page in protocol.pages:
        opens = questions_in(page.when) if page.when else frozenset[str]()
        all_before = opens.union(*(gates[key] for key in opens))
        gates |= dict.fromkeys(page.keys, all_before)
    return gates


def _others(protocol: Protocol, answers: Answers) -> Iterator[tuple[str, list[Answer]]]:
    """Yield, for each question answered, the other answers, the nearest first.

    Of all that red flags and pages read alike, and no silence, it is the nearest alone. A
    fact has no other answer.
    """
    read = [flag.when for flag in protocol.red_flags]
    read += [page.when for page in protocol.pages if page.when]
    compares: dict[str, dict[Compare, None]] = {key: {} for key in protocol.questions}
    for condition in read:
        for compare in compares_in(condition):
            compares[compare.question][compare] = None
    for key, told in answers.items():
        nearest: dict[tuple[bool | None, ...], Answer] = {}
        for answer in (told, *_nearest_first(protocol.questions[key], told)):
            truths = (holds(compare, {key: answer}) for compare in compares[key])
            nearest.setdefault(tuple(truths), answer)
        turns = told is not Silence.NOT_ASKED and not protocol.questions[key].fact
        yield key, [*nearest.values()][1:] if turns else []


def _nearest_first(question: Question, told: Answer) -> list[Answer]:
    values = question.values()
    if isinstance(told, Silence):
        return [*values]
    place = values.index(told)
    return sorted(values, key=lambda value: abs(values.index(value) - place))
