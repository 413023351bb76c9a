"""Owing the mails of the first days, and taking back all that a plan owes."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import zip_longest

from django.db import transaction

from rehab.models import Plan, Reminder
from rehab.models.reminder import ReminderQuerySet
from rehab.models.reminder_log import log_owed
from rehab.programme.days import ONE_DAY
from rehab.programme.mails.calendar import APART
from rehab.reminders.owing.mails_of_a_day import gather
from rehab.reminders.owing.precedence import SLOTS, Kind, State
from rehab.reminders.owing.room import Room
from rehab.reminders.owing.wanted import comes, is_wanted, wanted_days
from rehab.reminders.owing.when import day_of, lasts_until, own_times

ACUTE_DAYS = 8  # our default: acute care lasts until day 7
FULL_DAYS = 4  # our default: three mails a day on days 0 to 3, then one


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
    last = plan.begun_on + (ACUTE_DAYS - 1) * ONE_DAY
    room = Room.of(plan.person_id, plan.begun_on, until=last)
    held = {(each.local_on, each.slot) for each in room.mails}
    free = [care for care in cares if (care.local_on, care.slot) not in held]
    _owe([care for care in free if care.due_at > at and not room.near(care.due_at)])
    gather(plan, at)
    return [*_still_owed(plan).order_by("due_at")]


def withdraw_future(
    *, plan: Plan, at: datetime, reason: str, but: Collection[Kind] = ()
) -> int:
    """Withdraw the mails that a plan still owes, ``but`` some kinds; return how many."""
    return _still_owed(plan).exclude(kind__in=but).withdraw(at=at, reason=reason)


def _owe(reminders: list[Reminder]) -> None:
    """Store what finds its slot free. The database keeps one mail a slot."""
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    log_owed(reminders)


def _still_owed(plan: Plan) -> ReminderQuerySet:
    return Reminder.objects.filter(plan=plan, state=State.DUE)


def _welcome(plan: Plan, at: datetime, cares: Sequence[Reminder]) -> list[Reminder]:
    """Return the welcome, on day 0 only and if a slot is free beside the one for safety."""
    on = plan.begun_on
    if day_of(plan, at) != on or not is_wanted(plan, Kind.WELCOME, on):
        return []
    today = [*Reminder.objects.filter(person=plan.person_id, local_on=on).counted()]
    if any(each.plan_id == plan.pk and each.kind == Kind.WELCOME for each in today):
        return []
    free = [slot for slot in SLOTS if slot not in {each.slot for each in today}]
    then = next((care.due_at for care in cares if care.due_at >= at + APART), None)
    return [
        _reminder(plan, Kind.WELCOME, on, slot, due=at, following=then) for slot in free[:1]
    ]


def _care(plan: Plan) -> list[Reminder]:
    """Return the care mails of all the first days in their order, past ones too.

    Whoever begins past those days has none: then ice is for after activity.
    """
    if plan.phase != Plan.Phase.SETTLE:
        return []
    days = [plan.begun_on + day * ONE_DAY for day in range(ACUTE_DAYS)]
    wanted = wanted_days(plan, Kind.CARE, days)
    planned: list[tuple[date, int, datetime]] = []
    for day, on in enumerate(days):
        due = own_times(plan, on)
        slots = [*due] if day < FULL_DAYS else [slot for slot in due if slot == 1]
        if on in wanted and comes(plan, day):
            planned += [(on, slot, due[slot]) for slot in slots]
    following = [due for _, _, due in planned[1:]]
    return [
        _reminder(plan, Kind.CARE, on, slot, due=due, following=then)
        for (on, slot, due), then in zip_longest(planned, following)
    ]


def _reminder(
    plan: Plan,
    kind: Kind,
    on: date,
    slot: int,
    *,
    due: datetime,
    following: datetime | None,
) -> Reminder:
    """Return a mail that is of use until the following one is due, if there is one."""
    until = lasts_until(plan, kind, due)
    return Reminder(
        person=plan.person,
        plan=plan,
        kind=kind,
        local_on=on,
        slot=slot,
        due_at=due,
        useful_until=min(until, following or until),
    )
