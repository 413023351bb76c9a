"""That somebody was seen, what they may do now, and what that clears."""

from datetime import UTC, date, datetime, timedelta
from itertools import takewhile

from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format

from accounts.models import User
from rehab.attention import settle
from rehab.models import Clearance, DiaryEntry, Plan, PlanChange
from rehab.plans.changes import lock, note
from rehab.plans.safety.news import (
    NOT_YET,
    Told,
    raised,
    told_by,
    told_in,
    told_since,
    worst_of,
)
from rehab.plans.safety.pausing import pause_plan
from rehab.plans.times import local_day
from rehab.programme.course import VISIT_COVERS, Limits
from rehab.programme.follow_up.limits import PROTECT, Seen, limits
from rehab.programme.follow_up.visits import PAUSES_FROM
from triage.rules.parts import Level

SEEN_WITHIN = timedelta(days=365)  # our default: to be seen is news, not history
FURTHEST_AHEAD = timedelta(hours=14)  # no place is further ahead of UTC
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

SEEN = "seen"  # what a change is about that a visit brought


class SeenInTheFuture(Exception):
    """The day of the visit has not come yet."""


class SeenTooEarly(Exception):
    """The visit was before what it is to clear was told; ``earliest`` is the first day."""

    def __init__(self, earliest: date) -> None:
        self.earliest = earliest
        super().__init__(f"seen before {earliest}")


class ForbiddenSince(Exception):
    """Who looked later did not allow it; ``earliest`` is the first day that can."""

    def __init__(self, earliest: date) -> None:
        self.earliest = earliest
        super().__init__(f"forbidden, seen before {earliest}")


class RunsWithoutExercise(Exception):
    """Whoever may run may exercise, too."""


@transaction.atomic
def record_clearance(
    *,
    person: User,
    by: User,
    seen_on: date,
    who: str,
    may_exercise: bool,
    may_run: bool,
    at: datetime,
    note: str = "",
) -> Clearance:
    """Keep that somebody was seen, and what they may do; ``by`` is a physio or themself.

    To record the same twice on end keeps it once. A plan that goes on is told of it; if
    there may be no exercises, a full one waits.

    :raises SeenInTheFuture: if that day has not come where they are.
    :raises SeenTooEarly: if something was told since that calls for another visit, or if
        the visit was more than a year ago.
    :raises ForbiddenSince: if it allows what a later visit did not, or what a physio did
        not who saw a runner on the day of which that runner tells, by an account or by the
        code of the sheet.
    :raises RunsWithoutExercise: if they may run, but not exercise.
    """
    allowed = {"may_exercise": may_exercise, "may_run": may_run}
    check_visit(person=person, by=by, seen_on=seen_on, at=at, **allowed)
    said = {"by": by, "seen_on": seen_on, "who": who, "note": note, **allowed}
    newest = newest_clearance(person)
    if newest and _says(newest) == said and not told_by(person, newest.at):
        return newest
    clearance = Clearance.objects.create(person=person, at=at, **said)
    _tell_the_plan(clearance)
    settle(person_id=person.pk, at=at, only_open=True)
    return clearance


@transaction.atomic
def check_visit(
    *,
    person: User,
    by: User,
    seen_on: date,
    may_exercise: bool,
    may_run: bool,
    at: datetime,
) -> None:
    """Refuse a visit that cannot be recorded. Nothing of ``person`` changes meanwhile.

    :raises SeenInTheFuture: or what else ``record_clearance`` raises.
    """
    lock(person.pk)
    if may_run and not may_exercise:
        raise RunsWithoutExercise
    if seen_on > latest_visit(person, at):
        raise SeenInTheFuture
    if seen_on < (earliest := earliest_visit(person, at)):
        raise SeenTooEarly(earliest)
    allowed = {"may_exercise": may_exercise, "may_run": may_run}
    noes = [_last_no(person, by, what) for what, may in allowed.items() if may]
    if seen_on < (earliest := max(noes, default=seen_on)):
        raise ForbiddenSince(earliest)


def _last_no(person: User, by: User, what: str) -> date:
    """Return the first day of a visit that may lift every "no" to ``what`` that stands.

    Runners do not lift that of a physio with what they tell of the same day: which of the
    two was said last nobody knows. They may correct their own, but not what somebody else
    said by the code of their sheet.
    """
    rows = person.clearances.select_related("sheet_record").order_by("-at", "-pk")
    standing = takewhile(lambda said: not getattr(said, what), rows)
    later = timedelta(days=by == person)
    days = (said.seen_on + later * (not said.is_own) for said in standing)
    return max(days, default=date.min)


def newest_clearance(person: User) -> Clearance | None:
    """Return the clearance that counts for ``person``: the one recorded last."""
    rows = person.clearances.select_related("by")
    return rows.order_by("at", "pk").last()


def cleared_at(person: User) -> datetime | None:
    """Return until when all that ``person`` told is covered; ``None`` if nothing is.

    Whoever may not exercise has nothing covered, also if an earlier visit allowed it.
    """
    newest = newest_clearance(person)
    return newest.at if newest and newest.may_exercise else None


def covers(clearance: Clearance, level: int, on: date) -> bool:
    """Whether a visit covers ``level`` also if it is told on a day after it."""
    return (
        clearance.may_exercise
        and level < PAUSES_FROM
        and on <= clearance.seen_on + VISIT_COVERS
    )


