"""What a runner sets: where they are, their unit, their own activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import is_time_zone
from rehab.models import Plan, PlanChange
from rehab.plans.changes import lock, note
from rehab.programme import reasons
from rehab.reminders.owing.moving import move_owed

WHY = reasons.SET.kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a runner may set. Of the activities, none that has a name may lose it."""

    unit: Plan.Unit
    monthly: bool
    activities: Sequence[str]
    time_zone: str


@transaction.atomic
def change_settings(*, plan: Plan, settings: Settings, at: datetime) -> Plan:
    """Keep what a runner set; move the mails that are still owed to where they are now.

    Safe to repeat: what stays as it is leaves no change.

    :raises ValidationError: if there is no such time zone.
    """
    is_time_zone(settings.time_zone)
    lock(plan.person_id)
    now = Plan.objects.select_related("person").get(pk=plan.pk)
    person = now.person
    moved = person.time_zone != settings.time_zone
    same = (now.unit, now.monthly, now.activities) == (
        settings.unit,
        settings.monthly,
        [*settings.activities],
    )
    if same and not moved:
        return now
    now.unit, now.monthly = settings.unit, settings.monthly
    now.activities = [*settings.activities]
    now.save(update_fields=["unit", "monthly", "activities"])
    person.time_zone = settings.time_zone
    person.save(update_fields=["time_zone"])
    note(now, PlanChange.What.SETTINGS, WHY, at=at, by=person)
    if moved:
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
