"""Asking whoever told of something urgent whether they were seen, and what they answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from accounts.models import Consent, User
from rehab.attention import Rule, settle
from rehab.models import Reminder, SeenAnswer, SeenFollowUp
from rehab.models.seen import ASK_AFTER_DAYS
from rehab.plans.agreeing import agree_to_mails, settle_in, show_to_clinic
from rehab.plans.changes import lock
from rehab.plans.safety.pausing import pause_open_plan
from rehab.programme import reasons
from rehab.reminders.owing.seen_questions import owe_questions, withdraw_questions
from triage.models import Assessment
from triage.rules.parts import Level

SEEN = Consent.Kind.SEEN
# To begin to ask later than the last mail would have come is of no use to anybody.
STILL_NEW = timedelta(days=max(ASK_AFTER_DAYS))
# More is no answer any more, but somebody who plays with the link.
MOST_ANSWERS = 10
GOT_WORSE = reasons.GOT_WORSE.kept


class NothingToAskAbout(Exception):
    """Nothing the person ever told was for the same day or more urgent."""


class AnsweredOften(Exception):
    """A mail took as many answers as it takes; the last one stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a runner tells and agrees to before they are asked, in the words they saw.

    An empty ``clinic_code`` names no clinic.
    """

    time_zone: str
    seen_wording: str
    clinic_wording: str
    clinic_code: str = ""


def newest_urgent(person: User) -> Assessment:
    """Return the newest check in which ``person`` told of something urgent.

    :raises NothingToAskAbout: if there is none.
    """
    newest = person.assessments.urgent().order_by("started_at", "pk").last()
    if newest is None:
        raise NothingToAskAbout
    return newest


def newest_answer(person: User) -> SeenAnswer | None:
    """Return what ``person`` answered last, unless something urgent came up after it."""
    given = SeenAnswer.objects.filter(reminder__person=person)
    newest = given.order_by("at", "pk").last()
    since = newest_urgent(person)
    return newest if newest and newest.at >= _told_at(since) else None


@transaction.atomic
def begin_to_ask(*, person: User, terms: Terms, at: datetime) -> SeenFollowUp:
    """Owe the mails that ask if they were seen to somebody who agreed to them just now.

    Safe to repeat: on one day, one follow-up asks about one check.

    :raises NothingToAskAbout: if nothing they told was for the same day or more urgent.
    :raises ValidationError: if there is no such time zone.
    :raises NoSuchClinic: if no clinic has this code.
    """
    lock(person.pk)
    assessment = newest_urgent(person)
    settle_in(person, time_zone=terms.time_zone, at=at)
    agree_to_mails(person, kind=SEEN, wording=terms.seen_wording, at=at)
    show_to_clinic(person, code=terms.clinic_code, wording=terms.clinic_wording, at=at)
    return _ask(person, assessment, at)


@transaction.atomic
def heed_red_flag(*, assessment_id: int, at: datetime) -> SeenFollowUp | None:
    """Owe the mails that ask to whoever told of something urgent and agreed before.

    Return what was begun. Safe to repeat: one check is asked about once, and what had been
    told when asking began is covered by it.
    """
    assessment = Assessment.objects.select_related("patient").get(pk=assessment_id)
    person = assessment.patient
    if person is None or assessment.worst_level < Level.SAME_DAY:
        return None
    lock(person.pk)
    if _is_covered(assessment) or not person.consents.in_force(SEEN).exists():
        return None
    return _ask(person, assessment, at)


def ask_missed(*, at: datetime) -> list[SeenFollowUp]:
    """Begin to ask about what no signal told of; return what was begun. Safe to repeat.

    A signal may have been lost, and an urgent answer may stand in a check that was never
    submitted.
    """
    agreed = Consent.objects.in_force(SEEN).filter(person=OuterRef("patient"))
    asked = SeenFollowUp.objects.filter(person=OuterRef("patient"))
    missed = (
        Assessment.objects.urgent()
        .annotate(told_at=Coalesce("answered_at", "started_at"))
        .filter(Exists(agreed), told_at__gt=at - STILL_NEW)
        .exclude(seen_follow_ups__isnull=False)
        .exclude(Exists(asked.filter(begun_at__gte=OuterRef("told_at"))))
    )
    pks = [*missed.order_by("pk").values_list("pk", flat=True)]
    return [*filter(None, (heed_red_flag(assessment_id=pk, at=at) for pk in pks))]


@transaction.atomic
def record_seen_answer(*, reminder: Reminder, said: str, at: datetime) -> SeenAnswer:
    """Keep what a runner answered to a mail that asked; ask no more once they were seen.

    To send the same twice keeps it once, unless it got worse after a visit. Who takes
    "seen" back is asked again on what days are left. Who got worse has the plan they may
    have paused. That is kept however often the mail was answered.

    :raises AnsweredOften: for anything else, if the mail took 10 answers before.
    """
    lock(reminder.person_id)
    given = SeenAnswer.objects.filter(reminder__person=reminder.person_id)
    newest = given.order_by("at", "pk").last()
    often = given.filter(reminder=reminder).count() >= MOST_ANSWERS
    repeats = newest and newest.said == said and not _is_back(newest)
    if newest and repeats and (often or newest.reminder_id == reminder.pk):
        return newest
    if often and said != SeenAnswer.Said.WORSE:
        raise AnsweredOften
    answer = SeenAnswer.objects.create(reminder=reminder, said=said, at=at)
    if said == SeenAnswer.Said.SEEN:
        why = "The runner was seen."
        withdraw_questions(person_id=reminder.person_id, at=at, reason=why)
    elif reminder.person.consents.in_force(SEEN).exists():
        owe_questions(follow_up=reminder.of_follow_up, at=at)
    if said == SeenAnswer.Said.WORSE:
        pause_open_plan(person_id=reminder.person_id, why=GOT_WORSE, at=at)
    settle(person_id=reminder.person_id, at=at, rules=[Rule.NOT_SEEN])
    return answer


@transaction.atomic
def stop_asking(*, person_id: int, at: datetime) -> int:
    """Withdraw the questions owed to somebody who took back their consent; return how many.

    Safe to repeat. Whoever has agreed again is still asked.
    """
    lock(person_id)
    if Consent.objects.in_force(SEEN).filter(person=person_id).exists():
        return 0
    why = reasons.MAILS_STOPPED.kept
    return withdraw_questions(person_id=person_id, at=at, reason=why)


def stop_asking_missed(*, at: datetime) -> int:
    """Withdraw the questions that a lost signal left owed; return how many. Repeatable."""
    agreed = Consent.objects.in_force(SEEN).filter(person=OuterRef("person"))
    owed = Reminder.objects.filter(kind=Reminder.Kind.SEEN, state=Reminder.State.DUE)
    unwanted = owed.exclude(Exists(agreed)).order_by("person")
    people = [*unwanted.values_list("person", flat=True).distinct()]
    return sum(stop_asking(person_id=pk, at=at) for pk in people)


def _is_back(newest: SeenAnswer) -> bool:
    """Whether somebody has looked since a knee got worse: to get worse again is news."""
    seen = newest.reminder.person.clearances.filter(at__gte=newest.at)
    return newest.said == SeenAnswer.Said.WORSE and seen.exists()


def _ask(person: User, assessment: Assessment, at: datetime) -> SeenFollowUp:
    day = at.astimezone(ZoneInfo(person.time_zone)).date()
    follow_up, _ = SeenFollowUp.objects.get_or_create(
        assessment=assessment,
        begun_on=day,
        defaults={"person": person, "begun_at": at},
    )
    owe_questions(follow_up=follow_up, at=at)
    return follow_up


def _is_covered(assessment: Assessment) -> bool:
    """Whether asking about ``assessment`` began, or began about another one after it."""
    later = SeenFollowUp.objects.filter(
        person=assessment.patient_id, begun_at__gte=_told_at(assessment)
    )
    return assessment.seen_follow_ups.exists() or later.exists()


def _told_at(assessment: Assessment) -> datetime:
    return assessment.answered_at or assessment.started_at
