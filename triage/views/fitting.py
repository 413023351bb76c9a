"""Which causes fit the answers, in words, and what could still turn the order round."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from triage.rules.answers import Answers
from triage.rules.conditions import holds, questions_in
from triage.rules.decide import Decision
from triage.rules.parts import Cause, Clue
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind
from triage.rules.ranking import TOO_CLOSE_BITS

MAX_TURNS = 3


class Fit(StrEnum):
    """How well a cause fits the answers. In words, since numbers would promise too much."""

    BEST = gettext_noop("fits best")
    TIED = gettext_noop("fits")
    ALSO = gettext_noop("also fits")
    LESS = gettext_noop("less likely but worth knowing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """A cause that fits well enough to be shown, and what counted for and against it.

    ``hint`` is what the answers add to it, and ``url`` that of its page, if there is one.
    """

    cause: Cause
    fit: Fit
    hint: str
    url: str
    counted_for: tuple[str, ...]
    counted_against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A clue that was not told. ``towards`` is the cause it would bring forward, if any.

    ``unsure`` tells whether somebody was not sure about it, or said no so far.
    """

    because: str
    towards: Cause | None
    unsure: bool


def possible_causes(
    protocol: Protocol, answers: Answers, decision: Decision, *, pages: Mapping[str, str]
) -> list[Possible]:
    """Return the causes to show, best first; of those too close to call, none is best."""
    _, told = protocol.walk(answers)
    weighed = {ranked.cause: ranked for ranked in decision.ranking}
    shown = [weighed[id_] for id_ in decision.shown]
    fits = [Fit.BEST, Fit.ALSO, Fit.LESS]
    if decision.too_close:
        gaps = (shown[0].bits - ranked.bits for ranked in shown)
        fits = [Fit.TIED if gap < TOO_CLOSE_BITS else Fit.LESS for gap in gaps]
    return [
        Possible(
            cause=protocol.cause_by_id[ranked.cause],
            fit=fit,
            hint=_hint(protocol.cause_by_id[ranked.cause], told),
            url=pages.get(ranked.cause, ""),
            counted_for=tuple(clue.because for clue in ranked.clues if clue.bits > 0),
            counted_against=tuple(clue.because for clue in ranked.clues if clue.bits < 0),
        )
        for fit, ranked in zip(fits, shown, strict=False)
    ]


def could_also_be(protocol: Protocol, decision: Decision) -> list[Cause]:
    """Return what can feel the same and has to be kept in mind, if it is not shown yet."""
    return [
        cause
        for cause in protocol.causes
        if cause.always_possible and cause.id not in decision.shown
    ]


def turns_of(protocol: Protocol, answers: Answers, decision: Decision) -> list[Turn]:
    """Return the clues not told that would cost the leading cause most of its lead.

    Those that somebody was not sure about come first. Caps are left aside: they are about
    how much is told, and this is about a single clue. Where no cause is named, none leads.
    """
    if not decision.shown:
        return []
    _, told = protocol.walk(answers)
    found = sorted(
        _costly(protocol, told, leader=decision.shown[0]),
        key=lambda costly: (not costly[1].unsure, -costly[0]),
    )
    return [turn for _, turn in found[:MAX_TURNS]]


def _hint(cause: Cause, told: Answers) -> str:
    return next((hint.text for hint in cause.hints if holds(hint.when, told)), "")


def _costly(
    protocol: Protocol, told: Answers, *, leader: str
) -> Iterator[tuple[float, Turn]]:
    """Yield what each clue not told would cost ``leader``, in bits, if that is a bit."""
    for clue in protocol.clues:
        truth = holds(clue.when, told, never_asked=False)
        if truth or (truth is False and not _may_turn_up(clue, protocol, told)):
            continue
        bits = {weight.cause: weight.bits for weight in clue.weights}
        lost = -bits.pop(leader, 0.0)
        rival, won = max(bits.items(), key=lambda item: item[1], default=("", 0.0))
        cost = lost + max(won, 0.0)
        if cost >= TOO_CLOSE_BITS:
            towards = protocol.cause_by_id[rival] if won > 0 else None
            yield cost, Turn(because=clue.because, towards=towards, unsure=truth is None)


def _may_turn_up(clue: Clue, protocol: Protocol, told: Answers) -> bool:
    """Return whether a no may become a yes: a sign may, but not how it all began."""
    read = questions_in(clue.when)
    kinds = {protocol.questions[key].kind for key in read}
    return kinds == {Kind.YES_NO} and not read.isdisjoint(told)
