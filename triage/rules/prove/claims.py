"""A protocol laid flat: which answers call for which level, as boxes.

Nothing here is shared with ``decide()``: conditions, pages and silences are read anew, so
that an error in one of the two readings shows as a difference.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product
from typing import TypeAlias, assert_never

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import AllOf, AnyOf, Compare, Condition, Not, Operator
from triage.rules.parts import Level, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.questions import Page, Question

# For each question that it names, the answers that lie in it; any answer to all others.
Box: TypeAlias = dict[str, frozenset[Answer]]
Truths: TypeAlias = frozenset[bool | None]

YES: Truths = frozenset({True})
NO: Truths = frozenset({False})
MAYBE: Truths = frozenset({True, None})

_OPPOSITE = {True: False, None: None, False: True}


@dataclass(frozen=True, slots=True)
class Claim:
    """Whoever answers as in ``box`` is to be seen at ``level`` or sooner, says ``rule``."""

    rule: str
    level: Level
    box: Box


def claims_of(protocol: Protocol) -> tuple[Claim, ...]:
    """Return what all red flags of ``protocol`` together call for."""
    flat = _Flat(protocol)
    return tuple(claim for flag in protocol.red_flags for claim in flat.claims(flag))


def known(protocol: Protocol, condition: Condition) -> tuple[Claim, ...]:
    """Return claims on all answers for which ``condition`` is known to hold."""
    boxes = _Flat(protocol).boxes(condition, YES, never_asked=None)
    return tuple(Claim("known", max(Level), box) for box in boxes)


def called_for(claims: Iterable[Claim], answers: Answers) -> Level:
    """Return how soon ``claims`` want somebody with these ``answers`` to be seen."""
    made = (
        claim.level
        for claim in claims
        if all(
            answers.get(key, Silence.NOT_ASKED) in told for key, told in claim.box.items()
        )
    )
    return max([Level.SELF_CARE, *made])


def answers_to(question: Question) -> tuple[Answer, ...]:
    """Return everything that can come of asking it or not, mildest first."""
    return (*question.values(), Silence.NOT_SURE, Silence.LEFT_OPEN, Silence.NOT_ASKED)


@dataclass(frozen=True)
class _Flat:
    protocol: Protocol

    @cached_property
    def page_of(self) -> dict[str, Page]:
        return {key: page for page in self.protocol.pages for key in page.keys}

    def claims(self, flag: RedFlag) -> Iterable[Claim]:
        """Yield the claims of ``flag``, first for certain, then when unsure."""
        truths = {flag.level: YES}
        truths[flag.when_unsure] = MAYBE
        for level, wanted in truths.items():
            if level > Level.SELF_CARE:
                for box in self.boxes(flag.when, wanted, never_asked=False):
                    yield Claim(flag.id, level, box)

    def boxes(
        self, condition: Condition, wanted: Truths, *, never_asked: bool | None
    ) -> list[Box]:
        """Return boxes of all answers for which ``condition`` comes to one of ``wanted``.

        ``wanted`` holds the truths from some point up, or from some point down.
        """
        match condition:
            case Compare():
                return self._told(condition, wanted, never_asked=never_asked)
            case Not(part):
                opposite = frozenset(_OPPOSITE[truth] for truth in wanted)
                return self.boxes(part, opposite, never_asked=never_asked)
            case AllOf(parts) | AnyOf(parts):
                each = [self.boxes(p, wanted, never_asked=never_asked) for p in parts]
                needs_every = isinstance(condition, AllOf) is (True in wanted)
                return _in_every(each) if needs_every else _united(chain(*each))
            case _:
                assert_never(condition)

    def _told(
        self, compare: Compare, wanted: Truths, *, never_asked: bool | None
    ) -> list[Box]:
        key = compare.question
        told = frozenset(
            answer
            for answer in answers_to(self.protocol.questions[key])
            if _truth(compare, answer, never_asked=never_asked) in wanted
        )
        boxes = [{key: told}] if told else []
        gate = self.page_of[key].when
        if gate is None:
            return boxes
        opened = self.boxes(gate, MAYBE, never_asked=None)
        # What stands on a page that does not apply was not asked, whatever is told there.
        closed = self.boxes(gate, NO, never_asked=None)
        return _in_every([opened, boxes]) + closed * (Silence.NOT_ASKED in told)


def _truth(compare: Compare, given: Answer, *, never_asked: bool | None) -> bool | None:
    match given, compare.operator, compare.value:
        case Silence.NOT_ASKED, _, _:
            return never_asked
        case Silence(), _, _:
            return None
        case int(number), Operator.AT_LEAST, int(bound):
            return number >= bound
    return given == compare.value


def _in_every(each: list[list[Box]]) -> list[Box]:
    """Return the boxes of what lies in one box of every list."""
    met = (_met(boxes) for boxes in product(*each))
    return _united([box for box in met if all(box.values())])


def _met(boxes: Iterable[Box]) -> Box:
    met: Box = {}
    for box in boxes:
        for key, answers in box.items():
            met[key] = met.get(key, answers) & answers
    return met


def _united(boxes: Iterable[Box]) -> list[Box]:
    """Return the same answers in fewer boxes: those that differ in one question join."""
    united: list[Box] = []
    for box in boxes:
        for other in united:
            if box.keys() == other.keys():
                differ = [key for key, answers in box.items() if other[key] != answers]
                if len(differ) <= 1:
                    other.update({key: other[key] | box[key] for key in differ})
                    break
        else:
            united.append(dict(box))
    return united
