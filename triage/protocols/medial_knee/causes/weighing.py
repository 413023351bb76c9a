"""What the causes have in common: domains, their caps, and where the weights come from.

Weights are in bits: +1 doubles the odds, -1 halves them. A prior is that of a runner of 18
to 44, because age is not asked yet. Where a study stands behind a number it is named; the
number is the study's or a little less, because nobody examined the knee.
"""

from triage.rules.conditions import answer
from triage.rules.protocol import Cap, Origin, Source

LOCATION, MECHANISM = "location", "mechanism"
AGGRAVATORS, MECHANICAL = "aggravators", "mechanical"

# Evidence from one domain tells much the same story twice; the caps are expert judgement.
CAPS = (
    Cap(LOCATION, 3.0),
    Cap(MECHANISM, 2.0),
    Cap(AGGRAVATORS, 2.5),
    Cap(MECHANICAL, 2.0),
)

SUDDEN = answer("onset").is_("sudden", "knock", "twist", "pushed_in")

JUDGED = "weight by expert judgement"


def brief(says: str, weight: str = JUDGED) -> Source:
    """Return the source of a clue that the brief names, and of its weight."""
    return Source(origin=Origin.BRIEF, reference=f"{says}; {weight}")


def added(reference: str = JUDGED) -> Source:
    """Return the source of a clue that the brief does not name."""
    return Source(origin=Origin.ADDED, reference=reference)