def cleared_before(person: OuterRef) -> Coalesce:
    """Return, for SQL, until when all that a person told is covered, maybe long ago."""
    rows = Clearance.objects.filter(person=person).order_by("-at", "-pk")
    until = models.Case(models.When(may_exercise=True, then=F("at")))
    newest = rows.annotate(until=until).values("until")[:1]
    return Coalesce(Subquery(newest), LONG_AGO)


def has_red_flag(person: User) -> bool:
    """Whether ``person`` told of anything for the same day or more urgent, uncleared."""
    since = cleared_at(person) or LONG_AGO
    checks = told_since(person.assessments.urgent(), since)
    return checks.exists() or _was_urgent(person, since)


def had_red_flag(person: User, since: datetime = LONG_AGO) -> bool:
    """Whether anything told since was for the same day, or a sign of a stressed bone."""
    grave = Q(worst_level__gte=Level.SAME_DAY) | Q(decision__no_impact=True)
    checks = told_since(person.assessments.filter(grave), since)
    return checks.exists() or _was_urgent(person, since)


def _was_urgent(person: User, since: datetime) -> bool:
    """Whether any plan, or a physio, tells of something for the same day after ``since``.

    That is in the diary, in a change if the page of the diary was not finished, or said of
    a check.
    """
    urgent = Q(level__gte=Level.SAME_DAY, at__gt=since)
    mine = Q(plan__person=person)
    told = (model.objects.filter(mine, urgent) for model in (DiaryEntry, PlanChange))
    return any(rows.exists() for rows in (*told, raised(person).filter(urgent)))


def latest_visit(person: User, at: datetime) -> date:
    """Return the last day on which somebody can have been seen: today, where they are.

    Where nobody knows where that is, it is today anywhere.
    """
    if person.time_zone == "UTC":
        return (at.astimezone(UTC) + FURTHEST_AHEAD).date()
    return local_day(person, at)


def earliest_visit(person: User, at: datetime) -> date:
    """Return the first day of a visit that clears what was told, or of the last year.

    A visit clears what was told before it, and 28 days ahead what calls for one within two
    weeks, unless it is a sign of a stressed bone.
    """
    since = cleared_at(person) or LONG_AGO
    days = [latest_visit(person, at) - SEEN_WITHIN]
    for told in told_by(person, since):
        on = local_day(person, told.at)
        if told.level >= PAUSES_FROM or told.no_impact:
            days.append(on)
        elif told.level == Level.WITHIN_2_WEEKS:
            days.append(on - VISIT_COVERS)
    return max(days)


def worst_since(person: User, since: datetime) -> Level:
    """Return the most urgent thing that was told, or called for, after ``since``."""
    return worst_of(told_by(person, since))


def level_of(plan: Plan) -> Level:
    """Return the most urgent thing told for or in ``plan`` that no visit has covered."""
    newest = newest_clearance(plan.person)
    return worst_of(_uncovered(plan.person, told_in(plan), newest))


def limits_of(plan: Plan, on: date) -> Limits:
    """Return how far ``plan`` may go on a day: by what was told, and who has looked since.

    The newest visit counts. It covers what was told before it was recorded, and what calls
    for a visit within two weeks until 28 days after it; a new sign of a stressed bone is
    covered by none before it.
    """
    if plan.protect_only:
        return PROTECT
    person = plan.person
    told = [one for one in told_in(plan) if local_day(person, one.at) <= on]
    newest = newest_clearance(person)
    if newest is None or local_day(person, newest.at) > on:
        return limits(worst_of(told), no_impact=any(one.no_impact for one in told))
    seen = Seen(on=newest.seen_on, may_exercise=newest.may_exercise, may_run=newest.may_run)
    unseen = limits(
        worst_of(_uncovered(person, told, newest)),
        no_impact=any(one.no_impact for one in told if one.at > newest.at),
    )
    return _stricter(limits(worst_of(told), seen), unseen)


def _uncovered(person: User, told: list[Told], newest: Clearance | None) -> list[Told]:
    """Return what the newest visit, if there was one, has not covered."""
    if newest is None or not newest.may_exercise:
        return told
    fresh = [one for one in told if one.at > newest.at]
    return [
        one for one in fresh if not covers(newest, one.level, local_day(person, one.at))
    ]


def _stricter(one: Limits, other: Limits) -> Limits:
    return Limits(
        protect_only=one.protect_only or other.protect_only,
        max_phase=min(one.max_phase, other.max_phase),
        may_run=one.may_run and other.may_run,
        may_hop=one.may_hop and other.may_hop,
    )


def _says(clearance: Clearance) -> dict[str, object]:
    fields = ("by", "seen_on", "who", "may_exercise", "may_run", "note")
    return {field: getattr(clearance, field) for field in fields}


def _tell_the_plan(clearance: Clearance) -> None:
    """Note the visit in the open plan; without leave to exercise, pause a full one."""
    plan = Plan.objects.open().filter(person=clearance.person).first()
    if plan is None:
        return
    at, by = clearance.at, clearance.by
    note(plan, PlanChange.What.VISIT, in_words(clearance), at=at, by=by, subject=SEEN)
    if not clearance.may_exercise and not plan.protect_only:
        pause_plan(plan=plan, why=NOT_YET, at=at, by=by)


def in_words(clearance: Clearance) -> str:
    """Return what a clearance says, in one line."""
    may = "may exercise" if clearance.may_exercise else "may not exercise for now"
    run = "may run" if clearance.may_run else "no running for now"
    day = date_format(clearance.seen_on, "j F Y")
    return f"Seen by {clearance.get_who_display()} on {day}: {may}, {run}."
