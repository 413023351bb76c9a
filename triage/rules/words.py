"""Questions, answers and conditions in words that a runner or a clinician can check."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TypeAlias, assert_never

from triage.rules.answers import Answer, Silence
from triage.rules.conditions import AllOf, AnyOf, Compare, Condition, Not, Operator
from triage.rules.questions import Question

Questions: TypeAlias = Mapping[str, Question]

_SILENCES = {
    Silence.NOT_ASKED: "Not asked",
    Silence.LEFT_OPEN: "Left open",
    Silence.NOT_SURE: "Not sure",
}


class Needs(StrEnum):
    """How many of its parts a group needs."""

    ALL = "all of these"
    ANY = "at least one of these"
    NOT_ALL = "not all of these"
    NONE = "none of these"


@dataclass(frozen=True, slots=True)
class Line:
    """A whole question, and those of its answers that are meant."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines and groups, and how many of them are needed. All of nothing is always so."""

    needs: Needs
    parts: "tuple[Line | Group, ...]"


Outline: TypeAlias = Line | Group

_OPPOSITE = {
    Needs.ALL: Needs.NOT_ALL,
    Needs.ANY: Needs.NONE,
    Needs.NOT_ALL: Needs.ALL,
    Needs.NONE: Needs.ANY,
}


def question_in_words(question: Question) -> str:
    """Return the whole question, also of an item in a tick-list."""
    return question.alone or question.text


def answer_in_words(question: Question, answer: Answer) -> str:
    """Return ``answer`` as the form of ``question`` shows it."""
    match answer:
        case Silence():
            return _SILENCES[answer]
        case bool():
            return "Yes" if answer else "No"
        case _:
            options = {option.key: option.text for option in question.options}
            return options.get(str(answer), str(answer))


def outline(condition: Condition, questions: Questions) -> Outline:
    """Return ``condition`` as an outline, in the words of the ``questions`` it reads.

    A group in a group that needs as many is opened up, a group of one part is that part,
    and the answers to one question that will each do stand on one line.
    """
    match condition:
        case Compare():
            return _line((condition,), questions)
        case AllOf(parts):
            return _group(Needs.ALL, (outline(part, questions) for part in parts))
        case AnyOf(parts):
            return _group(Needs.ANY, _alternatives(parts, questions))
        case Not(part):
            return _opposite(outline(part, questions))
        case _:
            assert_never(condition)


def describe(condition: Condition, questions: Questions) -> str:
    """Return ``condition`` in one line."""
    return _in_one_line(outline(condition, questions))


def _line(compares: tuple[Compare, ...], questions: Questions) -> Line:
    question = questions[compares[0].question]
    told = tuple(_told(compare, question) for compare in compares)
    return Line(question_in_words(question), told)


def _told(compare: Compare, question: Question) -> str:
    words = answer_in_words(question, compare.value)
    return f"{words} or more" if compare.operator is Operator.AT_LEAST else words


def _alternatives(parts: Iterable[Condition], questions: Questions) -> Iterator[Outline]:
    """Yield each alternative, with all answers to one question where its first one is."""
    parts = tuple(dict.fromkeys(_flat(parts)))
    together: defaultdict[str, list[Compare]] = defaultdict(list)
    for part in parts:
        if isinstance(part, Compare):
            together[part.question].append(part)
    for part in parts:
        if not isinstance(part, Compare):
            yield outline(part, questions)
        elif part is together[part.question][0]:
            yield _line(tuple(together[part.question]), questions)


def _flat(parts: Iterable[Condition]) -> Iterator[Condition]:
    """Yield alternatives; one that itself lists alternatives gives way to those."""
    for part in parts:
        if isinstance(part, AnyOf):
            yield from _flat(part.parts)
        else:
            yield part


def _group(needs: Needs, parts: Iterable[Outline]) -> Outline:
    opened = tuple(chain.from_iterable(_opened(part, needs) for part in parts))
    return opened[0] if len(opened) == 1 else Group(needs, opened)


def _opened(part: Outline, needs: Needs) -> tuple[Outline, ...]:
    return part.parts if isinstance(part, Group) and part.needs is needs else (part,)


def _opposite(part: Outline) -> Outline:
    match part:
        case Line():
            return Group(Needs.NONE, (part,))
        case Group(needs, parts):
            return Group(_OPPOSITE[needs], parts)
        case _:
            assert_never(part)


def _in_one_line(part: Outline) -> str:
    match part:
        case Line(question, answers):
            return f"“{question}”: {' or '.join(f'“{answer}”' for answer in answers)}"
        case Group(Needs.ALL, parts):
            return " and ".join(map(_nested, parts)) or "always"
        case Group(Needs.ANY, parts):
            return " or ".join(map(_nested, parts)) or "never"
        case Group(needs, parts):
            return f"not {_nested(Group(_OPPOSITE[needs], parts))}"
        case _:
            assert_never(part)


def _nested(part: Outline) -> str:
    words = _in_one_line(part)
    return words if isinstance(part, Line) else f"({words})"
