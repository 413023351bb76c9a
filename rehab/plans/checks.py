"""What a new check means for the plan that goes on."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from rehab.models import Plan, PlanChange
from rehab.models.plan import PlanQuerySet
from rehab.plans.changes import lock, note
from rehab.plans.pausing import PAUSES_FROM, pause_open_plan
from triage.models import Assessment, AssessmentQuerySet
from triage.rules.parts import Level

VISIT_FROM = Level.WITHIN_2_WEEKS  # from the brief: no running until somebody has looked


def level_of(plan: Plan) -> Level:
    """Return the highest level of the check that ``plan`` came from and those since."""
    since = _news(plan.opened_at).filter(patient=plan.person_id)
    levels = since.values_list("worst_level", flat=True)
    return Level(max([plan.assessment.worst_level, *levels]))


@transaction.atomic
def heed_assessment(*, assessment_id: int, at: datetime) -> Plan | None:
    """Change the open plan of whoever made a check that calls for a look; return it.

    To be seen within a week or sooner pauses it. To be seen within two weeks is noted, if
    nothing has called for a visit before. Safe to repeat.
    """
    assessment = Assessment.objects.get(pk=assessment_id)
    person_id = assessment.patient_id
    if person_id is None or assessment.worst_level < VISIT_FROM:
        return None
    if assessment.worst_level >= PAUSES_FROM:
        return pause_open_plan(person_id=person_id, why=_why(assessment), at=at)
    lock(person_id)
    plan = _without_a_visit().filter(person=person_id).first()
    if plan:
        note(plan, PlanChange.What.VISIT, _why(assessment), at=at)
    return plan


def heed_missed(*, at: datetime) -> list[Plan]:
    """Heed the checks that no signal told of; return the plans that changed.

    A signal may have been lost, and a warning sign may have been told in a check that was
    never submitted. Of all the checks since a plan was opened, the most urgent counts. Safe
    to repeat: a plan that is paused is left alone.
    """
    checks = _news(OuterRef("opened_at")).filter(patient=OuterRef("person"))
    worst = checks.order_by("-worst_level", "pk")[:1]
    plans = (
        Plan.objects.open()
        .filter(paused_at=None)
        .annotate(
            worst=Subquery(worst.values("pk")), says=Subquery(worst.values("worst_level"))
        )
    )
    missed = plans.filter(
        Q(says__gte=PAUSES_FROM) | Q(says=VISIT_FROM, pk__in=_without_a_visit())
    )
    pks = [*missed.order_by("pk").values_list("worst", flat=True)]
    return [*filter(None, (heed_assessment(assessment_id=pk, at=at) for pk in pks))]


def _news(since: datetime | OuterRef) -> AssessmentQuerySet:
    """Return the checks with an answer after ``since``, or that found their person then."""
    return Assessment.objects.filter(
        Q(answered_at__gt=since) | Q(submitted_at__gt=since) | Q(claimed_at__gt=since)
    )


def _why(assessment: Assessment) -> str:
    says = f"A new check says: {assessment.get_worst_level_display()}."
    if assessment.submitted_at is None:
        return f"{says} It was not finished."
    return f"{says} A sign was taken back." if assessment.took_back else says


def _without_a_visit() -> PlanQuerySet:
    """Return the open plans of runners whom nothing has told to book a visit yet."""
    calm = Plan.objects.open().filter(assessment__level__lt=VISIT_FROM)
    return calm.exclude(changes__what=PlanChange.What.VISIT)
