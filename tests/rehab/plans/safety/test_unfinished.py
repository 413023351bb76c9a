"""A sign told on a page that was never finished counts until somebody has looked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import DiaryEntry, Plan, PlanChange
from rehab.reminders.links import DONE
from tests.factories import a_clearance, a_reminder, a_runner, an_assessment
from tests.rehab.steps import a_setup, in_training
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
URGENT = {"news": ["new_calf"]}


def told_by_old_link(client: Client, plan: Plan) -> None:
    mail = a_reminder(plan=plan, state="SENT", settled_at=timezone.now())
    plans.finish_plan(plan=plan, at=timezone.now(), by=plan.person)
    path = "/" + DONE.url(mail).split("/", 3)[3]
    for _ in range(2):
        client.post(path, URGENT)


def calls(plan: Plan) -> list[tuple[str, int | None]]:
    rows = plan.changes.filter(level__isnull=False).order_by("pk")
    return [*rows.values_list("what", "level")]


def test_it_outlasts_the_plan_and_bars_the_next(client: Client) -> None:
    plan = in_training()
    client.force_login(plan.person)

    for _ in range(2):
        client.post("/plan/day/", URGENT)
    plans.finish_plan(plan=plan, at=timezone.now(), by=plan.person)
    check = an_assessment(patient=plan.person, at=timezone.now())

    assert not DiaryEntry.objects.exists()
    assert calls(plan) == [("PAUSED", Level.SAME_DAY)]
    assert plans.level_of(plan) is Level.SAME_DAY
    with pytest.raises(plans.RedFlagUncleared):
        plans.open_plan(
            person=plan.person, assessment_id=check.pk, setup=a_setup(), at=timezone.now()
        )


def test_by_the_link_of_a_plan_that_is_over_it_bars_the_next(client: Client) -> None:
    plan = in_training()

    told_by_old_link(client, plan)

    assert calls(plan) == [("VISIT", Level.SAME_DAY)]
    assert plans.has_red_flag(plan.person)
    a_clearance(person=plan.person, at=timezone.now())
    assert not plans.has_red_flag(plan.person)


def test_told_again_after_a_visit_it_is_back(client: Client) -> None:
    plan = in_training()
    client.force_login(plan.person)
    client.post("/plan/day/", URGENT)
    a_clearance(person=plan.person, at=timezone.now())

    client.post("/plan/day/", URGENT)

    assert calls(plan) == [("PAUSED", Level.SAME_DAY)] * 2
    assert plans.has_red_flag(plan.person)


def test_after_it_a_plan_goes_on_in_the_first_phase(client: Client) -> None:
    plan = in_training(phase=3)
    client.force_login(plan.person)
    client.post("/plan/day/", URGENT)
    now = timezone.now()
    a_clearance(person=plan.person, at=now)

    check = an_assessment(patient=plan.person, at=now + HOUR)
    plans.heed_assessment(assessment_id=check.pk, at=now + HOUR)

    plan.refresh_from_db()
    assert (plan.paused_at, plan.phase) == (None, Plan.Phase.SETTLE)


def test_a_check_from_before_it_opens_no_plan(client: Client) -> None:
    plan = in_training()
    check = an_assessment(patient=plan.person, at=timezone.now() - HOUR)
    told_by_old_link(client, plan)
    a_clearance(person=plan.person, at=timezone.now())

    with pytest.raises(plans.NoPositiveResult):
        plans.open_plan(
            person=plan.person, assessment_id=check.pk, setup=a_setup(), at=timezone.now()
        )


def test_who_never_had_a_plan_has_none_to_tell_it_to() -> None:
    runner = a_runner()

    plans.pause_open_plan(
        person_id=runner.pk, why="A sign.", at=timezone.now(), level=Level.SAME_DAY
    )

    assert not PlanChange.objects.exists()
