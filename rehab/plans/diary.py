"""What a runner tells of a day: judged by the same rules, kept, and heeded."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from rehab.models import DiaryEntry, Reminder
from rehab.models.diary import (
    LIST_NEEDED_FROM,
    SEVERE_FROM,
    SEVERE_LEVEL,
    STRONG_FROM,
    STRONG_LEVEL,
    WORSE_LEVEL,
)
from rehab.plans.changes import lock
from rehab.plans.pausing import PAUSES_FROM, pause_open_plan
from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.answers import Answers, encode_answers
from triage.rules.decide import Finding, decide
from triage.rules.parts import Level
from triage.services import publish_protocol


class ListLeftOpen(Exception):
    """On a bad day the list of new signs must be answered, and whole on any day."""


class FirstAnswerStands(Exception):
    """The mail was answered before, and what is told now calls for nobody to look."""


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
    if pain >= STRONG_FROM:
        found.append((_level_of_pain(pain, signs), f"Pain at rest: {pain} out of 10."))
    if worse:
        found.append((WORSE_LEVEL, "It got worse."))
    found.sort(key=itemgetter(0), reverse=True)
    return Judgement(
        level=max([Level.SELF_CARE, *(level for level, _ in found)]),
        # One item of the list can raise several flags; it is told once.
        reasons=tuple(dict.fromkeys(words for _, words in found)),
    )


def _level_of_pain(pain: int, signs: Answers) -> Level:
    if pain < SEVERE_FROM:
        return STRONG_LEVEL
    # Severe pain with a tight calf can cost the leg; a calf not told of counts as sound.
    return Level.EMERGENCY if signs.get("new_calf", False) is not False else SEVERE_LEVEL


@transaction.atomic
def record_diary_entry(
    *, reminder: Reminder, done: bool, pain: int, worse: bool, signs: Answers, at: datetime
) -> DiaryEntry:
    """Keep what a runner told of one mail, and pause their plan if that calls for it.

    To send the same twice keeps it once. A second answer that differs is kept beside the
    first if somebody must look; it is of the day on which it is told.

    :raises FirstAnswerStands: if there is an answer and this one calls for nobody to look.
    :raises ListLeftOpen: if the list of new signs is incomplete, or open on a bad day.
    :raises AnswerRefused: if the list does not offer an answer.
    """
    lock(reminder.person_id)
    judgement = judge_entry(pain=pain, worse=worse, signs=signs)
    encoded = encode_answers(signs)
    told = {"done": done, "pain": pain, "worse": worse, "signs": encoded}
    before = reminder.entries.order_by("pk")
    first, same = before.first(), before.filter(**told).first()
    if first and not same and judgement.level < PAUSES_FROM:
        raise FirstAnswerStands
    entry = same or _keep(told, judgement, reminder=reminder, adds_to=first, at=at)
    if judgement.level >= PAUSES_FROM:
        why = " ".join(judgement.reasons)
        # The mail may be one of an earlier plan; it is the knee of today that got worse.
        pause_open_plan(person_id=reminder.person_id, why=why, at=at)
    return entry


def _keep(
    told: dict[str, Any],
    judgement: Judgement,
    *,
    reminder: Reminder,
    adds_to: DiaryEntry | None,
    at: datetime,
) -> DiaryEntry:
    return DiaryEntry.objects.create(
        **told,
        plan=reminder.of_plan,
        reminder=reminder,
        adds_to=adds_to,
        at=at,
        local_on=_local_day(reminder, at) if adds_to else reminder.local_on,
        # No warning sign is lost because nobody has published this version's list yet.
        release=publish_protocol(protocol=FOLLOW_UP, at=at, allow_calmer=True),
        level=judgement.level,
        reasons=[*judgement.reasons],
    )


def _local_day(reminder: Reminder, at: datetime) -> date:
    return at.astimezone(ZoneInfo(reminder.person.time_zone)).date()


def _in_their_words(finding: Finding) -> str:
    told = " ".join(FOLLOW_UP.questions[key].text for key in finding.questions)
    return f"New: {told}." if finding.certain else f"New, but not sure: {told}."
