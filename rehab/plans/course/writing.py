"""Writing down what the rules change in a plan, each change with its reason."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from rehab.models import Plan, PlanChange, PlanExercise
from rehab.plans.changes import note
from rehab.plans.course.finishing import close
from rehab.programme.course import Change, What, longest
from rehab.reminders.owing.at_once import owe_visit
from rehab.reminders.owing.first_days import withdraw_future
from rehab.reminders.owing.mails_of_a_day import withdraw_care, withdraw_sessions
from rehab.reminders.owing.precedence import Kind

OVER = "The first days are over."
PAUSED = "The plan is paused."
LOWER = "The plan went back a phase."
ON_HOLD = "Exercises are on hold."


def write(
    plan: Plan, changes: Iterable[Change], *, on: date, at: datetime
) -> list[PlanChange]:
    """Change ``plan``, which is locked, as rules say for the day ``on``; return the log.

    What calls for a visit with a level is told by mail as well. A pause withdraws all other
    mails, the end of the first days those that belong to them, a hold those of its
    sessions, and a lower phase those of sessions of a higher one.
    """
    written = []
    for change in changes:
        move(plan, change, on=on, at=at)
        written.append(_log(plan, change, at))
        if change.level is not None:
            owe_visit(plan=plan, rule=change.subject, at=at)
    return written


def move(plan: Plan, change: Change, *, on: date, at: datetime) -> None:
    """Change ``plan``, which is locked, without noting it; withdraw mails as ``write``."""
    _MOVES[change.what](plan, change, on, at)
    plan.save()


def _log(plan: Plan, change: Change, at: datetime) -> PlanChange:
    return note(
        plan,
        PlanChange.What(change.what.value),
        change.why,
        at=at,
        subject=change.subject,
        before=change.before,
        after=change.after,
        level=change.level,
    )


def set_phase(plan: Plan, phase: int, on: date) -> None:
    """Move ``plan``, without saving it; the first phase with exercises begins them."""
    plan.phase, plan.phase_since = phase, on
    if phase and plan.exercises_began_on is None:
        plan.exercises_began_on = on


def set_stage(plan: Plan, stage: str, on: date) -> None:
    """Move ``plan`` to a stage of running, without saving it; an empty one locks it."""
    plan.stage, plan.stage_since = int(stage) if stage else None, on


def set_rung(plan: Plan, exercise: str, rung: int, on: date) -> None:
    """Keep how hard an exercise is from now on."""
    moved = {"rung": rung, "since": on}
    PlanExercise.objects.update_or_create(plan=plan, exercise=exercise, defaults=moved)


def _phase(plan: Plan, change: Change, on: date, at: datetime) -> None:
    set_phase(plan, int(change.after), on)
    if plan.phase:
        withdraw_care(plan=plan, at=at, reason=OVER)
    higher = plan.reminders.filter(session__phase__gt=plan.phase)
    withdraw_sessions(higher, at=at, reason=LOWER)


def _stage(plan: Plan, change: Change, on: date, _: datetime) -> None:
    set_stage(plan, change.after, on)


def _rung(plan: Plan, change: Change, on: date, _: datetime) -> None:
    set_rung(plan, change.subject, int(change.after), on)


def _visit(*_: object) -> None:
    """Change nothing in the plan: the limits follow from what was called for."""


def _pause(plan: Plan, _: Change, __: date, at: datetime) -> None:
    plan.paused_at = at
    withdraw_future(plan=plan, at=at, reason=PAUSED, but=[Kind.VISIT])


def _recheck(plan: Plan, _: Change, on: date, __: datetime) -> None:
    plan.recheck_on = on


def _rest(plan: Plan, change: Change, _: date, __: datetime) -> None:
    plan.rest_until = date.fromisoformat(change.after)


def _hold(plan: Plan, change: Change, _: date, at: datetime) -> None:
    until = longest(plan.hold_until, date.fromisoformat(change.after))
    plan.hold_until = until
    meanwhile = plan.reminders.filter(local_on__lt=until)
    withdraw_sessions(meanwhile, at=at, reason=ON_HOLD)


def _finished(plan: Plan, _: Change, __: date, at: datetime) -> None:
    close(plan, at=at)


Move = Callable[[Plan, Change, date, datetime], None]
_MOVES: Mapping[What, Move] = {
    What.PHASE: _phase,
    What.RUNG: _rung,
    What.STAGE: _stage,
    What.VISIT: _visit,
    What.PAUSE: _pause,
    What.RECHECK: _recheck,
    What.REST: _rest,
    What.HOLD: _hold,
    What.FINISHED: _finished,
}
