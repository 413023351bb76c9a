"""Owing what is due at once: a call for a visit, a physio's message, a goodbye.

What is due in the night, or so close to it that a mail server may not get to it, comes when
the night ends. If a day has no slot, the next one may.
"""

from collections.abc import Collection, Iterator
from datetime import datetime, time
from functools import partial
from itertools import chain, count, islice

from django.db import transaction

from rehab.models import Message, Plan, PlanChange, Reminder
from rehab.models.reminder_log import log_change
from rehab.programme.days import ONE_DAY
from rehab.programme.mails.calendar import due_at
from rehab.reminders.owing.mails_of_a_day import (
    TAKES_ITS_PLACE,
    create,
    make_room,
    owe_riders,
)
from rehab.reminders.owing.precedence import Kind, State
from rehab.reminders.owing.room import Place, Room
from rehab.reminders.owing.wanted import is_wanted
from rehab.reminders.owing.when import (
    BEFORE_NIGHT,
    awake_at,
    day_of,
    lasts_until,
    night_of,
    plan_for,
    zone_of,
)

DAYS_AHEAD = 7  # nothing but a message waits longer
MORE_URGENT = "A more urgent mail takes its place."


@transaction.atomic
def owe_visit(*, plan: Plan, rule: str, at: datetime) -> Reminder | None:
    """Owe a mail that says to book a visit, in the slot for safety or any other.

    One a day is enough, but a milder one that is still owed makes room for it, and one
    that went, or was refused, does not keep it waiting.
    """
    if not is_wanted(plan, Kind.VISIT, day_of(plan, at)):
        return None
    level = _urgency(plan.pk, rule)
    calls = Reminder.objects.filter(person=plan.person_id, kind=Kind.VISIT).counted()
    milder = [call for call in calls if _urgency(call.plan_id, call.about) < level]
    enough = [call for call in calls if call not in milder]
    if any(call.state == State.DUE for call in enough):
        return None
    Reminder.objects.filter(pk__in=[call.pk for call in milder]).withdraw(
        at=at, reason=MORE_URGENT
    )
    told_on = {call.local_on for call in enough if not _was_refused(call)}
    for due in islice(_moments(plan, at), DAYS_AHEAD):
        if day_of(plan, due) in told_on:
            continue
        if mail := _owe(plan, Kind.VISIT, due, at, about=rule):
            return mail
    return None


@transaction.atomic
def owe_message(*, message: Message, at: datetime) -> Reminder:
    """Owe the mail that brings what a physio wrote; return it. Safe to repeat.

    Its person is locked. Their night is that of the plan they have, or else the usual one.
    """
    if owed := Reminder.objects.filter(message=message).first():
        return owed
    plan = plan_for(message.person)
    mails = (
        _owe(plan, Kind.MESSAGE, due, at, message=message) for due in _moments(plan, at)
    )
    return next(filter(None, mails))


@transaction.atomic
def owe_message_again(*, message: Message, at: datetime) -> Reminder:
    """Owe the mail of a message that did not go, when a day has room for it; return it.

    What was missed, or may have gone, comes on a later day. Its person is locked. A message
    has one mail: its row is owed once more, and its tries are counted anew.
    """
    plan, mail = plan_for(message.person), Reminder.objects.get(message=message)
    later = mail.state == State.MISSED or mail.unsure
    days = (
        due for due in _moments(plan, at) if not later or day_of(plan, due) > mail.local_on
    )
    found = ((due, _place(plan, Kind.MESSAGE, due, at, besides=[mail.pk])) for due in days)
    due, place = next((due, place) for due, place in found if place)
    log = partial(log_change, mail, before=mail.state, to=State.DUE, at=at)
    mail.local_on, mail.slot, mail.due_at = day_of(plan, due), place.slot, due
    mail.useful_until = lasts_until(plan, Kind.MESSAGE, due)
    mail.state, mail.reason, mail.settled_at = State.DUE, "", None
    mail.attempts = mail.deferred = 0
    mail.save()
    transaction.on_commit(log)
    owe_riders(place.instead_of, at=at)
    return mail


@transaction.atomic
def owe_goodbye(*, plan: Plan, at: datetime) -> Reminder | None:
    """Owe the last mail of a plan that is finished; return it. Safe to repeat.

    None to a runner who is to be seen first: that plan was paused.
    """
    if owed := plan.reminders.filter(kind=Kind.GOODBYE).counted().first():
        return owed
    if plan.paused_at or not is_wanted(plan, Kind.GOODBYE, day_of(plan, at)):
        return None
    days = islice(_moments(plan, at), DAYS_AHEAD)
    mails = (_owe(plan, Kind.GOODBYE, due, at) for due in days)
    return next(filter(None, mails), None)


def _moments(plan: Plan, at: datetime) -> Iterator[datetime]:
    """Return the first instant for a mail, then the first one of each day after it."""
    first = awake_at(plan, at, before=BEFORE_NIGHT)
    return chain([first], dawns_after(plan, first))


def dawns_after(plan: Plan, first: datetime) -> Iterator[datetime]:
    """Return the first instant for a mail of each local day after that of ``first``."""
    today, zone, night = day_of(plan, first), zone_of(plan), night_of(plan)
    dawns = (due_at(today + days * ONE_DAY, time(), zone, night) for days in count(1))
    return (awake_at(plan, dawn, before=BEFORE_NIGHT) for dawn in dawns)


def _was_refused(mail: Reminder) -> bool:
    """Whether a mail surely did not go, though its own time was not up."""
    return mail.state == State.PARKED and not mail.unsure


def _place(
    plan: Plan, kind: Kind, due: datetime, at: datetime, *, besides: Collection[int] = ()
) -> Place | None:
    """Return a slot on the day of ``due``, if one is free or something made room."""
    room = Room.of(plan.person_id, day_of(plan, due), besides=besides)
    place = room.place(kind, due)
    if place and make_room({TAKES_ITS_PLACE: place.instead_of}, at):
        return place
    return None


def _owe(
    plan: Plan, kind: Kind, due: datetime, at: datetime, **facts: object
) -> Reminder | None:
    """Store a mail on the day of ``due``, if that has a slot or something makes room."""
    place = _place(plan, kind, due, at)
    if place is None:
        return None
    mail = create(plan, kind, due, on=day_of(plan, due), slot=place.slot, **facts)
    owe_riders(place.instead_of, at=at)
    return mail


def _urgency(plan_id: int | None, rule: str) -> int:
    """Return how soon somebody should look, by the newest call of a rule in a plan."""
    calls = PlanChange.objects.filter(plan=plan_id, subject=rule, level__isnull=False)
    levels = calls.order_by("-pk").values_list("level", flat=True)
    return levels.first() or 0
