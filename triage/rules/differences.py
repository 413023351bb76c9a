"""A release note: what two protocols do not share, in words.

Parts are put into words field by field, so a field that is added to them is told too.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import IntEnum, StrEnum
from typing import Any, TypeAlias, assert_never

from triage.rules.conditions import AllOf, AnyOf, Compare, Not
from triage.rules.parts import Cap, Cause, Clue, Factor, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.questions import Page, Question
from triage.rules.words import Questions, describe, question_in_words

Facts: TypeAlias = Mapping[str, tuple[str, ...]]
Part: TypeAlias = RedFlag | Question | Page | Cause | Clue | Cap | Factor


class PartKind(StrEnum):
    """What kind of part differs, in the order of the note."""

    RED_FLAG = "Warning signs"
    QUESTION = "Questions"
    PAGE = "Pages"
    CAUSE = "Causes"
    CLUE = "Clues"
    CAP = "Caps of clues"
    FACTOR = "Factors"
    REST = "The rest"


class Fate(StrEnum):
    """What became of a part."""

    ADDED = "new"
    REMOVED = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A part that is new, gone or changed: its name, and what there is to tell of it.

    ``calmer`` says that a warning sign is gone, or calls for less than before.
    """

    kind: PartKind
    change: Fate
    name: str
    details: tuple[str, ...] = ()
    calmer: bool = False


# What is told of a part that is new or gone, beside its name.
_IN_SHORT = {
    PartKind.RED_FLAG: ("level", "when unsure", "when"),
    PartKind.CLUE: ("when", "weights"),
    PartKind.CAP: ("bits",),
}


def differences(before: Protocol, after: Protocol) -> list[Difference]:
    """Return what ``after`` does not share with ``before``, kind by kind.

    Warning signs that are gone or call for less than before stand first.
    """
    found = [*_of_parts(before, after), *_of_the_rest(before, after)]
    if not found and before != after:
        name = "The order in which rules are listed"
        found = [Difference(kind=PartKind.REST, change=Fate.CHANGED, name=name)]
    return sorted(found, key=lambda told: not told.calmer)


def _of_parts(before: Protocol, after: Protocol) -> Iterator[Difference]:
    # One wording for both, so that a question reworded is told once, as a question.
    questions = {**before.questions, **after.questions}
    old, new = _parts_of(before), _parts_of(after)
    for kind in new:
        for key in {**old[kind], **new[kind]}:
            was, now = old[kind].get(key), new[kind].get(key)
            had, has = _facts(was, questions), _facts(now, questions)
            if had != has:
                yield Difference(
                    kind=kind,
                    change=_change(had, has),
                    name=_name_of(now or old[kind][key]),
                    details=tuple(_details(kind, had, has)),
                    calmer=isinstance(was, RedFlag) and _is_calmer(was, now),
                )


def _of_the_rest(before: Protocol, after: Protocol) -> Iterator[Difference]:
    questions = {**before.questions, **after.questions}
    pages = {page.key: page for page in before.pages}
    names = {page.key: _name_of(page) for page in after.pages if page.key in pages}
    had, has = (
        {
            "order of the pages": tuple(
                names[page.key] for page in protocol.pages if page.key in names
            ),
            "causes are named": (describe(protocol.in_scope, questions),),
            "cause if no one stands out": (protocol.fallback or "nothing",),
        }
        for protocol in (before, after)
    )
    if had != has:
        yield Difference(
            kind=PartKind.REST,
            change=Fate.CHANGED,
            name="The whole",
            details=tuple(_details(PartKind.REST, had, has)),
        )


def _parts_of(protocol: Protocol) -> dict[PartKind, Mapping[str, Part]]:
    """Return all parts by kind, each under what it goes by in every protocol."""
    clues, seen = {}, Counter[str]()
    for clue in protocol.clues:
        clues[f"{clue.because} {seen[clue.because]}"] = clue
        seen[clue.because] += 1
    return {
        PartKind.RED_FLAG: protocol.red_flag_by_id,
        PartKind.QUESTION: protocol.questions,
        PartKind.PAGE: {page.key: page for page in protocol.pages},
        PartKind.CAUSE: protocol.cause_by_id,
        PartKind.CLUE: clues,
        PartKind.CAP: {cap.domain: cap for cap in protocol.caps},
        PartKind.FACTOR: protocol.factor_by_id,
    }


def _facts(part: Part | None, questions: Questions) -> Facts:
    """Return each field of ``part`` in words, under its name."""
    if part is None:
        return {}
    values = {field.name: getattr(part, field.name) for field in fields(part)}
    return {
        name.replace("_", " "): tuple(
            _in_words(item, questions)
            for item in (value if isinstance(value, tuple) else (value,))
        )
        for name, value in values.items()
    }


def _in_words(value: Any, questions: Questions) -> str:  # noqa: ANN401 - whatever a field holds
    match value:
        case Compare() | AllOf() | AnyOf() | Not():
            return describe(value, questions)
        case Question():
            return f"“{question_in_words(questions[value.key])}”"
        case _ if is_dataclass(value):
            return ", ".join(
                _in_words(getattr(value, f.name), questions) for f in fields(value)
            )
    return _plain_words(value)


def _plain_words(value: str | float | None) -> str:
    match value:
        case None | "":
            return "nothing"
        case IntEnum():
            return value.name.lower().replace("_", " ")
        case bool():
            return "yes" if value else "no"
        case str():
            return f"“{value}”"
        case _:
            return f"{value:g}"


def _name_of(part: Part) -> str:
    match part:
        case Question():
            return question_in_words(part)
        case Page():
            return part.heading or question_in_words(part.questions[-1])
        case RedFlag() | Clue():
            return part.because
        case Cause() | Factor():
            return part.name
        case Cap():
            return part.domain
        case _:
            assert_never(part)


def _change(had: Facts, has: Facts) -> Fate:
    if had and has:
        return Fate.CHANGED
    return Fate.REMOVED if had else Fate.ADDED


def _details(kind: PartKind, had: Facts, has: Facts) -> Iterator[str]:
    """Yield all that has changed; of what is new or gone, the most telling."""
    for name, facts in (has or had).items():
        if not (had and has):
            if name in _IN_SHORT.get(kind, ()):
                yield f"{name}: {'; '.join(facts)}"
        elif had[name] != facts:
            yield f"{name}: {_in_place_of(had[name], facts)}"


def _in_place_of(was: tuple[str, ...], now: tuple[str, ...]) -> str:
    if len(was) == len(now) == 1:
        return f"was {was[0]}, is now {now[0]}"
    gone, new = Counter(was) - Counter(now), Counter(now) - Counter(was)
    told = [f"no longer {item}" for item in gone] + [f"now also {item}" for item in new]
    return "; ".join(told) or f"in another order: {'; '.join(now)}"


def _is_calmer(was: RedFlag, now: Part | None) -> bool:
    return not isinstance(now, RedFlag) or (
        now.level < was.level
        or now.when_unsure < was.when_unsure
        or was.no_impact > now.no_impact
    )
