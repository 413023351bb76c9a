"""All that the database holds of people and their plans, to show that nothing changed."""

from django.core import serializers

from accounts.models import Consent, User
from rehab.models import (
    DiaryEntry,
    Plan,
    PlanChange,
    Reminder,
    SeenAnswer,
    SeenFollowUp,
)
from triage.models import Assessment

KEPT = (
    User,
    Consent,
    Assessment,
    Plan,
    PlanChange,
    Reminder,
    DiaryEntry,
    SeenFollowUp,
    SeenAnswer,
)


def everything() -> str:
    """Return every row as text."""
    rows = [row for model in KEPT for row in model.objects.order_by("pk")]
    return str(serializers.serialize("json", rows))
