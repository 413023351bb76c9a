"""Where a plan stands, as the rules read it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import CareLink
from rehab.models import Override, Plan, PlanChange, PlanExercise
from rehab.plans import course_and_history, course_of, history_of
from rehab.plans.reading.history import LOOK_BACK
from rehab.plans.reading.loading import visit_after_days
from rehab.plans.reading.runner import runner_of
from rehab.programme.course import Course, Limits, Rung
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_plan,
    a_result,
    a_runner,
    an_entry,
    an_override,
)
from triage.factors import factors_of
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()


def changed(plan: Plan, what: str, *, days: int = 0, **facts: Any) -> PlanChange:
    at = NOON + days * DAY
    return PlanChange.objects.create(plan=plan, what=what, at=at, why="So.", **facts)


def test_a_new_plan_stands_at_its_start() -> None:
    plan = a_plan()

    assert course_of(plan, on=TODAY) == Course(
        begun_on=TODAY,
        care_began_on=TODAY,
        runner=runner_of(plan),
        limits=Limits(),
        phase=0,
        phase_since=TODAY,
    )


def test_a_course_has_what_stands_in_the_plan() -> None:
    facts: dict[str, Any] = {
        "phase": 3,
        "phase_since": TODAY - DAY,
        "care_began_on": TODAY - 9 * DAY,
        "exercises_began_on": TODAY - 3 * DAY,
        "stage": 2,
        "stage_since": TODAY - 2 * DAY,
        "rest_until": TODAY + DAY,
        "hold_until": TODAY + 2 * DAY,
        "recheck_on": TODAY - 4 * DAY,
        "monthly": True,
    }
    plan = a_plan(**facts, paused_at=NOON, finished_at=NOON)

    course = course_of(plan, on=TODAY)

    assert {name: getattr(course, name) for name in facts} == facts
    assert (course.paused, course.finished) == (True, True)


def test_how_hard_an_exercise_is_and_if_it_rose_stands_in_the_course() -> None:
    plan = a_plan(phase=1)
    for exercise, rung, since in (("X04", 2, 1), ("X05", 0, 2), ("X08", 3, 5)):
        on = TODAY + since * DAY
        PlanExercise.objects.create(plan=plan, exercise=exercise, rung=rung, since=on)
    changed(plan, "RUNG", days=1, subject="X04", before="1", after="2")
    changed(plan, "RUNG", days=2, subject="X05", before="1", after="0")
    changed(plan, "RUNG", days=3, subject="X08", before="3", after="4")

    course = course_of(plan, on=TODAY + 9 * DAY)

    assert course.rungs == {
        "X04": Rung(number=2, since=TODAY + DAY, rose=True),
        "X05": Rung(number=0, since=TODAY + 2 * DAY),
        "X08": Rung(number=3, since=TODAY + 5 * DAY),
    }
    assert course.progressed_on == TODAY + 3 * DAY


def test_what_moved_long_ago_or_was_taken_back_did_not_move_lately() -> None:
    plan = a_plan(phase=1)
    changed(plan, "RUNG", subject="X04", before="1", after="2")
    up = changed(plan, "RUNG", days=9, subject="X05", before="1", after="2")
    changed(plan, "UNDONE", days=9, by=plan.person, undoes=up)

    assert course_of(plan, on=TODAY + 9 * DAY).progressed_on == TODAY
    assert course_of(plan, on=TODAY + LOOK_BACK + DAY).progressed_on is None


def test_each_rule_that_spoke_is_known_by_its_last_day() -> None:
    plan = a_plan()
    for days, what, subject in (
        (1, "VISIT", "silence"),
        (2, "VISIT", "silence"),
        (3, "PAUSED", "worse"),
        (4, "PAUSED", ""),
    ):
        changed(plan, what, days=days, subject=subject)

    visits = course_of(plan, on=TODAY + 9 * DAY).visits

    assert visits == {"silence": TODAY + 2 * DAY, "worse": TODAY + 3 * DAY}


def test_the_day_on_which_running_opened_last_is_known() -> None:
    plan = a_plan(phase=2)
    changed(plan, "STAGE", days=1, before="", after="1")
    changed(plan, "STAGE", days=2, before="1", after="")
    changed(plan, "STAGE", days=5, before="", after="1")
    changed(plan, "STAGE", days=8, before="1", after="2")
    undone = changed(plan, "STAGE", days=9, before="", after="1")
    changed(plan, "UNDONE", days=9, by=plan.person, undoes=undone)

    assert course_of(a_plan(), on=TODAY).opened_on is None
    assert course_of(plan, on=TODAY + 9 * DAY).opened_on == TODAY + 5 * DAY


@pytest.mark.parametrize(
    ("facts", "cleared"),
    [
        ({"what": "RESUMED"}, True),
        ({"what": "PROTECT", "before": "protect", "after": "full"}, True),
        ({"what": "PROTECT", "before": "full", "after": "protect"}, False),
        ({"what": "VISIT", "subject": "seen"}, True),
        ({"what": "VISIT", "subject": "day-21"}, False),
    ],
)
def test_a_plan_goes_on_after_a_visit(facts: dict[str, str], *, cleared: bool) -> None:
    plan = a_plan()
    changed(plan, days=2, **facts)

    course = course_of(plan, on=TODAY + 9 * DAY)

    assert course.cleared_on == (TODAY + 2 * DAY if cleared else None)


def test_all_questions_are_answered_when_a_check_is_submitted_since_the_start() -> None:
    plan = a_plan()
    before = course_of(plan, on=TODAY).checked_on
    a_result(patient=plan.person, at=NOON + 3 * DAY)

    assert before is None
    assert course_of(plan, on=TODAY + 9 * DAY).checked_on == TODAY + 3 * DAY


def test_until_seen_the_limits_hold() -> None:
    person = a_runner()
    check = a_result(patient=person, level=Level.WITHIN_2_WEEKS)
    plan = a_plan(person=person, assessment=check)

    before = course_of(plan, on=TODAY).limits
    a_clearance(person=person, at=NOON + DAY, seen_on=TODAY + DAY)

    assert before == Limits().until_seen()
    assert course_of(plan, on=TODAY + 2 * DAY).limits == Limits()


@pytest.mark.parametrize(
    ("days", "guided"), [(-1, False), (0, True), (7, True), (8, False)]
)
def test_only_a_physio_lets_running_be_guided_by_pain(days: int, *, guided: bool) -> None:
    plan = a_plan()
    an_override(plan=plan, limit=Override.Limit.PAIN_FREE)
    an_override(plan=plan, limit=Override.Limit.WEEK, begins_on=TODAY - DAY)

    course = course_of(plan, on=TODAY + days * DAY)

    assert course.limits.pain_guided == guided


@pytest.mark.parametrize(("clinics", "days"), [([], 21), ([28], 28), ([28, 14], 14)])
def test_the_most_careful_clinic_says_when_to_visit(clinics: list[int], days: int) -> None:
    plan = a_plan()
    for number in clinics:
        clinic = a_clinic()
        clinic.visit_after_days = number
        clinic.save()
        CareLink.objects.create(patient=plan.person, clinic=clinic, begun_at=NOON)

    assert visit_after_days(plan) == days


def test_a_clinic_that_treats_somebody_no_more_has_no_say() -> None:
    clinic = a_clinic()
    clinic.visit_after_days = 14
    clinic.save()
    plan = a_plan(person=a_runner(clinic=clinic))
    plan.person.care_links.update(ended_at=NOON)

    assert visit_after_days(plan) == 21


def test_both_are_read_together_in_few_queries() -> None:
    plan = a_plan(phase=1)
    an_entry(plan=plan)
    plan = Plan.objects.select_related("person", "assessment__release").get()
    course, history = course_of(plan, on=TODAY), history_of(plan)

    with CaptureQueriesContext(connection) as queries:
        both = course_and_history(plan, on=TODAY, found=factors_of(plan.assessment))

    assert both == (course, history)
    # One of these looks for what somebody tried out of how they move.
    assert len(queries) == 5


def test_the_last_day_on_which_a_physio_took_something_back_is_known() -> None:
    plan = a_plan(phase=1)
    for days, what in ((1, "REST"), (2, "PHASE"), (4, "RUNG")):
        change = changed(plan, what, days=days, subject="X04", before="1", after="2")
        changed(plan, "UNDONE", days=days + 1, by=plan.person, undoes=change)

    assert course_of(plan, on=TODAY + 9 * DAY).overruled_on == TODAY + 3 * DAY
    assert course_of(a_plan(), on=TODAY).overruled_on is None


def test_only_what_a_rule_put_on_hold_counts_as_eased() -> None:
    plan = a_plan(phase=2, hold_until=TODAY + 9 * DAY)
    for days, after in ((0, 2), (1, 3)):
        changed(plan, "HOLD", days=days, after=(TODAY + after * DAY).isoformat())
    changed(plan, "HOLD", by=plan.person, after=(TODAY + 9 * DAY).isoformat())
    last = changed(plan, "HOLD", days=2, after=(TODAY + 4 * DAY).isoformat())
    changed(plan, "UNDONE", days=2, by=plan.person, undoes=last)

    course = course_of(plan, on=TODAY + 3 * DAY)

    assert (course.eased_until, course.hold_until) == (TODAY + 3 * DAY, TODAY + 9 * DAY)
