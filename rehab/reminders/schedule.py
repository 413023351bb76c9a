"""Owing reminders: which mails a plan calls for, on which day, in which slot."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from django.db import transaction

from rehab.models import Plan, Reminder
from rehab.models.reminder import SAFETY_SLOT, ReminderQuerySet
from rehab.programme.calendar import APART, Night, due_times, useful_until

ACUTE_DAYS = 8  # our default: acute care lasts until day 7
FULL_DAYS = 4  # our default: three mails a day on days 0 to 3, then one
# Our defaults: a break for this morning is of no use in the evening.
SHELF_LIFE = {
    Reminder.Kind.WELCOME: timedelta(hours=24),
    Reminder.Kind.CARE: timedelta(hours=3),
    Reminder.Kind.SESSION: timedelta(hours=12),
    Reminder.Kind.CHECK_IN: timedelta(hours=12),
    Reminder.Kind.VISIT: timedelta(hours=24),
    Reminder.Kind.SEEN: timedelta(hours=24),
}


@transaction.atomic
def owe_acute_care(*, plan: Plan, at: datetime) -> list[Reminder]:
    """Owe the mails of the first days; return all that the plan now owes, soonest first.

    The welcome is due at once, whatever the hour: somebody has just asked for it. It takes
    the first free slot of day 0. Three mails a day follow, from day 4 on one; none comes at
    night, or within two hours of the mail before it. Safe to repeat: what is owed stays as
    it is, and nothing is owed for the past.

    What is late is sent for a day (the welcome) or three hours (the others) at most, and
    never once the next mail is due or the night has begun. A welcome asked for in the night
    may come in that night: it has until the next mail, or the next night.
    """
    cares = _care(plan)
    _owe(_welcome(plan, at, cares))
    quiet_until = silent_until(plan, at)
    _owe([care for care in cares if care.due_at > at and care.due_at >= quiet_until])
    return [*_still_owed(plan).order_by("due_at")]


def withdraw_future(*, plan: Plan, at: datetime, reason: str) -> int:
    """Withdraw every mail that a plan still owes; return how many there were."""
    return _still_owed(plan).settle(Reminder.State.WITHDRAWN, at=at, reason=reason)


def silent_until(plan: Plan, at: datetime, *, besides: int | None = None) -> datetime:
    """Return until when the mail before ``at``, if there was one, asks for silence.

    ``besides`` is the number of a mail that does not count.
    """
    before = _standing(plan).filter(due_at__lte=at)
    others = before.exclude(pk=besides) if besides else before
    last = others.order_by("due_at").last()
    return last.due_at + APART if last else at


def night_of(plan: Plan) -> Night:
    """Return the quiet hours of a plan."""
    return Night(plan.night_begins, plan.night_ends)


def zone_of(plan: Plan) -> ZoneInfo:
    """Return the time zone in which the person of a plan lives now."""
    return ZoneInfo(plan.person.time_zone)


def _owe(reminders: list[Reminder]) -> None:
    """Store what finds its slot free. The database keeps one mail a slot."""
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)


def _still_owed(plan: Plan) -> ReminderQuerySet:
    return Reminder.objects.filter(plan=plan, state=Reminder.State.DUE)


def _standing(plan: Plan) -> ReminderQuerySet:
    """Return the mails that count for the plan's person, those of earlier plans too."""
    return Reminder.objects.filter(person=plan.person_id).standing()


def _welcome(plan: Plan, at: datetime, cares: Sequence[Reminder]) -> list[Reminder]:
    """Return the welcome, on day 0 only and if a slot is free beside the one for safety."""
    if at.astimezone(zone_of(plan)).date() != plan.begun_on:
        return []
    taken = _standing(plan).filter(local_on=plan.begun_on).values_list("slot", flat=True)
    free = {*range(1, SAFETY_SLOT)} - {*taken}
    then = next((care.due_at for care in cares if care.due_at >= at + APART), None)
    kind, on = Reminder.Kind.WELCOME, plan.begun_on
    slots = sorted(free)[:1]
    return [_reminder(plan, kind, on, slot, due=at, following=then) for slot in slots]


def _care(plan: Plan) -> list[Reminder]:
    """Return the care mails of all the first days in their order, past ones too.

    Whoever begins past those days has none: then ice is for after activity.
    """
    if plan.phase != Plan.Phase.SETTLE:
        return []
    times = sorted(plan.reminder_times)
    planned: list[tuple[date, int, datetime]] = []
    for day in range(ACUTE_DAYS):
        on = plan.begun_on + timedelta(days=day)
        walls = times if day < FULL_DAYS else times[:1]
        due = due_times(on, walls, zone_of(plan), night_of(plan))
        planned += [(on, slot, at) for slot, at in due.items()]
    following = [due for _, _, due in planned[1:]]
    return [
        _reminder(plan, Reminder.Kind.CARE, on, slot, due=due, following=then)
        for (on, slot, due), then in zip_longest(planned, following)
    ]


def _reminder(
    plan: Plan,
    kind: Reminder.Kind,
    on: date,
    slot: int,
    *,
    due: datetime,
    following: datetime | None,
) -> Reminder:
    """Return a mail that is of use until the following one is due, if there is one."""
    until = useful_until(due, SHELF_LIFE[kind], zone_of(plan), night_of(plan))
    return Reminder(
        person=plan.person,
        plan=plan,
        kind=kind,
        local_on=on,
        slot=slot,
        due_at=due,
        useful_until=min(until, following or until),
    )
