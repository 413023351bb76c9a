"""What answers and a decision say to a runner, put together from the rules themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, groupby

from django.utils.translation import gettext_noop

from triage.rules.answers import Answers, Silence
from triage.rules.conditions import questions_in
from triage.rules.decide import TOO_CLOSE_BITS, Decision
from triage.rules.protocol import Cause, Factor, FactorKind, Protocol, Source
from triage.rules.questions import Page
from triage.rules.words import answer_in_words, question_in_words
from triage.views.way import Step, Way

# No factor reads it, but without it nobody can tell what a jump in load means.
HOW_MUCH = "weekly_distance"


@dataclass(frozen=True, slots=True)
class Told:
    """A question in words, and what the runner answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for the level, with the answers it rests on."""

    because: str
    source: Source
    certain: bool
    told: tuple[Told, ...]


class Fit(StrEnum):
    """How well a cause fits the answers. In words, since numbers would promise too much."""

    BEST = gettext_noop("fits best")
    TIED = gettext_noop("fits")
    ALSO = gettext_noop("also fits")
    LESS = gettext_noop("less likely but worth knowing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """A cause that fits well enough to be shown, and what counted for and against it."""

    cause: Cause
    fit: Fit
    counted_for: tuple[str, ...]
    counted_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strain:
    """What may add to the strain, of one kind, and all that was asked to find out."""

    factors: tuple[Factor, ...]
    asked: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One page on the way: the answer to its question, or how its list was ticked."""

    step: Step
    heading: str
    answer: str = ""
    ticked: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()


def reasons_for(protocol: Protocol, answers: Answers, decision: Decision) -> list[Reason]:
    """Return the reasons for the level, most urgent first.

    Where no causes are named, what a cause calls for is no reason that helps anybody.
    """
    return [
        Reason(
            because=finding.because,
            source=finding.source,
            certain=finding.certain,
            told=_told(protocol, answers, finding.questions),
        )
        for finding in decision.findings
        if finding.rule in protocol.red_flag_by_id or decision.names_causes
    ]


def possible_causes(protocol: Protocol, decision: Decision) -> list[Possible]:
    """Return the causes to show, best first; of two too close to call, neither is best."""
    weighed = {ranked.cause: ranked for ranked in decision.ranking}
    shown = [weighed[id_] for id_ in decision.shown]
    fits = [Fit.BEST, Fit.ALSO, Fit.LESS]
    if decision.too_close:
        gaps = (shown[0].bits - ranked.bits for ranked in shown)
        fits = [Fit.TIED if gap < TOO_CLOSE_BITS else Fit.LESS for gap in gaps]
    return [
        Possible(
            cause=protocol.cause_by_id[ranked.cause],
            fit=fit,
            counted_for=tuple(clue.because for clue in ranked.clues if clue.bits > 0),
            counted_against=tuple(clue.because for clue in ranked.clues if clue.bits < 0),
        )
        for fit, ranked in zip(fits, shown, strict=False)
    ]


def strain_of(
    kind: FactorKind, protocol: Protocol, answers: Answers, decision: Decision
) -> Strain:
    """Return the factors of one kind that were found, with what was asked about them."""
    factors = [factor for factor in protocol.factors if factor.kind is kind]
    sizes = [HOW_MUCH] if kind is FactorKind.LOAD else []
    read = chain(sizes, *(sorted(questions_in(factor.when)) for factor in factors))
    return Strain(
        factors=tuple(factor for factor in factors if factor.id in decision.factors),
        asked=_told(protocol, answers, dict.fromkeys(read)),
    )


def sections_of(way: Way) -> list[tuple[str, list[Row]]]:
    """Return all that was answered on the way, page by page, under their sections."""
    pages = groupby(way.steps().items(), key=lambda item: item[1].section)
    return [
        (section, [_row(step, page, way.answers) for step, page in group])
        for section, group in pages
    ]


def _row(step: Step, page: Page, answers: Answers) -> Row:
    if not page.is_tick_list:
        question = page.questions[0]
        said = answer_in_words(question, answers[question.key])
        return Row(step=step, heading=question.text, answer=said)
    texts = {question.text: answers[question.key] for question in page.questions}
    return Row(
        step=step,
        heading=page.heading,
        ticked=tuple(text for text, told in texts.items() if told is True),
        doubtful=tuple(text for text, told in texts.items() if isinstance(told, Silence)),
        unticked=tuple(text for text, told in texts.items() if told is False),
    )


def _told(
    protocol: Protocol, answers: Answers, questions: Iterable[str]
) -> tuple[Told, ...]:
    """Return those of ``questions`` that were put, each in full, with its answer."""
    asked = chain.from_iterable(page.keys for page in protocol.pages_for(answers))
    put = {key for key in asked if key in answers}
    texts = ((protocol.questions[key], answers[key]) for key in questions if key in put)
    return tuple(
        Told(question_in_words(question), answer_in_words(question, answer))
        for question, answer in texts
    )
