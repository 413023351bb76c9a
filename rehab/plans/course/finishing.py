"""Finishing a plan."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from rehab.models import Plan, PlanChange
from rehab.plans.changes import lock, note
from rehab.programme import reasons
from rehab.reminders.owing.at_once import owe_goodbye
from rehab.reminders.owing.first_days import withdraw_future
from rehab.reminders.owing.precedence import Kind

BETTER, OTHER = "better", "other"
WORDS = {
    BETTER: reasons.BETTER.kept,
    OTHER: reasons.FINISHED.kept,
}


@transaction.atomic
def finish_plan(
    *, plan: Plan, at: datetime, because: str = OTHER, by: User | None = None
) -> Plan:
    """Finish a plan for good and withdraw the mails it owes. Another one may be opened.

    ``because`` is a key of ``WORDS``: to be better is a success. What it paused for still
    counts: a new plan needs a check from after that, and a red flag bars any. Safe to
    repeat: one that is finished stays as it is.

    :raises KeyError: if there is no such reason.
    """
    lock(plan.person_id)
    locked = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if locked.finished_at is not None:
        return locked
    close(locked, at=at)
    locked.save(update_fields=["finished_at"])
    note(locked, PlanChange.What.FINISHED, WORDS[because], at=at, by=by, subject=because)
    return locked


def was_better(person: User) -> bool:
    """Return whether ``person`` finished their last plan because they were better."""
    ends = PlanChange.objects.filter(plan__person=person, what=PlanChange.What.FINISHED)
    return ends.order_by("pk").values_list("subject", flat=True).last() == BETTER


def close(plan: Plan, *, at: datetime) -> None:
    """Finish ``plan``, which is locked, without saving it; withdraw the mails it owes.

    One last mail says goodbye. A call for a visit still goes.
    """
    # Not before it was opened: the clocks of two machines may differ.
    plan.finished_at = max(at, plan.opened_at)
    withdraw_future(plan=plan, at=at, reason="The plan is finished.", but=[Kind.VISIT])
    owe_goodbye(plan=plan, at=at)
