"""Letting the days of a plan pass: each turns, its mails go, and its runner tells of it.

What is there already is left alone, so that a day may be gone through again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q

from accounts.models import User
from config.demo.people.parts import Runner
from config.demo.physio import care
from config.demo.sending import ANSWERED_AFTER, sent
from rehab.models import DiaryEntry, Plan, Reminder
from rehab.plans import (
    RunDone,
    SessionDone,
    Telling,
    begin_session,
    course_and_history,
    local_day,
    name_activities,
    plan_week,
    record_check_in,
    record_day,
    record_gate,
    record_run,
    record_session,
    review_plan,
)
from rehab.programme.follow_up.check_ins import CHECK_INS
from rehab.programme.running.ceilings import ceilings
from rehab.programme.running.distance import Week, week_of
from rehab.programme.running.left import runs_left
from rehab.programme.running.stages import FREE, STAGES
from rehab.programme.told import Amount
from triage.protocols.medial_knee import NEW_SIGNS

ONE_DAY: Final = timedelta(days=1)
AT_ONCE: Final = timedelta(minutes=30)  # an hour is the most that a review waits
METRES_A_MINUTE: Final = 150
CHECK_IN_ON: Final = {each.day: each.key for each in CHECK_INS}

Kind = DiaryEntry.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of a plan, as it stands by now, and of the story that it is part of."""

    runner: Runner
    plan: Plan
    on: date

    @property
    def number(self) -> int:
        return (self.on - self.plan.begun_on).days

    @property
    def person(self) -> User:
        return self.plan.person

    def told(self, row: str) -> int | None:
        """Return the digit of this day in a ``row`` of its week, if there is one."""
        week, day = divmod(self.number, 7)
        if week >= len(self.runner.weeks):
            return None
        digit: str = getattr(self.runner.weeks[week], row)[day]
        return int(digit) if digit.isdecimal() else None

    def telling(self) -> Telling:
        """Return what every page asks: nothing is new, but on a day with a sign."""
        pain = self.told("pain") or 0
        sign = self.runner.sign if self.number == self.runner.last_told_on else ""
        return Telling(
            pain=pain,
            worse=False,
            signs={key: key == sign for key in NEW_SIGNS.keys},
            swelling=DiaryEntry.Swelling.NONE,
            morning_pain=pain,
        )

    def has(self, kind: Kind) -> bool:
        """Whether the diary holds an entry of this ``kind`` that is of this day."""
        return self.plan.diary.filter(kind=kind, local_on=self.on).exists()

    def mail(self, kind: Reminder.Kind, at: datetime) -> Reminder | None:
        """Return a mail of this ``kind`` that has come on this day by ``at``."""
        came = self.plan.reminders.filter(state=Reminder.State.SENT, settled_at__lte=at)
        return came.filter(kind=kind, local_on=self.on).order_by("due_at").first()


def let_pass(runner: Runner, plan: Plan, *, since: datetime, until: datetime) -> None:
    """Let what is left of the days of ``plan`` pass, from ``since`` up to ``until``.

    :raises MailNotTaken: if a mail does not go.
    """
    if since + AT_ONCE <= until:
        review_plan(plan_id=plan.pk, at=since + AT_ONCE)
    now = Plan.objects.select_related("person", "assessment__release").get(pk=plan.pk)
    on = max(local_day(now.person, since), now.reviewed_on or now.begun_on)
    while on <= local_day(now.person, until):
        for wall, step in HOURS:
            at = datetime.combine(on, wall, ZoneInfo(now.person.time_zone))
            if since < at <= until:
                _send_due(now, at)
                now.refresh_from_db()
                step(Day(runner=runner, plan=now, on=on), at)
        on += ONE_DAY
    _send_due(now, until)


def _send_due(plan: Plan, at: datetime) -> None:
    # A mail of what the physio wrote belongs to the runner, with or without a plan.
    theirs = Q(plan=plan) | Q(person=plan.person, kind=Reminder.Kind.MESSAGE)
    owed = Reminder.objects.filter(theirs, state=Reminder.State.DUE)
    for _mail in sent(owed, until=at - ANSWERED_AFTER):
        pass


