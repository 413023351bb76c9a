"""Opening a plan: for whom, from which result, and what it is told at the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from accounts.models import Consent, User
from rehab.models import DiaryEntry, Plan, PlanChange
from rehab.plans.agreeing import agree_to_mails, settle_in, show_to_clinic
from rehab.plans.changes import lock, note
from rehab.plans.pausing import PAUSES_FROM
from rehab.plans.times import checked_times
from rehab.reminders.schedule import owe_acute_care
from triage.models import Assessment
from triage.rules.parts import Level

RESULT_LASTS = timedelta(days=14)  # our default: after such a gap the questions come again


class NoPositiveResult(Exception):
    """The newest result is too old, used up, missing, overtaken, or allows no plan."""


class RedFlagUncleared(Exception):
    """Somebody had to be seen the same day, and nobody has cleared it yet."""


class AnotherPlanIsOpen(Exception):
    """The person has a plan already; there is only ever one at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a runner tells before a plan starts. The wordings are kept as they were shown.

    An empty ``name`` keeps the one we know, an empty ``clinic_code`` names no clinic.
    """

    time_zone: str
    reminder_times: Sequence[time]
    no_ice: bool
    no_compression: bool
    mails_wording: str
    clinic_wording: str
    name: str = ""
    clinic_code: str = ""


def has_red_flag(person: User) -> bool:
    """Whether anything that ``person`` ever told was for the same day or more urgent."""
    told = DiaryEntry.objects.filter(plan__person=person, level__gte=Level.SAME_DAY)
    return person.assessments.urgent().exists() or told.exists()


def offered_assessment(*, person: User, at: datetime) -> Assessment:
    """Return the newest result of ``person`` if a plan may be opened for it.

    :raises AnotherPlanIsOpen: if there is a plan already.
    :raises RedFlagUncleared: if anything ever told was for the same day or more urgent.
    :raises NoPositiveResult: if that result is missing, older than 14 days, used up or not
        positive, or if something came up since that paused a plan or would have.
    """
    if Plan.objects.open().filter(person=person).exists():
        raise AnotherPlanIsOpen
    if has_red_flag(person):
        raise RedFlagUncleared
    recent = person.assessments.submitted().filter(submitted_at__gt=at - RESULT_LASTS)
    newest = recent.order_by("submitted_at", "pk").last()
    if newest is None or not newest.decided.allows_plan or hasattr(newest, "plan"):
        raise NoPositiveResult
    if _is_overtaken(newest, person):
        raise NoPositiveResult
    return newest


@transaction.atomic
def open_plan(*, person: User, assessment_id: int, setup: Setup, at: datetime) -> Plan:
    """Open a plan for somebody who agreed to mails, and owe its first week of them.

    Safe to repeat: whoever has a plan from this assessment gets that one back.

    :raises RedFlagUncleared: if somebody has to look at the runner first.
    :raises NoPositiveResult: if this assessment is not the newest or allows no plan.
    :raises AnotherPlanIsOpen: if there is a plan from another assessment.
    :raises TimesTooClose: or ``TimeAtNight``, as ``checked_times`` does.
    :raises ValidationError: if there is no such time zone.
    :raises NoSuchClinic: if no clinic has this code.
    """
    lock(person.pk)
    if plan := Plan.objects.open().filter(person=person, assessment=assessment_id).first():
        return plan
    _refuse_unless_offered(assessment_id, person, at)
    settle_in(person, time_zone=setup.time_zone, name=setup.name)
    mails, code = Consent.Kind.MAILS, setup.clinic_code
    agree_to_mails(person, kind=mails, wording=setup.mails_wording, at=at)
    show_to_clinic(person, code=code, wording=setup.clinic_wording, at=at)
    begun_on = at.astimezone(ZoneInfo(setup.time_zone)).date()
    plan = Plan(
        person=person,
        assessment_id=assessment_id,
        opened_at=at,
        begun_on=begun_on,
        phase_since=begun_on,
        care_began_on=begun_on,
        reminder_times=checked_times(setup.reminder_times),
        no_ice=setup.no_ice,
        no_compression=setup.no_compression,
    )
    _store(plan, at)
    note(plan, PlanChange.What.OPENED, "The runner started it.", at=at, by=person)
    owe_acute_care(plan=plan, at=at)
    return plan


def _is_overtaken(assessment: Assessment, person: User) -> bool:
    """Whether the runner has told of something since that somebody has to look at."""
    since = assessment.submitted_at
    changes = PlanChange.objects.filter(plan__person=person, at__gte=since)
    told = DiaryEntry.objects.filter(plan__person=person, at__gte=since)
    return (
        changes.filter(what=PlanChange.What.PAUSED).exists()
        or told.filter(level__gte=PAUSES_FROM).exists()
    )


def _refuse_unless_offered(assessment_id: int, person: User, at: datetime) -> None:
    if offered_assessment(person=person, at=at).pk != assessment_id:
        raise NoPositiveResult


def _store(plan: Plan, at: datetime) -> None:
    """Store a new plan. What the database alone could see is said as a fact.

    A red flag may have committed after we looked; then to look again finds it.
    """
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError:
        _refuse_unless_offered(plan.assessment_id, plan.person, at)
        raise
