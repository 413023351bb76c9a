"""Words for runners are short and easy: 15 words a sentence at most, grade 6 at most."""

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from rehab.programme.care import meanwhile, rice
from rehab.programme.exercises import EXERCISES
from rehab.programme.fitting import FITTINGS
from rehab.programme.pain import words as pain
from rehab.programme.phases import phases
from tests.reading import grade_of

MAX_WORDS, HARDEST = 15, 6.0  # grade 6 is what a child of 11 or 12 reads


def readings() -> Iterator[tuple[str, list[str]]]:
    """Yield what is read together, by name."""
    for item in (rice.REST, rice.ICE, rice.COMPRESSION, rice.ELEVATION):
        how = [*item.how, item.how_long, *item.limits, item.note]
        yield item.name, [item.name, item.why, *how]
    for obstacle in (*rice.RULES_OUT_ICE, *rice.RULES_OUT_COMPRESSION):
        yield obstacle.key, [obstacle.text]
    for exercise in EXERCISES:
        changes = [rung.change for rung in exercise.ladder]
        yield (
            exercise.id,
            [exercise.name, exercise.why, *exercise.how, *changes, exercise.instead],
        )
        yield f"picture {exercise.id}", [exercise.alt]
    for phase in phases.PHASES:
        gate = [check.text for check in phase.gate]
        yield phase.name, [phase.name, phase.goal, phase.entry, phase.usual, *gate]
    for words in pain.RULES.values():
        yield words[0], [*words, pain.BY_MORNING, *pain.IMPACT_RULE]
    yield "avoid", [meanwhile.NO_RUNNING, *meanwhile.AVOID.values()]
    for swap in meanwhile.SWAPS:
        yield swap.key, [swap.name, swap.start, swap.how]
    for fitting in FITTINGS:
        checks = [check.text for check in chain.from_iterable(fitting.checks.values())]
        notes = [*fitting.notes.values(), *fitting.swaps.values()]
        bans = [ban.why for ban in fitting.bans]
        yield fitting.cause, [*fitting.avoid, *notes, *bans, *checks]


READINGS = {name: list(filter(None, texts)) for name, texts in readings()}
EASY_TO_JUDGE = {
    name: texts for name, texts in READINGS.items() if len(" ".join(texts).split()) >= 20
}


@pytest.mark.parametrize("texts", READINGS.values(), ids=READINGS)
def test_no_sentence_is_long(texts: list[str]) -> None:
    sentences = [part for text in texts for part in re.split(r"[.:?] ", text)]

    assert max((len(part.split()) for part in sentences), default=0) <= MAX_WORDS


@pytest.mark.parametrize("texts", EASY_TO_JUDGE.values(), ids=EASY_TO_JUDGE)
def test_all_is_easy_to_read(texts: list[str]) -> None:
    assert grade_of(texts) <= HARDEST


def test_nothing_tells_somebody_what_they_have() -> None:
    told = " ".join(chain.from_iterable(READINGS.values())).lower()

    assert re.findall(r"\byou have (?:an?|the|got) \w+", told) == []
