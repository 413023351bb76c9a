"""A release and a decision as they were stored before clues stood beside the causes."""

import json
from typing import Any, Final

import pytest

from tests.triage.rules.building import OURS, a_flag, a_page, a_protocol
from triage.rules.canonical import build, dumps, loads, plain
from triage.rules.conditions import ALWAYS, answer
from triage.rules.decide import Decision, Finding, decide
from triage.rules.earlier import cause_of_today, factor_of_today, protocol_of_today
from triage.rules.parts import (
    Cap,
    Cause,
    Clue,
    Factor,
    FactorKind,
    Level,
    Prior,
    RedFlag,
    Sign,
    Weight,
)
from triage.rules.protocol import Protocol
from triage.rules.ranking import Ranked, Weighed

LIMPS = answer("limp").is_yes()
SOURCE: Final = {"origin": "our default", "reference": "made up for a test"}
WHEN: Final = {"compare": ["limp", "is", True]}
CAUSE: Final[dict[str, Any]] = {
    "id": "strain",
    "name": "Strain",
    "summary": "A strain hurts.",
    "prior": 0.5,
    "priors": [{"when": WHEN, "bits": 1.0}],
    "source": SOURCE,
    "clues": [
        {"when": WHEN, "bits": 1.5, "domain": "story", "because": "A.", "source": SOURCE},
        {"when": WHEN, "bits": -1.0, "domain": "story", "because": "B.", "source": SOURCE},
    ],
    "own_levels": [
        {"when": WHEN, "level": "WITHIN_A_WEEK", "because": "C.", "source": SOURCE},
        {"when": {"all of": []}, "level": "SELF_CARE", "because": "D.", "source": SOURCE},
    ],
}
FACTOR: Final = {
    "id": "load",
    "name": "Load",
    "kind": "load",
    "when": WHEN,
    "because": "You ran more.",
    "summary": "Load strains.",
    "source": SOURCE,
}
QUESTION: Final = {
    "key": "limp",
    "text": "limp?",
    "kind": "yes or no",
    "options": [],
    "alone": "",
    "help": "",
}
PAGE: Final = {
    "key": "limp",
    "section": "Safety",
    "questions": [QUESTION],
    "why": "To know.",
    "heading": "",
    "hint": "",
    "when": None,
}
RELEASE: Final[dict[str, Any]] = {
    "slug": "small",
    "pages": [PAGE],
    "red_flags": [
        {
            "id": "limping",
            "when": WHEN,
            "level": "SAME_DAY",
            "when_unsure": "SAME_DAY",
            "because": "limping was found.",
            "source": SOURCE,
        }
    ],
    "causes": [CAUSE],
    "caps": [{"domain": "story", "bits": 2.0}],
    "factors": [FACTOR],
    "in_scope": {"all of": []},
    "fallback": "strain",
}
DECISION: Final = {
    "level": "SAME_DAY",
    "findings": [
        {
            "rule": "limping",
            "level": "SAME_DAY",
            "because": "limping was found.",
            "source": SOURCE,
            "certain": True,
            "questions": ["limp"],
        }
    ],
    "in_scope": True,
    "ranking": [
        {"cause": "strain", "bits": 1.5, "clues": [{"because": "A.", "bits": 1.5}]}
    ],
    "shown": ["strain"],
    "too_close": False,
    "factors": ["load"],
    "unasked": [],
}


def a_level(id_: str, **given: Any) -> RedFlag:
    """Return the red flag that a level of a cause becomes."""
    defaults: dict[str, Any] = {"level": Level.WITHIN_A_WEEK, "because": "C."}
    told = defaults | given
    return a_flag(id_, **told, when_unsure=told["level"])


RELEASE_TODAY = a_protocol(
    pages=(a_page("limp"),),
    red_flags=(
        a_flag("limping"),
        a_level("strain_1"),
        a_level("strain_2", when=ALWAYS, level=Level.SELF_CARE, because="D."),
    ),
    causes=(
        Cause(
            id="strain",
            name="Strain",
            summary="A strain hurts.",
            feels_like="",
            helps="",
            prior=0.5,
            priors=(Prior(LIMPS, 1.0),),
            source=OURS,
        ),
    ),
    clues=(
        Clue(
            when=LIMPS,
            domain="story",
            because="A.",
            weights=(Weight("strain", 1.5, OURS),),
        ),
        Clue(
            when=LIMPS,
            domain="story",
            because="B.",
            weights=(Weight("strain", -1.0, OURS),),
        ),
    ),
    caps=(Cap("story", 2.0),),
    factors=(
        Factor(
            id="load",
            name="Load",
            kind=FactorKind.LOAD,
            signs=(Sign(when=LIMPS, points=1, because="You ran more."),),
            summary="Load strains.",
            source=OURS,
        ),
    ),
    fallback="strain",
)


def test_an_earlier_release_is_read_in_the_shape_of_today() -> None:
    assert loads(Protocol, json.dumps(RELEASE)) == RELEASE_TODAY


def test_an_earlier_decision_is_read_in_the_shape_of_today() -> None:
    assert build(Decision, DECISION) == Decision(
        level=Level.SAME_DAY,
        findings=(
            Finding(
                rule="limping",
                level=Level.SAME_DAY,
                because="limping was found.",
                source=OURS,
                certain=True,
                questions=("limp",),
            ),
        ),
        no_impact=False,
        in_scope=True,
        ranking=(
            Ranked(cause="strain", bits=1.5, clues=(Weighed(because="A.", bits=1.5),)),
        ),
        shown=("strain",),
        too_close=False,
        factors=("load",),
        unasked=(),
    )


def test_an_earlier_release_still_decides_and_then_reads_back_equal() -> None:
    protocol = build(Protocol, RELEASE)

    decision = decide(protocol, {"limp": True})

    assert (decision.level, decision.shown) == (Level.SAME_DAY, ("strain",))
    assert loads(Protocol, dumps(protocol)) == protocol


@pytest.mark.parametrize("without", ["clues", "own_levels"])
def test_what_an_earlier_cause_left_out_is_not_missed(without: str) -> None:
    cause = {name: part for name, part in CAUSE.items() if name != without}

    protocol = build(Protocol, RELEASE | {"causes": [cause]})

    assert len(protocol.clues) == (0 if without == "clues" else 2)
    assert len(protocol.red_flags) == (1 if without == "own_levels" else 3)


def test_what_has_the_shape_of_today_is_left_as_it_is() -> None:
    today = plain(build(Protocol, RELEASE))

    assert protocol_of_today(today) == today
    assert cause_of_today(today["causes"][0]) == today["causes"][0]
    assert factor_of_today(today["factors"][0]) == today["factors"][0]


@pytest.mark.parametrize(("id_", "shoes"), [("overpronation", True), ("load", False)])
def test_advice_on_shoes_went_with_feet_that_roll_in(id_: str, *, shoes: bool) -> None:
    protocol = build(Protocol, RELEASE | {"factors": [FACTOR | {"id": id_}]})

    assert [factor.shoes for factor in protocol.factors] == [shoes]


def test_what_was_stored_is_not_touched() -> None:
    before = json.dumps([RELEASE, DECISION])

    build(Protocol, RELEASE)
    build(Decision, DECISION)

    assert json.dumps([RELEASE, DECISION]) == before
