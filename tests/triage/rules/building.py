"""Small rules for the tests, in words that read as English."""

from typing import Any

from triage.rules.conditions import Condition, answer
from triage.rules.parts import (
    Cap,
    Cause,
    Clue,
    Factor,
    FactorKind,
    Level,
    Origin,
    RedFlag,
    Sign,
    Source,
    Weight,
)
from triage.rules.protocol import Protocol
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


def a_clue(when: Condition, domain: str = "story", **bits: float) -> Clue:
    """Return a clue that tells so many ``bits`` for each cause named."""
    return Clue(
        when=when,
        domain=domain,
        because=", ".join(f"{weight:+} for {cause}" for cause, weight in bits.items()),
        weights=tuple(Weight(cause, weight, OURS) for cause, weight in bits.items()),
    )


def a_cause(id_: str, *, prior: float = 0.0, **given: Any) -> Cause:
    """Return a cause that starts at ``prior`` bits and may lead."""
    defaults: dict[str, Any] = {
        "name": id_.title(),
        "summary": f"{id_} hurts.",
        "feels_like": f"It feels like {id_}.",
        "helps": f"Rest helps {id_}.",
        "source": OURS,
    }
    return Cause(id=id_, prior=prior, **defaults | given)


def a_sign(question: str, points: int = 1) -> Sign:
    """Return a sign that yes to ``question`` sets."""
    return Sign(
        when=answer(question).is_yes(), points=points, because=f"{question} was ticked."
    )


def a_factor(id_: str, *signs: str | Sign, kind: FactorKind = FactorKind.LOAD) -> Factor:
    """Return a factor with these signs, or with 1 point for yes to each question named."""
    return Factor(
        id=id_,
        name=id_.title(),
        kind=kind,
        signs=tuple(a_sign(sign) if isinstance(sign, str) else sign for sign in signs),
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
