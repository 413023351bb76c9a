from dataclasses import replace

import pytest

from tests.triage.rules.building import a_flag, a_page, a_protocol, a_tick_list
from triage.rules.answers import Answer, Silence
from triage.rules.changes import (
    Change,
    Retelling,
    RetellingInWords,
    changes_of,
    retelling_in_words,
)
from triage.rules.conditions import ALWAYS, Condition, answer, any_of, any_yes
from triage.rules.decide import decide
from triage.rules.parts import Level, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind

UNSURE = Silence.NOT_SURE
LIMPS, LUMPS, HURTS = answer("limp").is_yes(), answer("lump").is_yes(), answer("pain")
HURT = answer("hurt").is_yes()
PAIN = a_page("pain", Kind.SCALE)


def a_retelling(question: str, told: Answer, instead: Answer) -> Retelling:
    return Retelling(question=question, told=told, instead=instead)


def a_change(
    before: Level, level: Level, *retold: Retelling, at_least: bool = False
) -> Change:
    return Change(retold=retold, before=before, level=level, at_least=at_least)


def changes(protocol: Protocol, **told: Answer) -> tuple[Change, ...]:
    return changes_of(protocol, told, decide(protocol, told))


def mild(id_: str, when: Condition, level: Level = Level.WITHIN_2_WEEKS) -> RedFlag:
    return a_flag(id_, when=when, level=level, when_unsure=Level.SELF_CARE)


def test_one_other_answer_can_make_it_more_urgent_or_less() -> None:
    worse = a_change(
        Level.SELF_CARE, Level.SAME_DAY, a_retelling("limp", told=False, instead=True)
    )
    better = a_change(
        Level.SAME_DAY, Level.SELF_CARE, a_retelling("limp", told=True, instead=False)
    )

    assert changes(a_protocol(), limp=False) == (worse,)
    assert changes(a_protocol(), limp=True) == (better,)
    assert (worse.more_urgent, better.more_urgent) == (True, False)


def test_a_doubt_can_be_settled_either_way() -> None:
    flag = a_flag("limping", when_unsure=Level.WITHIN_2_DAYS)

    assert changes(a_protocol(red_flags=(flag,)), limp=UNSURE) == (
        a_change(
            Level.WITHIN_2_DAYS, Level.SAME_DAY, a_retelling("limp", UNSURE, instead=True)
        ),
        a_change(
            Level.WITHIN_2_DAYS, Level.SELF_CARE, a_retelling("limp", UNSURE, instead=False)
        ),
    )


def test_of_all_answers_that_come_to_a_level_the_nearest_is_taken() -> None:
    protocol = a_protocol(
        pages=(PAIN,),
        red_flags=(
            mild("some", HURTS.at_least(4)),
            mild("more", HURTS.at_least(6), Level.WITHIN_2_DAYS),
        ),
    )

    assert changes(protocol, pain=9) == (
        a_change(Level.WITHIN_2_DAYS, Level.WITHIN_2_WEEKS, a_retelling("pain", 9, 5)),
        a_change(Level.WITHIN_2_DAYS, Level.SELF_CARE, a_retelling("pain", 9, 3)),
    )


def test_nearer_levels_stand_first_and_then_earlier_questions() -> None:
    keys = ("a", "b", "c", "d", "e")
    levels = (
        Level.SAME_DAY,
        Level.WITHIN_A_WEEK,
        Level.WITHIN_2_WEEKS,
        Level.WITHIN_A_WEEK,
        Level.EMERGENCY,
    )
    flags = (
        mild(f"f_{key}", answer(key).is_yes(), level)
        for key, level in zip(keys, levels, strict=True)
    )
    protocol = a_protocol(pages=tuple(map(a_page, keys)), red_flags=tuple(flags))

    found = changes(protocol, **dict.fromkeys(keys, False))

    assert [change.retold[0].question for change in found] == ["c", "b", "d"]


def test_an_answer_that_opens_a_page_comes_to_a_level_at_least() -> None:
    protocol = a_protocol(
        pages=(a_page("limp"), a_page("lump", when=LIMPS)),
        red_flags=(
            mild("limping", LIMPS),
            mild("lumps", LUMPS, Level.WITHIN_2_DAYS),
        ),
    )
    step = a_retelling("limp", told=False, instead=True)

    assert changes(protocol, limp=False) == (
        a_change(Level.SELF_CARE, Level.WITHIN_2_WEEKS, step, at_least=True),
    )
    assert changes(protocol, limp=False, lump=True) == (
        a_change(Level.SELF_CARE, Level.WITHIN_2_DAYS, step),
    )


