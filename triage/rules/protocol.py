"""The shape of a protocol: what it asks, what it warns of, what it weighs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from itertools import chain

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import (
    ALWAYS,
    Compare,
    Condition,
    Operator,
    compares_in,
    holds,
    questions_in,
    reads_not,
)
from triage.rules.questions import Kind, Page, Question

MIN_TICKS, MAX_TICKS = 2, 7


class Level(IntEnum):
    """How soon somebody should look at it; a higher number is more urgent."""

    SELF_CARE = 1
    WITHIN_2_WEEKS = 2
    WITHIN_A_WEEK = 3
    WITHIN_2_DAYS = 4
    SAME_DAY = 5
    EMERGENCY = 6


class Origin(StrEnum):
    BRIEF = "from the brief"
    ADDED = "added"
    DEFAULT = "our default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a rule or a number comes from; physios and runners can read it."""

    origin: Origin
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """A warning sign; ``when_unsure`` is what "not sure" or an open answer comes to."""

    id: str
    when: Condition
    level: Level
    when_unsure: Level
    because: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Evidence for a cause, in bits: +1 doubles its odds, -1 halves them.

    Clues of one ``domain`` tell much the same story, so together they are capped.
    """

    when: Condition
    bits: float
    domain: str
    because: str
    source: Source


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that the clues of one domain may add or take away, in bits."""

    domain: str
    bits: float


@dataclass(frozen=True, slots=True)
class Prior:
    """Where a cause starts, in bits, if ``when`` holds; the first that holds counts."""

    when: Condition
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLevel:
    """A level that a cause itself calls for. It can raise the safety level, never lower."""

    level: Level
    because: str
    source: Source
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Something that may hurt there. ``prior`` counts where none of ``priors`` holds."""

    id: str
    name: str
    summary: str
    prior: float
    clues: tuple[Clue, ...]
    source: Source
    priors: tuple[Prior, ...] = ()
    own_levels: tuple[OwnLevel, ...] = ()


class FactorKind(StrEnum):
    LOAD = "load"
    MECHANICS = "mechanics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """Something that may add to the strain. It picks advice and never moves the level."""

    id: str
    name: str
    kind: FactorKind
    when: Condition
    because: str
    summary: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """Everything that one release asks and how it judges. Refuses to be inconsistent.

    ``in_scope`` says for which answers causes may be named; ``fallback`` is the cause that
    means "no one structure stands out". A protocol may also only warn, and name no causes.

    :raises ValueError: with every fault found, if the parts do not fit together.
    """

    slug: str
    pages: tuple[Page, ...]
    red_flags: tuple[RedFlag, ...]
    causes: tuple[Cause, ...] = ()
    caps: tuple[Cap, ...] = ()
    factors: tuple[Factor, ...] = ()
    in_scope: Condition = ALWAYS
    fallback: str = ""

    def __post_init__(self) -> None:
        if faults := list(_faults(self)):
            msg = f"{self.slug}: " + "; ".join(faults)
            raise ValueError(msg)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return every question by its key, in the order of asking."""
        asked = chain.from_iterable(page.questions for page in self.pages)
        return {question.key: question for question in asked}

    @cached_property
    def safety_keys(self) -> frozenset[str]:
        """Return the keys of all questions that a red flag reads."""
        return self.keys_read_at(Level.SELF_CARE)

    def keys_read_at(self, level: Level) -> frozenset[str]:
        """Return the keys of all questions that red flags of ``level`` or above read."""
        flags = (flag.when for flag in self.red_flags if flag.level >= level)
        return frozenset[str]().union(*map(questions_in, flags))

    def pages_for(self, answers: Answers) -> tuple[Page, ...]:
        """Return the pages that somebody with these ``answers`` is asked, in order.

        What was told on a page that no longer applies opens no other page.
        """
        pages: list[Page] = []
        told: dict[str, Answer] = {}
        for page in self.pages:
            if page.when is None or holds(page.when, told) is not False:
                pages.append(page)
                told |= {key: answers[key] for key in page.keys if key in answers}
        return tuple(pages)

    @cached_property
    def cause_by_id(self) -> dict[str, Cause]:
        return {cause.id: cause for cause in self.causes}

    @cached_property
    def factor_by_id(self) -> dict[str, Factor]:
        return {factor.id: factor for factor in self.factors}

    @cached_property
    def red_flag_by_id(self) -> dict[str, RedFlag]:
        return {flag.id: flag for flag in self.red_flags}

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition that stands anywhere in the protocol."""
        yield self.in_scope
        yield from (page.when for page in self.pages if page.when)
        yield from (flag.when for flag in self.red_flags)
        yield from (factor.when for factor in self.factors)
        for cause in self.causes:
            yield from (prior.when for prior in cause.priors)
            yield from (clue.when for clue in cause.clues)
            yield from (own.when for own in cause.own_levels)


def _faults(protocol: Protocol) -> Iterator[str]:
    ids = chain(
        (page.key for page in protocol.pages if page.is_tick_list),
        (question.key for page in protocol.pages for question in page.questions),
        (flag.id for flag in protocol.red_flags),
        (cause.id for cause in protocol.causes),
        (factor.id for factor in protocol.factors),
    )
    yield from (f"{id_!r} is used twice" for id_, n in Counter(ids).items() if n > 1)
    for page in protocol.pages:
        yield from _page_faults(page)
    for flag in protocol.red_flags:
        if flag.when_unsure > flag.level:
            yield f"{flag.id} is more urgent when unsure than when certain"
        if reads_not(flag.when):
            yield f"{flag.id} reads a 'not', so a worse answer could silence it"
    for condition in protocol.conditions():
        for compare in compares_in(condition):
            yield from _misreadings(compare, protocol.questions.get(compare.question))
    yield from _order_faults(protocol)
    yield from _cause_faults(protocol)


def _page_faults(page: Page) -> Iterator[str]:
    if page.is_tick_list:
        items = len(page.questions)
        if not MIN_TICKS <= items <= MAX_TICKS:
            yield f"{page.key} lists {items} items, not {MIN_TICKS} to {MAX_TICKS}"
        for question in page.questions:
            if question.kind is not Kind.YES_NO or not question.alone:
                yield f"{question.key} cannot be ticked and asked alone"
    elif [question.key for question in page.questions] != [page.key]:
        yield f"{page.key} is neither a tick-list nor one question of that name"


def _order_faults(protocol: Protocol) -> Iterator[str]:
    asked: set[str] = set()
    for page in protocol.pages:
        for question in sorted(questions_in(page.when) - asked if page.when else ()):
            yield f"{page.key} depends on {question!r}, which has not been asked by then"
        asked.update(question.key for question in page.questions)


def _cause_faults(protocol: Protocol) -> Iterator[str]:
    if protocol.fallback not in (protocol.cause_by_id or {""}):
        yield f"the fallback {protocol.fallback!r} is not a cause"
    capped = {cap.domain for cap in protocol.caps}
    for cause in protocol.causes:
        for domain in sorted({clue.domain for clue in cause.clues} - capped):
            yield f"{cause.id} weighs {domain!r}, which has no cap"


def _misreadings(compare: Compare, question: Question | None) -> Iterator[str]:
    if question is None:
        yield f"{compare.question!r} is read but never asked"
    elif (compare.operator is Operator.AT_LEAST) != (question.kind is Kind.SCALE):
        yield f"{question.key!r} cannot be read with {compare.operator.value!r}"
    elif isinstance(compare.value, Silence) or not question.accepts(compare.value):
        yield f"{question.key!r} has no answer {compare.value!r}"
