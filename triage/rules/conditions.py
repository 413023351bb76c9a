"""Conditions on answers are data; every function below is one reading of that data."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TypeAlias, assert_never

from triage.rules.answers import Answer, Answers, Silence


class Operator(StrEnum):
    IS = "is"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True)
class Compare:
    """One question's answer, held against a value."""

    question: str
    operator: Operator
    value: Answer


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


Condition: TypeAlias = Compare | AllOf | AnyOf | Not


# A condition of no parts leaves nothing to fail.
ALWAYS = AllOf(())


@dataclass(frozen=True, slots=True)
class Subject:
    """The start of a condition: ``answer("rest_pain").at_least(8)``."""

    question: str

    def is_yes(self) -> Compare:
        return Compare(self.question, Operator.IS, value=True)

    def is_no(self) -> Compare:
        return Compare(self.question, Operator.IS, value=False)

    def is_(self, *options: str) -> Condition:
        """Compare with one option, or with any of several."""
        compares = tuple(Compare(self.question, Operator.IS, option) for option in options)
        return compares[0] if len(compares) == 1 else AnyOf(compares)

    def at_least(self, number: int) -> Compare:
        return Compare(self.question, Operator.AT_LEAST, number)


def answer(question: str) -> Subject:
    """Return the start of a condition on what was told to ``question``."""
    return Subject(question)


def all_of(*parts: Condition) -> AllOf:
    """Return the condition that every part holds."""
    return AllOf(parts)


def any_of(*parts: Condition) -> AnyOf:
    """Return the condition that at least one part holds."""
    return AnyOf(parts)


def not_(part: Condition) -> Not:
    """Return the condition that ``part`` is known not to hold."""
    return Not(part)


def holds(
    condition: Condition, answers: Answers, *, never_asked: bool | None = None
) -> bool | None:
    """Return whether ``condition`` holds, or ``None`` if the answers cannot tell.

    A comparison with a question that was never asked comes to ``never_asked``; with any
    other silence it comes to ``None``.

    :raises TypeError: if an answer is of a kind its question cannot have.
    """
    match condition:
        case Compare():
            given = answers.get(condition.question, Silence.NOT_ASKED)
            if given is Silence.NOT_ASKED:
                return never_asked
            return _compare(condition, given)
        case AllOf(parts):
            truths = {holds(part, answers, never_asked=never_asked) for part in parts}
            return False if False in truths else None if None in truths else True
        case AnyOf(parts):
            truths = {holds(part, answers, never_asked=never_asked) for part in parts}
            return True if True in truths else None if None in truths else False
        case Not(part):
            truth = holds(part, answers, never_asked=never_asked)
            return None if truth is None else not truth
        case _:
            assert_never(condition)


def _compare(condition: Compare, given: Answer) -> bool | None:
    match condition.operator, given, condition.value:
        case _, Silence(), _:
            return None
        case Operator.IS, _, wanted if type(given) is type(wanted):
            return given == wanted
        case Operator.AT_LEAST, int(), int(bound):
            return given >= bound
    msg = f"{condition.question}: cannot read {given!r} with {condition.operator!r}"
    raise TypeError(msg)


def compares_in(condition: Condition) -> tuple[Compare, ...]:
    """Return the leaves of ``condition``, left to right."""
    match condition:
        case Compare():
            return (condition,)
        case AllOf(parts) | AnyOf(parts):
            return tuple(chain.from_iterable(map(compares_in, parts)))
        case Not(part):
            return compares_in(part)
        case _:
            assert_never(condition)


def questions_in(condition: Condition) -> frozenset[str]:
    """Return the keys of every question that ``condition`` reads."""
    return frozenset(compare.question for compare in compares_in(condition))


def reads_not(condition: Condition) -> bool:
    """Return whether a ``Not`` stands anywhere in ``condition``."""
    match condition:
        case Compare():
            return False
        case AllOf(parts) | AnyOf(parts):
            return any(map(reads_not, parts))
        case Not():
            return True
        case _:
            assert_never(condition)
