"""Pausing a plan until somebody has looked at the runner."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from rehab.models import Plan, PlanChange
from rehab.plans.changes import cut, lock, note
from rehab.reminders.schedule import withdraw_future
from triage.rules.parts import Level

PAUSES_FROM = Level.WITHIN_A_WEEK  # our default: whoever must be seen trains after it


@transaction.atomic
def pause_plan(*, plan: Plan, why: str, at: datetime, by: User | None = None) -> Plan:
    """Pause a plan until somebody has looked at the runner; withdraw the mails it owes.

    One that is paused already keeps its day and gets one reason more, unless it has that
    one: safe to repeat. ``by`` nobody means that a rule did it. A finished plan stays as
    it is.
    """
    locked = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if locked.finished_at is not None:
        return locked
    if locked.paused_at is None:
        locked.paused_at = at
        locked.save(update_fields=["paused_at"])
    withdraw_future(plan=locked, at=at, reason="The plan is paused.")
    paused = PlanChange.What.PAUSED
    if not locked.changes.filter(what=paused, why=cut(why)).exists():
        note(locked, paused, why, at=at, by=by)
    return locked


@transaction.atomic
def pause_open_plan(*, person_id: int, why: str, at: datetime) -> Plan | None:
    """Pause whatever plan a person has; return it."""
    lock(person_id)
    plan = Plan.objects.open().filter(person=person_id).first()
    return plan and pause_plan(plan=plan, why=why, at=at)
