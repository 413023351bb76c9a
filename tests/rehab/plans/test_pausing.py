from datetime import timedelta

import pytest

from accounts.models import Consent
from rehab import plans
from rehab.models import Plan, PlanChange, Reminder
from rehab.plans import (
    pause_plan,
    stop_mails,
)
from tests.factories import NOON, a_plan, a_reminder, a_runner, an_assessment
from tests.rehab.steps import LATER, changes, told

pytestmark = pytest.mark.django_db


def test_a_second_reason_to_pause_is_noted_too() -> None:
    plan = a_plan()
    pause_plan(plan=plan, why="It got worse.", at=NOON)

    paused = pause_plan(plan=plan, why="Pain at rest: 9 out of 10.", at=LATER)

    assert paused.paused_at == NOON
    assert [why for _, why, _ in changes(plan)] == [
        "It got worse.",
        "Pain at rest: 9 out of 10.",
    ]


def test_a_finished_plan_is_not_paused() -> None:
    plan = a_plan(finished_at=NOON)

    told(a_reminder(plan=plan), worse=True)

    plan.refresh_from_db()
    assert plan.paused_at is None
    assert changes(plan) == []


def test_a_long_reason_is_cut_to_fit() -> None:
    plan = a_plan()

    pause_plan(plan=plan, why="again and " * 100, at=NOON)

    [(_, why, _)] = changes(plan)
    assert len(why) <= 300
    assert why.endswith(" …")


def test_a_worrying_check_pauses_the_plan() -> None:
    plan = a_plan()
    check = an_assessment(patient=plan.person, pop=True)

    paused = plans.heed_assessment(assessment_id=check.pk, at=LATER)

    assert paused == plan
    assert changes(plan) == [("PAUSED", "A new check says: Be seen today.", None)]


def test_a_calm_check_pauses_nothing() -> None:
    plan = a_plan()
    check = an_assessment(patient=plan.person)

    assert plans.heed_assessment(assessment_id=check.pk, at=LATER) is None


def test_a_check_that_is_nobodys_pauses_nothing() -> None:
    a_plan()
    check = an_assessment(pop=True)

    assert plans.heed_assessment(assessment_id=check.pk, at=LATER) is None


def test_a_worrying_check_of_somebody_without_a_plan_pauses_nothing() -> None:
    check = an_assessment(patient=a_runner(), pop=True)

    assert plans.heed_assessment(assessment_id=check.pk, at=LATER) is None


def test_a_worrying_check_that_no_signal_told_of_is_found_later() -> None:
    plan = a_plan()
    an_assessment(patient=plan.person, at=LATER, pop=True)

    assert plans.heed_missed(at=LATER) == [plan]
    assert plans.heed_missed(at=LATER) == []
    assert changes(plan) == [("PAUSED", "A new check says: Be seen today.", None)]


def test_a_check_from_before_the_plan_is_not_found_later() -> None:
    plan = a_plan()
    an_assessment(patient=plan.person, at=plan.opened_at - timedelta(days=1), pop=True)

    assert plans.heed_missed(at=LATER) == []


def test_who_stops_mails_is_owed_none() -> None:
    plan = a_plan()
    a_reminder(plan=plan)

    withdrawn = stop_mails(person=plan.person, at=LATER)

    assert withdrawn == 1
    assert Reminder.objects.get().reason == "The runner stopped mails."
    assert not plan.person.consents.in_force(Consent.Kind.MAILS).exists()
    assert changes(plan) == [("MAILS", "The runner stopped mails.", plan.person)]
    assert Plan.objects.get().paused_at is None


def test_to_stop_mails_twice_is_noted_once() -> None:
    plan = a_plan()
    stop_mails(person=plan.person, at=NOON)

    assert stop_mails(person=plan.person, at=LATER) == 0
    assert PlanChange.objects.count() == 1
