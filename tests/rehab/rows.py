"""All that the database holds of people and their plans, to show that nothing changed."""

from django.core import serializers
from django.db.models import Model, QuerySet

from accounts.models import Consent, User
from rehab.models import (
    Attention,
    CareNote,
    CheckIn,
    Clearance,
    DiaryEntry,
    ExerciseReport,
    ExerciseSession,
    GateAnswer,
    Message,
    Override,
    Plan,
    PlanChange,
    PlanExercise,
    Reminder,
    ReminderAct,
    Run,
    RunWeek,
    SeenAnswer,
    SeenFollowUp,
    SessionReport,
)
from triage.models import Assessment

KEPT = (
    User,
    Consent,
    Assessment,
    Plan,
    PlanChange,
    Reminder,
    PlanExercise,
    ExerciseSession,
    DiaryEntry,
    SessionReport,
    ExerciseReport,
    CheckIn,
    Run,
    GateAnswer,
    RunWeek,
    Override,
    Clearance,
    SeenFollowUp,
    SeenAnswer,
    ReminderAct,
    Message,
    Attention,
    CareNote,
)


def everything() -> str:
    """Return every row as text."""
    rows = [row for model in KEPT for row in _rows(model)]
    return str(serializers.serialize("json", rows))


def _rows(model: type[Model]) -> QuerySet[Model]:
    return model._base_manager.order_by("pk")  # noqa: SLF001 # Django documents it
