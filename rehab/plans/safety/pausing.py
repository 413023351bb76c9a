"""Pausing a plan until somebody has looked at the runner."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from rehab.models import Clearance, Plan, PlanChange
from rehab.plans.changes import cut, lock, note
from rehab.reminders.owing.first_days import withdraw_future
from rehab.reminders.owing.precedence import Kind
from triage.rules.parts import Level


@transaction.atomic
def pause_plan(
    *,
    plan: Plan,
    why: str,
    at: datetime,
    by: User | None = None,
    level: Level | None = None,
    subject: str = "",
) -> Plan:
    """Pause a plan until somebody has looked at the runner; withdraw the mails it owes.

    A call for a visit still goes.

    One that is paused already keeps its day and gets one reason more, unless it has that
    one, as urgent, and nobody has looked since: safe to repeat. ``by`` nobody means that a
    rule did it, ``level`` says how soon to look if nothing else that is kept does,
    ``subject`` by what name a call for a visit finds it. A finished plan stays as it is.
    """
    locked = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if locked.finished_at is not None:
        return locked
    if locked.paused_at is None:
        locked.paused_at = at
        locked.save(update_fields=["paused_at"])
    withdraw_future(plan=locked, at=at, reason="The plan is paused.", but=[Kind.VISIT])
    paused = PlanChange.What.PAUSED
    reasons = _unseen(locked).filter(what=paused, at__gte=locked.paused_at)
    as_urgent = Q() if level is None else Q(level__gte=level)
    if not reasons.filter(as_urgent, why=cut(why)).exists():
        note(locked, paused, why, at=at, by=by, level=level, subject=subject)
    return locked


@transaction.atomic
def pause_open_plan(
    *, person_id: int, why: str, at: datetime, level: Level | None = None
) -> Plan | None:
    """Pause whatever plan a person has; return it.

    If they have none, a ``level`` is kept with their last one: that calls for a visit, too.
    Safe to repeat.
    """
    lock(person_id)
    plan = Plan.objects.open().filter(person=person_id).first()
    if plan:
        return pause_plan(plan=plan, why=why, at=at, level=level)
    last = Plan.objects.filter(person=person_id).order_by("opened_at", "pk").last()
    if last and level is not None:
        _call_after_the_end(last, why, level, at)
    return None


def _call_after_the_end(plan: Plan, why: str, level: Level, at: datetime) -> None:
    """Note in a finished plan, once until somebody has looked, that a visit is needed."""
    visit = PlanChange.What.VISIT
    if not _unseen(plan).filter(what=visit, why=cut(why), level=level).exists():
        note(plan, visit, why, at=at, level=level)


def _unseen(plan: Plan) -> QuerySet[PlanChange]:
    """Return the changes of ``plan`` since somebody has looked at its runner."""
    seen = Clearance.objects.filter(person=plan.person_id).order_by("at", "pk").last()
    return plan.changes.filter(at__gt=seen.at) if seen else plan.changes.all()
