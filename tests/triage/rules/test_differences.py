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
    a_sign,
    a_tick_list,
)
from triage.rules.conditions import all_of, answer, not_
from triage.rules.differences import Difference, Fate, PartKind, differences
from triage.rules.parts import Cap, Confidence, Level, Note, Prior
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind, Option

PLACE = a_page("place", Kind.CHOICE, "shin", "calf")
SIGNS = a_tick_list("signs", "limp", "hot")
FLAG, CLUE = a_flag("limping"), a_clue(answer("hot").is_yes(), strain=1.0)
CAUSE, FACTOR = a_cause("strain"), a_factor("load", "hot")


def rules(**given: Any) -> Protocol:
    parts: dict[str, Any] = {
        "pages": (SIGNS, PLACE),
        "red_flags": (FLAG,),
        "causes": (CAUSE, a_cause("tear")),
        "clues": (CLUE,),
        "factors": (FACTOR,),
        "fallback": "strain",
    }
    return a_protocol(**parts | given)


def told(**given: Any) -> list[Difference]:
    """Return how rules with these parts differ from those without."""
    return differences(rules(), rules(**given))


def changed(kind: PartKind, name: str, *details: str) -> Difference:
    return Difference(kind=kind, change=Fate.CHANGED, name=name, details=details)


def test_the_same_rules_do_not_differ() -> None:
    assert told() == []


def test_a_new_warning_sign_is_told_with_its_levels_and_when_it_is_raised() -> None:
    hot = a_flag("heat", when=answer("hot").is_yes(), when_unsure=Level.WITHIN_2_DAYS)

    assert told(red_flags=(FLAG, hot)) == [
        Difference(
            kind=PartKind.RED_FLAG,
            change=Fate.ADDED,
            name="heat was found.",
            details=(
                "when: “Is it hot?”: “Yes”",
                "level: same day",
                "when unsure: within 2 days",
            ),
        )
    ]


def test_a_warning_sign_that_is_gone_is_calmer() -> None:
    assert told(red_flags=()) == [
        Difference(
            kind=PartKind.RED_FLAG,
            change=Fate.REMOVED,
            name="limping was found.",
            details=(
                "when: “Is it limp?”: “Yes”",
                "level: same day",
                "when unsure: same day",
            ),
            calmer=True,
        )
    ]


LIMPS, MADE_UP = "“Is it limp?”: “Yes”", "“our default”, “made up for a test”"
NO_IMPACT = replace(FLAG, no_impact=True)
NOTE = Note(brief="Rest.", evidence="Move.", confidence=Confidence.WEAK)


@pytest.mark.parametrize(
    ("was", "now", "detail", "calmer"),
    [
        (
            FLAG,
            replace(FLAG, level=Level.EMERGENCY),
            "level: was same day, is now emergency",
            False,
        ),
        (
            replace(FLAG, level=Level.EMERGENCY),
            FLAG,
            "level: was emergency, is now same day",
            True,
        ),
        (
            FLAG,
            replace(FLAG, when_unsure=Level.SELF_CARE),
            "when unsure: was same day, is now self care",
            True,
        ),
        (NO_IMPACT, FLAG, "no impact: was yes, is now no", True),
        (FLAG, NO_IMPACT, "no impact: was no, is now yes", False),
        (
            FLAG,
            replace(FLAG, when=all_of(FLAG.when, answer("hot").is_yes())),
            f"when: was {LIMPS}, is now {LIMPS} and “Is it hot?”: “Yes”",
            False,
        ),
        (
            FLAG,
            replace(FLAG, because="You limp."),
            "because: was “limping was found.”, is now “You limp.”",
            False,
        ),
        (
            FLAG,
            replace(FLAG, source=replace(OURS, reference="a study")),
            f"source: was {MADE_UP}, is now “our default”, “a study”",
            False,
        ),
        (
            FLAG,
            replace(FLAG, notes=(NOTE,)),
            "notes: now also “Rest.”, “Move.”, “weak”",
            False,
        ),
    ],
)
def test_a_changed_warning_sign_tells_what_it_was_and_is_now(
    was: Any, now: Any, detail: str, *, calmer: bool
) -> None:
    (difference,) = differences(rules(red_flags=(was,)), rules(red_flags=(now,)))

    assert (difference.kind, difference.change) == (PartKind.RED_FLAG, Fate.CHANGED)
    assert (difference.details, difference.calmer) == ((detail,), calmer)


def test_warning_signs_that_call_for_less_stand_first() -> None:
    heat = a_flag("heat", when=answer("hot").is_yes())
    before = rules(red_flags=(FLAG, heat))
    after = rules(
        red_flags=(
            replace(FLAG, level=Level.EMERGENCY),
            replace(heat, level=Level.WITHIN_2_DAYS, when_unsure=Level.SELF_CARE),
        )
    )

    names = [difference.name for difference in differences(before, after)]

    assert names == ["heat was found.", "limping was found."]