def _turn(day: Day, at: datetime) -> None:
    review_plan(plan_id=day.plan.pk, at=at)


def _morning(day: Day, at: datetime) -> None:
    """Tell how the day began, by the mail that asks or else on the page; plan the week."""
    if day.told("pain") is not None and not day.has(Kind.DAY):
        mail = day.mail(Reminder.Kind.CARE, at)
        telling = day.telling()
        record_day(plan=day.plan, telling=telling, done=True, at=at, reminder=mail)
    planned = day.plan.run_weeks.filter(begins_on=week_of(day.on))
    if day.plan.stage == FREE and not planned.exists():
        week = _week(day)
        if week.runs:
            plan_week(plan=day.plan, planned=week, at=at, by=day.person)


def _noon(day: Day, at: datetime) -> None:
    """Answer the check-in of the day, and go through the lists of gates."""
    _check_in(day, at)
    for told in day.runner.lists:
        on_record = day.plan.gate_answers.filter(gate=told.gate, on=day.on)
        if told.day == day.number and not on_record.exists():
            items = told.open_items
            record_gate(plan=day.plan, gate=told.gate, open_items=items, at=at)


def _check_in(day: Day, at: datetime) -> None:
    which = CHECK_IN_ON.get(day.number, "")
    check = day.runner.check_ins.get(which)
    if check is None or day.has(Kind.CHECK_IN):
        return
    name_activities(plan=day.plan, names=day.runner.activities, at=at)
    record_check_in(
        plan=day.plan,
        which=which,
        telling=day.telling(),
        check=check,
        reminder=day.mail(Reminder.Kind.CHECK_IN, at),
        at=at,
    )


def _physio(day: Day, at: datetime) -> None:
    """Let the physio do what she did on this day."""
    for did in day.runner.cared:
        if did.day == day.number:
            care(day.plan, did, at=at)


def _evening(day: Day, at: datetime) -> None:
    """Run and train, and tell of it."""
    if day.told("ran") is not None and not day.has(Kind.RUN):
        _run(day, at)
    hard = day.told("hard")
    if hard is None or day.has(Kind.SESSION):
        return
    session = begin_session(plan=day.plan, at=at)
    telling = day.telling()
    tried = {exercise: (Amount.ALL, telling.pain) for exercise, _ in session.items}
    record_session(
        plan=day.plan,
        session=session,
        telling=telling,
        report=SessionDone(amount=Amount.ALL, hard=hard, tried=tried),
        reminder=day.mail(Reminder.Kind.SESSION, at),
        at=at,
    )


def _run(day: Day, at: datetime) -> None:
    """Run the stage of the ladder, or what is left of the week, unless it is to rest."""
    today = [run for run in _week(day).runs if run.on == day.on]
    if not today:
        return
    stage = None if day.plan.stage == FREE else day.plan.stage
    minutes = today[0].amount // METRES_A_MINUTE
    if stage is not None:
        minutes = STAGES[stage].minutes
    run = RunDone(
        on=day.on,
        minutes=minutes,
        metres=minutes * METRES_A_MINUTE,
        pain=day.told("ran") or 0,
        stage=stage,
    )
    record_run(plan=day.plan, telling=day.telling(), run=run, at=at)


def _week(day: Day) -> Week:
    """Return what may be run in the rest of the week, in time or by distance."""
    course, history = course_and_history(day.plan, on=day.on, found=())
    limits = ceilings(course, history, day.on)
    return runs_left(course, limits, day.on)


# What happens when, where the runner is. Each mail has come before it is answered.
HOURS: Final[tuple[tuple[time, Callable[[Day, datetime], None]], ...]] = (
    (time(0, 30), _turn),
    (time(9, 40), _morning),
    (time(13, 40), _noon),
    (time(17), _physio),
    (time(18, 40), _evening),
)
