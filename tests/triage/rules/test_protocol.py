from dataclasses import replace
from typing import Any

import pytest

from tests.triage.rules.building import (
    a_cause,
    a_clue,
    a_factor,
    a_flag,
    a_page,
    a_protocol,
    a_question,
    a_tick_list,
)
from triage.rules.answers import Answer, Silence
from triage.rules.conditions import Compare, Operator, all_of, answer, not_
from triage.rules.parts import Cap, Hint, Level, Prior
from triage.rules.questions import Kind, Page, Question

PAIN = a_page("pain", Kind.SCALE)
LIMP = a_page("limp")
LIMPS = answer("limp").is_yes()
STRAIN = {"causes": (a_cause("strain"),), "fallback": "strain"}
TWICE = a_clue(LIMPS, strain=1.0)
SIDE = a_question("side", Kind.CHOICE, "left", "right")
PLACE = a_question("place", Kind.CHOICE, "front", "back")


def a_picture(*questions: Question, picture: str = "knee") -> Page:
    """Return a page called "place" that asks ``questions`` beside a drawing."""
    return Page(key="place", section="s", why="", questions=questions, picture=picture)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"pages": (LIMP, LIMP)}, "'limp' is used twice"),
        ({"red_flags": (a_flag("limp"),)}, "'limp' is used twice"),
        (
            {"pages": (a_tick_list("signs", *"abcdefgh"), LIMP)},
            "signs lists 8 items, not 2 to 7",
        ),
        (
            {"pages": (a_tick_list("signs", "limp"),)},
            "signs lists 1 items, not 2 to 7",
        ),
        (
            {"pages": (LIMP, Page(key="b", section="s", why="", questions=PAIN.questions))},
            "b is neither a tick-list nor one question of that name",
        ),
        (
            {"pages": (a_tick_list("a", "limp", "lump", questions=PAIN.questions * 2),)},
            "pain cannot be ticked and asked alone",
        ),
        (
            {"red_flags": (a_flag("f", level=Level.WITHIN_2_DAYS),)},
            "f is more urgent when unsure than when certain",
        ),
        (
            {"red_flags": (a_flag("f", when=not_(answer("limp").is_no())),)},
            "f reads a 'not', so a worse answer could silence it",
        ),
        (
            {"red_flags": (a_flag("f", when=answer("lump").is_yes()),)},
            "'lump' is read but never asked",
        ),
        (
            {"red_flags": (a_flag("f", when=answer("limp").at_least(3)),)},
            "'limp' cannot be read with 'at least'",
        ),
        (
            {"pages": (PAIN,), "red_flags": (a_flag("f", when=answer("pain").is_yes()),)},
            "'pain' cannot be read with 'is'",
        ),
        (
            {"red_flags": (a_flag("f", when=answer("limp").is_("a lot")),)},
            "'limp' has no answer 'a lot'",
        ),
        (
            {
                "red_flags": (
                    a_flag("f", when=Compare("limp", Operator.IS, Silence.NOT_SURE)),
                )
            },
            "'limp' has no answer <Silence.NOT_SURE: 'not sure'>",
        ),
        (
            {"pages": (a_page("lump", when=answer("limp").is_yes()), LIMP)},
            "lump depends on 'limp', which has not been asked by then",
        ),
        ({"fallback": "strain"}, "the fallback 'strain' is not a cause"),
        ({"causes": (a_cause("strain"),)}, "the fallback '' is not a cause"),
        (
            {**STRAIN, "clues": (a_clue(LIMPS, "mood", strain=1.0),)},
            "'mood' is weighed, but has no cap",
        ),
        (
            {**STRAIN, "clues": (a_clue(LIMPS, sprain=1.0),)},
            "'+1.0 for sprain' weighs 'sprain', which is not a cause",
        ),
        (
            {**STRAIN, "clues": (replace(TWICE, weights=TWICE.weights * 2),)},
            "'+1.0 for strain' weighs a cause twice",
        ),
        (
            {"pages": (LIMP, a_picture(a_question("side"), PLACE))},
            "place asks something that no picture can show",
        ),
        (
            {"pages": (LIMP, a_picture(SIDE, SIDE, PLACE))},
            "place is neither a tick-list nor one question of that name",
        ),
        (
            {"pages": (LIMP, a_picture(PLACE, SIDE))},
            "place is neither a tick-list nor one question of that name",
        ),
        (
            {"pages": (LIMP, a_picture(SIDE, PLACE, picture=""))},
            "place is neither a tick-list nor one question of that name",
        ),
    ],
)
def test_an_inconsistent_protocol_is_refused(given: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValueError, match="small: ") as refused:
        a_protocol(**given)

    assert fault in str(refused.value)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(ValueError, match="small: ") as refused:
        a_protocol(pages=(LIMP, LIMP), fallback="strain")

    assert str(refused.value) == (
        "small: 'limp' is used twice; the fallback 'strain' is not a cause"
    )


