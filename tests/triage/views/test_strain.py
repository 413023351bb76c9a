from dataclasses import replace

import pytest

from tests.triage.rules.building import a_page
from tests.triage.views.small import SMALL
from tests.triage.views.test_readout import CALM
from triage.rules.answers import Answer, Answers
from triage.rules.decide import decide
from triage.rules.parts import FactorKind
from triage.rules.protocol import Protocol
from triage.views.readout import Told
from triage.views.strain import Found, Strain, headlines, strain_of


def strain(kind: FactorKind, told: Answers, protocol: Protocol = SMALL) -> Strain:
    answers = {**CALM, **told}
    pages = {"load": "/about/factors/1/"}
    return strain_of(kind, protocol, answers, decide(protocol, answers), pages=pages)


@pytest.mark.parametrize(
    ("kind", "told", "found"),
    [
        (FactorKind.LOAD, {"more": True}, ["load"]),
        (FactorKind.LOAD, {}, []),
        (FactorKind.MECHANICS, {"rolls": True, "more": True}, ["feet"]),
    ],
)
def test_what_may_add_to_it_is_told_by_kind(
    kind: FactorKind, told: dict[str, Answer], found: list[str]
) -> None:
    assert [one.factor.id for one in strain(kind, told).found] == found


def test_a_factor_says_which_signs_set_it_and_where_it_is_explained() -> None:
    load = strain(FactorKind.LOAD, {"more": True})
    feet = strain(FactorKind.MECHANICS, {"rolls": True})

    assert load.found == (
        Found(
            factor=SMALL.factor_by_id["load"],
            because=("more was ticked.",),
            url="/about/factors/1/",
        ),
    )
    assert feet.found[0].url == ""


def test_what_was_asked_about_the_load_is_told_too() -> None:
    assert strain(FactorKind.LOAD, {}).asked == (Told("more?", "No"),)


def test_how_far_somebody_runs_belongs_to_the_load() -> None:
    how_far = replace(SMALL, pages=(*SMALL.pages, a_page("weekly_distance")))

    load = strain(FactorKind.LOAD, {"weekly_distance": True}, how_far)
    feet = strain(FactorKind.MECHANICS, {"weekly_distance": True}, how_far)

    assert load.asked == (Told("weekly_distance?", "Yes"), Told("more?", "No"))
    assert feet.asked == (Told("Is it rolls?", "No"),)


def test_two_factors_stand_out() -> None:
    decision = decide(SMALL, CALM | {"more": True, "rolls": True})
    many = replace(decision, factors=("feet", "load", "feet"))

    assert headlines(SMALL, many) == [
        SMALL.factor_by_id["feet"],
        SMALL.factor_by_id["load"],
    ]
    assert headlines(SMALL, replace(decision, factors=())) == []
