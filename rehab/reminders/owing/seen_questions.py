"""Owing the mails that ask somebody who told of something urgent if they were seen."""

from datetime import date, datetime, time

from django.db import transaction

from rehab.models import Plan, Reminder, SeenFollowUp
from rehab.models.reminder import SAFETY_SLOT, ReminderQuerySet
from rehab.models.reminder_log import log_owed
from rehab.programme.mails.calendar import due_at
from rehab.reminders.owing.when import lasts_until, night_of, plan_for, zone_of

ASK_AT = time(10)  # our default: whoever was not seen yet has the day before them


@transaction.atomic
def owe_questions(*, follow_up: SeenFollowUp, at: datetime) -> list[Reminder]:
    """Owe the mails that a follow-up asks in; return those its person is now owed.

    They come at ten in the morning where the person is, or when the quiet hours of their
    plan end, in the slot kept for safety, and are of use until the night begins or the day
    ends. Of two follow-ups on one day, the first one asks. Safe to repeat: what is owed
    stays as it is, and nothing is owed for the past.
    """
    plan = plan_for(follow_up.person)
    every = [_question(follow_up, plan, on) for on in follow_up.ask_on]
    questions = [each for each in every if each.due_at > at]
    Reminder.objects.bulk_create(questions, ignore_conflicts=True)
    log_owed(questions)
    return [*owed_questions(follow_up.person_id).order_by("due_at")]


def owed_questions(person_id: int) -> ReminderQuerySet:
    """Return the questions that one person is still owed."""
    kind, due = Reminder.Kind.SEEN, Reminder.State.DUE
    return Reminder.objects.filter(person=person_id, kind=kind, state=due)


def withdraw_questions(*, person_id: int, at: datetime, reason: str) -> int:
    """Withdraw every question that one person is still owed; return how many there were."""
    return owed_questions(person_id).withdraw(at=at, reason=reason)


def _question(follow_up: SeenFollowUp, plan: Plan, on: date) -> Reminder:
    """Return the mail that asks on a day, in the day of ``plan``, stored or not."""
    due = due_at(on, ASK_AT, zone_of(plan), night_of(plan))
    return Reminder(
        person=follow_up.person,
        follow_up=follow_up,
        kind=Reminder.Kind.SEEN,
        local_on=on,
        slot=SAFETY_SLOT,
        due_at=due,
        useful_until=lasts_until(plan, Reminder.Kind.SEEN, due),
    )
