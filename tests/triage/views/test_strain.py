from dataclasses import replace

import pytest

from tests.triage.rules.building import a_page
from tests.triage.views.small import SMALL
from tests.triage.views.test_readout import CALM
from triage.rules.answers import Answer, Answers, Silence
from triage.rules.factors import Found, factors_in
from triage.rules.parts import FactorKind
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind
from triage.views.readout import Told
from triage.views.strain import Strain, UsualWeek, strain_of, usual_week


def strain(kind: FactorKind, told: Answers, protocol: Protocol = SMALL) -> Strain:
    answers = {**CALM, **told}
    pages = {"load": "/about/factors/1/"}
    return strain_of(kind, protocol, answers, factors_in(protocol, answers), pages=pages)


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
    assert [one.factor.id for one, _ in strain(kind, told).found] == found


def test_a_factor_says_which_signs_set_it_and_where_it_is_explained() -> None:
    load = strain(FactorKind.LOAD, {"more": True})
    feet = strain(FactorKind.MECHANICS, {"rolls": True})

    assert load.found == (
        (
            Found(
                factor=SMALL.factor_by_id["load"], points=1, because=("more was ticked.",)
            ),
            "/about/factors/1/",
        ),
    )
    assert [url for _, url in feet.found] == [""]


def test_what_was_asked_about_the_load_is_told_too() -> None:
    assert strain(FactorKind.LOAD, {}).asked == (Told("more?", "No"),)


def test_how_far_somebody_runs_belongs_to_the_load() -> None:
    how_far = replace(SMALL, pages=(*SMALL.pages, a_page("weekly_distance")))

    load = strain(FactorKind.LOAD, {"weekly_distance": True}, how_far)
    feet = strain(FactorKind.MECHANICS, {"weekly_distance": True}, how_far)

    assert load.asked == (Told("weekly_distance?", "Yes"), Told("more?", "No"))
    assert feet.asked == (Told("Is it rolls?", "No"),)


def test_a_usual_week_is_told_in_words_and_may_be_little() -> None:
    page = a_page("weekly_distance", Kind.CHOICE, "under_10_km", "over_40_km")
    asked = replace(SMALL, pages=(*SMALL.pages, page))

    weeks = [
        usual_week(asked, CALM | {"weekly_distance": told})
        for told in ("under_10_km", "over_40_km", Silence.NOT_SURE)
    ]

    assert weeks == [
        UsualWeek("It is under_10_km", little=True),
        UsualWeek("It is over_40_km", little=False),
        None,
    ]
    assert usual_week(SMALL, CALM) is None
