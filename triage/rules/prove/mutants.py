"""Broken copies of a protocol, to see whether the proof would have noticed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from triage.rules.conditions import (
    ALWAYS,
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Not,
    Operator,
    questions_in,
)
from triage.rules.parts import Level, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Page, Question
from triage.rules.words import Questions, describe

T = TypeVar("T")

# Of no alternatives, none can hold.
NEVER = AnyOf(())


@dataclass(frozen=True, slots=True)
class Mutant:
    """A copy of a protocol in which one thing is dropped, weakened or turned around."""

    name: str
    protocol: Protocol


def mutants_of(protocol: Protocol) -> Iterator[Mutant]:
    """Yield every copy of ``protocol`` that is broken in one place."""
    for flag in protocol.red_flags:
        for name, flags in _weaker(flag, protocol.questions):
            weakened = _with(protocol.red_flags, flag, *flags)
            yield Mutant(f"{flag.id}, {name}", replace(protocol, red_flags=weakened))
    for key in sorted(protocol.safety_keys):
        deaf = (replace(f, when=_deaf_to(key, f.when)) for f in protocol.red_flags)
        yield Mutant(
            f"{key}, ignored by all rules", replace(protocol, red_flags=tuple(deaf))
        )
    for page, name, changed in _changed_pages(protocol):
        pages = _with(protocol.pages, page, changed)
        yield Mutant(f"{page.key}, {name}", replace(protocol, pages=pages))


def _weaker(
    flag: RedFlag, questions: Questions
) -> Iterator[tuple[str, tuple[RedFlag, ...]]]:
    lower = Level(max(flag.level - 1, Level.SELF_CARE))
    calmer = replace(flag, level=lower, when_unsure=min(lower, flag.when_unsure))
    yield "dropped", ()
    yield "a level calmer", (calmer,)
    if flag.when_unsure > Level.SELF_CARE:
        unsure = Level(flag.when_unsure - 1)
        yield "a level calmer when unsure", (replace(flag, when_unsure=unsure),)
    for name, narrower in _narrower(flag.when, questions):
        yield name, (replace(flag, when=narrower),)


def _narrower(
    condition: Condition, questions: Questions
) -> Iterator[tuple[str, Condition]]:
    match condition:
        case Compare(question, Operator.AT_LEAST, int(bound)):
            if questions[question].accepts(bound + 1):
                higher = replace(condition, value=bound + 1)
                yield f"only if {describe(higher, questions)}", higher
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                if isinstance(condition, AnyOf):
                    name = f"without {describe(part, questions)}"
                    yield name, AnyOf(_with(parts, part))
                for name, narrower in _narrower(part, questions):
                    yield name, replace(condition, parts=_with(parts, part, narrower))


def _deaf_to(key: str, condition: Condition) -> Condition:
    """Return ``condition`` as it is for whoever never answers ``key``."""
    if isinstance(condition, AllOf | AnyOf):
        deaf = tuple(_deaf_to(key, part) for part in condition.parts)
        return replace(condition, parts=deaf)
    return NEVER if key in questions_in(condition) else condition


def _changed_pages(protocol: Protocol) -> Iterator[tuple[Page, str, Page]]:
    before: Question | None = None
    for page in protocol.pages:
        asked = [q for q in page.questions if q.key in protocol.safety_keys]
        if asked and before:
            worst = _worst(before)
            name = f"hidden but for {describe(worst, protocol.questions)}"
            hidden = AllOf((page.when or ALWAYS, worst))
            yield page, name, replace(page, when=hidden)
        if asked and page.when:
            yield page, "hidden if needed", replace(page, when=Not(page.when))
            for name, narrower in _narrower(page.when, protocol.questions):
                yield page, f"asked {name}", replace(page, when=narrower)
        for question in asked:
            if question.options:
                reverse = replace(question, options=question.options[::-1])
                turned = _with(page.questions, question, reverse)
                name = f"with the options of {question.key} in reverse"
                yield page, name, replace(page, questions=turned)
        before = page.questions[-1]


def _worst(question: Question) -> Compare:
    operator = Operator.AT_LEAST if question.kind is Kind.SCALE else Operator.IS
    return Compare(question.key, operator, question.values()[-1])


def _with(parts: tuple[T, ...], old: T, *new: T) -> tuple[T, ...]:
    """Return ``parts`` with ``new`` in the place of ``old``."""
    at = parts.index(old)
    return (*parts[:at], *new, *parts[at + 1 :])
