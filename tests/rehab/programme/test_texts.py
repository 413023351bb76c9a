"""Words for runners are short: sentences of 15 words at most."""

import re
from collections.abc import Iterator

import pytest

from rehab.programme import meanwhile, phases, rice, sessions
from rehab.programme.exercises import EXERCISES

MAX_WORDS = 15


def texts() -> Iterator[str]:
    for item in (rice.REST, rice.ICE, rice.COMPRESSION, rice.ELEVATION):
        yield from (item.name, item.why, *item.how, item.how_long, *item.limits, item.note)
    for obstacle in (*rice.RULES_OUT_ICE, *rice.RULES_OUT_COMPRESSION):
        yield obstacle.text
    for exercise in EXERCISES:
        yield from (exercise.name, exercise.why, *exercise.how, exercise.instead)
    for phase in phases.PHASES:
        yield from (phase.name, phase.goal, phase.usual, *phase.gate)
    yield from (phases.COMING, *sessions.PAIN_RULE)
    yield from (meanwhile.NO_RUNNING, *meanwhile.AVOID.values())
    for swap in meanwhile.SWAPS:
        yield from (swap.name, swap.start, swap.how)


@pytest.mark.parametrize("text", [text for text in texts() if text])
def test_no_sentence_is_long(text: str) -> None:
    longest = max(len(sentence.split()) for sentence in re.split(r"[.:?] ", text))

    assert longest <= MAX_WORDS
