"""Taking back what a rule changed: a physio may, as far as the limits go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from rehab.models import ExerciseChoice, Plan, PlanChange
from rehab.models.running import OVERRIDE_LASTS
from rehab.plans.changes import cut, lock, note
from rehab.plans.course.writing import set_phase, set_rung, set_stage
from rehab.plans.safety.clearing import has_red_flag, limits_of
from rehab.plans.times import local_day
from rehab.programme.course import Limits
from rehab.reminders.owing.mails_of_a_day import owe_care

What = PlanChange.What


class NotTreating(Exception):
    """Nobody but a physio whose clinic looks after the runner may do this."""


class NotUndoable(Exception):
    """Such a change stands, or the plan it was made in is over."""


class UndoneBefore(Exception):
    """Somebody has taken the change back already."""


class Overtaken(Exception):
    """The same thing has changed again since; only the last change of it can go."""


class PastLimit(Exception):
    """What was before is past what the runner may do now."""


@dataclass(frozen=True, slots=True)
class Now:
    """The day on which something is taken back, and how far the plan may go on it."""

    on: date
    limits: Limits


@transaction.atomic
def undo_change(*, change: PlanChange, by: User, why: str, at: datetime) -> PlanChange:
    """Put back what was before ``change``; return what says so. It lifts no limit.

    :raises NotTreating: if ``by`` does not treat the runner.
    :raises NotUndoable: if no change of its kind can be undone, or the plan is over.
    :raises UndoneBefore: if it was undone.
    :raises Overtaken: if the same thing has changed since.
    :raises PastLimit: if that would go past what the runner may do today, or make anything
        harder past an uncleared red flag, or than where a pause let the plan go on; or if
        a harder phase, stage or dose is more than 14 days old, or came by an override that
        has ended. To go there again is a new step, within the limits of today.
    """
    refuse_stranger(change.plan, by)
    plan = _locked(change)
    on = local_day(plan.person, at)
    _refuse_what_stands(plan, change, on, at)
    before = _stood_before(change)
    _RESTORE[What(change.what)](plan, change, before, Now(on, limits_of(plan, on)))
    plan.save()
    if change.what == What.EXERCISE:
        said = {"exercise": change.subject, "choice": before, "why": cut(why)}
        plan.choices.create(by=by, at=at, **said)
    if plan.phase == Plan.Phase.SETTLE and plan.paused_at is None:
        owe_care(plan=plan, on=on, at=at)
    return note(
        plan,
        What.UNDONE,
        why,
        at=at,
        by=by,
        undoes=change,
        subject=change.subject,
        before=change.after,
        after=before,
    )


def _refuse_what_stands(plan: Plan, change: PlanChange, on: date, at: datetime) -> None:
    """Do nothing if ``change`` can be taken back, as far as it itself tells."""
    if change.what not in PlanChange.UNDOABLE or plan.finished_at is not None:
        raise NotUndoable
    if PlanChange.objects.filter(undoes=change).exists():
        raise UndoneBefore
    if _later(change):
        raise Overtaken
    if _hardens(change) and (
        has_red_flag(plan.person) or _came_of_a_pause(change) or _is_stale(change, on, at)
    ):
        raise PastLimit


def _locked(change: PlanChange) -> Plan:
    """Return the plan of ``change`` as it stands now; it and its person are locked."""
    lock(change.plan.person_id)
    return Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=change.plan_id)


def refuse_stranger(plan: Plan, by: User) -> None:
    """Do nothing for a physio who treats the runner of ``plan``.

    :raises NotTreating: for anybody else, and for the runner.
    """
    refuse_stranger_to(plan.person_id, by)


def refuse_stranger_to(person_id: int, by: User) -> None:
    """Do nothing for a physio who treats somebody. Nobody treats themself.

    :raises NotTreating: for anybody else, also for a patient of their own clinic.
    """
    theirs = User.objects.visible_to(by).exclude(pk=by.pk)
    if not theirs.filter(pk=person_id).exists():
        raise NotTreating


def _later(change: PlanChange) -> bool:
    """Say whether the same thing has changed again since, and still stands so."""
    same = change.plan.changes.filter(what=change.what, subject=change.subject)
    return same.filter(pk__gt=change.pk, undone_by=None).exists()


def _hardens(change: PlanChange) -> bool:
    """Say whether to take ``change`` back makes anything harder."""
    if change.what in {What.REST, What.HOLD}:
        return True
    if change.what == What.EXERCISE:
        return change.before == ExerciseChoice.Choice.IN
    return _step(change.before) > _step(change.after)


def _step(told: str) -> int:
    """Return a phase, stage or rung as a number; without a stage running is locked."""
    return int(told or -1)


def _is_stale(change: PlanChange, on: date, at: datetime) -> bool:
    """Say whether what was before ``change`` has to be earned, or allowed, again by now.

    That is so once 14 days have passed, as for an override (our default), or the override
    has ended by which the plan had come so far.
    """
    if change.what not in {What.PHASE, What.STAGE, What.RUNG}:
        return False
    if at - change.at > OVERRIDE_LASTS:
        return True
    same = change.plan.changes.filter(what=change.what, subject=change.subject)
    earlier = same.filter(pk__lt=change.pk, undone_by=None).select_related("override")
    to = _step(change.before)
    came_by = (
        step.override
        for step in earlier.order_by("-pk")
        if _step(step.before) < to <= _step(step.after)
    )
    override = next(came_by, None)
    return override is not None and override.ends_on < on


def _stood_before(change: PlanChange) -> str:
    """Return what was before ``change``.

    A rule that holds exercises does not tell what was: a longer hold stands beside its own.
    """
    if change.what != What.HOLD:
        return change.before
    holds = change.plan.changes.filter(what=What.HOLD, undone_by=None)
    others = holds.exclude(pk=change.pk).values_list("after", flat=True)
    return max(others, default="")


def _came_of_a_pause(change: PlanChange) -> bool:
    """Say whether a rule made ``change`` as the plan went on after somebody had looked."""
    goes_on = change.plan.changes.filter(what__in=(What.RESUMED, What.PROTECT))
    return change.by_id is None and goes_on.filter(at=change.at).exists()


def _phase(plan: Plan, _: PlanChange, before: str, now: Now) -> None:
    phase = int(before)
    if phase > (0 if now.limits.protect_only else now.limits.max_phase):
        raise PastLimit
    set_phase(plan, phase, now.on)


def _stage(plan: Plan, _: PlanChange, before: str, now: Now) -> None:
    if before and not now.limits.may_run:
        raise PastLimit
    set_stage(plan, before, now.on)


def _rung(plan: Plan, change: PlanChange, before: str, now: Now) -> None:
    set_rung(plan, change.subject, int(before), now.on)


def _rest(plan: Plan, _: PlanChange, before: str, __: Now) -> None:
    plan.rest_until = date.fromisoformat(before) if before else None


def _hold(plan: Plan, _: PlanChange, before: str, __: Now) -> None:
    plan.hold_until = date.fromisoformat(before) if before else None


def _exercise(*_: object) -> None:
    """Change nothing in the plan itself: the choices of a plan are rows of their own."""


_RESTORE: Mapping[What, Callable[[Plan, PlanChange, str, Now], None]] = {
    What.PHASE: _phase,
    What.STAGE: _stage,
    What.RUNG: _rung,
    What.REST: _rest,
    What.HOLD: _hold,
    What.EXERCISE: _exercise,
}
