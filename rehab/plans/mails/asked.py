"""What a mail has asked a runner lately. One that surely did not go asked for nothing."""

from datetime import date, timedelta

from django.db.models import Q

from rehab.models import Plan, Reminder
from rehab.models.reminder import ReminderQuerySet

Kind, State = Reminder.Kind, Reminder.State

ONE_CHECK_IN_IN = timedelta(days=14)  # our default: one mail for each
ONE_QUESTION_IN = timedelta(days=28)  # our default: one a time of silence
# What was refused is parked; so is what may have gone, and nobody knows.
_NEVER_CAME = Q(state__in=[State.WITHDRAWN, State.MISSED]) | Q(
    state=State.PARKED, unsure=False
)


def was_asked(plan: Plan, which: str, on: date) -> bool:
    """Say whether a mail asked for a check-in lately, or is still to do so."""
    asks = Q(kind=Kind.CHECK_IN, about=which) | Q(also__contains=[which])
    return _since(plan, on - ONE_CHECK_IN_IN).filter(asks).exists()


def was_asked_what_is_wrong(plan: Plan, on: date) -> bool:
    """Say whether a mail asked lately what gets in the way, or is still to do so."""
    return _since(plan, on - ONE_QUESTION_IN).filter(kind=Kind.BARRIER).exists()


def _since(plan: Plan, day: date) -> ReminderQuerySet:
    return plan.reminders.exclude(_NEVER_CAME).filter(local_on__gt=day)
