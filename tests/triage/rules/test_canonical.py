import pytest

from tests.triage.rules.building import (
    a_cause,
    a_clue,
    a_factor,
    a_flag,
    a_page,
    a_protocol,
)
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.rules.answers import Silence
from triage.rules.canonical import build, digest, dumps, loads, plain
from triage.rules.conditions import (
    Compare,
    Condition,
    Operator,
    all_of,
    answer,
    any_of,
    not_,
)
from triage.rules.decide import Decision, decide
from triage.rules.parts import RedFlag
from triage.rules.protocol import Protocol
from triage.rules.questions import Page

LIMPS = answer("limp").is_yes()


@pytest.mark.parametrize("protocol", [MEDIAL_KNEE, FOLLOW_UP, UNDER_18])
def test_a_protocol_reads_back_equal(protocol: Protocol) -> None:
    assert loads(Protocol, dumps(protocol)) == protocol


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (LIMPS, '{"compare":["limp","is",true]}'),
        (answer("pain").at_least(8), '{"compare":["pain","at least",8]}'),
        (
            Compare("limp", Operator.IS, Silence.NOT_SURE),
            '{"compare":["limp","is",{"silence":"not sure"}]}',
        ),
        (any_of(not_(LIMPS)), '{"any of":[{"not":{"compare":["limp","is",true]}}]}'),
        (all_of(), '{"all of":[]}'),
    ],
)
def test_a_condition_is_short_and_reads_back_equal(condition: Condition, text: str) -> None:
    flag = a_flag("f", when=condition)

    assert dumps(condition) == text
    assert loads(RedFlag, dumps(flag)) == flag


def test_a_level_is_written_by_its_name() -> None:
    assert plain(a_flag("f"))["level"] == "SAME_DAY"


def test_a_page_keeps_what_it_depends_on() -> None:
    page, always = a_page("lump", when=LIMPS), a_page("lump")

    assert build(Page, plain(page)) == page
    assert build(Page, plain(always)) == always


def test_a_decision_reads_back_equal() -> None:
    protocol = a_protocol(
        causes=(a_cause("strain"),),
        clues=(a_clue(LIMPS, strain=1.5),),
        fallback="strain",
        factors=(a_factor("load", "limp"),),
    )
    decision = decide(protocol, {"limp": True})

    assert build(Decision, plain(decision)) == decision


@pytest.mark.parametrize(
    "data", [{}, {"compare": ["limp", "is"]}, {"all of": {}}, {"some of": []}, {"not": []}]
)
def test_a_condition_of_an_unknown_shape_is_refused(data: object) -> None:
    flag = plain(a_flag("f")) | {"when": data}

    with pytest.raises(ValueError, match="not a condition"):
        build(RedFlag, flag)


def test_the_same_content_has_the_same_name_and_other_content_another() -> None:
    same, other = digest(dumps(a_protocol())), digest(dumps(a_protocol(slug="other")))

    assert digest(dumps(a_protocol())) == same
    assert len(same) == 64
    assert same != other
