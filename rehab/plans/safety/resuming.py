"""Letting a plan go on, or open up, once somebody has looked and a new check allows it."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import Consent, User
from rehab.models import Clearance, Plan, PlanChange
from rehab.models.plan import PlanQuerySet
from rehab.plans.changes import lock, note
from rehab.plans.safety.clearing import (
    cleared_before,
    had_red_flag,
    has_red_flag,
    in_words,
    newest_clearance,
    worst_since,
)
from rehab.plans.safety.starting import start_phase_of
from rehab.plans.times import local_day
from rehab.programme.follow_up.visits import PAUSES_FROM
from rehab.programme.pain.limits import BONE
from rehab.reminders.owing.first_days import owe_acute_care
from triage.models import Assessment

What = PlanChange.What
LOCKED = "After a pause running is locked until its list is met again."
EASIER = "After a pause it goes on in an easier phase."
PAST_FIRST_DAYS = "By the new check the first days are over."
GOES_ON = (What.RESUMED, What.PROTECT)  # what somebody decides; the rest follows from rules


class NotCleared(Exception):
    """Nobody has let the runner exercise since, or no new check allows it."""


@transaction.atomic
def resume_plan(*, plan: Plan, at: datetime, by: User | None = None, why: str = "") -> Plan:
    """Let a plan that is paused, or that only protects, go on as a full one.

    It goes on in the first phase after a sign to be seen the same day or of a stressed
    bone, otherwise one phase lower than it was. Running is locked until its list is met.
    ``by`` lets it go on, and says ``why``; where it goes on is up to the rules. Safe to
    repeat: one that goes on is left alone.

    :raises NotCleared: if nobody who looked has allowed exercises since, or if no check
        since then allows a plan.
    """
    lock(plan.person_id)
    locked = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if locked.finished_at or not (locked.paused_at or locked.protect_only):
        return locked
    clearance = _clearance(locked.person)
    check = _check_since(clearance)
    reason = f"{why} {in_words(clearance)} A new check allows it.".lstrip()
    changes = [*_reasons(locked, reason)]
    changes += _move(locked, _phase(locked, check), at)
    for what, told, before, after in changes:
        who = by if what in GOES_ON else None
        note(locked, what, told, at=at, by=who, before=before, after=after)
    if locked.person.consents.in_force(Consent.Kind.MAILS).exists():
        owe_acute_care(plan=locked, at=at)
    return locked


def resume_cleared(*, person_id: int, at: datetime) -> Plan | None:
    """Let the open plan of a person go on if it may; return it if it does now."""
    plan = _waiting().filter(person=person_id).first()
    try:
        return plan and resume_plan(plan=plan, at=at)
    except NotCleared:
        return None


def awaits_check(person: User) -> bool:
    """Whether somebody has let ``person`` exercise, and only a new check is missing."""
    try:
        _clearance(person)
    except NotCleared:
        return False
    return True


def resume_missed(*, at: datetime) -> list[Plan]:
    """Let those plans go on that no signal told of; return them. Safe to repeat."""
    seen = Clearance.objects.filter(person=OuterRef("person"), may_exercise=True)
    checks = Assessment.objects.submitted().filter(
        patient=OuterRef("person"), started_at__gt=cleared_before(OuterRef("patient"))
    )
    ready = _waiting().filter(Exists(seen), Exists(checks)).order_by("pk")
    people = [*ready.values_list("person", flat=True)]
    return [*filter(None, (resume_cleared(person_id=pk, at=at) for pk in people))]


def _waiting() -> PlanQuerySet:
    return Plan.objects.open().filter(Q(paused_at__isnull=False) | Q(protect_only=True))


def _clearance(person: User) -> Clearance:
    """Return the visit that lets a plan go on.

    :raises NotCleared: if there is none, or something came up after it.
    """
    newest = newest_clearance(person)
    if newest is None or not newest.may_exercise or has_red_flag(person):
        raise NotCleared
    if worst_since(person, newest.at) >= PAUSES_FROM:
        raise NotCleared
    return newest


def _check_since(clearance: Clearance) -> Assessment:
    """Return the newest check that was begun since a visit.

    One begun before holds answers from before it.

    :raises NotCleared: if there is none, or it allows no plan.
    """
    checks = clearance.person.assessments.submitted().order_by("submitted_at", "pk")
    newest = checks.filter(started_at__gt=clearance.at).last()
    if newest is None or not newest.decided.allows_plan:
        raise NotCleared
    return newest


def _phase(plan: Plan, check: Assessment) -> int:
    """Return the phase in which ``plan`` goes on."""
    if plan.protect_only:
        return start_phase_of(plan.person, check)
    last = plan.changes.filter(what=What.RESUMED).order_by("at", "pk").last()
    since = last.at if last else plan.opened_at
    stressed = not BONE.isdisjoint(check.decided.shown)
    if stressed or had_red_flag(plan.person, since):
        return Plan.Phase.SETTLE
    return max(plan.phase - 1, Plan.Phase.SETTLE)


Noted = tuple[PlanChange.What, str, str, str]


def _reasons(plan: Plan, why: str) -> list[Noted]:
    """Return that ``plan`` goes on, that it opens up, or both."""
    resumed: list[Noted] = [(What.RESUMED, why, "", "")] if plan.paused_at else []
    opened: list[Noted] = [(What.PROTECT, why, "protect", "full")]
    return [*resumed, *(opened if plan.protect_only else [])]


def _move(plan: Plan, phase: int, at: datetime) -> list[Noted]:
    """Let ``plan`` go on in a phase; return what moved with it."""
    today = local_day(plan.person, at)
    moved: list[Noted] = []
    if phase != plan.phase:
        why = EASIER if phase < plan.phase else PAST_FIRST_DAYS
        moved.append((What.PHASE, why, str(plan.phase), str(phase)))
    if plan.stage is not None:
        moved.append((What.STAGE, LOCKED, str(plan.stage), ""))
        plan.stage, plan.stage_since = None, today
    plan.paused_at, plan.protect_only = None, False
    plan.phase, plan.phase_since = phase, today
    if phase and plan.exercises_began_on is None:
        plan.exercises_began_on = today
    # The days of the pause are no days without training: nobody was to train.
    plan.reviewed_on = today - timedelta(days=1)
    _store(plan)
    return moved


def _store(plan: Plan) -> None:
    """Store that a plan goes on.

    :raises NotCleared: if the database refuses: a red flag has come in since we looked.
    """
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as refused:
        raise NotCleared from refused
