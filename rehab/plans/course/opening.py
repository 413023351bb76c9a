"""Opening a plan: for whom, from which result, and what it is told at the start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import Consent, User
from rehab.models import DiaryEntry, Plan, PlanChange
from rehab.plans.agreeing import agree_to_mails, settle_in, show_to_clinic
from rehab.plans.changes import lock, note
from rehab.plans.safety.clearing import (
    LONG_AGO,
    cleared_at,
    had_red_flag,
    has_red_flag,
    newest_clearance,
)
from rehab.plans.safety.news import raised
from rehab.plans.safety.starting import start_phase_of
from rehab.plans.times import checked_times, local_day
from rehab.programme import reasons
from rehab.programme.follow_up.visits import PAUSES_FROM
from rehab.reminders.owing.first_days import owe_acute_care
from triage.models import Assessment

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
    ``last_ran_on`` is their last run, ``care_began_on`` when rest and ice began: today, if
    they do not say.
    """

    time_zone: str
    reminder_times: Sequence[time]
    no_ice: bool
    no_compression: bool
    mails_wording: str
    clinic_wording: str
    name: str = ""
    clinic_code: str = ""
    last_ran_on: date | None = None
    care_began_on: date | None = None
    unit: str = Plan.Unit.KM


def offered_assessment(*, person: User, at: datetime) -> Assessment:
    """Return the newest result of ``person`` if a plan may be opened for it.

    For a result to be seen within days, that is one which only protects.

    :raises AnotherPlanIsOpen: if there is a plan already.
    :raises RedFlagUncleared: if something was told for the same day or more urgent, and
        nobody has cleared it since.
    :raises NoPositiveResult: if that result is missing, older than 14 days, used up or not
        positive, if something came up since that paused a plan or would have, or if it is
        from before a red flag was cleared.
    """
    if Plan.objects.open().filter(person=person).exists():
        raise AnotherPlanIsOpen
    if has_red_flag(person):
        raise RedFlagUncleared
    recent = person.assessments.submitted().filter(submitted_at__gt=at - RESULT_LASTS)
    newest = recent.order_by("submitted_at", "pk").last()
    if newest is None or hasattr(newest, "plan") or _is_overtaken(newest, person):
        raise NoPositiveResult
    decided = newest.decided
    if not (decided.allows_plan or decided.allows_protection):
        raise NoPositiveResult
    return newest


def only_protects(assessment: Assessment, person: User) -> bool:
    """Whether a plan from ``assessment`` has no exercises and no runs until a visit.

    That is so if somebody should look within days, also if only a physio says so, of this
    check or of another one, or if whoever has looked did not allow exercises.
    """
    seen = newest_clearance(person)
    soon = raised(person).filter(level__gte=PAUSES_FROM)
    uncovered = soon.filter(at__gt=cleared_at(person) or LONG_AGO)
    forbidden = seen is not None and not seen.may_exercise
    return not assessment.decided.allows_plan or forbidden or uncovered.exists()


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
    assessment = _offered(assessment_id, person, at)
    settle_in(person, time_zone=setup.time_zone, name=setup.name, at=at)
    mails, code = Consent.Kind.MAILS, setup.clinic_code
    agree_to_mails(person, kind=mails, wording=setup.mails_wording, at=at)
    show_to_clinic(person, code=code, wording=setup.clinic_wording, at=at)
    plan = _new(person, assessment, setup, at)
    _store(plan, at)
    note(plan, PlanChange.What.OPENED, _why(plan), at=at, by=person)
    owe_acute_care(plan=plan, at=at)
    return plan


def _new(person: User, assessment: Assessment, setup: Setup, at: datetime) -> Plan:
    """Return a plan as it begins, not stored yet."""
    today = local_day(person, at)
    protects = only_protects(assessment, person)
    phase = 0 if protects else start_phase_of(person, assessment)
    return Plan(
        person=person,
        assessment=assessment,
        protect_only=protects,
        phase=phase,
        phase_since=today,
        opened_at=at,
        begun_on=today,
        care_began_on=min(setup.care_began_on or today, today),
        exercises_began_on=today if phase else None,
        last_ran_on=setup.last_ran_on,
        unit=setup.unit,
        reminder_times=checked_times(setup.reminder_times),
        no_ice=setup.no_ice,
        no_compression=setup.no_compression,
    )


def _why(plan: Plan) -> str:
    if plan.protect_only:
        return reasons.STARTED_TO_PROTECT.kept
    if plan.phase:
        return reasons.STARTED_LATE.kept
    return reasons.STARTED.kept


def _is_overtaken(assessment: Assessment, person: User) -> bool:
    """Whether it is from before a visit that cleared a red flag, or from before a new one.

    That is anything told since at which somebody has to look. What counts is when it was
    begun: its answers may be as old as that.
    """
    since = assessment.started_at
    if person.clearances.filter(at__gte=since).exists() and had_red_flag(person):
        return True
    changes = PlanChange.objects.filter(plan__person=person, at__gte=since)
    paused = Q(what=PlanChange.What.PAUSED)
    told = DiaryEntry.objects.filter(plan__person=person, at__gte=since)
    return (
        changes.filter(paused | Q(level__gte=PAUSES_FROM)).exists()
        or told.filter(level__gte=PAUSES_FROM).exists()
    )


def _offered(assessment_id: int, person: User, at: datetime) -> Assessment:
    offered = offered_assessment(person=person, at=at)
    if offered.pk != assessment_id:
        raise NoPositiveResult
    return offered


def _store(plan: Plan, at: datetime) -> None:
    """Store a new plan. What the database alone could see is said as a fact.

    A red flag may have committed after we looked; then to look again finds it.
    """
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError:
        _offered(plan.assessment_id, plan.person, at)
        raise
