"""What may hurt there, and what speaks for it.

The texts of a cause stand in ``brief_causes`` or ``added_causes``; what an answer weighs
stands in the module of its domain.
"""

from triage.protocols.medial_knee.causes import (
    aggravators,
    bone,
    location,
    mechanical,
    mechanism,
    other,
)
from triage.protocols.medial_knee.causes.added_causes import ADDED_CAUSES
from triage.protocols.medial_knee.causes.brief_causes import BRIEF_CAUSES, OVERLOAD
from triage.protocols.medial_knee.causes.weighing import CAPS

CAUSES = (*BRIEF_CAUSES, *ADDED_CAUSES, OVERLOAD)
CLUES = (
    *location.CLUES,
    *mechanism.CLUES,
    *aggravators.CLUES,
    *mechanical.CLUES,
    *bone.CLUES,
    *other.CLUES,
)
FALLBACK = OVERLOAD.id

__all__ = ["CAPS", "CAUSES", "CLUES", "FALLBACK"]
