"""What a runner sets: where they are, their times, their unit, their own activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction

from accounts.models import is_time_zone
from rehab.models import Plan, PlanChange
from rehab.plans.changes import lock, note
from rehab.plans.times import checked_times
from rehab.reminders.owing.moving import move_owed
from rehab.reminders.owing.when import night_of

WHY = "The runner changed it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a runner may set. Of the activities, none that has a name may lose it."""

    unit: Plan.Unit
    monthly: bool
    activities: Sequence[str]
    reminder_times: Sequence[time]
    time_zone: str


@transaction.atomic
def change_settings(*, plan: Plan, settings: Settings, at: datetime) -> Plan:
    """Keep what a runner set, and move the mails that are still owed.

    Safe to repeat: what stays as it is leaves no change.

    :raises TimeAtNight: or ``TimesTooClose``, as ``checked_times`` does.
    :raises ValidationError: if there is no such time zone.
    """
    is_time_zone(settings.time_zone)
    lock(plan.person_id)
    now = Plan.objects.select_related("person").get(pk=plan.pk)
    times = checked_times(settings.reminder_times, night=night_of(now))
    person = now.person
    on_time = (now.reminder_times, person.time_zone) == (times, settings.time_zone)
    same = (now.unit, now.monthly, now.activities) == (
        settings.unit,
        settings.monthly,
        [*settings.activities],
    )
    if on_time and same:
        return now
    now.unit, now.monthly = settings.unit, settings.monthly
    now.activities, now.reminder_times = [*settings.activities], times
    now.save(update_fields=["unit", "monthly", "activities", "reminder_times"])
    person.time_zone = settings.time_zone
    person.save(update_fields=["time_zone"])
    note(now, PlanChange.What.SETTINGS, WHY, at=at, by=person)
    if not on_time:
        move_owed(plan=now, at=at)
    return now


@transaction.atomic
def name_activities(*, plan: Plan, names: Sequence[str], at: datetime) -> Plan:
    """Keep what a runner calls their own activities; without a change, do nothing."""
    lock(plan.person_id)
    now = Plan.objects.select_related("person").get(pk=plan.pk)
    if now.activities != [*names]:
        now.activities = [*names]
        now.save(update_fields=["activities"])
        note(now, PlanChange.What.SETTINGS, WHY, at=at, by=now.person)
    return now
