"""Inner knee pain in runners: content only. No clinician has signed it off yet."""

from triage.protocols.medial_knee.causes import CAPS, CAUSES, CLUES, FALLBACK
from triage.protocols.medial_knee.factors import FACTORS
from triage.protocols.medial_knee.follow_up import FOLLOW_UP, NEW_SIGNS
from triage.protocols.medial_knee.questions import PAGES
from triage.protocols.medial_knee.questions.place import ELSEWHERE
from triage.protocols.medial_knee.red_flags import RED_FLAGS
from triage.protocols.medial_knee.under_18 import UNDER_18
from triage.rules.conditions import not_
from triage.rules.protocol import Protocol

__all__ = ["FOLLOW_UP", "MEDIAL_KNEE", "NEW_SIGNS", "UNDER_18"]

MEDIAL_KNEE = Protocol(
    slug="medial-knee",
    pages=PAGES,
    red_flags=RED_FLAGS,
    causes=CAUSES,
    clues=CLUES,
    caps=CAPS,
    factors=FACTORS,
    in_scope=not_(ELSEWHERE),
    fallback=FALLBACK,
)
