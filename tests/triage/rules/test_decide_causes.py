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
    an_own_level,
)
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import answer, not_
from triage.rules.decide import Weighed, decide
from triage.rules.protocol import Level, Prior, Protocol
from triage.rules.questions import Kind

LIMPS, LUMPS = answer("limp").is_yes(), answer("lump").is_yes()
BOTH = (a_page("limp"), a_page("lump"))
NONE, UNSURE = {"limp": False}, {"limp": Silence.NOT_SURE}


def a_weighing(*bits: float, **given: Any) -> Protocol:
    """Return a protocol whose causes "a", "b" … start at ``bits``; "a" is the fallback."""
    causes = tuple(a_cause(id_, prior=b) for id_, b in zip("abcd", bits, strict=False))
    return a_protocol(**{"causes": causes, "fallback": "a"} | given)


def test_clues_of_one_domain_are_capped_together() -> None:
    strain = a_cause("strain", a_clue(LIMPS, 1.5), a_clue(LUMPS, 1.5), prior=0.5)
    against = a_cause("sprain", a_clue(LIMPS, -1.5), a_clue(LUMPS, -1.5))
    protocol = a_protocol(pages=BOTH, causes=(strain, against), fallback="strain")

    ranking = decide(protocol, {"limp": True, "lump": True}).ranking

    assert [(ranked.cause, ranked.bits) for ranked in ranking] == [
        ("strain", 2.5),
        ("sprain", -2.0),
    ]
    assert ranking[0].clues == (Weighed(because="1.5 bits", bits=1.5),) * 2


def test_a_clue_counts_only_when_it_is_known_to_hold() -> None:
    strain = a_cause("strain", a_clue(LIMPS, 1), a_clue(not_(LIMPS), 1))
    protocol = a_protocol(causes=(strain,), fallback="strain")

    assert decide(protocol, UNSURE).ranking[0].clues == ()


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
    decision = decide(a_weighing(*bits), NONE)

    assert (decision.shown, decision.too_close) == (shown, too_close)


def test_pain_elsewhere_is_given_no_cause_but_is_ranked_for_the_physio() -> None:
    protocol = a_weighing(0.0, 3.0, in_scope=not_(LIMPS), red_flags=())

    decision = decide(protocol, {"limp": True})

    assert (decision.in_scope, decision.shown) == (False, ())
    assert [ranked.cause for ranked in decision.ranking] == ["b", "a"]


def test_a_place_that_is_not_known_counts_as_in_scope() -> None:
    decision = decide(a_weighing(0.0, in_scope=not_(LIMPS), red_flags=()), UNSURE)

    assert decision.in_scope


@pytest.mark.parametrize(
    ("told", "certain"), [({"limp": True}, True), (UNSURE, False), ({}, False)]
)
def test_a_cause_that_is_shown_can_raise_the_level(
    told: dict[str, Answer], *, certain: bool
) -> None:
    own = an_own_level(Level.WITHIN_2_WEEKS, when=LIMPS)
    strain = a_cause("strain", own_levels=(own,))
    protocol = a_protocol(causes=(strain,), fallback="strain", red_flags=())

    decision = decide(protocol, told)

    assert decision.level is Level.WITHIN_2_WEEKS
    assert [(f.rule, f.certain) for f in decision.findings] == [("strain", certain)]


def test_a_cause_whose_condition_does_not_hold_raises_nothing() -> None:
    own = an_own_level(Level.WITHIN_2_WEEKS, when=LIMPS)
    strain = a_cause("strain", own_levels=(own,))
    protocol = a_protocol(causes=(strain,), fallback="strain", red_flags=())

    assert decide(protocol, {"limp": False}).level is Level.SELF_CARE


def test_a_cause_that_is_not_shown_raises_nothing() -> None:
    far = a_cause("far", prior=-5, own_levels=(an_own_level(Level.WITHIN_2_DAYS),))
    protocol = a_protocol(causes=(a_cause("near"), far), fallback="near")

    assert decide(protocol, NONE).level is Level.SELF_CARE


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
    protocol = a_weighing(0.0, pages=(a_page("pain", Kind.SCALE),), red_flags=flags)

    decision = decide(protocol, {"pain": pain})

    assert (decision.names_causes, decision.allows_plan) == (names_causes, allows_plan)


def test_no_plan_is_allowed_before_every_safety_question_is_asked() -> None:
    decision = decide(a_weighing(0.0), {})

    assert (decision.level, decision.allows_plan) == (Level.SELF_CARE, False)


def test_a_protocol_that_only_warns_names_no_causes() -> None:
    decision = decide(a_protocol(), NONE)

    assert (decision.names_causes, decision.allows_plan) == (False, False)
