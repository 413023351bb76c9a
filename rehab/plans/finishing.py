"""Finishing a plan."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from rehab.models import Plan, PlanChange
from rehab.plans.changes import lock, note
from rehab.reminders.schedule import withdraw_future


@transaction.atomic
def finish_plan(*, plan: Plan, why: str, at: datetime, by: User | None = None) -> Plan:
    """Finish a plan for good and withdraw the mails it owes. Another one may be opened.

    What it paused for still counts: a new plan needs a check from after that, and a red
    flag bars any. Safe to repeat: one that is finished stays as it is.
    """
    lock(plan.person_id)
    locked = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if locked.finished_at is not None:
        return locked
    # Not before it was opened: the clocks of two machines may differ.
    locked.finished_at = max(at, locked.opened_at)
    locked.save(update_fields=["finished_at"])
    withdraw_future(plan=locked, at=at, reason="The plan is finished.")
    note(locked, PlanChange.What.FINISHED, why, at=at, by=by)
    return locked
