"""What may add to the strain on the knee: which factors are set, and which come first."""

from collections.abc import Iterable
from dataclasses import dataclass

from triage.rules.answers import Answers
from triage.rules.conditions import holds
from triage.rules.parts import Factor, FactorKind
from triage.rules.protocol import Protocol

MOST_POINTS = 2  # each factor is scored 0, 1 or 2, by expert judgement
HEADLINED = 2  # so many stand out; the others are told, too
TRIAL_FROM = 2  # points from which a firmer shoe or an insole is worth a trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A factor that is set, how many points it has, and the signs that gave them."""

    factor: Factor
    points: int
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShoeAdvice:
    """Advice on shoes and insoles; with ``trial`` also how to try one out."""

    trial: bool


def factors_in(protocol: Protocol, answers: Answers) -> tuple[Found, ...]:
    """Return the factors that ``answers`` set, in the order of ``in_order``."""
    _, told = protocol.walk(answers)
    return factors_told(protocol, told)


def factors_told(protocol: Protocol, told: Answers) -> tuple[Found, ...]:
    """Return the factors that ``told``, the answers that still count, set, in order."""
    found = (_found(factor, told) for factor in protocol.factors)
    return in_order(protocol, (each for each in found if each.points))


def in_order(protocol: Protocol, found: Iterable[Found]) -> tuple[Found, ...]:
    """Return ``found`` by points, most first; of as many, load before mechanics.

    What still ties stands as ``protocol`` lists it; what that does not know comes last.
    """
    place = {factor.id: number for number, factor in enumerate(protocol.factors)}
    return tuple(
        sorted(
            found,
            key=lambda each: (
                -each.points,
                each.factor.kind is not FactorKind.LOAD,
                place.get(each.factor.id, len(place)),
            ),
        )
    )


def together(before: Iterable[Found], later: Iterable[Found]) -> tuple[Found, ...]:
    """Return each factor of both once, with the signs of both, in no order.

    It has the points of the one that has more: a sign that is told twice is one sign.
    """
    by_id = {each.factor.id: each for each in before}
    for each in later:
        first = by_id.get(each.factor.id)
        by_id[each.factor.id] = _both(first, each) if first else each
    return tuple(by_id.values())


def shoe_advice(found: Iterable[Found]) -> ShoeAdvice | None:
    """Return advice on shoes where a factor found calls for it, or else nothing."""
    points = [each.points for each in found if each.factor.shoes]
    return ShoeAdvice(trial=max(points) >= TRIAL_FROM) if points else None


def _found(factor: Factor, told: Answers) -> Found:
    signs = [sign for sign in factor.signs if holds(sign.when, told)]
    return Found(
        factor=factor,
        points=min(MOST_POINTS, sum(sign.points for sign in signs)),
        because=tuple(sign.because for sign in signs),
    )


def _both(before: Found, later: Found) -> Found:
    return Found(
        factor=later.factor,
        points=max(before.points, later.points),
        because=tuple(dict.fromkeys((*before.because, *later.because))),
    )
