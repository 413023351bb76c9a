from triage.models.assessment import Assessment, AssessmentQuerySet
from triage.models.levels import LEVEL_IN_WORDS, LEVELS
from triage.models.movement import MovementCheck, MovementCheckQuerySet
from triage.models.release import ProtocolRelease, Publication

__all__ = [
    "LEVELS",
    "LEVEL_IN_WORDS",
    "Assessment",
    "AssessmentQuerySet",
    "MovementCheck",
    "MovementCheckQuerySet",
    "ProtocolRelease",
    "Publication",
]
