"""Moving plans on as their days turn, and by what runners tell.

A day that turned is reviewed once, also where somebody travels: none is left out, and none
comes twice.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime
from functools import partial, reduce
from pathlib import Path
from traceback import extract_tb

from django.db import transaction
from django.db.models import QuerySet

from rehab.models import Plan, PlanChange
from rehab.plans.changes import lock
from rehab.plans.course.writing import write
from rehab.plans.mails.owing import owe_day
from rehab.plans.mails.rhythm import heed_rhythm
from rehab.plans.reading.loading import course_and_history, visit_after_days
from rehab.plans.times import local_day
from rehab.programme.course import apply
from rehab.programme.days import ONE_DAY
from rehab.programme.review import after_entry, review
from triage.factors import factors_of

logger = logging.getLogger(__name__)


def review_plans(*, at: datetime) -> list[Plan]:
    """Review every plan that goes on and whose local day has turned; return what changed.

    One that fails does not stop the others. Safe to repeat, and at once.
    """
    going = Plan.objects.open().filter(paused_at=None).select_related("person")
    few = going.only("begun_on", "reviewed_on", "person__time_zone").order_by("pk")
    changed = []
    for pk in [plan.pk for plan in few if _turned(plan, local_day(plan.person, at))]:
        try:
            changes = review_plan(plan_id=pk, at=at)
        except Exception as fault:  # noqa: BLE001 - whatever is wrong with one, others go on
            logger.error("plan %s not reviewed: %s", pk, _where(fault))  # noqa: TRY400 - its text may hold what somebody told
        else:
            changed += [changes[0].plan] if changes else []
    return changed


@transaction.atomic
def review_plan(*, plan_id: int, at: datetime) -> list[PlanChange]:
    """Review each day of a plan that has turned for its runner; return what changed."""
    lock(Plan.objects.values_list("person", flat=True).get(pk=plan_id))
    plan = _going().filter(pk=plan_id).first()
    return _review(plan, at) if plan else []


def catch_up(*, person_id: int, at: datetime) -> None:
    """Review the plan of a person, who is locked, up to today, before they tell of it.

    If that fails, it is left to the next review: no sign that is told may be lost for it.
    """
    _try(_review, person_id, at)


def heed_entry(*, person_id: int, at: datetime) -> None:
    """Change the plan of a person, who is locked, by what they have just told of it.

    If that fails, it is left to the next review, too.
    """
    _try(_heed, person_id, at)


def _try(
    move: Callable[[Plan, datetime], list[PlanChange]], person_id: int, at: datetime
) -> None:
    try:
        with transaction.atomic():
            if plan := _going().filter(person=person_id).first():
                move(plan, at)
    except Exception as fault:  # noqa: BLE001 - what they tell is kept, whatever is wrong
        logger.error("person %s: plan not moved: %s", person_id, _where(fault))  # noqa: TRY400 - its text may hold what somebody told


def _where(fault: Exception) -> str:
    """Return the kind of a fault and the lines that led to it, the last one last.

    The text of a fault, and what stood in its variables, may hold what somebody told.
    """
    lines = (
        f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno}"
        for frame in extract_tb(fault.__traceback__)
    )
    return " ".join([type(fault).__name__, *lines])


def _heed(plan: Plan, at: datetime) -> list[PlanChange]:
    on = local_day(plan.person, at)
    if plan.rhythm != Plan.Rhythm.FULL:
        heed_rhythm(plan=plan, on=on, at=at)
    course, history = course_and_history(plan, on=on)
    changes = after_entry(course, history, on, after_days=visit_after_days(plan))
    return write(plan, changes, on=on, at=at)


def _going() -> QuerySet[Plan]:
    """Return the plans that are neither paused nor finished, locked."""
    plans = Plan.objects.open().filter(paused_at=None)
    locked = plans.select_for_update(of=("self",), no_key=True)
    return locked.select_related("person", "assessment__release")


def _review(plan: Plan, at: datetime) -> list[PlanChange]:
    days = _turned(plan, local_day(plan.person, at))
    if not days:
        return []
    after_days, found = visit_after_days(plan), factors_of(plan.assessment)
    written = []
    for on in days:
        course, history = course_and_history(plan, on=on, found=found)
        changes = review(course, history, on, after_days=after_days)
        written += write(plan, changes, on=on, at=at)
        plan.reviewed_on = on
        if plan.paused_at or plan.finished_at:
            break
        course = reduce(partial(apply, on=on), changes, course)
        owe_day(plan=plan, course=course, history=history, on=on, at=at)
    plan.save(update_fields=["reviewed_on"])
    return written


def _turned(plan: Plan, today: date) -> list[date]:
    """Return the days of ``plan`` that have come and were not reviewed, oldest first."""
    last = plan.reviewed_on or plan.begun_on - ONE_DAY
    return [last + ONE_DAY * days for days in range(1, (today - last).days + 1)]
