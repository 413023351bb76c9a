"""Every question and every card is easy to read, and says what its medical words mean."""

from collections.abc import Iterator
from statistics import mean
from typing import Final

import pytest

from tests.reading import grade_of, syllables_of, words_of
from tests.triage.protocols.test_texts import texts_of_page
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.parts import Cause, Factor

PROTOCOLS = (MEDIAL_KNEE, FOLLOW_UP, UNDER_18, MOVEMENT)

# Flesch-Kincaid grades: 6 is what a child of 11 or 12 reads.
HARDEST_ON_AVERAGE, HARDEST_PAGE = 6.0, 8.0
MOST_MEDICAL_WORDS = 40

# Medical words that a text may use, each with the words that explain it where it first
# stands: on the page of a question, or on the card of a cause or a factor.
MEDICAL: Final = {
    "adduction": "the thigh leans inwards",
    "bursitis": "small cushion",
    "cartilage": "smooth",
    "collateral": "on the inner side",
    "compression": "a bandage",
    "elevation": "leg up",
    "floxacin": "antibiotics that end in",
    "gait": "the way you walk or run",
    "gluteus": "a muscle at the side of your hip",
    "gracilis": "muscles",
    "groin": "fold at the top of your leg",
    "hamstrings": "muscles at the back of your thigh",
    "hrt": "hormone tablets or patches",
    "insufficiency": "give in",
    "ligament": "ties 2 bones together",
    "mcl": "inner side",
    "meniscus": "pad",
    "mri": "a scan that shows",
    "osteoarthritis": "a joint slowly changes",
    "patellofemoral": "your kneecap glides",
    "pes": "the place where they meet",
    "plica": "fold",
    "pronation": "rolling in",
    "referred": "felt in one place",
    "rice": "rest, ice",
    "saphenous": "lets you feel the skin",
    "sartorius": "muscles",
    "semimembranosus": "one of them",
    "semitendinosus": "muscles",
    "sprain": "fibres are stretched",
    "stance": "stand on one leg",
    "subchondral": "under the cartilage",
    "tendinopathy": "tendons can get sore",
    "tendon": "ties",
    "valgus": "knee dives in",
    "warfarin": "blood thinners are",
}
# Long words that people use every day.
EVERYDAY: Final = {
    "antibiotics",
    "diabetes",
    "exercises",
    "irritated",
    "irritation",
    "operation",
    "operations",
    "overloaded",
    "psoriasis",
}


def card_of(card: Cause | Factor) -> list[str]:
    """Return all that stands on the card of a cause or a factor."""
    if isinstance(card, Cause):
        return [card.name, card.summary, card.feels_like, card.helps]
    reasons = (sign.because for sign in card.signs)
    return [card.name, card.summary, *card.advice, *reasons]


def readings() -> Iterator[tuple[str, list[str]]]:
    """Yield each page of questions and each card by name, in the order of reading."""
    for protocol in PROTOCOLS:
        for page in protocol.pages:
            yield f"{protocol.slug} {page.key}", [t for t in texts_of_page(page) if t]
    yield from ((cause.id, card_of(cause)) for cause in MEDIAL_KNEE.causes)
    yield from ((factor.id, card_of(factor)) for factor in MEDIAL_KNEE.factors)
    yield from ((f"{MOVEMENT.slug} {f.id}", card_of(f)) for f in MOVEMENT.factors)


READINGS = dict(readings())


@pytest.mark.parametrize("texts", READINGS.values(), ids=READINGS)
def test_no_page_is_harder_than_grade_8(texts: list[str]) -> None:
    assert grade_of(texts) <= HARDEST_PAGE


def test_pages_are_grade_6_at_most_on_average() -> None:
    assert mean(grade_of(texts) for texts in READINGS.values()) <= HARDEST_ON_AVERAGE


def test_reasons_are_as_easy_as_questions() -> None:
    reasons = [flag.because for p in PROTOCOLS for flag in p.red_flags]
    reasons += [clue.because for clue in MEDIAL_KNEE.clues]

    assert grade_of(reasons) <= HARDEST_ON_AVERAGE


@pytest.mark.parametrize("texts", READINGS.values(), ids=READINGS)
def test_a_medical_word_is_explained_where_it_first_stands(texts: list[str]) -> None:
    whole = " ".join(texts).lower()
    used = {word for text in texts for word in words_of(text)} & MEDICAL.keys()

    assert [word for word in sorted(used) if MEDICAL[word] not in whole] == []


def test_long_words_are_everyday_words_or_explained() -> None:
    long = {
        word
        for texts in READINGS.values()
        for text in texts
        for word in words_of(text)
        if syllables_of(word) > 3
    }

    assert long - MEDICAL.keys() - EVERYDAY == set()


def test_medical_words_are_few_and_all_of_them_used() -> None:
    used = {w for texts in READINGS.values() for text in texts for w in words_of(text)}

    assert len(MEDICAL) <= MOST_MEDICAL_WORDS
    assert MEDICAL.keys() - used == set()
