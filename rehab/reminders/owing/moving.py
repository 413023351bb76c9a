"""Moving the mails that somebody is still owed to other times, or to where they are now."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain

from accounts.models import User
from rehab.models import Plan, Reminder
from rehab.models.reminder import ReminderQuerySet
from rehab.reminders.owing.at_once import dawns_after
from rehab.reminders.owing.first_days import ACUTE_DAYS, owe_acute_care
from rehab.reminders.owing.mails_of_a_day import (
    TAKES_ITS_PLACE,
    gather,
    make_room,
    owe_care,
    owe_riders,
    take_back,
)
from rehab.reminders.owing.precedence import Kind
from rehab.reminders.owing.room import Room
from rehab.reminders.owing.wanted import is_wanted
from rehab.reminders.owing.when import (
    BEFORE_NIGHT,
    awake_at,
    day_of,
    lasts_until,
    plan_for,
    times_for,
)

MOVED = "It comes at another time now."
NO_TIME_LEFT = "No time of that day is left where the runner is now."
NOT_THAT_DAY = "No such mail is wanted on that day of the week."
OWN_TIMES = (Kind.SESSION, Kind.CHECK_IN, Kind.WEEK, Kind.BARRIER)


def move_all_owed(*, person: User, at: datetime) -> None:
    """Move what somebody is owed to where they are now, with an open plan or without.

    Without one it keeps its instant, out of the usual night.
    """
    plan = plan_for(person)
    if plan.pk:
        move_owed(plan=plan, at=at)
        return
    for reminder in person.reminders.at_hand().order_by("due_at", "pk"):
        _out_of_the_night(plan, reminder, at)


def move_owed(*, plan: Plan, at: datetime) -> None:
    """Move what the person of ``plan`` is owed to their own times, where they are now.

    None comes in their night, or within two hours of another. What its day has no time left
    for, or is not wanted on, is withdrawn; a check-in is asked for on the next day then.
    What cannot wait, or was put off by the runner, keeps its instant, unless it is night
    there: then it comes when that ends. If that day is full, it comes on the first one that
    has room, or, if it was put off, is withdrawn. What is being sent just now, or may have
    gone, is left alone: it is tried once more as the same mail, or not at all.
    """
    cares = take_back(_own(plan, [Kind.CARE]).at_hand(), at=at, reason=MOVED)
    full = [each for each in _keeps(plan) if not _out_of_the_night(plan, each, at)]
    gone = [*cares, *full, *_each_to_own_times(plan, [Kind.SESSION, Kind.BARRIER], at)]
    if cares:
        owe_acute_care(plan=plan, at=at)
        later = plan.begun_on + timedelta(days=ACUTE_DAYS)
        for on in sorted({care.local_on for care in cares if care.local_on >= later}):
            owe_care(plan=plan, on=on, at=at)
    gather(plan, at)
    _each_to_own_times(plan, [Kind.CHECK_IN, Kind.WEEK], at)
    owe_riders(gone, at=at)


def _own(plan: Plan, kinds: Iterable[Kind] = OWN_TIMES) -> ReminderQuerySet:
    """Return the mails of a plan that come at the runner's own times."""
    return plan.reminders.filter(kind__in=kinds, snoozed_from=None)


def _keeps(plan: Plan) -> list[Reminder]:
    """Return what the person of ``plan`` is owed that keeps its instant, soonest first."""
    owed = Reminder.objects.filter(person=plan.person_id).at_hand()
    others = owed.exclude(kind=Kind.WELCOME).exclude(pk__in=_own(plan).values("pk"))
    return [*others.order_by("due_at", "pk")]


def _each_to_own_times(plan: Plan, kinds: Iterable[Kind], at: datetime) -> list[Reminder]:
    """Move the mails of some kinds; return those that their day has no time left for."""
    owed = _own(plan, kinds).at_hand().order_by("due_at", "pk")
    return [each for each in owed if not _to_own_times(plan, each, at)]


def _to_own_times(plan: Plan, reminder: Reminder, at: datetime) -> bool:
    """Move a mail to its time of its day, or the next with room, or else withdraw it."""
    kind, on = Kind(reminder.kind), reminder.local_on
    itself = Reminder.objects.filter(pk=reminder.pk)
    elsewhere = kind == Kind.WEEK and on.weekday() != plan.week_day
    if elsewhere or not is_wanted(plan, kind, on):
        take_back(itself, at=at, reason=NOT_THAT_DAY)
        return False
    room = Room.of(plan.person_id, on, besides=[reminder.pk])
    for due, slot in times_for(plan, kind, on).items():
        place = room.place(kind, due, slot=slot) if due > at else None
        if place and make_room({TAKES_ITS_PLACE: place.instead_of}, at):
            _put(plan, reminder, due=due, on=on, slot=place.slot)
            owe_riders(place.instead_of, at=at)
            return True
    take_back(itself, at=at, reason=NO_TIME_LEFT)
    return False


def _out_of_the_night(plan: Plan, reminder: Reminder, at: datetime) -> bool:
    """Have a mail that keeps its instant come when it is no night where its person is now.

    It belongs to the day on which it comes there. If that has no slot left, it comes on the
    first one after it that has; what the runner put off until later is withdrawn instead.
    """
    first = _awake(plan, reminder, at)
    later = () if reminder.kind in Reminder.DAILY else dawns_after(plan, first)
    for due in chain([first], later):
        on = day_of(plan, due)
        room = Room.of(plan.person_id, on, besides=[reminder.pk])
        place = room.slot_for(Kind(reminder.kind), slot=reminder.slot)
        if place and make_room({TAKES_ITS_PLACE: place.instead_of}, at):
            _put(plan, reminder, due=due, on=on, slot=place.slot)
            owe_riders(place.instead_of, at=at)
            return True
    take_back(Reminder.objects.filter(pk=reminder.pk), at=at, reason=NO_TIME_LEFT)
    return False


def _awake(plan: Plan, reminder: Reminder, at: datetime) -> datetime:
    """Return when a mail comes that keeps its instant, if it is no night then.

    What is late and belongs to today stays as late as it is.
    """
    then = max(reminder.due_at, at)
    awake = awake_at(plan, then, before=BEFORE_NIGHT)
    stays = awake == then and day_of(plan, reminder.due_at) == day_of(plan, then)
    return reminder.due_at if stays else awake


def _put(plan: Plan, reminder: Reminder, *, due: datetime, on: date, slot: int) -> None:
    """Move a mail, unless a worker has taken it up meanwhile."""
    until = lasts_until(plan, Kind(reminder.kind), due)
    still_owed = Reminder.objects.filter(pk=reminder.pk).at_hand()
    still_owed.update(local_on=on, slot=slot, due_at=due, useful_until=until)
