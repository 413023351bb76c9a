"""What triage can do. Views, admin and commands call these and nothing else."""

from triage.services.assessments import (
    UNCLAIMED_FOR,
    AlreadyClaimed,
    AlreadySubmitted,
    NotFinished,
    claim_assessment,
    forget_made,
    forget_unclaimed,
    heed_late_answers,
    record_answers,
    start_assessment,
    submit_assessment,
)
from triage.services.movement import (
    MovementMustWait,
    NoMovementCheckOpen,
    begin_movement_check,
    record_movement_check,
    why_movement_waits,
)
from triage.services.releases import CannotPublish, publish_protocol
from triage.services.replay import Replayed, replay_assessments

__all__ = [
    "UNCLAIMED_FOR",
    "AlreadyClaimed",
    "AlreadySubmitted",
    "CannotPublish",
    "MovementMustWait",
    "NoMovementCheckOpen",
    "NotFinished",
    "Replayed",
    "begin_movement_check",
    "claim_assessment",
    "forget_made",
    "forget_unclaimed",
    "heed_late_answers",
    "publish_protocol",
    "record_answers",
    "record_movement_check",
    "replay_assessments",
    "start_assessment",
    "submit_assessment",
    "why_movement_waits",
]