@pytest.mark.parametrize("questions", [(PLACE,), (SIDE, PLACE)])
def test_a_picture_shows_places_and_may_first_ask_for_the_side(
    questions: tuple[Question, ...],
) -> None:
    protocol = a_protocol(pages=(LIMP, a_picture(*questions)))

    assert list(protocol.questions.values())[1:] == list(questions)


def test_conditions_are_found_wherever_they_stand() -> None:
    lumps, hurts = answer("lump").is_yes(), answer("pain").at_least(5)
    priors, hints = (Prior(when=lumps, bits=1),), (Hint(when=hurts, text="It is bad."),)
    cause = a_cause("strain", priors=priors, leads_when=hurts, hints=hints)
    protocol = a_protocol(
        pages=(LIMP, a_page("lump", when=LIMPS), PAIN),
        causes=(cause,),
        clues=(a_clue(lumps, strain=1.0),),
        factors=(a_factor("load", "limp", "lump"),),
        in_scope=hurts,
        fallback="strain",
    )

    assert list(protocol.conditions()) == [
        hurts,
        LIMPS,
        LIMPS,
        lumps,
        LIMPS,
        lumps,
        hurts,
        lumps,
        hurts,
    ]


def test_questions_keep_the_order_of_asking() -> None:
    protocol = a_protocol(pages=(PAIN, a_tick_list("signs", "lump", "limp")))

    assert list(protocol.questions) == ["pain", "lump", "limp"]


def test_safety_questions_are_those_that_a_red_flag_reads() -> None:
    mild = a_flag(
        "strong_pain",
        when=all_of(answer("pain").at_least(8), answer("lump").is_yes()),
        level=Level.WITHIN_A_WEEK,
        when_unsure=Level.WITHIN_A_WEEK,
    )
    protocol = a_protocol(
        pages=(LIMP, a_page("lump"), PAIN, a_page("shoes")),
        red_flags=(a_flag("limping"), mild),
    )

    assert protocol.safety_keys == {"limp", "lump", "pain"}
    assert protocol.keys_read_at(Level.WITHIN_A_WEEK) == {"limp", "lump", "pain"}
    assert protocol.keys_read_at(Level.WITHIN_2_DAYS) == {"limp"}


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["limp", "side", "knee"]),
        ({"limp": False}, ["limp"]),
        ({"limp": Silence.NOT_SURE}, ["limp", "side", "knee"]),
        ({"limp": True, "side": False}, ["limp", "side"]),
        ({"limp": False, "side": True}, ["limp"]),
    ],
)
def test_a_page_is_asked_unless_its_condition_is_known_not_to_hold(
    answers: dict[str, Answer], asked: list[str]
) -> None:
    side = a_page("side", when=answer("limp").is_yes())
    knee = a_page("knee", when=all_of(answer("limp").is_yes(), answer("side").is_yes()))
    protocol = a_protocol(pages=(LIMP, side, knee))

    assert [page.key for page in protocol.pages_for(answers)] == asked


def test_what_was_told_on_a_closed_page_opens_no_other() -> None:
    side = a_page("side", when=answer("limp").is_yes())
    knee = a_page("knee", when=answer("side").is_no())
    protocol = a_protocol(pages=(LIMP, side, knee))

    pages = protocol.pages_for({"limp": False, "side": True})

    assert [page.key for page in pages] == ["limp", "knee"]


def test_answers_are_offered_to_its_own_questions_alone() -> None:
    offered = a_protocol(pages=(LIMP, PAIN)).offered

    assert list(offered) == ["limp", "pain"]
    assert offered["pain"] == PAIN.questions[0].offered()


def test_a_walk_gives_the_pages_that_are_asked_and_what_was_told_on_them() -> None:
    protocol = a_protocol(pages=(LIMP, a_page("lump", when=LIMPS), PAIN))

    pages, told = protocol.walk({"pain": 3, "lump": True, "limp": False})

    assert [page.key for page in pages] == ["limp", "pain"]
    assert told == {"limp": False, "pain": 3}


def test_the_cap_of_each_domain_is_found_by_its_name() -> None:
    assert a_protocol(caps=(Cap("story", 2.0), Cap("place", 3.0))).cap_of == {
        "story": 2.0,
        "place": 3.0,
    }


def test_parts_are_found_by_their_ids() -> None:
    strain, load, limping = a_cause("strain"), a_factor("load", "limp"), a_flag("limping")
    protocol = a_protocol(
        causes=(strain,), fallback="strain", factors=(load,), red_flags=(limping,)
    )

    assert protocol.cause_by_id == {"strain": strain}
    assert protocol.factor_by_id == {"load": load}
    assert protocol.red_flag_by_id == {"limping": limping}
