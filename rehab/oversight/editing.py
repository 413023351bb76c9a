"""Changing where somebody stands: phase, stage of running, rest from runs, a pause, times.

Each needs a reason, leaves a change of the plan by whoever made it, and lets the mails of
the runner follow. What gets easier always passes; what gets harder keeps to the limits of
the programme, or to an override of one. Each of them raises what ``begin`` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from rehab import plans
from rehab.models import Override, Plan, PlanChange
from rehab.oversight.acting import (
    Act,
    Barred,
    NeedsClearance,
    NothingChanges,
    begin,
    reason,
    refuse_uncleared,
    set_aside,
)
from rehab.plans.changes import note
from rehab.plans.course.writing import move
from rehab.programme.by_hand import UNSEEN, phase_is_earned, run_bars, stage_is_earned
from rehab.programme.course import Change, Course, What
from rehab.programme.told import History
from rehab.reminders.owing.at_once import owe_visit
from triage.rules.parts import Level

BY_HAND = "by-hand"  # what a pause is about that no rule called for
LONGEST_REST = timedelta(weeks=12)  # our default: longer is a typing error, or a pause
RESTS_ALREADY = "Running rests for longer already. End that rest first."


class RestsTooLong(Exception):
    """A rest from running begins now, and lasts for 12 weeks at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A locked plan, with where it stands on the day that it is for its runner."""

    plan: Plan
    course: Course
    history: History
    on: date


def standing(plan: Plan, at: datetime) -> Standing:
    """Return where ``plan`` stands at an instant."""
    on = plans.local_day(plan.person, at)
    course, history = plans.course_and_history(plan, on=on)
    return Standing(plan=plan, course=course, history=history, on=on)


def keep(
    now: Standing, change: Change, act: Act, *, override: Override | None = None
) -> PlanChange:
    """Note ``change`` by whoever acts, move the plan, and let its mails follow.

    It is noted first: the database compares it with where the plan stands.
    """
    noted = note(
        now.plan,
        PlanChange.What(change.what.value),
        reason(act),
        at=act.at,
        by=act.by,
        subject=change.subject,
        before=change.before,
        after=change.after,
        override=override,
    )
    move(now.plan, change, on=now.on, at=act.at)
    plans.owe_again(plan=now.plan, at=act.at)
    return noted


@transaction.atomic
def change_phase(
    *, plan: Plan, phase: int, act: Act, aside: date | None = None
) -> PlanChange:
    """Move a plan to a phase; ``aside`` is until when the limit is set aside for it.

    :raises NothingChanges: if it is in that phase.
    :raises NeedsClearance: if somebody has to look before it may go so far.
    :raises LimitInTheWay: if the list before it was not met, or another phase is skipped.
    """
    now = standing(begin(plan, act), act.at)
    before, override = now.plan.phase, None
    if phase == before:
        raise NothingChanges
    if phase > before:
        refuse_uncleared(now.plan, now.course)
        if phase > now.course.limits.max_phase:
            raise NeedsClearance
        if not phase_is_earned(now.course, now.history, now.on, phase):
            limit = Override.Limit.PHASE
            override = set_aside(now.plan, limit, act, until=aside)
    change = Change(what=What.PHASE, why=act.why, before=str(before), after=str(phase))
    return keep(now, change, act, override=override)


@transaction.atomic
def change_stage(
    *, plan: Plan, stage: int | None, act: Act, aside: date | None = None
) -> PlanChange:
    """Move running to a stage, or lock it with ``None``; ``aside`` as for a phase.

    :raises NothingChanges: if it is there.
    :raises NeedsClearance: if somebody has to look before there may be runs.
    :raises Barred: if the first days, a warning sign or a cause keep running locked.
    :raises LimitInTheWay: if the stage before it did not go well, or one is skipped.
    """
    now = standing(begin(plan, act), act.at)
    before, override = now.plan.stage, None
    if stage == before:
        raise NothingChanges
    if stage is not None and (before is None or stage > before):
        _refuse_runs(now)
        if not stage_is_earned(now.course, now.history, now.on, stage):
            limit = Override.Limit.STAGE
            override = set_aside(now.plan, limit, act, until=aside)
    told = ("" if each is None else str(each) for each in (before, stage))
    change = Change(what=What.STAGE, why=act.why, before=next(told), after=next(told))
    return keep(now, change, act, override=override)


@transaction.atomic
def hold_runs(*, plan: Plan, until: date, act: Act) -> PlanChange:
    """Let running rest; ``until`` is the first day on which it goes on.

    :raises RestsTooLong: if that is no day to come, or more than 12 weeks on.
    :raises NothingChanges: if it rests until then.
    :raises Barred: if it rests for longer: to shorten that is to end it first.
    """
    now = standing(begin(plan, act), act.at)
    if not now.on < until <= now.on + LONGEST_REST:
        raise RestsTooLong
    rests = now.plan.rest_until
    if rests == until:
        raise NothingChanges
    if rests is not None and rests > until:
        raise Barred(RESTS_ALREADY)
    before = "" if rests is None else rests.isoformat()
    change = Change(what=What.REST, why=act.why, before=before, after=until.isoformat())
    return keep(now, change, act)


@transaction.atomic
def end_hold(*, plan: Plan, act: Act) -> PlanChange:
    """Let running go on before the day until which it rests: take that rest back.

    What had been told by then costs no rest again.

    :raises NothingChanges: if it does not rest.
    :raises NeedsClearance: if somebody has to look first.
    """
    now = standing(begin(plan, act), act.at)
    rests = now.plan.changes.filter(what=PlanChange.What.REST, undone_by=None)
    newest = rests.order_by("pk").last()
    until = now.plan.rest_until
    if newest is None or until is None or until <= now.on:
        raise NothingChanges
    refuse_uncleared(now.plan, now.course)
    undone = plans.undo_change(change=newest, by=act.by, why=reason(act), at=act.at)
    plans.owe_again(plan=now.plan, at=act.at)
    return undone


@transaction.atomic
def pause(*, plan: Plan, level: Level, act: Act) -> Plan:
    """Pause a plan until somebody has looked; ``level`` says how soon.

    The runner is told by mail to book a visit. It goes on as after any other pause: once
    somebody has looked, and a new check allows it.

    :raises ValueError: if ``level`` is one that pauses no plan.
    """
    if level < plans.PAUSES_FROM:
        raise ValueError(level)
    now = begin(plan, act)
    paused = plans.pause_plan(
        plan=now,
        why=reason(act),
        at=act.at,
        by=act.by,
        level=level,
        subject=BY_HAND,
    )
    owe_visit(plan=paused, rule=BY_HAND, at=act.at)
    return paused


@transaction.atomic
def resume(*, plan: Plan, act: Act) -> Plan:
    """Let a plan that waits go on, as far as the rules allow it.

    :raises NothingChanges: if it goes on already.
    :raises NotCleared: if nobody who looked has allowed exercises since, or if no check
        since then allows a plan.
    """
    now = begin(plan, act)
    if now.paused_at is None and not now.protect_only:
        raise NothingChanges
    return plans.resume_plan(plan=now, at=act.at, by=act.by, why=reason(act))


@transaction.atomic
def change_times(
    *, plan: Plan, times: Sequence[time], session_time: time | None, act: Act
) -> Plan:
    """Set when the mails of care and of sessions come, within the runner's quiet hours.

    Those hours, the days, and whether mails come at all stay as the runner set them.

    :raises NothingChanges: if they come at these times.
    :raises TimeAtNight: or ``TimesTooClose``, as for the runner.
    """
    now = begin(plan, act)
    wanted = plans.MailTimes(
        reminder_times=times,
        session_time=session_time,
        check_in_time=now.check_in_time,
        care_days=now.care_days,
        session_days=now.session_days,
        week_day=now.week_day,
        night_begins=now.night_begins,
        night_ends=now.night_ends,
    )
    if (sorted(times), session_time) == (now.reminder_times, now.session_time):
        raise NothingChanges
    return plans.set_mail_times(
        plan=now, times=wanted, at=act.at, by=act.by, why=reason(act)
    )


def _refuse_runs(now: Standing) -> None:
    """Do nothing if running may get harder, maybe past a limit that can be set aside."""
    refuse_uncleared(now.plan, now.course)
    bars = run_bars(now.course, now.history, now.on)
    if any(bar.id in UNSEEN for bar in bars):
        raise NeedsClearance
    if bars:
        raise Barred(" ".join(bar.words for bar in bars))
