"""A plan goes on, or opens up, once somebody has looked and a new check allows it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from rehab import plans
from rehab.models import Plan, PlanChange
from rehab.plans import NotCleared, resume_plan
from rehab.plans.safety.resuming import EASIER, LOCKED, PAST_FIRST_DAYS
from tests.factories import (
    NOON,
    a_clearance,
    a_plan,
    a_reminder,
    a_result,
    a_runner,
    an_assessment,
)
from tests.rehab.steps import LATER, NOTHING_NEW, changes, told
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
PAUSED_AT, SEEN_AT, CHECKED_AT = (NOON + days * DAY for days in (10, 11, 12))
ON = date(2026, 12, 4)
WHY = "Seen by a physio on 3 December 2026: may exercise, may run. A new check allows it."


def paused(*, at: datetime = PAUSED_AT, **given: Any) -> Plan:
    defaults: dict[str, Any] = {"phase": 3, "stage": 4, "stage_since": NOON.date()}
    plan = a_plan(**defaults | given)
    return plans.pause_plan(plan=plan, why="It got worse.", at=at)


def check(plan: Plan, *, at: datetime = CHECKED_AT, **answers: Any) -> Plan | None:
    """Have the runner do the check; return the plan if that changed it."""
    done = an_assessment(patient=plan.person, at=at, **answers)
    return plans.heed_assessment(assessment_id=done.pk, at=at)


def test_a_plan_goes_on_one_phase_lower_and_with_running_locked() -> None:
    plan = paused()
    a_clearance(person=plan.person, at=SEEN_AT)

    resumed = check(plan)

    assert resumed == plan
    plan.refresh_from_db()
    assert (plan.paused_at, plan.phase, plan.phase_since) == (None, 2, ON)
    assert (plan.stage, plan.stage_since) == (None, ON)
    assert plan.reviewed_on == ON - DAY
    assert changes(plan)[1:] == [
        ("RESUMED", WHY, None),
        ("PHASE", EASIER, None),
        ("STAGE", LOCKED, None),
    ]
    moved = plan.changes.filter(what__in=["PHASE", "STAGE"]).order_by("pk")
    assert [*moved.values_list("before", "after")] == [("3", "2"), ("4", "")]


def test_a_plan_in_its_first_phase_goes_on_there() -> None:
    plan = paused(phase=0, stage=None, stage_since=None)
    a_clearance(person=plan.person, at=SEEN_AT)
    check(plan)

    plan.refresh_from_db()
    assert (plan.paused_at, plan.phase) == (None, 0)
    assert [what for what, _, _ in changes(plan)] == ["PAUSED", "RESUMED"]


@pytest.mark.parametrize(
    "sign", [{"locking": True}, {"bone_spot": True, "rest_ache": True}]
)
def test_after_a_red_flag_or_a_stressed_bone_it_goes_on_in_the_first_phase(
    sign: dict[str, Any],
) -> None:
    plan = a_plan(phase=3)
    check(plan, at=PAUSED_AT, **sign)
    a_clearance(person=plan.person, at=SEEN_AT)

    check(plan)

    plan.refresh_from_db()
    assert (plan.paused_at, plan.phase) == (None, 0)


def test_a_red_flag_of_an_earlier_pause_weighs_no_more() -> None:
    plan = a_plan(phase=3)
    check(plan, at=NOON + DAY, locking=True)
    a_clearance(person=plan.person, at=NOON + 2 * DAY)
    check(plan, at=NOON + 3 * DAY)
    Plan.objects.update(phase=3)
    plans.pause_plan(plan=plan, why="It got worse.", at=PAUSED_AT)
    a_clearance(person=plan.person, at=SEEN_AT)

    check(plan)

    plan.refresh_from_db()
    assert plan.phase == 2


def test_a_check_that_points_to_a_bone_goes_on_in_the_first_phase() -> None:
    plan = paused()
    a_clearance(person=plan.person, at=SEEN_AT)
    a_result(patient=plan.person, at=CHECKED_AT, shown="sifk")

    assert plans.resume_plan(plan=plan, at=CHECKED_AT).phase == 0


def test_what_goes_on_is_left_alone() -> None:
    plan, finished = a_plan(), a_plan(finished_at=NOON, paused_at=NOON)

    for each in (plan, finished):
        assert resume_plan(plan=each, at=LATER) == each
        assert changes(each) == []


@pytest.mark.parametrize(
    "answers",
    [{"place": "outer"}, {"duration": "worse"}],
    ids=["no plan for it", "to be seen again"],
)
def test_a_check_that_allows_no_plan_lets_none_go_on(answers: dict[str, Any]) -> None:
    plan = paused()
    a_clearance(person=plan.person, at=SEEN_AT)
    check(plan, **answers)

    plan.refresh_from_db()
    assert plan.paused_at == PAUSED_AT


def test_nothing_goes_on_without_leave_to_exercise() -> None:
    nobody_looked, not_allowed = paused(), paused()
    a_clearance(person=not_allowed.person, at=SEEN_AT, may_exercise=False)

    for plan in (nobody_looked, not_allowed):
        check(plan)
        with pytest.raises(NotCleared):
            resume_plan(plan=plan, at=CHECKED_AT)


def test_a_visit_from_before_the_pause_lets_nothing_go_on() -> None:
    plan = paused()
    a_clearance(person=plan.person, at=PAUSED_AT - DAY)
    check(plan)

    plan.refresh_from_db()
    assert plan.paused_at == PAUSED_AT


def test_a_check_from_before_the_visit_lets_nothing_go_on() -> None:
    plan = paused()
    check(plan, at=PAUSED_AT + timedelta(hours=1))
    a_clearance(person=plan.person, at=SEEN_AT)

    assert plans.heed_missed(at=CHECKED_AT) == []
    assert plans.awaits_check(plan.person)


def test_what_came_up_after_the_visit_calls_for_another() -> None:
    plan = paused()
    a_clearance(person=plan.person, at=SEEN_AT)
    told(a_reminder(plan=plan), worse=True, at=SEEN_AT + timedelta(hours=1))

    check(plan)

    plan.refresh_from_db()
    assert plan.paused_at == PAUSED_AT
    assert not plans.awaits_check(plan.person)


def test_a_red_flag_after_the_visit_calls_for_another() -> None:
    plan = paused()
    a_clearance(person=plan.person, at=SEEN_AT)
    told(
        a_reminder(plan=plan),
        signs=NOTHING_NEW | {"new_calf": True},
        at=SEEN_AT + timedelta(hours=1),
    )

    assert check(plan) is None


def test_a_plan_that_no_signal_told_of_goes_on_with_the_sweep() -> None:
    plan = paused()
    a_clearance(person=plan.person, at=SEEN_AT)
    an_assessment(patient=plan.person, at=CHECKED_AT)
    other = paused()
    a_clearance(person=other.person, at=SEEN_AT)

    assert plans.heed_missed(at=CHECKED_AT) == [plan]
    assert plans.heed_missed(at=CHECKED_AT) == []
    other.refresh_from_db()
    assert other.paused_at == PAUSED_AT


def test_what_a_visit_has_covered_pauses_nothing_again() -> None:
    plan = a_plan(phase=3)
    worrying = an_assessment(patient=plan.person, at=PAUSED_AT, locking=True)
    plans.heed_assessment(assessment_id=worrying.pk, at=PAUSED_AT)
    a_clearance(person=plan.person, at=SEEN_AT)
    check(plan)

    assert plans.heed_missed(at=CHECKED_AT) == []
    assert plans.heed_assessment(assessment_id=worrying.pk, at=CHECKED_AT) is None
    plan.refresh_from_db()
    assert plan.paused_at is None


def test_a_visit_to_book_is_not_called_for_while_the_last_one_covers_it() -> None:
    plan = paused()
    a_clearance(person=plan.person, at=SEEN_AT)
    resumed = check(plan, duration="over_6_weeks")
    later = check(plan, at=SEEN_AT + 30 * DAY, duration="over_6_weeks")

    assert (resumed, later) == (plan, plan)
    assert [what for what, _, _ in changes(plan)][-1] == "VISIT"
    assert plan.changes.filter(what="VISIT").count() == 1


def test_a_plan_that_protects_opens_up_after_the_visit() -> None:
    plan = a_plan(protect_only=True)
    a_clearance(person=plan.person, at=SEEN_AT)

    check(plan, duration="over_6_weeks")

    plan.refresh_from_db()
    assert (plan.protect_only, plan.phase, plan.exercises_began_on) == (False, 1, ON)
    assert changes(plan) == [("PROTECT", WHY, None), ("PHASE", PAST_FIRST_DAYS, None)]
    opened = plan.changes.get(what=PlanChange.What.PROTECT)
    assert (opened.before, opened.after) == ("protect", "full")


def test_a_plan_that_protects_and_was_paused_goes_on_and_opens_up() -> None:
    plan = paused(protect_only=True, phase=0, stage=None, stage_since=None)
    a_clearance(person=plan.person, at=SEEN_AT)

    check(plan)

    plan.refresh_from_db()
    assert (plan.protect_only, plan.paused_at, plan.phase) == (False, None, 0)
    assert [what for what, _, _ in changes(plan)] == ["PAUSED", "RESUMED", "PROTECT"]


@pytest.mark.parametrize(
    ("told", "pauses"), [({"duration": "worse"}, False), ({"locking": True}, True)]
)
def test_a_plan_that_protects_goes_on_unless_it_is_urgent(
    *, told: dict[str, Any], pauses: bool
) -> None:
    plan = a_plan(protect_only=True)

    check(plan, **told)

    plan.refresh_from_db()
    assert (plan.paused_at is not None) is pauses
    assert plans.heed_missed(at=CHECKED_AT) == []


def test_mails_of_the_first_days_are_owed_again_to_who_agreed() -> None:
    agreed, not_agreed = (
        paused(at=NOON, mails=mails, phase=0, stage=None, stage_since=None)
        for mails in (True, False)
    )

    for plan in (agreed, not_agreed):
        a_clearance(person=plan.person, at=NOON + timedelta(hours=1))
        check(plan, at=NOON + timedelta(hours=2))

    assert agreed.reminders.exists()
    assert not not_agreed.reminders.exists()


def test_checklist_46_the_database_resumes_nothing_past_a_red_flag() -> None:
    plan = a_plan(paused_at=NOON)
    a_result(patient=plan.person, level=Level.SAME_DAY, at=LATER)

    with pytest.raises(IntegrityError, match="no plan past an uncleared red flag"):
        Plan.objects.filter(pk=plan.pk).update(paused_at=None)


def test_the_database_resumes_what_is_cleared() -> None:
    plan = a_plan(paused_at=NOON)
    a_result(patient=plan.person, level=Level.SAME_DAY, at=LATER)
    a_clearance(person=plan.person, at=LATER + DAY)

    assert Plan.objects.filter(pk=plan.pk).update(paused_at=None) == 1


def test_checklist_46_the_database_opens_a_plan_once_a_red_flag_is_cleared() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.EMERGENCY)
    a_clearance(person=runner, at=LATER)

    assert a_plan(person=runner).pk
