"""What a new check means for the plan that goes on."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from rehab.attention import TOLD, settle
from rehab.models import Clearance, Plan, PlanChange
from rehab.models.plan import PlanQuerySet
from rehab.plans.changes import lock, note
from rehab.plans.safety.clearing import cleared_before, covers, newest_clearance
from rehab.plans.safety.news import told_since
from rehab.plans.safety.pausing import pause_open_plan
from rehab.plans.safety.resuming import resume_cleared, resume_missed
from rehab.plans.times import local_day
from rehab.programme.follow_up.visits import PAUSES_FROM
from triage.models import Assessment
from triage.rules.parts import Level

VISIT_FROM = Level.WITHIN_2_WEEKS  # from the brief: no running until somebody has looked
CHECK = "check"  # what a visit is about that a check calls for


@transaction.atomic
def heed_assessment(*, assessment_id: int, at: datetime) -> Plan | None:
    """Change the open plan of whoever made a check as it calls for; return it.

    To be seen within a week or sooner pauses it; one that only protects goes on unless it
    is the same day. To be seen within two weeks is noted once, until somebody has looked.
    A check after a visit may let a plan go on. What a visit has covered changes nothing.
    Safe to repeat.
    """
    assessment = Assessment.objects.select_related("patient").get(pk=assessment_id)
    person = assessment.patient
    if person is None:
        return None
    lock(person.pk)
    settle(person_id=person.pk, at=at, rules=TOLD)
    level = assessment.worst_level
    seen = newest_clearance(person)
    own = Assessment.objects.filter(pk=assessment_id)
    if seen and seen.may_exercise and not told_since(own, seen.at).exists():
        return None
    if level >= PAUSES_FROM and not _only_protects(person.pk, level):
        return pause_open_plan(person_id=person.pk, why=_why(assessment), at=at)
    resumed = resume_cleared(person_id=person.pk, at=at)
    if level < VISIT_FROM or (seen and covers(seen, level, local_day(person, at))):
        return resumed
    return _call_for_a_visit(assessment, at) or resumed


def heed_missed(*, at: datetime) -> list[Plan]:
    """Heed the checks that no signal told of; return the plans that changed.

    A signal may have been lost, and a warning sign may have been told in a check that was
    never submitted. Of all the checks since a plan was opened that no visit has covered,
    the most urgent counts. Safe to repeat: a plan that is paused is left alone, unless it
    may go on.
    """
    news = told_since(Assessment.objects.all(), OuterRef("opened_at"))
    uncovered = told_since(news, cleared_before(OuterRef("patient")))
    checks = uncovered.filter(patient=OuterRef("person"))
    worst = checks.order_by("-worst_level", "pk")[:1]
    plans = (
        Plan.objects.open()
        .filter(paused_at=None)
        .annotate(
            worst=Subquery(worst.values("pk")), says=Subquery(worst.values("worst_level"))
        )
    )
    pauses = Q(says__gte=PAUSES_FROM, protect_only=False) | Q(says__gte=Level.SAME_DAY)
    missed = plans.filter(pauses | Q(says__gte=VISIT_FROM, pk__in=_without_a_visit()))
    pks = [*missed.order_by("pk").values_list("worst", flat=True)]
    heeded = filter(None, (heed_assessment(assessment_id=pk, at=at) for pk in pks))
    return [*heeded, *resume_missed(at=at)]


def _call_for_a_visit(assessment: Assessment, at: datetime) -> Plan | None:
    """Note in the open plan, once, that a check calls for a visit; return it."""
    plan = _without_a_visit().filter(person=assessment.patient_id).first()
    if plan:
        visit, level = PlanChange.What.VISIT, assessment.worst_level
        note(plan, visit, _why(assessment), at=at, subject=CHECK, level=level)
    return plan


def _only_protects(person_id: int, level: int) -> bool:
    """Whether the open plan of a person protects, and goes on doing so at ``level``."""
    plans = Plan.objects.open().filter(person=person_id, protect_only=True)
    return level < Level.SAME_DAY and plans.exists()


def _why(assessment: Assessment) -> str:
    says = f"A new check says: {assessment.get_worst_level_display()}."
    if assessment.submitted_at is None:
        return f"{says} It was not finished."
    return f"{says} A sign was taken back." if assessment.took_back else says


def _without_a_visit() -> PlanQuerySet:
    """Return the open plans of runners whom no check has told to book a visit yet.

    What a visit has covered calls for none any more.
    """
    since = cleared_before(OuterRef("plan__person"))
    called = PlanChange.objects.filter(
        plan=OuterRef("pk"), what=PlanChange.What.VISIT, level__isnull=False, at__gt=since
    )
    cleared = Clearance.objects.filter(
        person=OuterRef("person"), may_exercise=True, at__gt=OuterRef("opened_at")
    )
    calm = Q(assessment__level__lt=VISIT_FROM) | Exists(cleared)
    return Plan.objects.open().filter(calm, ~Exists(called))
