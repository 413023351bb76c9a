"""What a plan owes its runner on a day: care, a session, a check-in, a summary."""

from datetime import date, datetime

from django.db import transaction

from rehab.models import ExerciseSession, Plan, ReminderAct
from rehab.plans.changes import lock
from rehab.plans.course.weeks import allows_small_numbers
from rehab.plans.mails.asked import was_asked
from rehab.plans.mails.rhythm import ask_what_is_wrong, heed_rhythm
from rehab.plans.mails.snoozing import owe_snoozed
from rehab.plans.reading.loading import course_and_history
from rehab.plans.times import local_day
from rehab.programme.course import Course
from rehab.programme.follow_up.week_facts import DAYS, FROM_DAY, week_facts
from rehab.programme.review import owed
from rehab.programme.told import History
from rehab.programme.training.today import session_today
from rehab.reminders.owing.first_days import owe_acute_care
from rehab.reminders.owing.mails_of_a_day import (
    owe_care,
    owe_check_in,
    owe_session,
    owe_week,
)


class NothingOwed(Exception):
    """No session is due today: it is a day of rest, or something keeps exercises locked."""


def owe_day(
    *, plan: Plan, course: Course, history: History, on: date, at: datetime
) -> None:
    """Owe what ``plan``, which is locked, calls for on a day, and the mails for it.

    ``course`` is where it stands. Safe to repeat. No mail is owed for the past, or to who
    wants none. Whoever has not answered for long is owed fewer.
    """
    heed_rhythm(plan=plan, on=on, at=at)
    due = owed(course, history, on)
    if due.session:
        session = _session(plan, course, history, on)
        owe_session(plan=plan, session=session, at=at)
    if course.phase == Plan.Phase.SETTLE and not course.limits.protect_only:
        owe_care(plan=plan, on=on, at=at)
    if due.check_in and not was_asked(plan, due.check_in, on):
        owe_check_in(plan=plan, which=due.check_in, on=on, at=at)
    if sums_up(plan, course, on):
        skipped = _days_skipped(plan, on)
        allowance = allows_small_numbers(plan)
        facts = week_facts(course, history, on, skipped=skipped, allowance=allowance)
        owe_week(plan=plan, on=on, at=at, facts=facts)
    ask_what_is_wrong(plan=plan, on=on, at=at)


def sums_up(plan: Plan, course: Course, on: date) -> bool:
    """Say whether a week is summed up on ``on``: not for who does not answer."""
    answers = plan.rhythm == Plan.Rhythm.FULL
    return answers and on.weekday() == plan.week_day and course.day(on) >= FROM_DAY


@transaction.atomic
def owe_again(*, plan: Plan, at: datetime) -> Plan:
    """Owe what is still to come of a plan whose mails were taken back, paused or moved.

    Safe to repeat, and nothing is owed for the past. A plan that waits owes nothing.
    """
    lock(plan.person_id)
    now = Plan.objects.select_related("person", "assessment__release").get(pk=plan.pk)
    if now.paused_at or now.finished_at:
        return now
    on = local_day(now.person, at)
    owe_snoozed(plan=now, at=at)
    owe_acute_care(plan=now, at=at)
    if now.reviewed_on == on:
        course, history = course_and_history(now, on=on)
        owe_day(plan=now, course=course, history=history, on=on, at=at)
    return now


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


def _days_skipped(plan: Plan, on: date) -> int:
    """Return how many of the seven days before ``on`` the runner skipped."""
    acts = ReminderAct.objects.filter(what=ReminderAct.What.SKIPPED)
    times = acts.filter(reminder__person=plan.person_id).values_list("at", flat=True)
    days = {local_day(plan.person, at) for at in times}
    return sum(0 < (on - day).days <= DAYS for day in days)
