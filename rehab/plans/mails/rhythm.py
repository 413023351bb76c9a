"""Fewer mails for whoever does not answer them, and all of them again once they do."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from accounts.models import User
from rehab.models import (
    Clearance,
    DiaryEntry,
    GateAnswer,
    Plan,
    PlanChange,
    Reminder,
    ReminderAct,
    SeenAnswer,
)
from rehab.plans.changes import note
from rehab.plans.mails.asked import was_asked_what_is_wrong
from rehab.plans.times import local_day
from rehab.programme import reasons
from rehab.programme.mails.rhythm import mails_began_on, next_rhythm
from rehab.reminders.owing.first_days import withdraw_future
from rehab.reminders.owing.mails_of_a_day import owe_barrier, owe_riders, take_back
from rehab.reminders.owing.wanted import TRAINING, comes
from triage.models import Assessment

Rhythm = Plan.Rhythm
State = Reminder.State

LOOK_BACK = timedelta(days=60)  # longer than all silent weeks together
COUNTED = (*Reminder.DAILY, Reminder.Kind.WELCOME)  # what somebody can leave unanswered
WHY: Mapping[int, str] = {
    Rhythm.FULL: reasons.ANSWERED.kept,
    Rhythm.HALVED: reasons.ONE_SILENT_WEEK.kept,
    Rhythm.ASKED: reasons.TWO_SILENT_WEEKS.kept,
    Rhythm.QUIET: reasons.THREE_SILENT_WEEKS.kept,
}
LEFT_OUT = "Every other mail is left out while none is answered."
QUIET = "No mail was answered for weeks."


def heed_rhythm(*, plan: Plan, on: date, at: datetime) -> Plan:
    """Give ``plan``, which is locked, the rhythm that the day ``on`` calls for.

    Whatever its runner told or pressed brings all mails back. A week of silence halves
    them, the next one calls for ``ask_what_is_wrong``, the next one ends them but for what
    cannot wait. Each step is noted once. Safe to repeat.
    """
    heard_at, sent_on = _heard_and_sent(plan, on)
    rhythm = next_rhythm(
        plan.rhythm,
        since=plan.rhythm_since,
        heard_on=heard_at and local_day(plan.person, heard_at),
        mails_began_on=mails_began_on(sent_on, on),
        on=on,
    )
    if rhythm != plan.rhythm:
        set_rhythm(plan, rhythm, since=on, why=WHY[rhythm], at=at)
        _thin_out(plan, at)
    return plan


def ask_what_is_wrong(*, plan: Plan, on: date, at: datetime) -> Reminder | None:
    """Owe the mail that asks what gets in the way, once a time of silence, if it is time.

    What else the day calls for is owed before it: that goes first.
    """
    if plan.rhythm != Rhythm.ASKED or was_asked_what_is_wrong(plan, on):
        return None
    return owe_barrier(plan=plan, on=on, at=at)


def hear(*, plan: Plan, at: datetime) -> None:
    """Bring all mails of ``plan`` back at once if its runner has just pressed something."""
    now = Plan.objects.open().select_related("person").filter(pk=plan.pk).first()
    if now and now.rhythm != Rhythm.FULL:
        heed_rhythm(plan=now, on=local_day(now.person, at), at=at)


def set_rhythm(
    plan: Plan,
    rhythm: int,
    *,
    since: date,
    why: str,
    at: datetime,
    by: User | None = None,
) -> None:
    """Keep how many mails come to the runner of ``plan``, from a day on, and note why.

    ``by`` nobody means that a rule did it. Nothing is noted without a change.
    """
    before, after = (Rhythm(each).name for each in (plan.rhythm, rhythm))
    plan.rhythm = rhythm
    plan.rhythm_since = None if rhythm == Rhythm.FULL else since
    plan.save(update_fields=["rhythm", "rhythm_since"])
    if before != after:
        note(plan, PlanChange.What.RHYTHM, why, at=at, by=by, before=before, after=after)


def _thin_out(plan: Plan, at: datetime) -> None:
    """Take back what is owed already and does not come in the rhythm of ``plan``."""
    if plan.rhythm == Rhythm.QUIET:
        withdraw_future(plan=plan, at=at, reason=QUIET, but=Reminder.IN_SILENCE)
        return
    owed = plan.reminders.filter(kind__in=TRAINING, snoozed_from=None).free(at)
    out = [each.pk for each in owed.select_related("session") if not _comes(plan, each)]
    gone = take_back(Reminder.objects.filter(pk__in=out), at=at, reason=LEFT_OUT)
    owe_riders(gone, at=at)


def _comes(plan: Plan, owed: Reminder) -> bool:
    days = (owed.local_on - plan.begun_on).days
    return comes(plan, owed.session.number if owed.session else days)


def _heard_and_sent(plan: Plan, on: date) -> tuple[datetime | None, list[date]]:
    """Return when a runner was last heard of, and on which days mails went to them."""
    went = Reminder.objects.filter(plan=OuterRef("pk"), state=State.SENT, kind__in=COUNTED)
    lately = went.filter(local_on__gt=on - LOOK_BACK).order_by("local_on")
    heard = Greatest(*map(_newest, _heard()), output_field=DateTimeField())
    sent = ArraySubquery(lately.values("local_on"))
    facts: tuple[datetime | None, list[date]]
    facts = Plan.objects.values_list(heard, sent).get(pk=plan.pk)
    return facts


def _heard() -> list["QuerySet[Any]"]:
    """Return, for SQL, whatever somebody told or pressed, by when they did."""
    person = OuterRef("person")
    submitted = Assessment.objects.submitted().filter(patient=person)
    return [
        DiaryEntry.objects.filter(plan__person=person),
        GateAnswer.objects.filter(plan__person=person),
        ReminderAct.objects.filter(reminder__person=person),
        SeenAnswer.objects.filter(reminder__person=person),
        Clearance.objects.filter(person=person, by=person),
        PlanChange.objects.filter(plan__person=person, by=person),
        submitted.annotate(at=F("submitted_at")),
    ]


def _newest(rows: "QuerySet[Any]") -> Subquery:
    return Subquery(rows.order_by("-at").values("at")[:1])