def test_an_emergency_is_not_at_least_an_emergency() -> None:
    protocol = a_protocol(
        pages=(a_page("limp"), a_page("lump", when=LIMPS)),
        red_flags=(
            mild("limping", LIMPS, Level.EMERGENCY),
            mild("lumps", LUMPS, Level.EMERGENCY),
        ),
    )

    (change,) = changes(protocol, limp=False)

    assert (change.level, change.at_least) == (Level.EMERGENCY, False)


def test_what_was_not_answered_or_is_read_by_nothing_is_not_changed() -> None:
    protocol = a_protocol(
        pages=(a_page("limp"), a_page("lump"), a_page("shoes")),
        red_flags=(mild("limping", LIMPS), mild("lumps", LUMPS)),
    )

    found = changes(protocol, limp=False, lump=Silence.NOT_ASKED, shoes=False)

    assert [change.retold[0].question for change in found] == ["limp"]


def test_answers_that_only_together_make_it_less_urgent_are_named_together() -> None:
    protocol = a_protocol(
        pages=(a_tick_list("signs", "limp", "lump", "heat", "cold"),),
        red_flags=(
            mild("either", any_yes("limp", "lump"), Level.SAME_DAY),
            mild("lumps", LUMPS, Level.SAME_DAY),
            mild("hot", answer("heat").is_yes()),
        ),
    )

    assert changes(protocol, limp=True, lump=True, heat=True, cold=False) == (
        a_change(
            Level.SAME_DAY,
            Level.WITHIN_2_WEEKS,
            a_retelling("limp", told=True, instead=False),
            a_retelling("lump", told=True, instead=False),
        ),
    )


def test_one_answer_that_closes_the_page_of_others_is_enough() -> None:
    protocol = a_protocol(
        pages=(a_page("hurt"), a_tick_list("signs", "limp", "lump", when=HURT)),
        red_flags=(mild("limping", LIMPS), mild("lumps", LUMPS)),
    )

    assert changes(protocol, hurt=True, limp=True, lump=True) == (
        a_change(
            Level.WITHIN_2_WEEKS,
            Level.SELF_CARE,
            a_retelling("hurt", told=True, instead=False),
        ),
    )


def test_a_certain_answer_can_be_taken_back_to_a_doubt_that_is_milder() -> None:
    flag = a_flag("either", when=any_of(LUMPS, LIMPS), when_unsure=Level.WITHIN_2_WEEKS)
    protocol = a_protocol(pages=(a_page("limp"), a_page("lump")), red_flags=(flag,))

    assert changes(protocol, limp=True, lump=UNSURE) == (
        a_change(
            Level.SAME_DAY,
            Level.WITHIN_2_WEEKS,
            a_retelling("limp", told=True, instead=False),
        ),
    )


def test_nothing_makes_it_less_urgent_where_no_answer_counts() -> None:
    protocol = a_protocol(red_flags=(mild("always", ALWAYS), a_flag("limping")))

    assert changes(protocol, limp=False) == (
        a_change(
            Level.WITHIN_2_WEEKS,
            Level.SAME_DAY,
            a_retelling("limp", told=False, instead=True),
        ),
    )


def test_nothing_makes_it_less_urgent_where_every_answer_counts() -> None:
    no_limp = mild("no_limp", answer("limp").is_no())
    protocol = a_protocol(red_flags=(mild("limping", LIMPS), no_limp))

    assert changes(protocol, limp=True) == ()


def test_nothing_is_said_of_a_decision_that_other_rules_came_to() -> None:
    earlier = replace(decide(a_protocol(), {"limp": True}), level=Level.WITHIN_2_DAYS)

    assert changes_of(a_protocol(), {"limp": True}, earlier) == ()


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (a_retelling("limp", UNSURE, instead=True), ("Is it limp?", "Not sure", "Yes")),
        (a_retelling("pain", 9, 3), ("pain?", "9", "3")),
    ],
)
def test_a_retelling_is_told_in_the_words_of_its_form(
    one: Retelling, words: tuple[str, str, str]
) -> None:
    protocol = a_protocol(pages=(a_tick_list("signs", "limp", "lump"), PAIN))
    question, told, instead = words

    assert retelling_in_words(one, protocol.questions) == RetellingInWords(
        question=question, told=told, instead=instead
    )
