"""What triage can do. Views, admin and commands call these and nothing else."""

from triage.services.assessments import (
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
from triage.services.overruling import (
    NoReason,
    NotTreating,
    SameLevel,
    newest_overrule,
    overrule_level,
)
from triage.services.ratings import (
    Agreement,
    NotDrawn,
    SawOurs,
    agreements,
    draw_to_rate,
    rate,
)
from triage.services.releases import CannotPublish, publish_protocol
from triage.services.replay import Replayed, replay_assessments

__all__ = [
    "Agreement",
    "AlreadyClaimed",
    "AlreadySubmitted",
    "CannotPublish",
    "MovementMustWait",
    "NoMovementCheckOpen",
    "NoReason",
    "NotDrawn",
    "NotFinished",
    "NotTreating",
    "Replayed",
    "SameLevel",
    "SawOurs",
    "agreements",
    "begin_movement_check",
    "claim_assessment",
    "draw_to_rate",
    "forget_made",
    "forget_unclaimed",
    "heed_late_answers",
    "newest_overrule",
    "overrule_level",
    "publish_protocol",
    "rate",
    "record_answers",
    "record_movement_check",
    "replay_assessments",
    "start_assessment",
    "submit_assessment",
    "why_movement_waits",
]
