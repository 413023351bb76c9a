from dataclasses import replace
from typing import Any

import pytest

from tests.triage.rules.building import (
    OURS,
    a_cause,
    a_clue,
    a_factor,
    a_flag,
    a_page,
    a_protocol,
    a_tick_list,
)
from triage.rules.checks import faults_in, is_text
from triage.rules.conditions import all_of, answer, any_of
from triage.rules.parts import Cap, Confidence, Hint, Level, Note, Prior
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Option

LIMP, MORE = answer("limp"), answer("more")
CAUSE = a_cause("strain")


def whole(**given: Any) -> Protocol:
    """Return a protocol with a part of every kind and no fault."""
    parts: dict[str, Any] = {
        "pages": (a_page("limp"), a_page("more")),
        "causes": (CAUSE,),
        "clues": (a_clue(MORE.is_yes(), strain=1.0),),
        "factors": (a_factor("load", "more"),),
        "fallback": "strain",
    }
    return a_protocol(**parts | given)


def test_a_sound_protocol_has_no_faults() -> None:
    assert faults_in(whole()) == []


BLANK = replace(OURS, reference=" ")
NOTE = Note(brief="Rest.", evidence="", confidence=Confidence.SOME)
CLUE, FACTOR = a_clue(MORE.is_yes(), strain=1.0), a_factor("load", "more")
CHOICE = a_page("limp", Kind.CHOICE, "little", "much")


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"pages": (a_page("limp", why=""), a_page("more"))}, "limp has no why"),
        ({"pages": (a_page("limp", section=""), a_page("more"))}, "limp has no section"),
        ({"red_flags": (a_flag("sign", because=""),)}, "sign has no because"),
        ({"red_flags": (a_flag("sign", source=BLANK),)}, "sign has no reference"),
        ({"red_flags": (a_flag("sign", notes=(NOTE,)),)}, "sign has no evidence"),
        ({"causes": (replace(CAUSE, feels_like=""),)}, "strain has no feels like"),
        ({"clues": (replace(CLUE, because=""),)}, "small has no because"),
        (
            {"causes": (replace(CAUSE, hints=(Hint(MORE.is_yes(), ""),)),)},
            "strain has no text",
        ),
        ({"factors": (replace(FACTOR, advice=("Rest.", "")),)}, "load has no advice"),
        (
            {"clues": (replace(CLUE, weights=(replace(CLUE.weights[0], source=BLANK),)),)},
            "small has no reference",
        ),
        (
            {"factors": (replace(FACTOR, summary="", source=BLANK),)},
            "load has no summary; load has no reference",
        ),
    ],
)
def test_each_part_says_what_it_must_and_where_it_comes_from(
    given: dict[str, Any], fault: str
) -> None:
    assert "; ".join(faults_in(whole(**given))) == fault


@pytest.mark.parametrize(
    "options",
    [(), (Option("much", "Much"),), (Option("much", "Much"), Option("much", "Most"))],
)
def test_a_choice_offers_at_least_2_different_options(options: tuple[Option, ...]) -> None:
    (question,) = CHOICE.questions
    limp = replace(CHOICE, questions=(replace(question, options=options),))

    faults = faults_in(a_protocol(pages=(limp,), red_flags=()))

    assert faults == ["limp does not offer 2 or more different options"]


def test_a_warning_sign_calls_for_more_than_self_care() -> None:
    calm = a_flag("calm", level=Level.SELF_CARE, when_unsure=Level.SELF_CARE)

    assert faults_in(whole(red_flags=(calm,))) == ["calm warns of nothing"]


