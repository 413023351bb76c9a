"""Moving the mails that somebody is still owed to when it is day where they are now."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from rehab.models import Plan, Reminder
from rehab.models.reminder import ReminderQuerySet
from rehab.programme.calendar import due_at, due_times, useful_until
from rehab.reminders.daily import owe_care
from rehab.reminders.schedule import (
    ACUTE_DAYS,
    SHELF_LIFE,
    night_of,
    owe_acute_care,
    silent_until,
    zone_of,
)

MOVED = "It comes at another time now."
NO_TIME_LEFT = "No time of that day is left where the runner is now."

Kind = Reminder.Kind
State = Reminder.State


def move_owed(*, plan: Plan, at: datetime) -> None:
    """Move what the person of ``plan`` is owed to their own times, where they are now.

    None comes in their night, or within two hours of another. What its day has no time left
    for is withdrawn. What cannot wait keeps its instant, unless it is night there: then it
    comes when that ends. What is being sent just now is left alone.
    """
    owed = _owed(plan, at)
    cares = [*owed.filter(plan=plan, kind=Kind.CARE)]
    _withdraw(cares, at, MOVED)
    for reminder in owed.filter(plan=plan, kind__in=[Kind.SESSION, Kind.CHECK_IN]):
        _to_own_times(plan, reminder, at)
    for reminder in owed.filter(kind__in=[Kind.VISIT, Kind.SEEN]):
        _out_of_the_night(plan, reminder, at)
    if cares:
        owe_acute_care(plan=plan, at=at)
        later = plan.begun_on + timedelta(days=ACUTE_DAYS)
        for on in sorted({care.local_on for care in cares if care.local_on >= later}):
            owe_care(plan=plan, on=on, at=at)


def _owed(plan: Plan, at: datetime) -> ReminderQuerySet:
    """Return what the person of ``plan`` is owed that nobody is sending, soonest first."""
    free = Q(lease_until=None) | Q(lease_until__lte=at)
    due = Reminder.objects.filter(free, person=plan.person_id, state=State.DUE)
    return due.order_by("due_at", "pk")


def _withdraw(reminders: Iterable[Reminder], at: datetime, reason: str) -> None:
    pks = [reminder.pk for reminder in reminders]
    still_due = Reminder.objects.filter(pk__in=pks, state=State.DUE)
    still_due.settle(State.WITHDRAWN, at=at, reason=reason)


def _to_own_times(plan: Plan, reminder: Reminder, at: datetime) -> None:
    """Move a mail to its own time of its day, or the next that is free, or withdraw it."""
    on = reminder.local_on
    times = due_times(on, sorted(plan.reminder_times), zone_of(plan), night_of(plan))
    that_day = Reminder.objects.filter(person=plan.person_id, local_on=on).standing()
    taken = {*that_day.exclude(pk=reminder.pk).values_list("slot", flat=True)}
    quiet_until = silent_until(plan, at, besides=reminder.pk)
    for slot in sorted(times.keys() - taken, key=lambda n: (n < reminder.slot, n)):
        if times[slot] > at and times[slot] >= quiet_until:
            _put(plan, reminder, slot, times[slot])
            return
    _withdraw([reminder], at, NO_TIME_LEFT)


def _out_of_the_night(plan: Plan, reminder: Reminder, at: datetime) -> None:
    """Have a mail that cannot wait come when it is no night where its person is now."""
    zone = zone_of(plan)
    then = max(reminder.due_at, at)
    wall = then.astimezone(zone)
    awake = due_at(wall.date(), wall.time(), zone, night_of(plan))
    due = reminder.due_at if awake == then else awake
    _put(plan, reminder, reminder.slot, due)


def _put(plan: Plan, reminder: Reminder, slot: int, due: datetime) -> None:
    lasts = SHELF_LIFE[Kind(reminder.kind)]
    until = useful_until(due, lasts, zone_of(plan), night_of(plan))
    still_due = Reminder.objects.filter(pk=reminder.pk, state=State.DUE)
    still_due.update(slot=slot, due_at=due, useful_until=until)
