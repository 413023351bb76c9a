"""What all weights have in common: domains, their caps, and where the numbers come from.

Weights are in bits: +1 doubles the odds, -1 halves them. Where a study stands behind a
number it is named; the number is the study's or a little less, because nobody examined the
knee. All the others are expert judgement, which the caps are too.
"""

from typing import TypeAlias

from triage.protocols.medial_knee.questions.about import FROM_45
from triage.protocols.medial_knee.questions.onset import INJURED
from triage.rules.conditions import Condition, all_of, answer
from triage.rules.parts import Cap, Clue, Origin, Prior, Source, Weight

LOCATION, MECHANISM, AGGRAVATORS = "location", "mechanism", "aggravators"
MECHANICAL, BONE, OTHER = "mechanical", "bone", "other"

CAPS = (
    Cap(LOCATION, 3.0),
    Cap(MECHANISM, 2.0),
    Cap(AGGRAVATORS, 2.5),
    Cap(MECHANICAL, 2.0),
    Cap(BONE, 4.0),
    Cap(OTHER, 4.0),
)

JUDGED = "weight by expert judgement"

SLOW = answer("onset").is_("gradual")

# A number by judgement, or a number with the source that says more about it.
Bits: TypeAlias = float | tuple[float, Source]


def brief(says: str, weight: str = JUDGED) -> Source:
    """Return the source of what the brief names, and of its weight."""
    return Source(origin=Origin.BRIEF, reference=f"{says}; {weight}")


def added(reference: str = JUDGED) -> Source:
    """Return the source of what the brief does not name."""
    return Source(origin=Origin.ADDED, reference=reference)


def clue(when: Condition, because: str, domain: str, **bits: Bits) -> Clue:
    """Return what ``when`` tells for and against each cause; a cause left out is not moved.

    The runner reads ``because`` whichever way it counts, so it says only what was told.
    """
    weights = tuple(
        Weight(cause, *(told if isinstance(told, tuple) else (told, added())))
        for cause, told in bits.items()
    )
    return Clue(when=when, because=because, domain=domain, weights=weights)


def starts(
    *, injured: tuple[float, float], slow: tuple[float, float], from_45: float
) -> tuple[Prior, ...]:
    """Return how likely a cause is after an injury and after a slow start.

    Each pair is for runners under 45 and from 45 on. ``from_45`` and the cause's own
    ``prior`` are for whoever is in neither story: it began suddenly by itself, or nobody
    can say how. They mix 3 slow starts with 1 injury, as most trouble of runners comes
    slowly. Whoever does not tell the age counts as under 45.
    """
    return (
        Prior(all_of(FROM_45, INJURED), injured[1]),
        Prior(INJURED, injured[0]),
        Prior(all_of(FROM_45, SLOW), slow[1]),
        Prior(SLOW, slow[0]),
        Prior(FROM_45, from_45),
    )
