"""The look at how somebody moves, after the result. It picks exercises and advice only."""

from triage.protocols.medial_knee.movement import feet_and_hips, steps_and_habits
from triage.protocols.medial_knee.movement.factors import FACTORS
from triage.protocols.medial_knee.movement.offer import (
    FIT_TODAY,
    SEEN_FIRST,
    TODAY,
    reasons_to_wait,
)
from triage.rules.protocol import Protocol

__all__ = ["FIT_TODAY", "MOVEMENT", "SEEN_FIRST", "reasons_to_wait"]

MOVEMENT = Protocol(
    slug="medial-knee-movement",
    pages=(TODAY, *feet_and_hips.PAGES, *steps_and_habits.PAGES),
    factors=FACTORS,
)
