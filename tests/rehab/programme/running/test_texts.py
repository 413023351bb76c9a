"""Words for runners are short and easy: 15 words a sentence at most, grade 6 at most."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from rehab.programme.care.meanwhile import RUN_ON
from rehab.programme.course import Limits
from rehab.programme.running import gate, ladder, left, locks, refusals, setbacks, stages
from rehab.programme.running.ceilings import NO_RUNS, ceilings
from rehab.programme.running.distance import Measure, Week, WeekRun
from rehab.programme.running.weeks import check_week
from rehab.programme.told import (
    Amount,
    Day,
    History,
    Intensity,
    RunTold,
    SessionTold,
    Swelling,
    Terrain,
)
from tests.reading import grade_of
from tests.rehab.programme.running.somebody import (
    MONDAY,
    a_course,
    a_run,
    a_week,
    day,
    list_met,
    planning_by_week,
    runs,
)
from triage.rules.parts import Level

MAX_WORDS, HARDEST = 15, 6.0  # grade 6 is what a child of 11 or 12 reads

SORE = Day(
    on=day(0),
    pain=8,
    level=Level.SAME_DAY,
    swelling=Swelling.MORE,
    night_pain=True,
)


TOO_MUCH = SessionTold(on=day(-1), amount=Amount.ALL, swelling=Swelling.MORE)


def lock_words() -> Iterator[str]:
    limits = Limits(protect_only=True, may_run=False, may_hop=False)
    barred: Any = {"limits": limits, "phase": 0, "paused": True, "rest_until": day(9)}
    history = History(days=(SORE,), runs=(a_run(-1),), sessions=(TOO_MUCH,))
    for cause in ("sifk", "meniscus"):
        course = a_course(cause, exercises_began_on=day(-1), **barred)
        yield from (lock.words for lock in locks.rest_locks(course, history, day(0)))
    yield left.NONE_LEFT
    too_much = History(sessions=(TOO_MUCH,))
    for told in (History(), History(gates=list_met(-2)), too_much):
        yield from (lock.words for lock in locks.run_locks(a_course(), told, day(0)))


def limit_words() -> Iterator[str]:
    """Yield the arithmetic of all weeks there are."""
    flare = a_run(-7, metres=9000, pain=5)
    stories: tuple[tuple[RunTold, ...], ...] = (
        (),
        a_week(-14, 4, 4),
        (*a_week(-21, 4, 4), *a_week(-14, 8, 8)),
        (*a_week(-14, 4, 4), *a_week(-7, 4, 4)),
        (*a_week(-14, 4, 4), *a_week(-7, 8, 8)),
        (*a_week(-14, 4, 4), *a_week(-7, 4, 4, pain=3)),
        (*a_week(-14, 4, 4), flare),
        (*a_week(-14, 4, 4), flare, a_run(-2, metres=3000)),
    )
    for told in stories:
        for weeks in (2, 4):
            course = planning_by_week(weeks=weeks)
            found = ceilings(course, runs(*told), day(0), allowance=True)
            yield from (found.week.words, found.longest.words)
    yield ceilings(a_course(stage=3), History(), day(0)).week.words
    yield NO_RUNS.words


def refused_words() -> Iterator[str]:
    hard: Any = {"intensity": Intensity.RACE, "terrain": Terrain.ROAD_FLAT}
    days = (WeekRun(on=MONDAY + timedelta(days=n), amount=90_000, **hard) for n in range(7))
    planned = Week(begins_on=MONDAY, measure=Measure.METRES, runs=tuple(days))
    history = runs(*a_week(-14, 4, 4), *a_week(-7, 4, 4))
    for weeks in (1, 2, 4, 20):
        course = planning_by_week(weeks=weeks, rest_until=day(9))
        for refusal in check_week(planned, ceilings(course, history, day(0))):
            yield from (refusal.why, refusal.sums)


READINGS = {
    "how": [*stages.HOW],
    "stages": [stage.text for stage in stages.STAGES],
    "list": [item.text for item in (*gate.gate_items(a_course()), gate.GUIDED_CALM)],
    "whole list": [item.text for item in gate.gate_items(a_course("meniscus"))],
    "hops": [item.text for item in gate.HOPS],
    "runs": [*ladder.WORDS.values()],
    "stop": [ladder.STOP_NOW, RUN_ON],
    "ladder": [ladder.UP, ladder.BY_WEEK, ladder.NOT_RUN, locks.OPEN],
    "setbacks": [setbacks.SEE_SOON, setbacks.SEE, setbacks.SEE_FAILED],
    "twice": [setbacks.WENT_WRONG_TWICE],
    "locks": [*dict.fromkeys(lock_words())],
    "limits": [*dict.fromkeys(limit_words())],
    "refused": [*dict.fromkeys(filter(None, refused_words()))],
    "ground": [refusals.NOT_SO_FAST, refusals.NOT_THERE, refusals.HOLDS],
    "days": [refusals.PAST, refusals.NO_RUN],
}


@pytest.mark.parametrize("texts", READINGS.values(), ids=READINGS)
def test_no_sentence_is_long(texts: list[str]) -> None:
    sentences = [part for text in texts for part in re.split(r"[.:?] ", text)]

    longest = max(sentences, key=lambda sentence: len(sentence.split()))
    assert len(longest.split()) <= MAX_WORDS, longest


@pytest.mark.parametrize("texts", READINGS.values(), ids=READINGS)
def test_all_is_easy_to_read(texts: list[str]) -> None:
    assert grade_of(texts) <= HARDEST


@pytest.mark.parametrize("texts", READINGS.values(), ids=READINGS)
def test_no_reason_is_too_long_to_keep(texts: list[str]) -> None:
    assert max(map(len, texts)) <= 300


def test_nothing_tells_somebody_what_they_have() -> None:
    told = " ".join(text for texts in READINGS.values() for text in texts).lower()

    assert re.findall(r"\byou have (?:an?|the|got) \w+", told) == []
