"""When mails come: the hours and days that a runner chooses, and pauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction

from accounts.models import User
from rehab.models import Plan, PlanChange, Reminder
from rehab.plans.changes import lock, note
from rehab.plans.mails.owing import owe_again
from rehab.plans.mails.rhythm import set_rhythm
from rehab.plans.times import (
    TimeAtNight,
    checked_night,
    checked_times,
    is_at_night,
    local_day,
)
from rehab.programme import reasons
from rehab.reminders.owing.first_days import withdraw_future
from rehab.reminders.owing.moving import move_owed
from rehab.reminders.owing.wanted import PAUSED

What = PlanChange.What

CHANGED = reasons.TIMES_SET.kept
GO_ON = reasons.MAILS_WANTED.kept


@dataclass(frozen=True, slots=True, kw_only=True)
class MailTimes:
    """When mails come, by the clocks where the runner is.

    ``session_time`` is that of sessions, or nothing for the first of ``reminder_times``;
    ``check_in_time`` that of check-ins with a mail of their own, or nothing for the second.
    Days count from Monday 0; a ``week_day`` of nothing means no summary.
    """

    reminder_times: Sequence[time]
    session_time: time | None
    check_in_time: time | None
    care_days: Sequence[int]
    session_days: Sequence[int]
    week_day: int | None
    night_begins: time
    night_ends: time


@transaction.atomic
def set_mail_times(
    *,
    plan: Plan,
    times: MailTimes,
    at: datetime,
    by: User | None = None,
    why: str = CHANGED,
) -> Plan:
    """Keep when mails come, and move or withdraw what is still owed by it.

    The runner sets them, or a physio ``by`` whom it is noted, and ``why``. Safe to repeat:
    what stays as it is leaves no change. The days of check-ins cannot be set: the programme
    counts them from the first day of a plan.

    :raises NightTooShort: if the quiet hours last less than six hours.
    :raises TimeAtNight: if a time lies in them, or less than half an hour before them or
        before midnight.
    :raises TimesTooClose: if two of the reminder times are less than two hours apart, or
        the last one and the first of the next day.
    :raises IntegrityError: if there is no such day of the week.
    """
    night = checked_night(times.night_begins, times.night_ends)
    checked = checked_times(times.reminder_times, night=night)
    own = (times.session_time, times.check_in_time)
    if any(wall is not None and is_at_night(wall, night) for wall in own):
        raise TimeAtNight
    lock(plan.person_id)
    now = Plan.objects.select_related("person").get(pk=plan.pk)
    wanted = {"reminder_times": checked, **_columns(times)}
    if all(getattr(now, name) == value for name, value in wanted.items()):
        return now
    for name, value in wanted.items():
        setattr(now, name, value)
    now.save(update_fields=[*wanted])
    note(now, What.SETTINGS, why, at=at, by=by or now.person)
    move_owed(plan=now, at=at)
    return owe_again(plan=now, at=at)


def _columns(times: MailTimes) -> dict[str, Any]:
    """Return what a plan keeps of ``times``, besides those of its first days."""
    return {
        "session_time": times.session_time,
        "check_in_time": times.check_in_time,
        "care_days": sorted({*times.care_days}),
        "session_days": sorted({*times.session_days}),
        "week_day": times.week_day,
        "night_begins": times.night_begins,
        "night_ends": times.night_ends,
    }


@transaction.atomic
def pause_mails(*, plan: Plan, at: datetime) -> Plan:
    """Stop the mails of a plan for a while, as its runner says; the plan itself goes on.

    What is about safety, and what a physio writes, still comes. Safe to repeat.
    """
    lock(plan.person_id)
    now = Plan.objects.select_related("person").get(pk=plan.pk)
    if now.mails_paused_at is None:
        now.mails_paused_at = at
        now.save(update_fields=["mails_paused_at"])
        withdraw_future(plan=now, at=at, reason=PAUSED, but=Reminder.NEVER_WAIT)
        note(now, What.RHYTHM, PAUSED, at=at, by=now.person)
    return now


@transaction.atomic
def resume_mails(*, plan: Plan, at: datetime) -> Plan:
    """Let the mails of a plan come again, all of them; owe what is still to come.

    Safe to repeat: nothing is owed twice, or for the past.
    """
    lock(plan.person_id)
    now = Plan.objects.select_related("person").get(pk=plan.pk)
    if now.mails_paused_at is None and now.rhythm == Plan.Rhythm.FULL:
        return now
    if now.mails_paused_at is not None:
        now.mails_paused_at = None
        now.save(update_fields=["mails_paused_at"])
        note(now, What.RHYTHM, GO_ON, at=at, by=now.person)
    on = local_day(now.person, at)
    set_rhythm(now, Plan.Rhythm.FULL, since=on, why=GO_ON, at=at, by=now.person)
    return owe_again(plan=now, at=at)
