"""What a plan can go through. Every change leaves a ``PlanChange`` with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from operator import itemgetter
from textwrap import shorten
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q

from accounts import wordings
from accounts.models import Consent, User, is_time_zone
from accounts.services import give_consent, link_to_clinic, withdraw_consent
from rehab.models import DiaryEntry, Plan, PlanChange, Reminder
from rehab.models.diary import LIST_NEEDED_FROM, SEVERE_FROM, SEVERE_LEVEL, WORSE_LEVEL
from rehab.models.plan import NIGHT_BEGINS, NIGHT_ENDS
from rehab.programme.calendar import APART, Night
from rehab.reminders.schedule import owe_acute_care, withdraw_future
from triage.models import Assessment
from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.answers import Answers, encode_answer
from triage.rules.decide import Finding, decide
from triage.rules.protocol import Level
from triage.services import publish_protocol

RESULT_LASTS = timedelta(days=14)  # our default: after such a gap the questions come again
PAUSES_FROM = Level.WITHIN_A_WEEK  # our default: whoever must be seen trains after it

WHY_MAX = 300


class NoPositiveResult(Exception):
    """The newest result is older than 14 days, used up, missing, or allows no plan."""


class RedFlagUncleared(Exception):
    """Somebody had to be seen the same day, and nobody has cleared it yet."""


class AnotherPlanIsOpen(Exception):
    """The person has a plan already; there is only ever one at a time."""


class TimesTooClose(Exception):
    """Two of the reminder times are less than two hours apart."""


class TimeAtNight(Exception):
    """A reminder time lies in the quiet hours."""


class ListLeftOpen(Exception):
    """On a bad day the list of new signs must be answered, and whole on any day."""


def offered_assessment(*, person: User, at: datetime) -> Assessment:
    """Return the newest result of ``person`` if a plan may be opened for it.

    :raises AnotherPlanIsOpen: if there is a plan already.
    :raises RedFlagUncleared: if anything ever told was for the same day or more urgent.
    :raises NoPositiveResult: if that result is missing, old, used up or not positive.
    """
    if Plan.objects.open().filter(person=person).exists():
        raise AnotherPlanIsOpen
    told = DiaryEntry.objects.filter(plan__person=person)
    submitted = person.assessments.submitted()
    if any(rows.filter(level__gte=Level.SAME_DAY).exists() for rows in (submitted, told)):
        raise RedFlagUncleared
    recent = submitted.filter(submitted_at__gt=at - RESULT_LASTS)
    newest = recent.order_by("submitted_at", "pk").last()
    if newest is None or not newest.decided.allows_plan or hasattr(newest, "plan"):
        raise NoPositiveResult
    return newest


@transaction.atomic
def open_plan(
    *,
    person: User,
    assessment_id: int,
    time_zone: str,
    reminder_times: Sequence[time],
    no_ice: bool,
    no_compression: bool,
    at: datetime,
    name: str = "",
    clinic_code: str = "",
) -> Plan:
    """Open a plan for somebody who agreed to mails, and owe its first week of them.

    Safe to repeat: whoever has a plan from this assessment gets that one back.

    :raises RedFlagUncleared: if somebody has to look at the runner first.
    :raises NoPositiveResult: if this assessment is not the newest or allows no plan.
    :raises AnotherPlanIsOpen: if there is a plan from another assessment.
    :raises TimesTooClose: or ``TimeAtNight``, as ``checked_times`` does.
    :raises ValidationError: if there is no such time zone.
    :raises NoSuchClinic: if no clinic has this code.
    """
    _lock(person)
    if plan := Plan.objects.open().filter(person=person, assessment=assessment_id).first():
        return plan
    _refuse_other_than(offered_assessment(person=person, at=at), assessment_id)
    _get_to_know(person, time_zone=time_zone, name=name)
    _agree(person, clinic_code=clinic_code, at=at)
    plan = Plan.objects.create(
        person=person,
        assessment_id=assessment_id,
        opened_at=at,
        begun_on=at.astimezone(ZoneInfo(time_zone)).date(),
        reminder_times=checked_times(reminder_times),
        no_ice=no_ice,
        no_compression=no_compression,
    )
    _note(plan, PlanChange.What.OPENED, "The runner started it.", at=at, by=person)
    owe_acute_care(plan=plan, at=at)
    return plan


def checked_times(times: Sequence[time]) -> list[time]:
    """Return ``times`` in the order of the day.

    :raises TimeAtNight: if one lies in the quiet hours.
    :raises TimesTooClose: if two are less than two hours apart.
    """
    ordered = sorted(times)
    night = Night(NIGHT_BEGINS, NIGHT_ENDS)
    if any(map(night.covers, ordered)):
        raise TimeAtNight
    minutes = [wall.hour * 60 + wall.minute for wall in ordered]
    if any(timedelta(minutes=b - a) < APART for a, b in pairwise(minutes)):
        raise TimesTooClose
    return ordered


@dataclass(frozen=True, slots=True)
class Judgement:
    """How soon somebody should look, and why, most urgent reason first."""

    level: Level
    reasons: tuple[str, ...]


def judge_entry(*, pain: int, worse: bool, signs: Answers) -> Judgement:
    """Return what the numbers and the list of new signs come to; none is a list left open.

    :raises ListLeftOpen: if the list is incomplete, or left open on a bad day.
    :raises AnswerRefused: if the list does not offer an answer.
    """
    decision = decide(FOLLOW_UP, signs)
    if (signs or worse or pain >= LIST_NEEDED_FROM) and not decision.stands:
        raise ListLeftOpen
    found = [(finding.level, _in_their_words(finding)) for finding in decision.findings]
    if pain >= SEVERE_FROM:
        found.append((SEVERE_LEVEL, f"Pain at rest: {pain} out of 10."))
    if worse:
        found.append((WORSE_LEVEL, "It got worse."))
    found.sort(key=itemgetter(0), reverse=True)
    return Judgement(
        level=max([Level.SELF_CARE, *(level for level, _ in found)]),
        # One item of the list can raise several flags; it is told once.
        reasons=tuple(dict.fromkeys(words for _, words in found)),
    )


def _in_their_words(finding: Finding) -> str:
    told = " ".join(FOLLOW_UP.questions[key].text for key in finding.questions)
    return f"New: {told}." if finding.certain else f"New, but not sure: {told}."


@transaction.atomic
def record_diary_entry(
    *, reminder: Reminder, done: bool, pain: int, worse: bool, signs: Answers, at: datetime
) -> DiaryEntry:
    """Keep what a runner told of one reminder, and pause the plan if that calls for it.

    The first entry of a reminder stands: to send it twice returns it as it is.

    :raises ListLeftOpen: if the list of new signs is incomplete, or open on a bad day.
    :raises AnswerRefused: if the list does not offer an answer.
    """
    _lock(reminder.person)
    if first := DiaryEntry.objects.filter(reminder=reminder).first():
        return first
    judgement = judge_entry(pain=pain, worse=worse, signs=signs)
    entry = DiaryEntry.objects.create(
        plan=reminder.plan,
        reminder=reminder,
        at=at,
        local_on=reminder.local_on,
        done=done,
        pain=pain,
        worse=worse,
        release=publish_protocol(protocol=FOLLOW_UP, at=at),
        signs={key: encode_answer(answer) for key, answer in signs.items()},
        level=judgement.level,
        reasons=[*judgement.reasons],
    )
    if judgement.level >= PAUSES_FROM:
        pause_plan(plan=reminder.plan, why=" ".join(judgement.reasons), at=at)
    return entry


@transaction.atomic
def pause_plan(*, plan: Plan, why: str, at: datetime, by: User | None = None) -> Plan:
    """Pause a plan until somebody has looked at the runner; withdraw the mails it owes.

    One that is paused already keeps its day and gets one reason more. ``by`` nobody means
    that a rule did it. A finished plan stays as it is.
    """
    locked = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if locked.finished_at is not None:
        return locked
    if locked.paused_at is None:
        locked.paused_at = at
        locked.save(update_fields=["paused_at"])
    withdraw_future(plan=locked, at=at, reason="The plan is paused.")
    _note(locked, PlanChange.What.PAUSED, why, at=at, by=by)
    return locked


@transaction.atomic
def heed_assessment(*, assessment_id: int, at: datetime) -> Plan | None:
    """Pause the open plan of whoever has to be seen within a week or sooner; return it."""
    assessment = Assessment.objects.select_related("patient").get(pk=assessment_id)
    if assessment.patient is None or (assessment.level or 0) < PAUSES_FROM:
        return None
    _lock(assessment.patient)
    plan = Plan.objects.open().filter(person=assessment.patient).first()
    if plan is None:
        return None
    why = f"A new check says: {assessment.get_level_display()}."
    return pause_plan(plan=plan, why=why, at=at)


def heed_missed(*, at: datetime) -> list[Plan]:
    """Pause each plan that goes on although its runner must be seen; return those.

    It finds what a lost signal left behind: checks submitted or claimed since the plan
    was opened. Safe to repeat: a paused plan is left alone.
    """
    missed = Assessment.objects.submitted().filter(
        Q(submitted_at__gt=F("patient__plans__opened_at"))
        | Q(claimed_at__gt=F("patient__plans__opened_at")),
        level__gte=PAUSES_FROM,
        patient__plans__paused_at=None,
        patient__plans__finished_at=None,
    )
    pks = missed.order_by("pk").values_list("pk", flat=True)
    return [*filter(None, (heed_assessment(assessment_id=pk, at=at) for pk in [*pks]))]


@transaction.atomic
def stop_mails(*, person: User, at: datetime) -> int:
    """Take back the consent to mails; withdraw all that are owed and return how many.

    Safe to repeat. The plan itself goes on, on its page.
    """
    _lock(person)
    if not withdraw_consent(person=person, kind=Consent.Kind.MAILS, at=at):
        return 0
    withdrawn = 0
    for plan in Plan.objects.open().filter(person=person):
        withdrawn += withdraw_future(plan=plan, at=at, reason="The runner stopped mails.")
        _note(plan, PlanChange.What.MAILS, "The runner stopped mails.", at=at, by=person)
    return withdrawn


def _lock(person: User) -> None:
    """Make whatever opens or pauses plans of one person wait for each other."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _refuse_other_than(offered: Assessment, assessment_id: int) -> None:
    if offered.pk != assessment_id:
        raise NoPositiveResult


def _get_to_know(person: User, *, time_zone: str, name: str) -> None:
    is_time_zone(time_zone)
    person.time_zone, person.name = time_zone, name or person.name
    person.save(update_fields=["time_zone", "name"])


def _agree(person: User, *, clinic_code: str, at: datetime) -> None:
    if not person.consents.in_force(Consent.Kind.MAILS).exists():
        give_consent(kind=Consent.Kind.MAILS, wording=wordings.MAILS, at=at, person=person)
    if clinic_code:
        link_to_clinic(patient=person, code=clinic_code, wording=wordings.CLINIC, at=at)


def _note(
    plan: Plan, what: PlanChange.What, why: str, *, at: datetime, by: User | None
) -> None:
    PlanChange.objects.create(
        plan=plan, what=what, why=shorten(why, WHY_MAX, placeholder=" …"), at=at, by=by
    )
