"""Keeping what a runner tells: judged by the same rules each time, and heeded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import model_to_dict

from rehab import attention
from rehab.models import (
    CheckIn,
    DiaryEntry,
    ExerciseReport,
    ExerciseSession,
    Plan,
    Reminder,
    Run,
    SessionReport,
)
from rehab.plans.changes import lock
from rehab.plans.diary.judging import Judgement, judge_entry, list_release
from rehab.plans.diary.telling import Telling
from rehab.plans.reviewing import catch_up, heed_entry
from rehab.plans.safety.clearing import newest_clearance
from rehab.plans.safety.pausing import pause_open_plan
from rehab.programme.follow_up.visits import PAUSES_FROM
from rehab.reminders.owing.mails_of_a_day import owe_riders, take_back
from triage.rules.answers import encode_answers
from triage.rules.parts import Level

Kind = DiaryEntry.Kind
TOLD = "The session was told already."
Report = SessionReport | ExerciseReport | Run | CheckIn
REPORTS: tuple[type[Report], ...] = (SessionReport, ExerciseReport, Run, CheckIn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer in the diary of ``plan``, and its reports, none of it stored yet.

    ``about`` says which of its kind it is of; without it, a mail does, or the day. ``on``
    is the day that it tells of. One that ``corrects`` an entry tells of the same thing.
    """

    plan: Plan
    kind: Kind
    telling: Telling
    done: bool
    on: date
    about: str = ""
    session: ExerciseSession | None = None
    reminder: Reminder | None = None
    corrects: DiaryEntry | None = None
    reports: Sequence[Report] = ()

    def earlier(self) -> QuerySet[DiaryEntry]:
        """Return what was told of the same thing before."""
        told = DiaryEntry.objects.filter(plan=self.plan, kind=self.kind)
        if self.corrects:
            first = self.corrects.adds_to_id or self.corrects.pk
            return told.filter(Q(pk=first) | Q(adds_to=first))
        if self.about:
            return told.filter(about=self.about)
        if self.reminder:
            return told.filter(reminder=self.reminder)
        return told.none()

    def facts(self) -> dict[str, Any]:
        """Return what it tells, by the names of the columns."""
        telling = self.telling
        return {
            "done": self.done,
            "pain": telling.pain,
            "worse": telling.worse,
            "signs": encode_answers(telling.signs),
            "swelling": telling.swelling,
            "night_pain": telling.night_pain,
            "morning_pain": telling.morning_pain,
            "next_morning_pain": telling.next_morning_pain,
        }


@transaction.atomic
def keep(answer: Answer, *, at: datetime) -> DiaryEntry:
    """Keep an answer, and change the plan as it calls for; return its entry.

    To tell the same twice keeps it once. What differs from the last answer to the same
    thing is kept beside the first. The plan is brought up to the day on which it is told.
    An answer that calls for somebody to look pauses whatever plan its person has now: it is
    the knee of today.

    :raises ListLeftOpen: if the list of new signs is incomplete, or open on a bad day.
    :raises AnswerRefused: if the list does not offer an answer.
    """
    telling, person_id = answer.telling, answer.plan.person_id
    judgement = judge_entry(pain=telling.pain, worse=telling.worse, signs=telling.signs)
    lock(person_id)
    catch_up(person_id=person_id, at=at)
    entry = _same(answer, judgement.level)
    if entry is None:
        entry = _store(answer, judgement, at)
    if answer.session:
        told = answer.session.reminders.all()
        owe_riders(take_back(told, at=at, reason=TOLD), at=at)
    if judgement.level >= PAUSES_FROM:
        why = " ".join(judgement.reasons)
        pause_open_plan(person_id=person_id, why=why, at=at)
    heed_entry(person_id=person_id, at=at)
    attention.heed_entry(entry, at=at)
    return entry


def _same(answer: Answer, level: Level) -> DiaryEntry | None:
    """Return the entry that says the same as ``answer``, if there is one.

    Of several answers to one thing only the last can: what was told in between counts. One
    that calls for a visit does not say the same as before the last visit: it is back.
    """
    alike = DiaryEntry.objects.filter(**answer.facts())
    seen = newest_clearance(answer.plan.person)
    if seen and level > Level.SELF_CARE:
        alike = alike.filter(at__gt=seen.at)
    if last := answer.earlier().order_by("pk").last():
        alike = alike.filter(pk=last.pk)
    elif answer.kind is Kind.RUN:
        alike = alike.filter(plan=answer.plan, kind=answer.kind, local_on=answer.on)
    else:
        return None
    told = [_facts(report) for report in answer.reports]
    same = (entry for entry in alike.order_by("pk") if _told_with(entry) == told)
    return next(same, None)


def _told_with(entry: DiaryEntry) -> list[dict[str, Any]]:
    """Return what the reports of ``entry`` say, in the order in which they were kept."""
    rows = (model.objects.filter(entry=entry).order_by("pk") for model in REPORTS)
    return [_facts(row) for of_one_kind in rows for row in of_one_kind]


def _facts(report: Report) -> dict[str, Any]:
    """Return what a report says, by the names of its fields, and of which kind it is."""
    return model_to_dict(report, exclude=["id", "entry"]) | {"of": type(report)}


def _store(answer: Answer, judgement: Judgement, at: datetime) -> DiaryEntry:
    entry = DiaryEntry.objects.create(
        **answer.facts(),
        plan=answer.plan,
        kind=answer.kind,
        about=answer.about,
        session=answer.session,
        reminder=answer.reminder,
        adds_to=answer.earlier().filter(adds_to=None).first(),
        at=at,
        local_on=answer.on,
        release=list_release(at=at),
        level=judgement.level,
        reasons=[*judgement.reasons],
    )
    for report in answer.reports:
        report.entry = entry
        report.save(force_insert=True)
    return entry
