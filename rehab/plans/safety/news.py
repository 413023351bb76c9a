"""What a runner told that may call for a visit, wherever they told it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Greatest

from accounts.models import User
from rehab.models import Clearance, DiaryEntry, Plan, PlanChange
from rehab.programme.follow_up.visits import PAUSES_FROM
from triage.models import (
    Assessment,
    AssessmentQuerySet,
    LevelOverrule,
    LevelOverruleQuerySet,
)
from triage.rules.parts import Level

# Whoever has looked says so: to pause for it is no call for another visit.
NOT_YET = "Whoever looked at the knee says: no exercises for now."
NO = models.Value(value=False, output_field=models.BooleanField())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that was told: how soon somebody should look, bone stress or not, and when.

    It counts from ``at``: what was answered in a check counts from when it was claimed, if
    that was later than ``said_at``.
    """

    at: datetime
    said_at: datetime
    level: Level
    no_impact: bool = False


def told_since(checks: AssessmentQuerySet, since: Any) -> AssessmentQuerySet:  # noqa: ANN401 - an instant, or SQL for one
    """Keep the checks with an answer after ``since``, or that found their person then."""
    return checks.filter(
        Q(answered_at__gt=since)
        | Q(started_at__gt=since)
        | Q(submitted_at__gt=since)
        | Q(claimed_at__gt=since)
    )


def told_in(plan: Plan) -> list[Told]:
    """Return what counts for a plan: the check it came from, and all since it began.

    A more urgent level that a physio gave counts whichever check it was given to, unless a
    visit had covered it by the time the plan began: a new check does not take it back.
    """
    since = plan.opened_at
    checks = Assessment.objects.filter(patient=plan.person_id)
    own = Q(pk=plan.assessment_id)
    news = Q(pk__in=told_since(checks, since).values("pk"))
    changes = PlanChange.objects.filter(plan=plan)
    of_own = Q(assessment=plan.assessment_id)
    covered = Clearance.objects.filter(
        person=plan.person_id, may_exercise=True, at__gte=OuterRef("at"), at__lte=since
    )
    said = raised(plan.person).filter(of_own | ~Exists(covered))
    return _read(checks.filter(own | news), _in_diary(plan.person, since), changes, said)


def told_by(person: User, since: datetime) -> list[Told]:
    """Return what ``person`` told, or was called to a visit for, after ``since``."""
    changes = PlanChange.objects.filter(plan__person=person, at__gt=since)
    checks = told_since(person.assessments.all(), since)
    said = raised(person).filter(at__gt=since)
    return _read(checks, _in_diary(person, since), changes, said)


def raised(person: User) -> LevelOverruleQuerySet:
    """Return each more urgent level that a physio gave to a check of ``person``.

    A calmer one is no news for a plan: what was told stands until a visit has covered it.
    """
    return LevelOverrule.objects.raised().filter(assessment__patient=person)


def worst_of(told: list[Told]) -> Level:
    """Return the most urgent of what was ``told``."""
    return max([Level.SELF_CARE, *(one.level for one in told)])


def _read(
    checks: AssessmentQuerySet,
    entries: models.QuerySet[DiaryEntry],
    changes: models.QuerySet[PlanChange],
    said: LevelOverruleQuerySet,
) -> list[Told]:
    """Return what was told in ``checks`` and ``entries`` or called for by ``changes``.

    Those calls were made by rules, runners or physios, who have also ``said`` how urgent a
    check is. All is read in one query.
    """
    no_impact = KeyTextTransform("no_impact", "decision")
    in_checks = checks.values_list(
        Greatest("started_at", "answered_at", "claimed_at"),
        Greatest("started_at", "answered_at"),
        "worst_level",
        Coalesce(Cast(no_impact, models.BooleanField()), NO),
    )
    in_diary = entries.values_list("at", "at", "level", NO)
    paused = Q(what=PlanChange.What.PAUSED)
    called = changes.filter(paused | Q(level__isnull=False)).exclude(paused, why=NOT_YET)
    in_changes = called.values_list("at", "at", Coalesce("level", PAUSES_FROM.value), NO)
    by_physios = said.values_list("at", "at", "level", NO)
    rows = in_checks.union(in_diary, in_changes, by_physios, all=True)
    return [
        Told(at=at, said_at=said_at, level=Level(level), no_impact=no_impact)
        for at, said_at, level, no_impact in rows
    ]


def _in_diary(person: User, since: datetime) -> models.QuerySet[DiaryEntry]:
    return DiaryEntry.objects.filter(
        plan__person=person, at__gt=since, level__gte=Level.WITHIN_2_WEEKS
    )
