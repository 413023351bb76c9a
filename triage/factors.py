"""What may add to the strain on somebody's knee, from all that they told and tried out."""

from collections.abc import Iterable
from dataclasses import dataclass

from triage.models import Assessment
from triage.protocols.medial_knee.factors import OVERPRONATION
from triage.rules.answers import Answers
from triage.rules.conditions import holds
from triage.rules.parts import Factor
from triage.rules.protocol import Protocol

MOST_POINTS = 2  # each factor is scored 0, 1 or 2, by expert judgement
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


def factors_of(assessment: Assessment) -> tuple[Found, ...]:
    """Return what an assessment and the newest look at the movement after it point to.

    What both point to has the points of the one that has more: a sign that is told twice
    is one sign. Most points come first; of as many, what stands first in the rules does,
    which is the load.
    """
    told = factors_in(assessment.release.protocol, assessment.given)
    finished = assessment.movement_checks.finished().select_related("release")
    check = finished.order_by("checked_at", "pk").last()
    tried = factors_in(check.release.protocol, check.given) if check else ()
    by_id = {found.factor.id: found for found in told}
    for found in tried:
        before = by_id.get(found.factor.id)
        by_id[found.factor.id] = _both(before, found) if before else found
    rules = (check or assessment).release.protocol
    order = {factor.id: place for place, factor in enumerate(rules.factors)}
    last = len(order)
    return tuple(
        sorted(by_id.values(), key=lambda f: (-f.points, order.get(f.factor.id, last)))
    )


def shoe_advice(found: Iterable[Found]) -> ShoeAdvice | None:
    """Return advice on shoes for feet that roll in, and for nobody else."""
    points = [each.points for each in found if each.factor.id == OVERPRONATION.id]
    return ShoeAdvice(trial=points[0] >= TRIAL_FROM) if points else None


def factors_in(protocol: Protocol, answers: Answers) -> tuple[Found, ...]:
    """Return the factors that ``answers`` set, in the order of the protocol."""
    _, told = protocol.walk(answers)
    found = (_found(factor, told) for factor in protocol.factors)
    return tuple(each for each in found if each.points)


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
