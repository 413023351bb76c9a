"""Every rule of a release in words, as the public page lists them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext_noop

from triage.models import LEVEL_IN_WORDS
from triage.rules.conditions import ALWAYS, questions_in
from triage.rules.parts import Cause, Clue, Factor, Level, RedFlag, Sign, Source
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Page, Question
from triage.rules.words import Outline, outline, question_in_words
from triage.views.strength import strength_of

# For a warning sign that reads no answer.
EVERYBODY = gettext_noop("For everybody")

# How often a cause comes up beside the fallback before anything is told, from so many bits.
STARTS = (
    (0.5, gettext_noop("more often")),
    (-0.5, gettext_noop("about as often")),
    (-2.0, gettext_noop("less often")),
)
SELDOM = gettext_noop("much less often")

# The looks of each level, as the stylesheet calls them.
BANDS = {
    Level.EMERGENCY: "emergency",
    Level.SAME_DAY: "same-day",
    Level.WITHIN_2_DAYS: "2-days",
    Level.WITHIN_A_WEEK: "week",
    Level.WITHIN_2_WEEKS: "2-weeks",
    Level.SELF_CARE: "self-care",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A warning sign, its number on the page, and in words what "not sure" comes to."""

    number: int
    section: str
    flag: RedFlag
    when: Outline
    unsure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The warning signs of one level, in the order in which their questions come."""

    level: Level
    words: str
    band: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the clue of that number tells for one cause: how much, and for or against it."""

    number: int
    because: str
    cause: str
    bits: float

    @property
    def speaks_for(self) -> bool:
        return self.bits > 0

    @property
    def strength(self) -> str:
        return strength_of(self.bits)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClueInWords:
    """A clue, its number on the page, and what it tells.

    ``sources`` are those of its weights, each with the causes it is for; the source of
    most of them stands last.
    """

    number: int
    clue: Clue
    when: Outline
    tells: tuple[Telling, ...]
    sources: tuple[tuple[Source, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseInWords:
    """A cause: how often it comes up at the start, what tells, and when it may lead."""

    cause: Cause
    starts: str
    starts_if: tuple[tuple[Outline, str], ...]
    leads_when: Outline | None
    hints: tuple[tuple[Outline, str], ...]
    tells: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorInWords:
    factor: Factor
    signs: tuple[tuple[Sign, Outline], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInWords:
    """A page of questions, its number, and what stands below its heading.

    That is, for each further question, its text and its answers; for what the heading asks
    itself, no text and the items or answers.
    """

    number: int
    page: Page
    when: Outline | None
    heading: str
    questions: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """All that a protocol asks and how it judges, in words."""

    chapters: tuple[Chapter, ...]
    causes: tuple[CauseInWords, ...]
    named_when: Outline
    fallback: Cause | None
    clues: tuple[ClueInWords, ...]
    factors: tuple[FactorInWords, ...]
    pages: tuple[PageInWords, ...]


def rule_book(protocol: Protocol) -> RuleBook:
    """Return every rule of ``protocol`` in words: warning signs, most urgent first."""
    clues = tuple(_clues(protocol))
    return RuleBook(
        chapters=tuple(_chapters(protocol)),
        causes=tuple(_cause(cause, clues, protocol) for cause in protocol.causes),
        named_when=outline(protocol.in_scope, protocol.questions),
        fallback=protocol.cause_by_id.get(protocol.fallback),
        clues=clues,
        factors=tuple(
            FactorInWords(
                factor=factor,
                signs=tuple(
                    (sign, outline(sign.when, protocol.questions)) for sign in factor.signs
                ),
            )
            for factor in protocol.factors
        ),
        pages=tuple(
            _page(number, page, protocol)
            for number, page in enumerate(protocol.pages, start=1)
        ),
    )


def _chapters(protocol: Protocol) -> Iterator[Chapter]:
    order = {key: place for place, key in enumerate(protocol.questions)}
    sections = {key: page.section for page in protocol.pages for key in page.keys}

    def first_read(flag: RedFlag) -> str:
        return min(questions_in(flag.when), key=order.__getitem__, default="")

    flags = sorted(
        protocol.red_flags,
        key=lambda flag: (-flag.level, order.get(first_read(flag), -1)),
    )
    rules = [
        Rule(
            number=number,
            section=sections.get(first_read(flag), EVERYBODY),
            flag=flag,
            when=outline(flag.when, protocol.questions),
            unsure=LEVEL_IN_WORDS[flag.when_unsure],
        )
        for number, flag in enumerate(flags, start=1)
    ]
    for level, of_level in groupby(rules, key=attrgetter("flag.level")):
        yield Chapter(
            level=level,
            words=LEVEL_IN_WORDS[level],
            band=BANDS[level],
            rules=tuple(of_level),
        )


def _clues(protocol: Protocol) -> Iterator[ClueInWords]:
    names = {cause.id: cause.name for cause in protocol.causes}
    for number, clue in enumerate(protocol.clues, start=1):
        tells = [
            Telling(
                number=number,
                because=clue.because,
                cause=names[weight.cause],
                bits=weight.bits,
            )
            for weight in clue.weights
        ]
        sources = [
            (source, tuple(names[cause] for cause in causes))
            for source, causes in clue.causes_by_source().items()
        ]
        yield ClueInWords(
            number=number,
            clue=clue,
            when=outline(clue.when, protocol.questions),
            tells=_strongest_first(tells),
            sources=tuple(sorted(sources, key=lambda source: len(source[1]))),
        )


def _cause(
    cause: Cause, clues: tuple[ClueInWords, ...], protocol: Protocol
) -> CauseInWords:
    tells = (told for clue in clues for told in clue.tells if told.cause == cause.name)
    usual = protocol.cause_by_id[protocol.fallback].prior
    leads = outline(cause.leads_when, protocol.questions)
    return CauseInWords(
        cause=cause,
        starts=_how_often(cause.prior - usual),
        starts_if=tuple(
            (outline(prior.when, protocol.questions), _how_often(prior.bits - usual))
            for prior in cause.priors
        ),
        leads_when=None if cause.leads_when == ALWAYS else leads,
        hints=tuple(
            (outline(hint.when, protocol.questions), hint.text) for hint in cause.hints
        ),
        tells=_strongest_first(tells),
    )


def _strongest_first(tells: Iterable[Telling]) -> tuple[Telling, ...]:
    return tuple(sorted(tells, key=lambda told: (told.bits < 0, -abs(told.bits))))


def _how_often(bits: float) -> str:
    return next((words for least, words in STARTS if bits >= least), SELDOM)


def _page(number: int, page: Page, protocol: Protocol) -> PageInWords:
    texts = tuple(question_in_words(question) for question in page.questions)
    each = zip(("", *texts[1:]), map(_answers, page.questions), strict=True)
    return PageInWords(
        number=number,
        page=page,
        when=outline(page.when, protocol.questions) if page.when else None,
        heading=page.heading or texts[0],
        questions=(("", texts),) if page.is_tick_list else tuple(each),
    )


def _answers(question: Question) -> tuple[str, ...]:
    if question.kind is Kind.CHOICE:
        return tuple(option.text for option in question.options)
    return (question.kind,)
