"""Small rules for the tests, in words that read as English."""

from typing import Any

from triage.rules.conditions import answer
from triage.rules.protocol import (
    Cap,
    Cause,
    Clue,
    Factor,
    FactorKind,
    Level,
    Origin,
    OwnLevel,
    Protocol,
    RedFlag,
    Source,
)
from triage.rules.questions import Kind, Option, Page, Question, page_of, tick

OURS = Source(origin=Origin.DEFAULT, reference="made up for a test")


def a_question(key: str, kind: Kind = Kind.YES_NO, *options: str) -> Question:
    """Return a question whose options are called what they say."""
    return Question(
        key=key,
        text=f"{key}?",
        kind=kind,
        options=tuple(Option(option, f"It is {option}") for option in options),
    )


def a_page(key: str, kind: Kind = Kind.YES_NO, *options: str, **given: Any) -> Page:
    """Return a page that asks one question of that name."""
    about = {"section": "Safety", "why": "To know."} | given
    return page_of(a_question(key, kind, *options), **about)


def a_tick_list(key: str, *items: str, **given: Any) -> Page:
    """Return a page with an item of each name."""
    ticks = tuple(tick(item, f"It is {item}", alone=f"Is it {item}?") for item in items)
    about: dict[str, Any] = {
        "key": key,
        "section": "Safety",
        "heading": f"{key}?",
        "why": "To know.",
        "questions": ticks,
    }
    return Page(**about | given)


def a_flag(id_: str, **given: Any) -> RedFlag:
    """Return a flag that calls for SAME_DAY, also when unsure, if "limp" is ticked."""
    defaults: dict[str, Any] = {
        "when": answer("limp").is_yes(),
        "level": Level.SAME_DAY,
        "when_unsure": Level.SAME_DAY,
        "because": f"{id_} was found.",
        "source": OURS,
    }
    return RedFlag(id=id_, **defaults | given)


def a_clue(when: Any, bits: float, domain: str = "story") -> Clue:
    return Clue(when=when, bits=bits, domain=domain, because=f"{bits} bits", source=OURS)


def a_cause(id_: str, *clues: Clue, prior: float = 0.0, **given: Any) -> Cause:
    """Return a cause that the clues speak for or against."""
    return Cause(
        id=id_,
        name=id_.title(),
        summary=f"{id_} hurts.",
        prior=prior,
        clues=clues,
        source=OURS,
        **given,
    )


def an_own_level(level: Level, **given: Any) -> OwnLevel:
    return OwnLevel(level=level, because="The cause calls for it.", source=OURS, **given)


def a_factor(id_: str, question: str) -> Factor:
    """Return a factor that is set by yes to ``question``."""
    return Factor(
        id=id_,
        name=id_.title(),
        kind=FactorKind.LOAD,
        when=answer(question).is_yes(),
        because=f"{question} was ticked.",
        summary=f"{id_} strains.",
        source=OURS,
    )


def a_protocol(**given: Any) -> Protocol:
    """Return a protocol that asks whether somebody limps, and warns if so."""
    defaults: dict[str, Any] = {
        "slug": "small",
        "pages": (a_page("limp"),),
        "red_flags": (a_flag("limping"),),
        "caps": (Cap("story", 2.0),),
    }
    return Protocol(**defaults | given)
