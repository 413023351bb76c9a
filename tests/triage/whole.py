"""Small rules with a part of every kind, for all that shows rules in words."""

from dataclasses import replace
from typing import Final

from tests.triage.rules.building import (
    OURS,
    a_cause,
    a_clue,
    a_factor,
    a_flag,
    a_page,
    a_protocol,
    a_question,
    a_sign,
    a_tick_list,
)
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.conditions import ALWAYS, all_of, answer, any_yes, not_
from triage.rules.parts import Confidence, Hint, Level, Note, Origin, Prior, Weight
from triage.rules.questions import Kind, Page

NOTE: Final = Note(brief="Rest it.", evidence="Move it.", confidence=Confidence.WEAK)
FROM_THE_BRIEF: Final = replace(OURS, origin=Origin.BRIEF, reference="the brief says so")
INNER, OUTER = answer("place").is_("inner"), answer("place").is_("outer")

STRAIN, TEAR = (
    a_cause("strain"),
    a_cause(
        "tear",
        prior=-1.0,
        priors=(Prior(answer("hurt").is_yes(), 1.0), Prior(answer("numb").is_yes(), -3.0)),
        leads_when=not_(answer("numb").is_yes()),
        hints=(Hint(answer("hurt").is_yes(), "It may be a bad one."),),
        notes=(NOTE,),
    ),
)
# A clue for tear from the brief, and against strain by our own judgement.
TWIST = a_clue(answer("hurt").is_yes(), tear=2.5, strain=-0.5)
TWIST = replace(
    TWIST,
    because="You twisted it.",
    weights=(Weight("tear", 2.5, FROM_THE_BRIEF), *TWIST.weights[1:]),
)

WHOLE: Final = a_protocol(
    slug=MEDIAL_KNEE.slug,
    pages=(
        a_tick_list("signs", "cold", "numb"),
        Page(
            key="place",
            section="Safety",
            why="To know where.",
            picture="knee",
            questions=(
                a_question("side", Kind.CHOICE, "left", "right"),
                a_question("place", Kind.CHOICE, "inner", "outer"),
            ),
        ),
        a_page("pain", Kind.SCALE, when=OUTER),
        a_page("hurt", section="Story"),
        a_page("more", section="Story"),
    ),
    red_flags=(
        a_flag(
            "everybody",
            when=ALWAYS,
            level=Level.WITHIN_2_WEEKS,
            when_unsure=Level.WITHIN_2_WEEKS,
        ),
        a_flag("sore", when=answer("pain").at_least(8)),
        a_flag(
            "cold_or_numb",
            when=any_yes("cold", "numb"),
            level=Level.EMERGENCY,
            when_unsure=Level.WITHIN_2_DAYS,
            no_impact=True,
            notes=(NOTE,),
        ),
        a_flag(
            "torn",
            when=all_of(answer("hurt").is_yes(), OUTER),
            level=Level.EMERGENCY,
            when_unsure=Level.SELF_CARE,
            source=FROM_THE_BRIEF,
        ),
    ),
    causes=(STRAIN, TEAR),
    clues=(TWIST, a_clue(answer("more").is_yes(), strain=1.0)),
    factors=(replace(a_factor("load", a_sign("more", 2), "hurt"), notes=(NOTE,)),),
    in_scope=INNER,
    fallback="strain",
)
