"""Conditions on answers are data; every function below is one reading of that data."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Any, TypeAlias, assert_never, cast

from triage.rules.answers import Answer, Answers, Silence


class Operator(StrEnum):
    IS = "is"
    AT_LEAST = "at least"


Reading: TypeAlias = Callable[[Answers], bool | None]


class _Readable:
    """A condition is read very often, so what that takes is made once and kept with it."""

    @cached_property
    def readings(self) -> dict[bool | None, Reading]:
        """Return its reading for each truth that "never asked" can come to."""
        condition = cast("Condition", self)  # nothing else is readable
        return {to: _reading(condition, never_asked=to) for to in (True, False, None)}

    @cached_property
    def compares(self) -> "tuple[Compare, ...]":
        """Return its leaves, left to right."""
        return _leaves(cast("Condition", self))


@dataclass(frozen=True)
class Compare(_Readable):
    """One question's answer, held against a value."""

    question: str
    operator: Operator
    value: Answer


@dataclass(frozen=True)
class AllOf(_Readable):
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True)
class AnyOf(_Readable):
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True)
class Not(_Readable):
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


def any_yes(*questions: str) -> AnyOf:
    """Return the condition that at least one of ``questions`` was answered with yes."""
    return AnyOf(tuple(Subject(question).is_yes() for question in questions))


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
    return condition.readings[never_asked](answers)


def _reading(condition: Condition, *, never_asked: bool | None) -> Reading:
    match condition:
        case Compare():
            return _comparison(condition, never_asked=never_asked)
        case AllOf(parts):
            return _settled_by([part.readings[never_asked] for part in parts], it=False)
        case AnyOf(parts):
            return _settled_by([part.readings[never_asked] for part in parts], it=True)
        case Not(part):
            return _opposite(part.readings[never_asked])
        case _:
            assert_never(condition)


def _comparison(compare: Compare, *, never_asked: bool | None) -> Reading:
    question, kind = compare.question, type(compare.value)
    wanted: Any = compare.value  # nothing but its own kind is held against it
    at_least, unasked = compare.operator is Operator.AT_LEAST, Silence.NOT_ASKED

    def read(answers: Answers) -> bool | None:
        given = answers.get(question, unasked)
        if type(given) is kind:  # in Python True == 1
            truth: bool = given >= wanted if at_least else given == wanted
            return truth
        if given is unasked:
            return never_asked
        if isinstance(given, Silence):
            return None
        msg = f"{question}: cannot read {given!r} with {compare.operator!r}"
        raise TypeError(msg)

    return read


def _settled_by(readings: list[Reading], *, it: bool) -> Reading:
    """Return what comes to ``it`` if a reading does, or else to ``None`` if one does."""

    def read(answers: Answers) -> bool | None:
        truth: bool | None = not it
        for reading in readings:
            part = reading(answers)
            if part is it:
                return it
            if part is None:
                truth = None
        return truth

    return read


def _opposite(reading: Reading) -> Reading:
    def read(answers: Answers) -> bool | None:
        truth = reading(answers)
        return None if truth is None else not truth

    return read


def compares_in(condition: Condition) -> tuple[Compare, ...]:
    """Return the leaves of ``condition``, left to right."""
    return condition.compares


def _leaves(condition: Condition) -> tuple[Compare, ...]:
    match condition:
        case Compare():
            return (condition,)
        case AllOf(parts) | AnyOf(parts):
            return tuple(chain.from_iterable(part.compares for part in parts))
        case Not(part):
            return part.compares
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
