"""Owing the mails that a day calls for. What belongs to one day rides in one mail."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from rehab.models import ExerciseSession, Plan, Reminder
from rehab.models.reminder import ReminderQuerySet
from rehab.models.reminder_log import log_owed
from rehab.reminders.owing.precedence import Kind, State
from rehab.reminders.owing.room import Room
from rehab.reminders.owing.wanted import comes, is_wanted
from rehab.reminders.owing.when import lasts_until, times_for

WEEK = "week"  # what rides in a mail that also sums up the week; else a check-in's name
CARRIERS = (Kind.CARE, Kind.SESSION)
RIDERS = (Kind.CHECK_IN, Kind.WEEK)
TAKES_ITS_PLACE = "Another mail takes its place."
RIDES = "It comes inside another mail of the day."


def owe_care(*, plan: Plan, on: date, at: datetime) -> Reminder | None:
    """Owe the one mail of a later day of rest and ice, unless there is one."""
    care = plan.reminders.filter(kind=Kind.CARE, snoozed_from=None)
    if care.counted().filter(local_on=on).exists():
        return None
    if not comes(plan, (on - plan.begun_on).days):
        return None
    return owe(plan, Kind.CARE, on, at)


def owe_session(*, plan: Plan, session: ExerciseSession, at: datetime) -> Reminder | None:
    """Owe the mail of a session at its time of the day, or the next one that has room.

    None if the plan has gone back to a lower phase since: its exercises are locked again.
    """
    if session.phase > plan.phase or session.reminders.counted().exists():
        return None
    if not comes(plan, session.number):
        return None
    return owe(plan, Kind.SESSION, session.on, at, session=session)


@transaction.atomic
def owe_check_in(*, plan: Plan, which: str, on: date, at: datetime) -> Reminder | None:
    """Owe a check-in: inside a mail of its day if one is still to come, else by itself.

    Return the mail that asks for it; none if one that was withdrawn may have asked on that
    day.
    """
    withdrawn = plan.reminders.filter(state=State.WITHDRAWN, unsure=True, local_on=on)
    asked = Q(kind=Kind.CHECK_IN, about=which) | Q(also__contains=[which])
    if withdrawn.filter(asked).exists():
        return None
    return _ride(plan, on, at, name=which) or owe(plan, Kind.CHECK_IN, on, at, about=which)


@transaction.atomic
def owe_week(
    *, plan: Plan, on: date, at: datetime, facts: dict[str, Any]
) -> Reminder | None:
    """Owe the summary of a week, whose numbers are ``facts``, as a check-in is owed."""
    owed = plan.reminders.counted().filter(local_on=on)
    if owed.filter(Q(kind=Kind.WEEK) | Q(also__contains=[WEEK])).exists():
        return None
    rides = _ride(plan, on, at, name=WEEK, facts=facts)
    return rides or owe(plan, Kind.WEEK, on, at, facts=facts)


def owe_barrier(*, plan: Plan, on: date, at: datetime) -> Reminder | None:
    """Owe the mail that asks what gets in the way."""
    return owe(plan, Kind.BARRIER, on, at)


def withdraw_care(*, plan: Plan, at: datetime, reason: str) -> int:
    """Withdraw the mails of rest and ice that a plan still owes; return how many.

    What rode in them is owed again, for it is not over.
    """
    cares = take_back(plan.reminders.filter(kind=Kind.CARE), at=at, reason=reason)
    owe_riders(cares, at=at)
    return len(cares)


def withdraw_sessions(owed: ReminderQuerySet, *, at: datetime, reason: str) -> int:
    """Withdraw what of ``owed`` are mails of sessions; return how many.

    What was put off until later goes, too. What rode in them is owed again.
    """
    sessions = take_back(owed.filter(kind=Kind.SESSION), at=at, reason=reason)
    owe_riders(sessions, at=at)
    return len(sessions)


@transaction.atomic
def take_back(owed: ReminderQuerySet, *, at: datetime, reason: str) -> list[Reminder]:
    """Withdraw what of ``owed`` nobody is sending; return those mails, soonest first."""
    free = owed.free(at).select_for_update(of=("self",), no_key=True)
    taken = [*free.order_by("pk")]
    pks = [each.pk for each in taken]
    Reminder.objects.filter(pk__in=pks).withdraw(at=at, reason=reason)
    return sorted(taken, key=lambda each: (each.due_at, each.pk))


def owe_riders(taken: Iterable[Reminder], *, at: datetime) -> None:
    """Owe again the check-ins and summaries that mails held which were taken back.

    If their day has no room left, a check-in is asked for on the next day.
    """
    for each in taken:
        for name in riding(each):
            if name == WEEK:
                owe_week(plan=each.of_plan, on=each.local_on, at=at, facts=each.facts)
            else:
                owe_check_in(plan=each.of_plan, which=name, on=each.local_on, at=at)


def riding(reminder: Reminder) -> list[str]:
    """Return the check-ins, and the week, that a mail holds, whatever its kind is."""
    itself = {Kind.CHECK_IN: [reminder.about], Kind.WEEK: [WEEK]}
    return [*itself.get(Kind(reminder.kind), []), *reminder.also]


def owe(plan: Plan, kind: Kind, on: date, at: datetime, **facts: object) -> Reminder | None:
    """Owe a mail at its time of a local day, or at the next that has room, if one has.

    The person of ``plan`` is locked. Nothing is owed for the past, or if it is not wanted.
    Check-ins and summaries of that day, still owed by themselves, ride in it if they can.
    """
    times = {due: slot for due, slot in times_for(plan, kind, on).items() if due > at}
    if not times or not is_wanted(plan, kind, on):
        return None
    riders = [*_riders(plan, on, at)] if kind in CARRIERS else []
    room = Room.of(plan.person_id, on, besides=[each.pk for each in riders])
    for due, slot in times.items():
        place = room.place(kind, due, slot=slot)
        gone = {RIDES: riders, TAKES_ITS_PLACE: place.instead_of if place else ()}
        if place and make_room(gone, at):
            held = facts | _held(riders) if riders else facts
            mail = create(plan, kind, due, on=on, slot=place.slot, **held)
            owe_riders(place.instead_of, at=at)
            return mail
    return None


def create(
    plan: Plan, kind: Kind, due: datetime, *, on: date, slot: int, **facts: object
) -> Reminder:
    """Store a mail to the runner of ``plan``. ``facts`` are further columns.

    A message hangs on what a physio wrote, not on a plan.
    """
    reminder = Reminder.objects.create(
        person=plan.person,
        plan=None if kind == Kind.MESSAGE else plan,
        kind=kind,
        local_on=on,
        slot=slot,
        due_at=due,
        useful_until=lasts_until(plan, kind, due),
        **facts,
    )
    log_owed([reminder])
    return reminder


def make_room(gone: Mapping[str, Sequence[Reminder]], at: datetime) -> bool:
    """Take back all of some mails, each for its reason; or none, and say that it was none.

    That is so if a worker was quicker to take one of them up.
    """
    with transaction.atomic():
        for reason, mails in gone.items():
            these = Reminder.objects.filter(pk__in=[each.pk for each in mails]).at_hand()
            if len(take_back(these, at=at, reason=reason)) < len(mails):
                transaction.set_rollback(True)
                return False
    return True


@transaction.atomic
def gather(plan: Plan, at: datetime) -> None:
    """Let what is owed by itself ride in another mail of its day, where one is owed now."""
    alone = plan.reminders.filter(kind__in=RIDERS, snoozed_from=None)
    for on in {*alone.at_hand().values_list("local_on", flat=True)}:
        if _carrier(plan, on, at):
            owe_riders(take_back(_riders(plan, on, at), at=at, reason=RIDES), at=at)


def _ride(
    plan: Plan, on: date, at: datetime, *, name: str, facts: dict[str, Any] | None = None
) -> Reminder | None:
    """Let a check-in or the week ride in the next mail of its day; return that mail."""
    carrier = _carrier(plan, on, at)
    if carrier and name not in carrier.also:
        carrier.also = [*carrier.also, name]
        carrier.facts = facts or carrier.facts
        carrier.save(update_fields=["also", "facts"])
    return carrier


def _carrier(plan: Plan, on: date, at: datetime) -> Reminder | None:
    """Return the next mail of a day, still to come, in which something may ride, locked.

    What may have gone carries nothing new: a mailbox may drop the second copy of a mail.
    """
    owed = plan.reminders.at_hand().filter(kind__in=CARRIERS, local_on=on, due_at__gt=at)
    still = owed.select_for_update(of=("self",), no_key=True)
    return still.order_by("due_at").first()


def _riders(plan: Plan, on: date, at: datetime) -> ReminderQuerySet:
    """Return what is to come by itself on a day and may ride in another mail."""
    alone = plan.reminders.filter(kind__in=RIDERS, local_on=on, snoozed_from=None)
    return alone.at_hand().filter(due_at__gt=at).order_by("due_at")


def _held(riders: Sequence[Reminder]) -> dict[str, Any]:
    """Return the columns of a mail in which ``riders`` ride."""
    names = [name for each in riders for name in riding(each)]
    facts: dict[str, Any] = next((each.facts for each in riders if each.facts), {})
    return {"also": names, "facts": facts}
