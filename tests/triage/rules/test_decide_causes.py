"""Which causes fit, which are shown, and what follows from them."""

from typing import Any

import pytest

from tests.triage.rules.building import (
    a_cause,
    a_clue,
    a_factor,
    a_flag,
    a_page,
    a_protocol,
)
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import answer, not_
from triage.rules.decide import decide
from triage.rules.parts import Cap, Level, Prior
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind
from triage.rules.ranking import Weighed

LIMPS, LUMPS = answer("limp").is_yes(), answer("lump").is_yes()
BOTH = (a_page("limp"), a_page("lump"))
NONE, UNSURE = {"limp": False}, {"limp": Silence.NOT_SURE}


def a_weighing(**given: Any) -> Protocol:
    """Return a protocol with a cause for each number given, which starts at so many bits.

    The first is the fallback. Whatever is no number is a part of the protocol.
    """
    bits = {name: part for name, part in given.items() if isinstance(part, float)}
    parts = {name: part for name, part in given.items() if name not in bits}
    causes = tuple(a_cause(id_, prior=prior) for id_, prior in bits.items())
    return a_protocol(**{"causes": causes, "fallback": next(iter(bits))} | parts)


def test_clues_of_one_domain_are_capped_together() -> None:
    clues = (a_clue(LIMPS, strain=1.5, sprain=-1.5), a_clue(LUMPS, strain=1.5, sprain=-1.5))
    protocol = a_weighing(strain=0.5, sprain=0.0, pages=BOTH, clues=clues)

    ranking = decide(protocol, {"limp": True, "lump": True}).ranking

    assert [(ranked.cause, ranked.bits) for ranked in ranking] == [
        ("strain", 2.5),
        ("sprain", -2.0),
    ]
    assert ranking[0].clues == (Weighed(because=clues[0].because, bits=1.5),) * 2


def test_clues_of_different_domains_are_capped_apart() -> None:
    clues = (a_clue(LIMPS, "story", strain=3.0), a_clue(LUMPS, "place", strain=0.5))
    caps = (Cap("story", 2.0), Cap("place", 2.0))
    protocol = a_weighing(strain=0.0, pages=BOTH, clues=clues, caps=caps)

    ranking = decide(protocol, {"limp": True, "lump": True}).ranking

    assert ranking[0].bits == 2.5


def test_a_clue_counts_only_when_it_is_known_to_hold() -> None:
    clues = (a_clue(LIMPS, strain=1.0), a_clue(not_(LIMPS), strain=1.0))

    assert decide(a_weighing(strain=0.0, clues=clues), UNSURE).ranking[0].clues == ()


def test_a_clue_counts_for_the_causes_it_weighs_alone() -> None:
    protocol = a_weighing(strain=0.0, sprain=0.0, clues=(a_clue(LIMPS, sprain=1.0),))

    ranking = decide(protocol, {"limp": True}).ranking

    assert [(ranked.cause, ranked.bits) for ranked in ranking] == [
        ("sprain", 1.0),
        ("strain", 0.0),
    ]


def test_the_first_prior_that_holds_is_the_start() -> None:
    priors = (Prior(when=LIMPS, bits=1), Prior(when=LUMPS, bits=2))
    strain = a_cause("strain", prior=0.25, priors=priors)
    protocol = a_protocol(pages=BOTH, causes=(strain,), fallback="strain")

    def start(**told: Answer) -> float:
        return decide(protocol, told).ranking[0].bits

    assert start(limp=True, lump=True) == 1
    assert start(limp=Silence.NOT_SURE, lump=True) == 2
    assert start(limp=False, lump=False) == 0.25


