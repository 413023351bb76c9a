"""Which factors are set, and in which order they stand everywhere."""

from dataclasses import replace

import pytest

from tests.triage.rules.building import a_factor, a_page, a_protocol, a_sign
from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import answer
from triage.rules.decide import decide, factors_of_decision
from triage.rules.factors import (
    Found,
    ShoeAdvice,
    factors_in,
    factors_told,
    in_order,
    shoe_advice,
    together,
)
from triage.rules.parts import Factor, FactorKind
from triage.rules.protocol import Protocol
from triage.rules.questions import Page

LUMP = a_page("lump")
MORE = a_factor("more", a_sign("limp", points=2), a_sign("lump", points=2))
HIPS = a_factor("hips", "lump", kind=FactorKind.MECHANICS)
FEET = replace(a_factor("feet", "lump", kind=FactorKind.MECHANICS), shoes=True)


def found(factor: Factor, points: int, *because: str) -> Found:
    return Found(factor=factor, points=points, because=because)


def asking(factors: tuple[Factor, ...], lump: Page = LUMP) -> Protocol:
    """Return a protocol of these factors that asks for a limp and for a lump."""
    return a_protocol(pages=(a_page("limp"), lump), factors=factors)


@pytest.mark.parametrize(
    ("told", "points"),
    [
        ({"limp": True, "lump": True}, [2]),
        ({"limp": True, "lump": Silence.LEFT_OPEN}, [1]),
        ({"limp": True}, [1]),
        ({"limp": False, "lump": Silence.NOT_SURE}, []),
        ({}, []),
    ],
)
def test_the_points_of_all_signs_told_add_up(
    told: dict[str, Answer], points: list[int]
) -> None:
    protocol = asking((a_factor("load", "limp", "lump"),))

    assert [each.points for each in factors_told(protocol, told)] == points


def test_no_factor_has_more_than_2_points_and_each_says_all_its_signs() -> None:
    protocol = asking((MORE,))

    assert factors_told(protocol, {"limp": True, "lump": True}) == (
        found(MORE, 2, "limp was ticked.", "lump was ticked."),
    )


def test_answers_that_no_longer_count_set_nothing() -> None:
    lump_if_no_limp = a_page("lump", when=answer("limp").is_no())
    protocol = asking((MORE, HIPS), lump_if_no_limp)

    assert factors_in(protocol, {"limp": True, "lump": True}) == (
        found(MORE, 2, "limp was ticked."),
    )


def test_most_points_stand_first_whatever_the_kind() -> None:
    few, many = a_factor("few", "limp"), replace(MORE, kind=FactorKind.MECHANICS)
    protocol = asking((few, many))

    assert factors_told(protocol, {"limp": True}) == (
        found(many, 2, "limp was ticked."),
        found(few, 1, "limp was ticked."),
    )


def test_signs_beyond_2_points_do_not_put_mechanics_before_load() -> None:
    valgus = a_factor("valgus", a_sign("limp", points=3), kind=FactorKind.MECHANICS)
    protocol = asking((valgus, MORE))

    order = [each.factor.id for each in factors_told(protocol, {"limp": True})]

    assert order == ["more", "valgus"]


def test_load_stands_before_mechanics_on_ties_and_then_the_order_of_the_rules() -> None:
    late, early = a_factor("a_late", "lump"), a_factor("z_early", "lump")
    protocol = asking((HIPS, early, FEET, late))

    order = [each.factor.id for each in factors_told(protocol, {"lump": True})]

    assert order == ["z_early", "a_late", "hips", "feet"]


def test_what_the_rules_do_not_know_comes_last_on_ties() -> None:
    protocol = asking((FEET,))

    assert in_order(protocol, [found(HIPS, 1), found(FEET, 1)]) == (
        found(FEET, 1),
        found(HIPS, 1),
    )
    assert in_order(protocol, [found(FEET, 1), found(MORE, 1), found(HIPS, 2)]) == (
        found(HIPS, 2),
        found(MORE, 1),
        found(FEET, 1),
    )


def test_a_decision_names_the_factors_in_this_order() -> None:
    told: Answers = {"limp": True, "lump": True}
    protocol = asking((FEET, HIPS, MORE))

    decision = decide(protocol, told)

    assert decision.factors == ("more", "feet", "hips")
    assert factors_of_decision(protocol, told, decision) == factors_in(protocol, told)
    assert factors_of_decision(protocol, told, replace(decision, factors=("hips",))) == (
        found(HIPS, 1, "lump was ticked."),
    )


def test_a_sign_that_is_told_twice_is_one_sign() -> None:
    renamed = replace(FEET, name="Feet, later")

    both = together(
        [found(FEET, 2, "A.", "B."), found(MORE, 1, "C.")],
        [found(renamed, 1, "B.", "D."), found(HIPS, 1, "E.")],
    )

    assert both == (
        found(renamed, 2, "A.", "B.", "D."),
        found(MORE, 1, "C."),
        found(HIPS, 1, "E."),
    )


@pytest.mark.parametrize(
    ("all_found", "advice"),
    [
        ([], None),
        ([found(MORE, 2), found(HIPS, 2)], None),
        ([found(MORE, 2), found(FEET, 1)], ShoeAdvice(trial=False)),
        ([found(FEET, 1), found(FEET, 2)], ShoeAdvice(trial=True)),
    ],
)
def test_shoes_are_spoken_of_where_a_factor_calls_for_it(
    all_found: list[Found], advice: ShoeAdvice | None
) -> None:
    assert shoe_advice(all_found) == advice
