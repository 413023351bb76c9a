from dataclasses import replace
from typing import Final

import pytest

from tests.triage.rules.building import OURS
from tests.triage.whole import FROM_THE_BRIEF, STRAIN, TEAR, WHOLE
from triage.models import LEVEL_IN_WORDS
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.words import Group, Line, Needs
from triage.views.rulebook import rule_book

BOOK: Final = rule_book(WHOLE)
HURT, NUMB = Line("hurt?", ("Yes",)), Line("Is it numb?", ("Yes",))


def test_warning_signs_stand_most_urgent_first_and_then_as_they_are_asked() -> None:
    found = [
        (chapter.words, [(rule.number, rule.flag.id) for rule in chapter.rules])
        for chapter in BOOK.chapters
    ]

    assert found == [
        ("Get emergency help now", [(1, "cold_or_numb"), (2, "torn")]),
        ("Be seen today", [(3, "sore")]),
        ("Be seen within 2 weeks", [(4, "everybody")]),
    ]


def test_each_warning_sign_tells_what_it_reads_and_what_not_sure_comes_to() -> None:
    (first, second), (third,), (fourth,) = (chapter.rules for chapter in BOOK.chapters)

    assert first.when == Group(Needs.ANY, (Line("Is it cold?", ("Yes",)), NUMB))
    assert third.when == Line("pain?", ("8 or more",))
    assert [rule.unsure for rule in (first, second, third, fourth)] == [
        "Be seen within 2 days",
        "Look after it yourself",
        "Be seen today",
        "Be seen within 2 weeks",
    ]


def test_a_warning_sign_stands_in_the_section_that_asks_first_for_it() -> None:
    sections = [rule.section for chapter in BOOK.chapters for rule in chapter.rules]

    assert sections == ["Safety", "Safety", "Safety", "For everybody"]


@pytest.mark.parametrize("level", [*Level][1:])
def test_every_level_that_a_warning_sign_can_have_has_its_looks(level: Level) -> None:
    flag = replace(WHOLE.red_flags[0], level=level)

    (chapter,) = rule_book(replace(WHOLE, red_flags=(flag,))).chapters

    assert (chapter.level, chapter.words) == (level, LEVEL_IN_WORDS[level])
    assert chapter.band


def test_a_cause_tells_how_often_it_is_there_beside_the_fallback() -> None:
    strain, tear = BOOK.causes

    assert BOOK.fallback == STRAIN == strain.cause
    assert (strain.starts, strain.starts_if) == ("about as often", ())
    assert (tear.cause, tear.starts) == (TEAR, "less often")
    assert tear.starts_if == ((HURT, "more often"), (NUMB, "much less often"))


def test_a_cause_tells_when_it_may_lead_and_what_is_added_to_it() -> None:
    strain, tear = BOOK.causes

    assert (strain.leads_when, strain.hints) == (None, ())
    assert tear.leads_when == Group(Needs.NONE, (NUMB,))
    assert tear.hints == ((HURT, "It may be a bad one."),)


def test_causes_are_named_where_the_rules_say() -> None:
    assert BOOK.named_when == Line("place?", ("It is inner",))


def test_a_cause_tells_what_speaks_for_it_first_and_how_much() -> None:
    strain, tear = BOOK.causes

    assert [(t.number, t.speaks_for, t.strength) for t in strain.tells] == [
        (2, True, "clearly"),
        (1, False, "a little"),
    ]
    assert [(t.number, t.speaks_for, t.strength) for t in tear.tells] == [
        (1, True, "strongly")
    ]


def test_a_clue_tells_for_which_causes_and_where_each_weight_is_from() -> None:
    twist, more = BOOK.clues

    assert twist.when == HURT
    assert [(told.cause, told.bits) for told in twist.tells] == [
        ("Tear", 2.5),
        ("Strain", -0.5),
    ]
    assert twist.sources == ((FROM_THE_BRIEF, ("Tear",)), (OURS, ("Strain",)))
    assert (more.number, more.sources) == (2, ((OURS, ("Strain",)),))


def test_a_factor_tells_its_signs() -> None:
    (load,) = BOOK.factors

    told = [(sign.because, when) for sign, when in load.signs]
    assert told == [
        ("more was ticked.", Line("more?", ("Yes",))),
        ("hurt was ticked.", HURT),
    ]


def test_pages_tell_what_they_ask_and_of_whom() -> None:
    signs, place, pain, hurt, _ = BOOK.pages

    assert (signs.heading, signs.when) == ("signs?", None)
    assert signs.questions == (("", ("Is it cold?", "Is it numb?")),)
    assert place.heading == "side?"
    assert place.questions == (
        ("", ("It is left", "It is right")),
        ("place?", ("It is inner", "It is outer")),
    )
    assert (pain.number, pain.when) == (3, Line("place?", ("It is outer",)))
    assert pain.questions == (("", ("0 to 10",)),)
    assert hurt.questions == (("", ("yes or no",)),)


@pytest.mark.parametrize("protocol", [MEDIAL_KNEE, UNDER_18, FOLLOW_UP, MOVEMENT])
def test_nothing_of_the_rules_is_left_out(protocol: Protocol) -> None:
    book = rule_book(protocol)

    flags = [rule.flag for chapter in book.chapters for rule in chapter.rules]
    assert {*flags} == {*protocol.red_flags}
    assert [rule.number for chapter in book.chapters for rule in chapter.rules] == [
        *range(1, len(flags) + 1)
    ]
    assert tuple(told.cause for told in book.causes) == protocol.causes
    assert tuple(told.clue for told in book.clues) == protocol.clues
    assert tuple(told.factor for told in book.factors) == protocol.factors
    assert tuple(told.page for told in book.pages) == protocol.pages
    assert (book.fallback is None) is (not protocol.causes)
