import pytest

from tests.triage.rules.building import a_page, a_protocol, a_tick_list
from triage.rules.conditions import (
    ALWAYS,
    Condition,
    all_of,
    answer,
    any_of,
    any_yes,
    not_,
)
from triage.rules.questions import Kind
from triage.rules.reach import can_hold

LIMP, PAIN, PLACE = answer("limp"), answer("pain"), answer("place")
ASKED = a_protocol(
    pages=(
        a_page("limp"),
        a_page("pain", Kind.SCALE),
        a_page("place", Kind.CHOICE, "shin", "calf"),
        a_tick_list("calf_signs", "tight", "hot", when=PLACE.is_("calf")),
        a_page("fever", when=answer("hot").is_yes()),
    )
)
CALF, HOT, FEVER = PLACE.is_("calf"), answer("hot"), answer("fever")


@pytest.mark.parametrize(
    "condition",
    [
        ALWAYS,
        LIMP.is_yes(),
        all_of(LIMP.is_yes(), PAIN.at_least(10), PLACE.is_("shin")),
        any_of(all_of(LIMP.is_yes(), LIMP.is_no()), PAIN.at_least(1)),
        all_of(any_yes("tight", "hot"), not_(answer("tight").is_yes()), CALF),
        not_(PAIN.at_least(1)),
        not_(all_of(LIMP.is_yes(), PAIN.at_least(0))),
        all_of(FEVER.is_yes(), HOT.is_yes(), CALF),
    ],
)
def test_what_some_answers_bring_about_can_hold(condition: Condition) -> None:
    assert can_hold(condition, ASKED)


@pytest.mark.parametrize(
    "condition",
    [
        any_of(),
        not_(ALWAYS),
        all_of(LIMP.is_yes(), LIMP.is_no()),
        all_of(PLACE.is_("shin"), CALF),
        all_of(PAIN.at_least(8), not_(PAIN.at_least(7))),
        not_(PAIN.at_least(0)),
        not_(any_of(LIMP.is_yes(), LIMP.is_no())),
        any_of(any_of(), all_of(LIMP.is_no(), not_(LIMP.is_no()))),
    ],
)
def test_what_contradicts_itself_cannot_hold(condition: Condition) -> None:
    assert not can_hold(condition, ASKED)


@pytest.mark.parametrize(
    "condition",
    [
        all_of(HOT.is_yes(), PLACE.is_("shin")),
        all_of(FEVER.is_yes(), PLACE.is_("shin")),
        all_of(FEVER.is_yes(), HOT.is_no()),
        all_of(not_(FEVER.is_yes()), HOT.is_no()),
    ],
)
def test_what_rests_on_answers_of_people_who_are_not_asked_cannot_hold(
    condition: Condition,
) -> None:
    assert not can_hold(condition, ASKED)
