"""What runners read: short sentences in everyday words, and no promise."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

import pytest

from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.codes import CODES
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.protocols.medial_knee.questions.sections import (
    ABOUT,
    PAIN,
    RUNNING,
    SAFETY,
)
from triage.rules.parts import Cause, Factor, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.questions import Page

PROTOCOLS = (MEDIAL_KNEE, FOLLOW_UP, UNDER_18, MOVEMENT)
LONGEST_SENTENCE = 15

# What only an examination could tell, or what makes little of it.
TOO_SURE = re.compile(
    r"""^you\ have\b | \bnot\ (torn|broken|serious|dangerous|bad)\b | \bharmless\b
    | \b(only|just|merely|simply)\ an?\ (\w+\ )?(ache|bruise|sprain|strain|tear)\b
    | \bnothing\ (to\ worry|serious|is\ (torn|broken))
    | \b(don't|no\ need\ to|need\ not)\ worry | \bno\ (tear|harm|cause\ for\ concern)\b
    | \bwill\ (be\ fine|heal)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def texts_of_page(page: Page) -> Iterator[str]:
    yield from (page.heading, page.hint, page.why, *page.how)
    for question in page.questions:
        yield from (question.text, question.alone, question.help, question.unsure)
        yield from (option.text for option in question.options)


def ruled_by(protocol: Protocol) -> Iterator[RedFlag | Cause | Factor]:
    """Yield whatever has a source and notes."""
    yield from protocol.red_flags
    yield from protocol.causes
    yield from protocol.factors


def texts_of(protocol: Protocol) -> Iterator[str]:
    for page in protocol.pages:
        yield from texts_of_page(page)
    yield from (flag.because for flag in protocol.red_flags)
    yield from (clue.because for clue in protocol.clues)
    for cause in protocol.causes:
        yield from (cause.name, cause.summary, cause.feels_like, cause.helps)
        yield from (hint.text for hint in cause.hints)
    for factor in protocol.factors:
        yield from (factor.name, factor.summary, *factor.advice)
        yield from (sign.because for sign in factor.signs)
    for ruled in ruled_by(protocol):
        yield from (text for note in ruled.notes for text in (note.brief, note.evidence))


def sentences_of(protocol: Protocol) -> Iterator[str]:
    for text in texts_of(protocol):
        yield from re.split(r"(?<=[.?!:])\s+", text)


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_sentences_are_short(protocol: Protocol) -> None:
    assert [s for s in sentences_of(protocol) if len(s.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_nothing_diagnoses_or_reassures(protocol: Protocol) -> None:
    assert [text for text in sentences_of(protocol) if TOO_SURE.search(text)] == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_numbers_are_digits(protocol: Protocol) -> None:
    words = re.compile(
        r"\b(two|four|five|six|seven|eight|nine|ten|twelve)\b", re.IGNORECASE
    )

    assert [text for text in texts_of(protocol) if words.search(text)] == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_page_says_why_it_asks(protocol: Protocol) -> None:
    assert [page.key for page in protocol.pages if not page.why] == []


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_safety_item_has_a_line_of_help(protocol: Protocol) -> None:
    ticks = [q for page in protocol.pages if page.is_tick_list for q in page.questions]

    assert [q.key for q in ticks if q.key in protocol.safety_keys and not q.help] == []


def test_whatever_can_raise_an_alarm_is_asked_before_all_else() -> None:
    sections = [section for section, _ in groupby(MEDIAL_KNEE.pages, attrgetter("section"))]
    first = {key for p in MEDIAL_KNEE.pages if p.section == SAFETY for key in p.keys}

    assert sections == [ABOUT, SAFETY, PAIN, RUNNING]
    assert first >= MEDIAL_KNEE.safety_keys - {"age"}


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_rule_names_its_source(protocol: Protocol) -> None:
    sources = [ruled.source for ruled in ruled_by(protocol)]
    sources += [weight.source for clue in protocol.clues for weight in clue.weights]

    assert [source for source in sources if not source.reference] == []


def test_every_cause_stands_for_a_code_of_the_published_cases() -> None:
    assert CODES.keys() == MEDIAL_KNEE.cause_by_id.keys()
