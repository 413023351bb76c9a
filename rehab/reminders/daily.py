"""Owing the mails that a day calls for: care, a session, a check-in, a visit."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from accounts.models import Consent
from rehab.models import ExerciseSession, Plan, PlanChange, Reminder
from rehab.models.reminder import SAFETY_SLOT, ReminderQuerySet
from rehab.programme.calendar import due_at, due_times, useful_until
from rehab.reminders.schedule import SHELF_LIFE, night_of, zone_of

FIRST, SECOND = 1, 2  # of the runner's own times of the day
# If the slot for safety is taken, the next one that is free; nothing waits longer.
DAYS_AHEAD = 7
TAKES_ITS_PLACE = "Another mail takes its place."
MORE_URGENT = "A more urgent mail takes its place."

Kind = Reminder.Kind
State = Reminder.State


def owe_care(*, plan: Plan, on: date, at: datetime) -> Reminder | None:
    """Owe the one mail of a later day of rest and ice, unless there is one."""
    if plan.reminders.standing().filter(kind=Kind.CARE, local_on=on).exists():
        return None
    return _owe(plan, on, at, slot=FIRST, kind=Kind.CARE)


def owe_session(*, plan: Plan, session: ExerciseSession, at: datetime) -> Reminder | None:
    """Owe the mail of a session at the first time of its day that is still free."""
    if session.reminders.exists():
        return None
    return _owe(plan, session.on, at, slot=FIRST, kind=Kind.SESSION, session=session)


def owe_check_in(*, plan: Plan, which: str, on: date, at: datetime) -> Reminder | None:
    """Owe the mail of a check-in at the second time of a day, in the place of care."""
    return _owe(plan, on, at, slot=SECOND, kind=Kind.CHECK_IN, about=which)


def owe_visit(*, plan: Plan, rule: str, at: datetime) -> Reminder | None:
    """Owe a mail that says to book a visit, in the first slot for safety that is free.

    It is due at once, or when the night ends. One a day is enough, but a milder one that is
    still owed makes room for it.
    """
    if not _gets_mails(plan):
        return None
    zone, night = zone_of(plan), night_of(plan)
    wall = at.astimezone(zone)
    for days in range(DAYS_AHEAD):
        due = max(at, due_at(wall.date() + timedelta(days=days), wall.time(), zone, night))
        on = due.astimezone(zone).date()
        holder = _holders(plan, on).get(SAFETY_SLOT)
        owed = holder if holder and _is_owed_visit(holder) else None
        if owed and _urgency(plan.pk, rule) <= _urgency(owed.plan_id, owed.about):
            return None
        if holder is None or (owed and _withdraw_milder(owed, at)):
            facts = _of(plan, on, due, slot=SAFETY_SLOT, kind=Kind.VISIT)
            return Reminder.objects.create(**facts, about=rule)
    return None


def _is_owed_visit(reminder: Reminder) -> bool:
    return reminder.kind == Kind.VISIT and reminder.state == State.DUE


def _urgency(plan_id: int | None, rule: str) -> int:
    """Return how soon somebody should look, by the newest call of a rule in a plan."""
    calls = PlanChange.objects.filter(plan=plan_id, subject=rule, level__isnull=False)
    levels = calls.order_by("-pk").values_list("level", flat=True)
    return levels.first() or 0


def _withdraw_milder(reminder: Reminder, at: datetime) -> int:
    """Withdraw a mail unless it is being sent; return how many were."""
    owed = Reminder.objects.filter(pk=reminder.pk, state=State.DUE)
    free = owed.filter(Q(lease_until=None) | Q(lease_until__lte=at))
    return free.settle(State.WITHDRAWN, at=at, reason=MORE_URGENT)


def withdraw_care(*, plan: Plan, at: datetime, reason: str) -> int:
    """Withdraw the mails of rest and ice that a plan still owes; return how many."""
    return _due_care(plan).settle(State.WITHDRAWN, at=at, reason=reason)


def _owe(
    plan: Plan,
    on: date,
    at: datetime,
    *,
    slot: int,
    kind: Reminder.Kind,
    about: str = "",
    session: ExerciseSession | None = None,
) -> Reminder | None:
    """Owe a mail at the time of ``slot``, or at the next one of that day that is free."""
    all_times = due_times(on, sorted(plan.reminder_times), zone_of(plan), night_of(plan))
    times = {number: due for number, due in all_times.items() if due > at}
    if not times or not _gets_mails(plan):
        return None
    holders = _holders(plan, on)
    for number in sorted(times, key=lambda number: (number < slot, number)):
        if _is_free(number, holders, kind):
            if number in holders:
                _due_care(plan).filter(pk=holders[number].pk).settle(
                    State.WITHDRAWN, at=at, reason=TAKES_ITS_PLACE
                )
            return Reminder.objects.create(
                **_of(plan, on, times[number], slot=number, kind=kind),
                about=about,
                session=session,
            )
    return None


def _is_free(slot: int, holders: Mapping[int, Reminder], kind: Reminder.Kind) -> bool:
    """Say whether a slot is empty, or holds a mail of care that others may replace."""
    holder = holders.get(slot)
    if holder is None:
        return True
    in_nobodys_hands = holder.state == State.DUE and holder.lease_until is None
    return kind != Kind.CARE and holder.kind == Kind.CARE and in_nobodys_hands


def _holders(plan: Plan, on: date) -> dict[int, Reminder]:
    """Return what holds the slots of a day, whoever owes it to the plan's person."""
    standing = Reminder.objects.filter(person=plan.person_id, local_on=on).standing()
    return {reminder.slot: reminder for reminder in standing}


def _due_care(plan: Plan) -> ReminderQuerySet:
    return Reminder.objects.filter(plan=plan, kind=Kind.CARE, state=State.DUE)


def _of(
    plan: Plan, on: date, due: datetime, *, slot: int, kind: Reminder.Kind
) -> dict[str, Any]:
    return {
        "person": plan.person,
        "plan": plan,
        "kind": kind,
        "local_on": on,
        "slot": slot,
        "due_at": due,
        "useful_until": useful_until(due, SHELF_LIFE[kind], zone_of(plan), night_of(plan)),
    }


def _gets_mails(plan: Plan) -> bool:
    return plan.person.consents.in_force(Consent.Kind.MAILS).exists()