@pytest.mark.parametrize(
    ("bits", "shown", "too_close"),
    [
        ((0.0, 3.0), ("b",), False),
        ((0.0, 3.0, 1.0), ("b", "c"), False),
        ((0.0, 3.0, 2.1), ("b", "c"), True),
        ((0.0, 2.1, 0.1), ("b", "c"), False),
        ((3.0, 3.0, 3.0, 3.0), ("a", "b", "c"), True),
        ((0.0, 0.9), ("a", "b"), True),
        ((-1.5, 0.9), ("a", "b"), True),
        ((0.0, -3.0), ("a",), False),
    ],
)
def test_causes_close_to_the_best_are_shown_and_the_fallback_leads_when_none_stands_out(
    bits: tuple[float, ...], shown: tuple[str, ...], *, too_close: bool
) -> None:
    decision = decide(a_weighing(**dict(zip("abcd", bits, strict=False))), NONE)

    assert (decision.shown, decision.too_close) == (shown, too_close)


@pytest.mark.parametrize(
    ("told", "ranking"),
    [
        ({"limp": True}, ["c", "b", "a"]),
        ({"limp": False}, ["b", "c", "a"]),
        (UNSURE, ["b", "c", "a"]),
        ({}, ["b", "c", "a"]),
    ],
)
def test_a_cause_leads_only_if_its_condition_is_known_to_hold(
    told: dict[str, Answer], ranking: list[str]
) -> None:
    careful = a_cause("c", prior=3.0, leads_when=LIMPS)
    causes = (a_cause("a"), a_cause("b", prior=1.5), careful)

    decision = decide(a_protocol(causes=causes, fallback="a", red_flags=()), told)

    assert [ranked.cause for ranked in decision.ranking] == ranking


def test_the_fallback_leads_where_nothing_else_may() -> None:
    careful = a_cause("c", prior=3.0, leads_when=LIMPS)
    causes = (a_cause("a"), a_cause("b", prior=0.9), careful)

    decision = decide(a_protocol(causes=causes, fallback="a"), NONE)

    assert [ranked.cause for ranked in decision.ranking] == ["a", "c", "b"]
    assert (decision.shown, decision.too_close) == (("a", "c"), True)


def test_pain_elsewhere_is_given_no_cause() -> None:
    protocol = a_weighing(a=0.0, b=3.0, in_scope=not_(LIMPS), red_flags=())

    decision = decide(protocol, {"limp": True})

    assert (decision.in_scope, decision.ranking, decision.shown) == (False, (), ())


def test_a_place_that_is_not_known_counts_as_in_scope() -> None:
    decision = decide(a_weighing(a=0.0, in_scope=not_(LIMPS), red_flags=()), UNSURE)

    assert decision.in_scope


@pytest.mark.parametrize(
    ("told", "factors"),
    [({"limp": True}, ("load",)), ({"limp": False}, ()), (UNSURE, ()), ({}, ())],
)
def test_only_a_yes_sets_a_factor(
    told: dict[str, Answer], factors: tuple[str, ...]
) -> None:
    protocol = a_protocol(factors=(a_factor("load", "limp"),), red_flags=())

    assert decide(protocol, told).factors == factors


@pytest.mark.parametrize(
    ("pain", "names_causes", "allows_plan"),
    [
        (0, True, True),
        (1, True, True),
        (2, True, False),
        (3, True, False),
        (4, False, False),
        (5, False, False),
    ],
)
def test_causes_are_named_below_same_day_and_a_plan_allowed_up_to_two_weeks(
    pain: int, *, names_causes: bool, allows_plan: bool
) -> None:
    flags = tuple(
        a_flag(
            f"flag_{level}",
            when=answer("pain").at_least(level - 1),
            level=level,
            when_unsure=Level.SELF_CARE,
        )
        for level in list(Level)[1:]
    )
    protocol = a_weighing(a=0.0, pages=(a_page("pain", Kind.SCALE),), red_flags=flags)

    decision = decide(protocol, {"pain": pain})

    assert (decision.names_causes, decision.allows_plan) == (names_causes, allows_plan)


def test_no_plan_is_allowed_before_every_safety_question_is_asked() -> None:
    decision = decide(a_weighing(a=0.0), {})

    assert (decision.level, decision.allows_plan) == (Level.SELF_CARE, False)


def test_a_protocol_that_only_warns_names_no_causes() -> None:
    decision = decide(a_protocol(), NONE)

    assert (decision.names_causes, decision.allows_plan) == (False, False)
