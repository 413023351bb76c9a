"""Who may look at how they move: the tests load the knee a little."""

from typing import Any

import pytest

from tests.triage.protocols.telling import told as told_in_the_check
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.protocols.medial_knee.movement import (
    FIT_TODAY,
    MOVEMENT,
    SEEN_FIRST,
    reasons_to_wait,
)
from triage.protocols.medial_knee.movement.offer import BARS, ELSEWHERE
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import compares_in, holds
from triage.rules.parts import Level

TODAY = MOVEMENT.pages[0]
BEGUN_LATELY, WALKING, BONE = (bar.because for bar in BARS)


def why(**answers: Answer) -> tuple[str, ...]:
    """Return what speaks against the tests for somebody calm, but for these answers."""
    calm = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    return reasons_to_wait(calm | answers, told_in_the_check(**answers))


def test_a_calm_result_lets_them_be_done() -> None:
    assert why() == ()


def test_a_result_to_be_seen_within_2_weeks_lets_them_be_done() -> None:
    assert told_in_the_check(duration="over_6_weeks").level is Level.WITHIN_2_WEEKS
    assert why(duration="over_6_weeks") == ()


@pytest.mark.parametrize(
    "urgent",
    [{"giving_way": True}, {"limb": True}, {"duration": "worse"}, {"constant": True}],
)
def test_whoever_must_be_seen_sooner_is_seen_first(urgent: dict[str, Any]) -> None:
    assert told_in_the_check(**urgent).level > Level.WITHIN_2_WEEKS
    assert why(**urgent) == (SEEN_FIRST,)


def test_they_are_for_the_inner_side_only() -> None:
    assert why(place="outer") == (ELSEWHERE,)


@pytest.mark.parametrize(
    ("answers", "reasons"),
    [
        ({"onset": "twist", "duration": "under_3_weeks"}, (BEGUN_LATELY,)),
        ({"onset": "fall", "duration": "over_6_weeks"}, ()),
        ({"onset": "fall", "duration": "over_6_weeks", "this_week": True}, (BEGUN_LATELY,)),
        ({"onset": "sudden", "duration": "under_3_weeks"}, ()),
        ({"onset": "sudden", "this_week": True}, (BEGUN_LATELY,)),
        ({"onset": Silence.NOT_SURE}, (BEGUN_LATELY,)),
        ({"onset": "twist", "duration": Silence.NOT_SURE}, (BEGUN_LATELY,)),
        ({"hurts_to_walk": True}, (WALKING,)),
        ({"hurts_to_walk": Silence.NOT_SURE}, (WALKING,)),
        ({"landing": True}, (BONE,)),
        ({"bone_spot": Silence.LEFT_OPEN}, (BONE,)),
        ({"hurts_to_walk": True, "builds": True}, (WALKING, BONE)),
    ],
)
def test_an_injury_pain_in_walking_or_a_sore_bone_speak_against_them(
    answers: dict[str, Answer], reasons: tuple[str, ...]
) -> None:
    calm = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}

    assert reasons_to_wait(calm | answers, told_in_the_check()) == reasons


def test_what_was_never_asked_speaks_against_them() -> None:
    assert reasons_to_wait({}, told_in_the_check()) == (BEGUN_LATELY, WALKING, BONE)


def test_the_bars_read_answers_that_the_check_offers() -> None:
    read = [compare for bar in BARS for compare in compares_in(bar.when)]

    assert [c for c in read if not MEDIAL_KNEE.questions[c.question].accepts(c.value)] == []


@pytest.mark.parametrize("key", TODAY.keys)
@pytest.mark.parametrize("answer", [True, *Silence])
def test_one_yes_or_doubt_today_is_enough_to_wait(key: str, answer: Answer) -> None:
    fit = dict.fromkeys(TODAY.keys, False)

    assert holds(FIT_TODAY, fit) is True
    assert holds(FIT_TODAY, fit | {key: answer}) is not True
