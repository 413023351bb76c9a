"""Answers and conditions in words that a runner or a clinician can check."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
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


def describe(condition: Condition, questions: Questions) -> str:
    """Return what ``condition`` asks of the answers, with the questions word for word."""
    match condition:
        case Compare():
            return _describe_same_question((condition,), questions)
        case AllOf(parts):
            return _join(" and ", [_nested(part, questions) for part in parts], "always")
        case AnyOf(parts):
            return _join(" or ", list(_alternatives(parts, questions)), "never")
        case Not(part):
            return f"not {_nested(part, questions)}"
        case _:
            assert_never(condition)


def _alternatives(parts: tuple[Condition, ...], questions: Questions) -> Iterator[str]:
    """Yield each alternative, with all options of one question told together."""
    options: defaultdict[str, list[Compare]] = defaultdict(list)
    for part in parts:
        if isinstance(part, Compare):
            options[part.question].append(part)
    for part in parts:
        if not isinstance(part, Compare):
            yield _nested(part, questions)
        elif part is options[part.question][0]:
            yield _describe_same_question(tuple(options[part.question]), questions)


def _describe_same_question(compares: tuple[Compare, ...], questions: Questions) -> str:
    question = questions[compares[0].question]
    told = " or ".join(_told(compare, question) for compare in compares)
    return f"“{question_in_words(question)}”: {told}"


def _told(compare: Compare, question: Question) -> str:
    words = f"“{answer_in_words(question, compare.value)}”"
    return f"{words} or more" if compare.operator is Operator.AT_LEAST else words


def _nested(condition: Condition, questions: Questions) -> str:
    words = describe(condition, questions)
    return words if isinstance(condition, Compare | Not) else f"({words})"


def _join(word: str, parts: list[str], nothing: str) -> str:
    return word.join(parts) if parts else nothing
