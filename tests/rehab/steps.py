"""What runners do to a plan, in few words, and how to read what came of it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from rehab.models import DiaryEntry, Plan, Reminder
from rehab.plans import Setup, Telling, open_plan, record_day
from tests.factories import (
    NOON,
    a_follow_up,
    a_plan,
    a_question,
    a_result,
    a_runner,
    an_assessment,
)
from triage.models import Assessment
from triage.protocols.medial_knee import MEDIAL_KNEE, NEW_SIGNS
from triage.rules.answers import Answer
from triage.rules.parts import Level
from triage.services import publish_protocol, record_answers, start_assessment

LATER = NOON + timedelta(hours=1)
NOTHING_NEW: dict[str, Answer] = dict.fromkeys(NEW_SIGNS.keys, False)


def a_setup(**given: Any) -> Setup:
    """Return what a runner in Berlin tells before a plan starts, but for what is given."""
    defaults: dict[str, Any] = {
        "time_zone": "Europe/Berlin",
        "reminder_times": [time(18), time(9), time(13)],
        "no_ice": False,
        "no_compression": True,
        "mails_wording": "Write to me.",
        "clinic_wording": "Show them.",
    }
    return Setup(**defaults | given)


def opened(person: User, *, at: datetime = LATER, check: int = 0, **given: Any) -> Plan:
    """Open a plan from the newest check of ``person``, or from ``check``."""
    check = check or person.assessments.latest("pk").pk
    return open_plan(person=person, assessment_id=check, setup=a_setup(**given), at=at)


def an_unfinished_check(person: User, *, at: datetime, **answers: Answer) -> Assessment:
    """Return a check in which somebody gave ``answers`` and stopped."""
    release = publish_protocol(protocol=MEDIAL_KNEE, at=at)
    begun = start_assessment(release=release, wording="Keep.", patient=person, at=at)
    return record_answers(assessment_id=begun.pk, answers=answers, at=at)


def told(reminder: Reminder, **given: Any) -> DiaryEntry:
    """Answer a mail of the first days: a calm day, but for what is ``given``."""
    calm: dict[str, Any] = {"pain": 2, "worse": False, "signs": NOTHING_NEW} | given
    done, at = calm.pop("done", True), calm.pop("at", LATER)
    telling, plan = Telling(**calm), reminder.of_plan
    return record_day(plan=plan, telling=telling, done=done, at=at, reminder=reminder)


def telling(**given: Any) -> Telling:
    """Return a calm knee with nothing new, but for what is ``given``."""
    calm: dict[str, Any] = {"pain": 1, "worse": False, "signs": NOTHING_NEW}
    return Telling(**calm | given)


def changes(plan: Plan) -> list[tuple[str, str, User | None]]:
    rows = plan.changes.order_by("pk").select_related("by")
    return [(change.what, change.why, change.by) for change in rows]


def in_training(**given: Any) -> Plan:
    """Return a plan in phase 2, two weeks old; exercises are due today."""
    now = timezone.now()
    began = now.date() - timedelta(days=14)
    defaults: dict[str, Any] = {
        "phase": 2,
        "begun_on": began,
        "opened_at": now - timedelta(days=14),
        "reviewed_on": now.date(),
    }
    return a_plan(**defaults | given)


def told_to_be_seen(runner: User, *, at: datetime = NOON) -> Assessment:
    """Return a check of ``runner`` that says to be seen today."""
    return an_assessment(patient=runner, at=at, locking=True)


def days_owed(runner: User) -> list[date]:
    """Return the days on which ``runner`` is still to be asked."""
    due = runner.reminders.filter(state=Reminder.State.DUE).order_by("due_at")
    return [each.local_on for each in due]


def november(*days: int) -> list[date]:
    return [date(2026, 11, day) for day in days]


def a_sent_question(*, level: Level, age: timedelta = timedelta()) -> Reminder:
    """Return a question that was sent so long ago, a day after the result it is about."""
    runner, due = a_runner(), timezone.now() - age
    begun = due - timedelta(days=1)
    check = a_result(patient=runner, level=level, at=begun)
    follow_up = a_follow_up(
        person=runner, assessment=check, begun_at=begun, begun_on=begun.date()
    )
    return a_question(follow_up=follow_up, due_at=due, state="SENT", settled_at=due)
