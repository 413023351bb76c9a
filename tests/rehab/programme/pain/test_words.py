"""How much pain is all right in a session fits the limits that it is judged by."""

import re

import pytest

from rehab.programme.exercises import EXERCISES
from rehab.programme.exercises.parts import Exercise, Part
from rehab.programme.pain.limits import (
    BY_DEFAULT,
    ON_BONE,
    ON_NEW_SPRAIN,
    PainLimit,
    Work,
    pain_limit,
)
from rehab.programme.pain.words import BY_MORNING, IMPACT_RULE, RULES, pain_rule
from tests.rehab.programme.standing import day, standing


def one_of(part: Part) -> Exercise:
    return next(exercise for exercise in EXERCISES if exercise.part is part)


@pytest.mark.parametrize(
    ("causes", "limits"),
    [
        (["patellofemoral"], BY_DEFAULT),
        (["osteoarthritis"], BY_DEFAULT),
        (["mcl", "overload"], ON_NEW_SPRAIN),
        (["sifk"], ON_BONE),
    ],
)
def test_each_cause_has_the_words_of_its_own_limits(
    causes: list[str], limits: PainLimit
) -> None:
    course = standing(*causes)

    words = pain_rule(course, day(0), [one_of(Part.STRENGTH)])

    assert pain_limit(course, day(0), Work.STRENGTH) == limits
    assert words == (*RULES[limits], BY_MORNING)


def test_a_sprain_has_the_usual_words_after_three_weeks() -> None:
    words = pain_rule(standing("mcl"), day(21), [one_of(Part.STRENGTH)])

    assert words == (*RULES[BY_DEFAULT], BY_MORNING)


@pytest.mark.parametrize("limits", [BY_DEFAULT, ON_NEW_SPRAIN])
def test_the_words_say_the_numbers_of_the_limits(limits: PainLimit) -> None:
    fine, *between, stop = RULES[limits]

    named = [number for words in between for number in re.findall(r"\d", words)]
    assert re.findall(r"\d", fine) == ["0", str(limits.green)]
    assert named == [str(pain) for pain in range(limits.green + 1, limits.red)]
    assert re.findall(r"\d", stop) == [str(limits.red)]


@pytest.mark.parametrize(
    ("cause", "added"),
    [
        ("patellofemoral", IMPACT_RULE),
        ("osteoarthritis", IMPACT_RULE),
        ("mcl", ()),
        ("sifk", ()),
    ],
)
def test_hops_may_hurt_less_unless_nothing_may_hurt_as_much_anyway(
    cause: str, added: tuple[str, ...]
) -> None:
    course, hop = standing(cause), one_of(Part.IMPACT)

    words = pain_rule(course, day(0), [one_of(Part.STRENGTH), hop])

    assert words == (*RULES[pain_limit(course, day(0), Work.STRENGTH)], BY_MORNING, *added)
