from datetime import timedelta

import pytest

from accounts.models import Clinic
from rehab.models import Plan, PlanChange, Run
from rehab.views.page.rows import (
    SHOWN_CHANGES,
    Facts,
    Kept,
    Planned,
    Ran,
    facts_of,
    open_plan_of,
)
from tests.factories import (
    NOON,
    a_clinic,
    a_movement_check,
    a_physio,
    a_plan,
    a_reminder,
    a_run_week,
    a_runner,
    a_session,
    an_assessment,
    an_entry,
)
from tests.rehab.views.running import a_calm_run

pytestmark = pytest.mark.django_db


def facts(plan: Plan) -> Facts:
    found = open_plan_of(plan.person, at=NOON)
    assert found == plan
    return facts_of(found)


def a_change(plan: Plan, minutes: int = 0, **given: object) -> PlanChange:
    at = NOON + timedelta(minutes=minutes)
    return PlanChange.objects.create(
        **{"plan": plan, "at": at, "what": "OPENED", "why": "Agreed."} | given
    )


def test_a_new_plan_has_few_facts() -> None:
    assert facts(a_plan(mails=False)) == Facts(
        wants_mails=False,
        due=(),
        stop_by=None,
        moved=False,
        small_numbers=False,
        sessions=(),
        runs=(),
        weeks=(),
        changes=(),
        written=(),
    )


def test_who_has_no_open_plan_has_no_facts() -> None:
    plan = a_plan(finished_at=NOON)

    assert open_plan_of(plan.person, at=NOON) is None


def test_the_next_mails_are_those_still_due() -> None:
    plan = a_plan()
    first = a_reminder(plan=plan, slot=1, due_at=NOON - timedelta(hours=1))
    later = [
        a_reminder(plan=plan, slot=slot, due_at=NOON + timedelta(hours=slot))
        for slot in (2, 3)
    ]
    before = NOON - timedelta(days=1)
    a_reminder(plan=plan, local_on=before.date(), state="SENT", settled_at=NOON)

    found = facts(plan)

    assert (found.wants_mails, found.stop_by) == (True, first.pk)
    assert found.due == tuple(each.due_at for each in later)


def test_that_somebody_looked_at_how_they_move_is_known() -> None:
    runner = a_runner()
    plan = a_plan(person=runner, assessment=an_assessment(patient=runner))
    a_movement_check(assessment=plan.assessment)

    assert facts(plan).moved is True


def test_the_allowance_of_a_clinic_is_known() -> None:
    clinic = a_clinic()
    plan = a_plan(person=a_runner(clinic=clinic))
    Clinic.objects.update(small_numbers=True)

    assert facts(plan).small_numbers is True


def test_the_last_sessions_are_known_as_they_were_called_for() -> None:
    plan = a_plan(phase=1)
    told = a_session(plan=plan)
    next_day = NOON.date() + timedelta(days=1)
    a_session(plan=plan, number=1, on=next_day, items=[["X04", 2]])
    an_entry(plan=plan, kind="SESSION", session=told)

    assert facts(plan).sessions == (
        Kept(number=1, on=next_day, rungs={"X04": 2}, told=False),
        Kept(number=0, on=NOON.date(), rungs={"X04": 1, "X05": 1}, told=True),
    )


def test_a_week_of_running_is_known_as_it_was_planned_last() -> None:
    plan = a_plan()
    monday = NOON.date()
    a_run_week(plan=plan, begins_on=monday)
    a_run_week(plan=plan, begins_on=monday, amount=21_000)
    a_run_week(plan=plan, begins_on=monday - timedelta(days=7), runs=2)

    earlier, this = facts(plan).weeks

    assert earlier.runs == 2
    assert this == Planned(
        begins_on=monday,
        by_time=False,
        runs=3,
        amount=21_000,
        longest=8_000,
        intensity=0,
        terrain=0,
        ceiling=22_000,
        longest_ceiling=8_800,
    )


def test_all_that_a_physio_changed_is_known_and_the_last_of_the_rest() -> None:
    plan = a_plan()
    physio = a_physio(clinic=a_clinic(), name="Maya")
    a_change(plan, what="REST", after="2026-11-25", by=physio, why="Calm down first.")
    for minute in range(1, SHOWN_CHANGES + 3):
        a_change(plan, minute, by=plan.person if minute == 1 else None)

    changes = facts(plan).changes

    assert len(changes) == SHOWN_CHANGES + 1
    assert [change.at for change in changes] == sorted(
        (change.at for change in changes), reverse=True
    )
    last = changes[-1]
    assert (last.what, last.after, last.why) == ("REST", "2026-11-25", "Calm down first.")
    assert (last.by, last.name) == (physio.pk, "Maya")


def test_the_last_runs_are_known_as_they_were_told_last() -> None:
    plan = a_plan()
    days = [NOON.date() - timedelta(days=number) for number in range(7)]
    runs = [a_calm_run(plan, on).entry for on in days[:6]]
    again = an_entry(plan=plan, kind="RUN", adds_to=runs[1], local_on=days[6])
    calm = {"surface": Run.Surface.SOFT, "intensity": Run.Intensity.EASY, "limped": False}
    Run.objects.create(entry=again, minutes=20, pain=2, **calm)

    found = facts(plan).runs

    assert [run.number for run in found] == [run.pk for run in runs[:5]]
    assert found[0] == Ran(number=runs[0].pk, on=days[0], minutes=30, metres=5000, pain=0)
    assert found[1] == Ran(number=runs[1].pk, on=days[6], minutes=20, metres=None, pain=2)
