from triage.models.assessment import Assessment, AssessmentQuerySet
from triage.models.levels import LEVEL_IN_WORDS, LEVELS
from triage.models.movement import MovementCheck, MovementCheckQuerySet
from triage.models.release import ProtocolRelease, Publication
from triage.models.second_look import (
    BlindRating,
    LevelOverrule,
    LevelOverruleQuerySet,
)

__all__ = [
    "LEVELS",
    "LEVEL_IN_WORDS",
    "Assessment",
    "AssessmentQuerySet",
    "BlindRating",
    "LevelOverrule",
    "LevelOverruleQuerySet",
    "MovementCheck",
    "MovementCheckQuerySet",
    "ProtocolRelease",
    "Publication",
]
