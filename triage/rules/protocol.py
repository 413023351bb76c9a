"""A protocol: everything that one release asks, and how it judges."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import (
    ALWAYS,
    Compare,
    Condition,
    Operator,
    Reading,
    compares_in,
    holds,
    questions_in,
    reads_not,
)
from triage.rules.parts import Cap, Cause, Clue, Factor, Level, Note, RedFlag
from triage.rules.questions import Kind, Page, Question

MIN_TICKS, MAX_TICKS = 2, 7


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """Everything that one release asks and how it judges. Refuses to be inconsistent.

    ``in_scope`` says for which answers causes may be named; ``fallback`` is the cause that
    means "no one structure stands out". A protocol may also only warn, and name no causes.

    :raises ValueError: with every fault found, if the parts do not fit together.
    """

    slug: str
    pages: tuple[Page, ...]
    red_flags: tuple[RedFlag, ...] = ()
    causes: tuple[Cause, ...] = ()
    clues: tuple[Clue, ...] = ()
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
        return self._keys_read_at[level]

    @cached_property
    def _keys_read_at(self) -> dict[Level, frozenset[str]]:
        read = [(flag.level, questions_in(flag.when)) for flag in self.red_flags]
        return {
            level: frozenset(chain.from_iterable(keys for at, keys in read if at >= level))
            for level in Level
        }

    @cached_property
    def offered(self) -> dict[str, frozenset[tuple[type, Answer]]]:
        """Return, for each question, its answers and the silences, each with its type."""
        return {key: question.offered() for key, question in self.questions.items()}

    def pages_for(self, answers: Answers) -> tuple[Page, ...]:
        """Return the pages that somebody with these ``answers`` is asked, in order.

        What was told on a page that no longer applies opens no other page.
        """
        pages, _ = self.walk(answers)
        return pages

    def walk(self, answers: Answers) -> tuple[tuple[Page, ...], dict[str, Answer]]:
        """Return the pages that these ``answers`` lead to, and what was told on them."""
        pages: list[Page] = []
        told: dict[str, Answer] = {}
        for page in self.pages:
            if page.when is None or holds(page.when, told) is not False:
                pages.append(page)
                for question in page.questions:
                    if question.key in answers:
                        told[question.key] = answers[question.key]
        return tuple(pages), told

    @cached_property
    def cause_by_id(self) -> dict[str, Cause]:
        return {cause.id: cause for cause in self.causes}

    @cached_property
    def causes_by_situations(self) -> dict[tuple[Condition, ...], tuple[Cause, ...]]:
        """Return the causes whose priors depend on the same conditions, under those."""
        causes = defaultdict[tuple[Condition, ...], tuple[Cause, ...]](tuple)
        for cause in self.causes:
            causes[tuple(prior.when for prior in cause.priors)] += (cause,)
        return dict(causes)

    @cached_property
    def factor_by_id(self) -> dict[str, Factor]:
        return {factor.id: factor for factor in self.factors}

    @cached_property
    def red_flag_by_id(self) -> dict[str, RedFlag]:
        return {flag.id: flag for flag in self.red_flags}

    def notes_on(self, rule: str) -> tuple[Note, ...]:
        """Return the notes on a rule that was found; none on what is no red flag here.

        Earlier engines named a cause as the rule, where its own level counted.
        """
        flag = self.red_flag_by_id.get(rule)
        return flag.notes if flag else ()

    @cached_property
    def alarms(self) -> tuple[tuple[RedFlag, Reading], ...]:
        """Return each red flag with the function that reads its condition.

        What was never asked raises nothing.
        """
        return tuple((flag, flag.when.readings[False]) for flag in self.red_flags)

    @cached_property
    def evidence(self) -> tuple[tuple[Clue, Reading], ...]:
        """Return each clue with the function that reads its condition."""
        return tuple((clue, clue.when.readings[None]) for clue in self.clues)

    @cached_property
    def cap_of(self) -> dict[str, float]:
        """Return the most bits that each domain may add or take away."""
        return {cap.domain: cap.bits for cap in self.caps}

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition that stands anywhere in the protocol."""
        yield self.in_scope
        yield from (page.when for page in self.pages if page.when)
        yield from (flag.when for flag in self.red_flags)
        yield from (clue.when for clue in self.clues)
        for factor in self.factors:
            yield from (sign.when for sign in factor.signs)
        for cause in self.causes:
            yield cause.leads_when
            yield from (prior.when for prior in cause.priors)
            yield from (hint.when for hint in cause.hints)


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
    elif page.key != page.questions[-1].key or len(page.questions) > 1 + bool(page.picture):
        yield f"{page.key} is neither a tick-list nor one question of that name"
    elif page.picture and {q.kind for q in page.questions} != {Kind.CHOICE}:
        yield f"{page.key} asks something that no picture can show"


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
    for domain in sorted({clue.domain for clue in protocol.clues} - capped):
        yield f"{domain!r} is weighed, but has no cap"
    for clue in protocol.clues:
        weighed = [weight.cause for weight in clue.weights]
        for cause in sorted({*weighed} - protocol.cause_by_id.keys()):
            yield f"{clue.because!r} weighs {cause!r}, which is not a cause"
        if len(weighed) > len({*weighed}):
            yield f"{clue.because!r} weighs a cause twice"


def _misreadings(compare: Compare, question: Question | None) -> Iterator[str]:
    if question is None:
        yield f"{compare.question!r} is read but never asked"
    elif (compare.operator is Operator.AT_LEAST) != (question.kind is Kind.SCALE):
        yield f"{question.key!r} cannot be read with {compare.operator.value!r}"
    elif isinstance(compare.value, Silence) or not question.accepts(compare.value):
        yield f"{question.key!r} has no answer {compare.value!r}"
