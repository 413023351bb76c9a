"""Mails that must not be lost: what was missed, and still matters, is owed again."""

from datetime import datetime, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from rehab.models import Clearance, Message, PlanChange, Reminder
from rehab.plans.changes import lock
from rehab.plans.mails.messages import why_no_mail
from rehab.plans.times import local_day
from rehab.reminders.owing.at_once import owe_message_again, owe_visit

LATELY = timedelta(days=7)  # what was missed is owed again within minutes, or not at all
TRIES = 3  # days on which a message is tried, if nothing else is wrong: our default

Kind, State = Reminder.Kind, Reminder.State


def owe_missed(*, at: datetime) -> list[Reminder]:
    """Owe again the calls for a visit and the messages that were missed; return them.

    Each comes on another day than the one on which it was missed. A call is owed until one
    went or somebody has looked, whatever has become of the plan; a message on three days.
    Safe to repeat.
    """
    late = Reminder.objects.filter(state=State.MISSED, settled_at__gt=at - LATELY)
    visits = standing_calls(late).order_by("pk").values_list("pk", flat=True)
    messages = late.filter(kind=Kind.MESSAGE).order_by("pk").values_list("pk", flat=True)
    again = [_visit(pk, at) for pk in [*visits]] + [_message(pk, at) for pk in [*messages]]
    return [*filter(None, again)]


def standing_calls(missed: QuerySet[Reminder]) -> QuerySet[Reminder]:
    """Keep the calls for a visit of which no later mail told, and that still stand."""
    same = {"plan": OuterRef("plan"), "kind": Kind.VISIT, "about": OuterRef("about")}
    later = Reminder.objects.filter(**same, pk__gt=OuterRef("pk"))
    calls = PlanChange.objects.filter(
        plan=OuterRef("plan"), subject=OuterRef("about"), level__isnull=False
    )
    called_at = Subquery(calls.order_by("-pk").values("at")[:1])
    looked = Clearance.objects.filter(
        person=OuterRef("person"), at__gt=OuterRef("called_at")
    )
    called = missed.filter(kind=Kind.VISIT).annotate(called_at=called_at)
    return called.exclude(Exists(later)).exclude(Exists(looked))


@transaction.atomic
def _visit(pk: int, at: datetime) -> Reminder | None:
    lock(Reminder.objects.values_list("person", flat=True).get(pk=pk))
    still = standing_calls(Reminder.objects.filter(pk=pk)).select_related("plan__person")
    owed = (owe_visit(plan=each.of_plan, rule=each.about, at=at) for each in still)
    return next(owed, None)


@transaction.atomic
def _message(pk: int, at: datetime) -> Reminder | None:
    lock(Reminder.objects.values_list("person", flat=True).get(pk=pk))
    missed = Reminder.objects.select_related("person", "message").get(pk=pk)
    message = cast("Message", missed.message)
    tried = (missed.local_on - local_day(missed.person, message.at)).days
    over = missed.state != State.MISSED or tried >= TRIES - 1
    if over or why_no_mail(missed.person) is not None:
        return None
    return owe_message_again(message=message, at=at)
