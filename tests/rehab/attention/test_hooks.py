"""What happens is looked at under the rules that it can change, at once."""

from datetime import timedelta

import pytest

from rehab.attention import Rule, raise_attention, settle
from rehab.models import Plan, PlanChange
from rehab.oversight.acting import Act
from rehab.oversight.overruling import overrule
from rehab.oversight.seen_before import token_of
from rehab.plans import NotTreating, pause_plan, undo_change
from rehab.plans.changes import note
from rehab.reminders.sending.claims import Batch
from rehab.reminders.sending.outcomes import stop_address
from tests.factories import (
    NOON,
    a_clinic,
    a_physio,
    a_plan,
    a_reminder,
    a_result,
    a_run,
    a_runner,
)
from tests.rehab.attention.steps import rules
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_a_refused_address_asks_in_the_same_step() -> None:
    reminder = a_reminder()

    batch = Batch([reminder], lease_until=NOON + HOUR)
    stop_address(batch, reminder, at=NOON, code="550")

    assert rules(reminder.person) == ["REFUSED"]


def test_a_pause_ends_that_a_plan_is_behind() -> None:
    plan = a_plan()
    raise_attention(
        person_id=plan.person_id, rule=Rule.BEHIND, level=Level.SELF_CARE, why="x", at=NOON
    )

    pause_plan(plan=plan, why="I look at it.", at=NOON, by=plan.person)

    assert rules(plan.person) == []


def test_a_more_urgent_level_that_a_physio_gives_asks_at_once() -> None:
    clinic = a_clinic()
    runner, physio = a_runner(clinic=clinic), a_physio(clinic=clinic)
    check = a_result(patient=runner)
    act = Act(by=physio, why="A hot joint.", at=NOON, seen=token_of(runner))

    overrule(assessment=check, level=Level.SAME_DAY, act=act)

    assert rules(runner) == ["RED_FLAG"]


def test_to_take_back_that_running_opened_locks_what_was_run_before() -> None:
    clinic = a_clinic()
    plan = a_plan(person=a_runner(clinic=clinic), phase=2)
    a_run(plan=plan)
    Plan.objects.update(stage=1, stage_since=NOON.date())
    opened = note(plan, PlanChange.What.STAGE, "Open.", at=NOON + HOUR, after="1")
    settle(person_id=plan.person_id, at=NOON + HOUR, rules=[Rule.RUNS_EARLY])
    before = rules(plan.person)

    with pytest.raises(NotTreating):
        undo_change(change=opened, by=plan.person, why="No.", at=NOON + HOUR)
    physio = a_physio(clinic=clinic)
    undo_change(change=opened, by=physio, why="No.", at=NOON + 2 * HOUR)
    settle(person_id=plan.person_id, at=NOON + 2 * HOUR, rules=[Rule.RUNS_EARLY])

    assert before == []
    assert rules(plan.person) == ["RUNS_EARLY"]
