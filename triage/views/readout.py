"""What answers and a decision say to a runner, put together from the rules themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from triage.protocols.medial_knee.roles import LEFT, RIGHT, SIDE
from triage.rules.answers import Answers, Silence
from triage.rules.decide import Decision
from triage.rules.parts import Note, Source
from triage.rules.protocol import Protocol
from triage.rules.questions import Page
from triage.rules.words import answer_in_words, question_in_words
from triage.views.way import Step, Way


@dataclass(frozen=True, slots=True)
class Told:
    """A question in words, and what the runner answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason, with the answers it rests on; ``decides`` if none is more urgent."""

    because: str
    source: Source
    certain: bool
    decides: bool
    told: tuple[Told, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What nobody knows yet: questions answered with "not sure", and those never put."""

    unsure: tuple[str, ...]
    not_asked: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The place that hurts, as the drawing of it is told, and in words.

    ``side`` is empty if both knees hurt, or nobody said which.
    """

    side: str
    place: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question on the way with its answer, or how the list of a page was ticked."""

    step: Step
    heading: str
    answer: str = ""
    ticked: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()


def reasons_for(protocol: Protocol, answers: Answers, decision: Decision) -> list[Reason]:
    """Return the reasons for the level, most urgent first."""
    return [
        Reason(
            because=finding.because,
            source=finding.source,
            certain=finding.certain,
            decides=finding.level is decision.level,
            told=told_in_words(protocol, answers, finding.questions),
            notes=protocol.notes_on(finding.rule),
        )
        for finding in decision.findings
    ]


def gaps_in(protocol: Protocol, answers: Answers) -> Gaps:
    """Return what was left in doubt and what was never put, in the order of asking."""
    _, told = protocol.walk(answers)
    questions = protocol.questions
    return Gaps(
        unsure=tuple(
            question_in_words(questions[key])
            for key, answer in told.items()
            if isinstance(answer, Silence)
        ),
        not_asked=tuple(
            question_in_words(question)
            for key, question in questions.items()
            if key not in told
        ),
    )


def spot_of(protocol: Protocol, answers: Answers) -> Spot | None:
    """Return where it hurts, if a page with a picture asked and somebody pointed there."""
    pages, told = protocol.walk(answers)
    for page in pages:
        place = told.get(page.key)
        if page.picture and isinstance(place, str):
            told_side = told.get(SIDE)
            return Spot(
                side=next((side for side in (LEFT, RIGHT) if side == told_side), ""),
                place=place,
                words=answer_in_words(page.questions[-1], place),
            )
    return None


def sections_of(way: Way) -> list[tuple[str, list[Row]]]:
    """Return all that was answered on the way, in order, under its sections."""
    pages = groupby(way.steps().items(), key=lambda item: item[1].section)
    return [
        (section, [row for step, page in group for row in _rows(step, page, way.answers)])
        for section, group in pages
    ]


def _rows(step: Step, page: Page, answers: Answers) -> list[Row]:
    if page.is_tick_list:
        return [_ticked(step, page, answers)]
    return [
        Row(
            step=step,
            heading=question.text,
            answer=answer_in_words(question, answers[question.key]),
        )
        for question in page.questions
    ]


def _ticked(step: Step, page: Page, answers: Answers) -> Row:
    texts = {question.text: answers[question.key] for question in page.questions}
    return Row(
        step=step,
        heading=page.heading,
        ticked=tuple(text for text, told in texts.items() if told is True),
        doubtful=tuple(text for text, told in texts.items() if isinstance(told, Silence)),
        unticked=tuple(text for text, told in texts.items() if told is False),
    )


def told_in_words(
    protocol: Protocol, answers: Answers, questions: Iterable[str]
) -> tuple[Told, ...]:
    """Return those of ``questions`` that were put, each in full, with its answer."""
    _, told = protocol.walk(answers)
    texts = ((protocol.questions[key], told[key]) for key in questions if key in told)
    return tuple(
        Told(question_in_words(question), answer_in_words(question, answer))
        for question, answer in texts
    )
