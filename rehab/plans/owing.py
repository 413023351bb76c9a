"""What a plan owes its runner on a day: care, a session, a check-in."""

from datetime import date, datetime, timedelta

from django.db import transaction

from rehab.models import ExerciseSession, Plan, Reminder
from rehab.plans.changes import lock
from rehab.plans.loading import course_and_history
from rehab.plans.times import local_day
from rehab.programme.course import Course
from rehab.programme.review import owed
from rehab.programme.today import session_today
from rehab.programme.told import History
from rehab.reminders.daily import owe_care, owe_check_in, owe_session

ASKED_LATELY = timedelta(days=14)  # our default: one mail for each check-in


class NothingOwed(Exception):
    """No session is due today: it is a day of rest, or something keeps exercises locked."""


def owe_day(
    *, plan: Plan, course: Course, history: History, on: date, at: datetime
) -> None:
    """Owe what ``plan``, which is locked, calls for on a day, and the mails for it.

    ``course`` is where it stands. Safe to repeat. No mail is owed for the past, or to who
    wants none.
    """
    due = owed(course, history, on)
    if due.session:
        session = _session(plan, course, history, on)
        owe_session(plan=plan, session=session, at=at)
    if due.check_in and not _was_asked(plan, due.check_in, on):
        owe_check_in(plan=plan, which=due.check_in, on=on, at=at)
    if course.phase == Plan.Phase.SETTLE and not course.limits.protect_only:
        owe_care(plan=plan, on=on, at=at)


@transaction.atomic
def begin_session(*, plan: Plan, at: datetime) -> ExerciseSession:
    """Return the session of today where the runner is, made if there is none yet.

    One that was made stands as it was, whatever has changed since.

    :raises NothingOwed: if there is none today, or nothing may be trained now.
    """
    lock(plan.person_id)
    now = Plan.objects.select_related("person", "assessment__release").get(pk=plan.pk)
    on = local_day(now.person, at)
    course, history = course_and_history(now, on=on)
    if not owed(course, history, on).session:
        raise NothingOwed
    return _session(now, course, history, on)


def _session(plan: Plan, course: Course, history: History, on: date) -> ExerciseSession:
    """Return the session of a day, as it stood when it was first called for."""
    if kept := plan.sessions.filter(on=on).first():
        return kept
    strength = session_today(course, history, on).strength
    items = [[one.exercise.id, one.rung] for one in strength]
    number = plan.sessions.count()
    return plan.sessions.create(on=on, number=number, phase=course.phase, items=items)


def _was_asked(plan: Plan, which: str, on: date) -> bool:
    asked = plan.reminders.filter(kind=Reminder.Kind.CHECK_IN, about=which)
    return asked.filter(local_on__gt=on - ASKED_LATELY).exists()
