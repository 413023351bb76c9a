"""What may add to the strain on the knee, load and mechanics apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from triage.rules.answers import Answers
from triage.rules.conditions import holds, questions_in
from triage.rules.decide import Decision
from triage.rules.parts import Factor, FactorKind
from triage.rules.protocol import Protocol
from triage.views.readout import Told, told_in_words

# No factor reads it, but without it nobody can tell what a jump in load means.
HOW_MUCH = "weekly_distance"
HEADLINED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A factor that is set, the signs that set it, and the page about it, if any."""

    factor: Factor
    because: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strain:
    """What may add to the strain, of one kind, and all that was asked to find out."""

    found: tuple[Found, ...]
    asked: tuple[Told, ...]


def headlines(protocol: Protocol, decision: Decision) -> list[Factor]:
    """Return the factors that stand out, whatever their kind."""
    return [protocol.factor_by_id[id_] for id_ in decision.factors[:HEADLINED]]


def strain_of(
    kind: FactorKind,
    protocol: Protocol,
    answers: Answers,
    decision: Decision,
    *,
    pages: Mapping[str, str],
) -> Strain:
    """Return the factors of one kind that are set, with what was asked about them."""
    _, told = protocol.walk(answers)
    factors = (protocol.factor_by_id[id_] for id_ in decision.factors)
    return Strain(
        found=tuple(
            Found(
                factor=factor,
                because=tuple(s.because for s in factor.signs if holds(s.when, told)),
                url=pages.get(factor.id, ""),
            )
            for factor in factors
            if factor.kind is kind
        ),
        asked=told_in_words(protocol, answers, asked_about(kind, protocol)),
    )


def asked_about(kind: FactorKind, protocol: Protocol) -> dict[str, None]:
    """Return the keys of the questions about factors of one kind, in order."""
    sizes = [HOW_MUCH] if kind is FactorKind.LOAD else []
    return dict.fromkeys(chain(sizes, _keys_read(kind, protocol)))


def _keys_read(kind: FactorKind, protocol: Protocol) -> Iterator[str]:
    for factor in protocol.factors:
        if factor.kind is kind:
            for sign in factor.signs:
                yield from sorted(questions_in(sign.when))