NEVER = all_of(LIMP.is_yes(), LIMP.is_no())


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"pages": (a_page("limp"), a_page("more"), a_page("dull", when=NEVER))}, "dull"),
        ({"red_flags": (a_flag("odd", when=NEVER), a_flag("limping"))}, "odd"),
        ({"clues": (a_clue(any_of(), strain=1.0),)}, "+1.0 for strain"),
        (
            {
                "factors": (
                    replace(FACTOR, signs=(replace(FACTOR.signs[0], when=any_of()),)),
                )
            },
            "load",
        ),
        ({"causes": (replace(CAUSE, leads_when=NEVER),)}, "strain"),
        ({"causes": (replace(CAUSE, priors=(Prior(NEVER, 1.0),)),)}, "strain"),
        ({"causes": (replace(CAUSE, hints=(Hint(NEVER, "It is bad."),)),)}, "strain"),
        ({"in_scope": NEVER}, "causes"),
    ],
)
def test_what_can_never_come_up_is_a_fault(given: dict[str, Any], name: str) -> None:
    assert faults_in(whole(**given)) == [f"{name!r} can never come up"]


def test_warning_signs_are_asked_before_what_none_of_them_reads() -> None:
    pages = (a_page("more"), a_page("limp"), a_tick_list("moves", "rolls", "dives"))

    assert faults_in(whole(pages=pages)) == [
        "warning signs need limp, which come after more, which none needs"
    ]


def test_what_opens_a_warning_sign_counts_as_one() -> None:
    opened = a_page("limp", when=answer("hurt").is_yes())

    assert faults_in(whole(pages=(a_page("hurt"), opened, a_page("more")))) == []
    assert faults_in(whole(pages=(a_page("more"), a_page("hurt"), opened))) == [
        "warning signs need hurt, limp, which come after more, which none needs"
    ]


def test_what_cannot_be_stored_as_it_is_cannot_be_released() -> None:
    endless = a_clue(MORE.is_yes(), strain=float("nan"))

    assert faults_in(whole(clues=(endless,))) == [
        "'+nan for strain' weighs nan bits for strain",
        "it does not read back as it was written",
    ]


@pytest.mark.parametrize("said", ["", " ", ".", "\u200b", "…\u00a0!", "a \ud800", "a\0"])
def test_what_says_nothing_or_cannot_be_shown_is_no_text(said: str) -> None:
    blank = replace(OURS, reference=said)

    assert not is_text(said)
    assert faults_in(whole(red_flags=(a_flag("sign", source=blank),))) == [
        "sign has no reference"
    ]


def test_any_letter_or_digit_is_text() -> None:
    assert is_text("über")
    assert is_text("7\n")
    assert is_text("膝")


def test_a_name_that_cannot_be_shown_is_told_in_plain_letters() -> None:
    odd = a_flag("a\ud800", because="")

    assert faults_in(whole(red_flags=(odd,))) == [
        "'a\\ud800' has no id",
        "'a\\ud800' has no because",
    ]


@pytest.mark.parametrize("slug", ["a" * 51, "a b", "a\0", "knee\n", "köln"])
def test_the_slug_is_one_for_a_database_and_an_address(slug: str) -> None:
    told = "its slug is not 1 to 50 plain letters, digits, hyphens and underscores"

    assert told in faults_in(whole(slug=slug))


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"caps": (Cap("story", -1.0),)}, "story is capped at -1 bits"),
        ({"caps": (Cap("story", 0.0),)}, "story is capped at 0 bits"),
        ({"caps": (Cap("story", 21.0),)}, "story is capped at 21 bits"),
        (
            {"causes": (replace(CAUSE, prior=float("inf")),)},
            "strain starts at inf bits",
        ),
        (
            {"causes": (replace(CAUSE, priors=(Prior(MORE.is_yes(), -21.0),)),)},
            "strain starts at -21 bits",
        ),
        (
            {"clues": (a_clue(MORE.is_yes(), strain=20.5),)},
            "'+20.5 for strain' weighs 20.5 bits for strain",
        ),
    ],
)
def test_numbers_beyond_all_reason_are_a_fault(given: dict[str, Any], fault: str) -> None:
    assert faults_in(whole(**given)) == [fault]
