"""What rehab does when triage speaks. A test lists the wiring."""

from datetime import datetime

from django.dispatch import receiver

from rehab import plans
from triage.signals import assessment_claimed, assessment_submitted


@receiver([assessment_submitted, assessment_claimed], dispatch_uid="rehab.heed_assessment")
def heed_assessment(*, assessment_id: int, at: datetime, **_: object) -> None:
    """Pause the plan of somebody whose new answers say that they must be seen first."""
    plans.heed_assessment(assessment_id=assessment_id, at=at)
