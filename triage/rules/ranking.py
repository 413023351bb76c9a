"""Which causes fit a set of answers best, and by which clues."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from triage.rules.answers import Answers
from triage.rules.conditions import holds
from triage.rules.parts import Cause
from triage.rules.protocol import Protocol

# How causes are shown: evidence 2.4, output rule.
MAX_SHOWN = 3
SHOWN_WITHIN_BITS = 2.0
TOO_CLOSE_BITS = 1.0
FALLBACK_BELOW_BITS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One clue that counted: its words and its bits before the cap of its domain."""

    because: str
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    cause: str
    bits: float
    clues: tuple[Weighed, ...]


def rank(protocol: Protocol, told: Answers) -> tuple[Ranked, ...]:
    """Return every cause, best first, but for one that may not lead."""
    if not protocol.causes:
        return ()
    ranking = sorted(_weigh(protocol, told), key=lambda r: (-r.bits, r.cause))
    leader = next(
        (
            ranked
            for ranked in ranking
            if ranked.bits >= FALLBACK_BELOW_BITS
            and holds(protocol.cause_by_id[ranked.cause].leads_when, told)
        ),
        next(ranked for ranked in ranking if ranked.cause == protocol.fallback),
    )
    return leader, *(ranked for ranked in ranking if ranked is not leader)


def _weigh(protocol: Protocol, told: Answers) -> Iterator[Ranked]:
    counted: dict[str, list[tuple[str, Weighed]]] = {c.id: [] for c in protocol.causes}
    for clue, reading in protocol.evidence:
        if reading(told):
            for weight in clue.weights:
                weighed = _weighed(clue.because, weight.bits)
                counted[weight.cause].append((clue.domain, weighed))
    for cause, prior in _priors(protocol, told):
        clues = counted[cause.id]
        yield Ranked(
            cause=cause.id,
            bits=round(fsum([prior, *_capped(protocol, clues)]), 6),
            clues=tuple([weighed for _, weighed in clues]),
        )


def _priors(protocol: Protocol, told: Answers) -> Iterator[tuple[Cause, float]]:
    """Yield every cause with where it starts: at the first of its priors that holds."""
    for situations, causes in protocol.causes_by_situations.items():
        places = (place for place, when in enumerate(situations) if holds(when, told))
        first = next(places, None)
        for cause in causes:
            yield cause, cause.prior if first is None else cause.priors[first].bits


@lru_cache(maxsize=4096)
def _weighed(because: str, bits: float) -> Weighed:
    """Return one object for all decisions in which the same clue counts as much."""
    return Weighed(because=because, bits=bits)


def _capped(protocol: Protocol, clues: list[tuple[str, Weighed]]) -> list[float]:
    """Return what the clues of each domain come to, within its cap."""
    by_domain: dict[str, float] = {}
    for domain, weighed in clues:
        by_domain[domain] = by_domain.get(domain, 0.0) + weighed.bits
    caps = protocol.cap_of
    return [max(-caps[d], min(caps[d], bits)) for d, bits in by_domain.items()]


def leading(ranking: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """Return the leading cause, and those that are close to the best."""
    best = max((ranked.bits for ranked in ranking), default=0.0)
    others = (r for r in ranking[1:] if _lead(best, r.bits) <= SHOWN_WITHIN_BITS)
    return (*ranking[:1], *others)[:MAX_SHOWN]


def are_close(shown: tuple[Ranked, ...]) -> bool:
    """Say whether the second of the causes shown is too close to the first to tell."""
    return len(shown) > 1 and _lead(shown[0].bits, shown[1].bits) < TOO_CLOSE_BITS


def _lead(ahead: float, behind: float) -> float:
    """Return the difference in bits, free of what binary fractions leave over."""
    return round(ahead - behind, 6)