def test_questions_that_are_new_gone_or_reworded_are_told_once() -> None:
    reworded = replace(SIGNS.questions[0], alone="Do you limp?")
    cold = a_tick_list("signs", "cold", "hot").questions[0]
    list_ = replace(SIGNS, questions=(reworded, SIGNS.questions[1], cold))

    assert told(pages=(list_, PLACE)) == [
        changed(
            PartKind.QUESTION,
            "Do you limp?",
            "alone: was “Is it limp?”, is now “Do you limp?”",
        ),
        Difference(kind=PartKind.QUESTION, change=Fate.ADDED, name="Is it cold?"),
        changed(PartKind.PAGE, "signs?", "questions: now also “Is it cold?”"),
    ]
    (_, gone, _) = differences(rules(pages=(list_, PLACE)), rules())
    assert (gone.change, gone.name) == (Fate.REMOVED, "Is it cold?")


def test_options_are_told_and_so_is_their_order() -> None:
    (question,) = PLACE.questions
    shin, calf = question.options
    fewer = replace(question, options=(calf, Option("foot", "The foot")))
    turned = replace(question, options=(calf, shin))

    assert told(pages=(SIGNS, replace(PLACE, questions=(fewer,)))) == [
        changed(
            PartKind.QUESTION,
            "place?",
            "options: no longer “shin”, “It is shin”; now also “foot”, “The foot”",
        )
    ]
    assert told(pages=(SIGNS, replace(PLACE, questions=(turned,)))) == [
        changed(
            PartKind.QUESTION,
            "place?",
            "options: in another order: “calf”, “It is calf”; “shin”, “It is shin”",
        )
    ]


def test_a_page_tells_when_it_is_asked_and_where_it_stands() -> None:
    later = replace(SIGNS, when=answer("place").is_("calf"))

    assert told(pages=(PLACE, later)) == [
        changed(
            PartKind.PAGE, "signs?", "when: was nothing, is now “place?”: “It is calf”"
        ),
        changed(
            PartKind.REST,
            "The whole",
            "order of the pages: in another order: place?; signs?",
        ),
    ]
    new = a_page("pain", Kind.SCALE)
    assert [found.name for found in told(pages=(SIGNS, new, PLACE))] == ["pain?", "pain?"]


def test_causes_tell_where_they_start_and_when_they_lead() -> None:
    strain = replace(
        CAUSE,
        prior=-0.5,
        priors=(Prior(answer("hot").is_yes(), 1.0),),
        leads_when=not_(answer("limp").is_yes()),
    )

    assert told(causes=(strain, a_cause("tear"))) == [
        changed(
            PartKind.CAUSE,
            "Strain",
            "prior: was 0, is now -0.5",
            "priors: now also “Is it hot?”: “Yes”, 1",
            "leads when: was always, is now not (“Is it limp?”: “Yes”)",
        )
    ]


def test_clues_tell_their_weights() -> None:
    stronger = replace(CLUE, weights=(replace(CLUE.weights[0], bits=2.0),))
    other = replace(a_clue(answer("limp").is_yes(), tear=1.5), because=CLUE.because)

    assert told(clues=(stronger, other), caps=(Cap("story", 3.0),)) == [
        changed(
            PartKind.CLUE,
            "+1.0 for strain",
            f"weights: was “strain”, 1, {MADE_UP}, is now “strain”, 2, {MADE_UP}",
        ),
        Difference(
            kind=PartKind.CLUE,
            change=Fate.ADDED,
            name="+1.0 for strain",
            details=("when: “Is it limp?”: “Yes”", f"weights: “tear”, 1.5, {MADE_UP}"),
        ),
        changed(PartKind.CAP, "story", "bits: was 2, is now 3"),
    ]


def test_factors_tell_their_signs() -> None:
    load = replace(FACTOR, signs=(*FACTOR.signs, a_sign("limp", 2)))

    assert told(factors=(load,)) == [
        changed(
            PartKind.FACTOR,
            "Load",
            "signs: now also “Is it limp?”: “Yes”, 2, “limp was ticked.”",
        )
    ]


def test_for_whom_causes_are_named_is_told() -> None:
    assert told(in_scope=answer("place").is_("shin"), fallback="tear") == [
        changed(
            PartKind.REST,
            "The whole",
            "causes are named: was always, is now “place?”: “It is shin”",
            "cause if no one stands out: was strain, is now tear",
        )
    ]


def test_rules_that_only_stand_in_another_order_are_said_to() -> None:
    assert told(causes=(a_cause("tear"), CAUSE)) == [
        changed(PartKind.REST, "The order in which rules are listed")
    ]
