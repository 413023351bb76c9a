"""What somebody may do now who was seen, and what the visit has cleared."""

from datetime import UTC, date, datetime

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format

from accounts.models import User
from rehab.models import Clearance, DiaryEntry, Plan, PlanChange
from rehab.plans.safety.news import (
    Told,
    raised,
    told_by,
    told_in,
    told_since,
    worst_of,
)
from rehab.plans.times import local_day
from rehab.programme.course import VISIT_COVERS, Limits
from rehab.programme.follow_up.limits import PROTECT, Seen, limits
from rehab.programme.follow_up.visits import PAUSES_FROM
from triage.models import LevelOverrule
from triage.rules.parts import Level

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

SEEN = "seen"  # what a change is about that a visit brought


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


def newest_raised(person: User) -> LevelOverrule | None:
    """Return the more urgent level that a physio said last of a check, if it still stands.

    It stands until a visit has covered it, or a physio has said another one of that check.
    """
    since = cleared_at(person) or LONG_AGO
    standing = LevelOverrule.objects.standing().filter(
        assessment__patient=person, at__gt=since
    )
    return standing.select_related("by").order_by("-level", "-pk").first()


def worst_since(person: User, since: datetime) -> Level:
    """Return the most urgent thing that was told, or called for, after ``since``."""
    return worst_of(told_by(person, since))


def worst_uncleared(person: User) -> Level:
    """Return the most urgent thing that was told, or called for, and no visit cleared."""
    return worst_since(person, cleared_at(person) or LONG_AGO)


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


def in_words(clearance: Clearance) -> str:
    """Return what a clearance says, in one line."""
    may = "may exercise" if clearance.may_exercise else "may not exercise for now"
    run = "may run" if clearance.may_run else "no running for now"
    day = date_format(clearance.seen_on, "j F Y")
    return f"Seen by {clearance.get_who_display()} on {day}: {may}, {run}."
