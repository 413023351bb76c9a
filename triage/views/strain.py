"""What may add to the strain on the knee, load and mechanics apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from triage.protocols.medial_knee.roles import DISTANCE, LEAST_DISTANCE
from triage.rules.answers import Answers
from triage.rules.conditions import questions_in
from triage.rules.factors import Found
from triage.rules.parts import FactorKind
from triage.rules.protocol import Protocol
from triage.rules.words import answer_in_words
from triage.views.readout import Told, told_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Strain:
    """What may add to the strain, of one kind, and all that was asked to find out.

    With each factor found stands the address of the page about it, if there is one.
    """

    found: tuple[tuple[Found, str], ...]
    asked: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class UsualWeek:
    """How far somebody ran in a usual week; ``little`` if it was as little as it gets."""

    words: str
    little: bool


def usual_week(protocol: Protocol, answers: Answers) -> UsualWeek | None:
    """Return what somebody is used to, if they were asked and could tell."""
    _, told = protocol.walk(answers)
    distance = told.get(DISTANCE)
    if not isinstance(distance, str):
        return None
    words = answer_in_words(protocol.questions[DISTANCE], distance)
    return UsualWeek(words, little=distance == LEAST_DISTANCE)


def strain_of(
    kind: FactorKind,
    protocol: Protocol,
    answers: Answers,
    found: Iterable[Found],
    *,
    pages: Mapping[str, str],
) -> Strain:
    """Return those of the factors found that are of one kind, and what was asked there."""
    return Strain(
        found=tuple(
            (each, pages.get(each.factor.id, ""))
            for each in found
            if each.factor.kind is kind
        ),
        asked=told_in_words(protocol, answers, asked_about(kind, protocol)),
    )


def asked_about(kind: FactorKind, protocol: Protocol) -> dict[str, None]:
    """Return the keys of the questions about factors of one kind, in order."""
    sizes = [DISTANCE] if kind is FactorKind.LOAD else []
    return dict.fromkeys(chain(sizes, _keys_read(kind, protocol)))


def _keys_read(kind: FactorKind, protocol: Protocol) -> Iterator[str]:
    for factor in protocol.factors:
        if factor.kind is kind:
            for sign in factor.signs:
                yield from sorted(questions_in(sign.when))
