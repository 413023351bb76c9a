"""Moving a plan from one phase to the next as its days go by."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from rehab.models import Plan, PlanChange
from rehab.models.plan import PlanQuerySet
from rehab.plans.changes import note
from rehab.reminders.schedule import ACUTE_DAYS

FURTHEST_AHEAD = timedelta(days=1)  # no place is more than 14 hours ahead of UTC


def end_acute_care(*, at: datetime) -> list[Plan]:
    """Move each plan on whose first days are over where its runner is; return those.

    Safe to repeat. A plan that is paused waits: exercises are for after the visit.
    """
    last_begun = at.astimezone(UTC).date() + FURTHEST_AHEAD - timedelta(days=ACUTE_DAYS)
    candidates = _in_first_days().filter(begun_on__lte=last_begun).order_by("pk")
    pks = [*candidates.values_list("pk", flat=True)]
    return [*filter(None, (_begin_exercises(pk, at) for pk in pks))]


@transaction.atomic
def _begin_exercises(pk: int, at: datetime) -> Plan | None:
    """Move one plan on, unless its last first day goes on or something else came first."""
    waiting = _in_first_days().select_for_update(of=("self",), no_key=True)
    plan = waiting.select_related("person").filter(pk=pk).first()
    if plan is None or (day := plan.day_at(at)) < ACUTE_DAYS:
        return None
    today = plan.begun_on + timedelta(days=day)
    plan.phase, plan.phase_since = Plan.Phase.WAKE_UP, today
    plan.exercises_began_on = today
    plan.save(update_fields=["phase", "phase_since", "exercises_began_on"])
    why = f"Day {day}: the first days are over, exercises come next."
    note(plan, PlanChange.What.PHASE, why, at=at)
    return plan


def _in_first_days() -> PlanQuerySet:
    return Plan.objects.open().filter(paused_at=None, phase=Plan.Phase.SETTLE)
