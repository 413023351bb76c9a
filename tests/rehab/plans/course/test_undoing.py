"""A physio takes back what a rule changed, and lifts no limit by it."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Clinic, User
from rehab.models import Plan, PlanChange, PlanExercise
from rehab.plans import (
    NotTreating,
    NotUndoable,
    Overtaken,
    PastLimit,
    RunDone,
    UndoneBefore,
    record_day,
    record_run,
    review_plan,
    undo_change,
)
from tests.factories import NOON, a_clinic, a_physio, a_plan, a_result, a_runner
from tests.rehab.steps import telling
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def physio(clinic: Clinic) -> User:
    return a_physio(clinic=clinic)


def plan_at(clinic: Clinic, **given: Any) -> Plan:
    return a_plan(person=a_runner(clinic=clinic), **given)


def changed(plan: Plan, what: str, **facts: str) -> PlanChange:
    return PlanChange.objects.create(plan=plan, what=what, at=NOON, why="So.", **facts)


def undone(change: PlanChange, by: User) -> tuple[PlanChange, Plan]:
    said = undo_change(change=change, by=by, why="It was the shoes.", at=NOON + DAY)
    return said, Plan.objects.get(pk=change.plan_id)


def test_a_phase_given_back_is_taken_up_again(clinic: Clinic, physio: User) -> None:
    plan = plan_at(clinic, phase=1)
    change = changed(plan, "PHASE", before="2", after="1")

    said, plan = undone(change, physio)

    assert (plan.phase, plan.phase_since) == (2, TODAY + DAY)
    assert (said.what, said.undoes, said.by) == ("UNDONE", change, physio)
    assert (said.why, said.before, said.after) == ("It was the shoes.", "1", "2")


def test_back_in_the_first_days_mails_of_care_are_owed(
    clinic: Clinic, physio: User
) -> None:
    plan = plan_at(clinic, phase=1)

    _, plan = undone(changed(plan, "PHASE", before="0", after="1"), physio)

    assert plan.phase == 0
    assert [mail.kind for mail in plan.reminders.all()] == ["CARE"]


def test_in_a_pause_no_mail_is_owed(clinic: Clinic, physio: User) -> None:
    plan = plan_at(clinic, phase=1, paused_at=NOON)

    undone(changed(plan, "PHASE", before="0", after="1"), physio)

    assert not plan.reminders.exists()


def test_an_exercise_goes_back_to_its_rung(clinic: Clinic, physio: User) -> None:
    plan = plan_at(clinic, phase=1)
    PlanExercise.objects.create(plan=plan, exercise="X04", rung=3, since=TODAY)
    changed(plan, "RUNG", subject="X05", before="1", after="2")
    change = changed(plan, "RUNG", subject="X04", before="2", after="3")
    changed(plan, "RUNG", subject="X05", before="2", after="3")

    said, plan = undone(change, physio)

    [held] = plan.exercises.all()
    assert (held.rung, held.since, said.subject) == (2, TODAY + DAY, "X04")


@pytest.mark.parametrize(("before", "stage"), [("3", 3), ("", None)])
def test_a_stage_goes_back(
    clinic: Clinic, physio: User, before: str, stage: int | None
) -> None:
    plan = plan_at(clinic, phase=3, stage=2, stage_since=TODAY)

    _, plan = undone(changed(plan, "STAGE", before=before, after="2"), physio)

    assert (plan.stage, plan.stage_since) == (stage, TODAY + DAY)


def test_days_of_rest_end(clinic: Clinic, physio: User) -> None:
    until = TODAY + 5 * DAY
    plan = plan_at(clinic, phase=1, rest_until=until, hold_until=until)

    undone(changed(plan, "REST", after=until.isoformat()), physio)
    _, plan = undone(changed(plan, "HOLD", after=until.isoformat()), physio)

    assert (plan.rest_until, plan.hold_until) == (None, None)


@pytest.mark.parametrize(("days", "left"), [(9, 9), (3, 3), (None, None)])
def test_who_takes_a_hold_back_leaves_the_one_that_stood_before(
    clinic: Clinic, physio: User, days: int | None, left: int | None
) -> None:
    plan = plan_at(clinic, phase=1)
    for more in (days, 1):
        if more:
            changed(plan, "HOLD", after=(TODAY + more * DAY).isoformat())
    newest = changed(plan, "HOLD", after=(TODAY + 5 * DAY).isoformat())
    gone = plan.changes.filter(after=(TODAY + DAY).isoformat()).get()
    plan.changes.create(what="UNDONE", at=NOON, why="So.", by=physio, undoes=gone)
    Plan.objects.update(hold_until=TODAY + max(days or 0, 5) * DAY)

    said, plan = undone(newest, physio)

    assert plan.hold_until == (TODAY + left * DAY if left else None)
    assert said.after == (plan.hold_until.isoformat() if plan.hold_until else "")


def test_nobody_else_takes_anything_back(clinic: Clinic) -> None:
    plan = plan_at(clinic, phase=1)
    change = changed(plan, "PHASE", before="2", after="1")

    for stranger in (a_physio(clinic=a_clinic()), plan.person):
        with pytest.raises(NotTreating):
            undone(change, stranger)

    assert Plan.objects.get().phase == 1


@pytest.mark.parametrize("what", ["VISIT", "PAUSED", "FINISHED", "MAILS"])
def test_some_changes_stand(clinic: Clinic, physio: User, what: str) -> None:
    with pytest.raises(NotUndoable):
        undone(changed(plan_at(clinic), what), physio)


def test_in_a_plan_that_is_over_nothing_is_undone(clinic: Clinic, physio: User) -> None:
    plan = plan_at(clinic, phase=1, finished_at=NOON)

    with pytest.raises(NotUndoable):
        undone(changed(plan, "PHASE", before="2", after="1"), physio)


def test_what_was_undone_is_not_undone_again(clinic: Clinic, physio: User) -> None:
    change = changed(plan_at(clinic, phase=1), "PHASE", before="2", after="1")
    undone(change, physio)

    with pytest.raises(UndoneBefore):
        undone(change, physio)


def test_only_the_last_change_of_a_thing_is_undone(clinic: Clinic, physio: User) -> None:
    plan = plan_at(clinic, phase=1)
    first = changed(plan, "PHASE", before="1", after="2")
    second = changed(plan, "PHASE", before="2", after="1")

    with pytest.raises(Overtaken):
        undone(first, physio)
    undone(second, physio)
    _, plan = undone(first, physio)

    assert plan.phase == 1


@pytest.mark.parametrize(("what", "before"), [("PHASE", "2"), ("STAGE", "1")])
def test_no_limit_is_lifted(clinic: Clinic, physio: User, what: str, before: str) -> None:
    runner = a_runner(clinic=clinic)
    check = a_result(patient=runner, level=Level.WITHIN_2_WEEKS)
    plan = a_plan(person=runner, assessment=check, phase=1)

    with pytest.raises(PastLimit):
        undone(changed(plan, what, before=before), physio)

    assert Plan.objects.get().phase == 1


def test_a_plan_that_only_protects_stays_so(clinic: Clinic, physio: User) -> None:
    plan = plan_at(clinic, protect_only=True)

    with pytest.raises(PastLimit):
        undone(changed(plan, "PHASE", before="1", after="0"), physio)


@pytest.mark.parametrize(
    ("what", "facts"),
    [("PHASE", {"before": "3", "after": "0"}), ("STAGE", {"before": "4", "after": ""})],
)
def test_where_a_pause_let_the_plan_go_on_is_not_undone(
    clinic: Clinic, physio: User, what: str, facts: dict[str, str]
) -> None:
    plan = plan_at(clinic, phase=0)
    changed(plan, "RESUMED")
    change = changed(plan, what, **facts)

    with pytest.raises(PastLimit):
        undone(change, physio)


def test_a_rest_goes_back_to_the_one_before_it(clinic: Clinic, physio: User) -> None:
    plan = plan_at(clinic, phase=2, rest_until=TODAY + 9 * DAY)
    first, second = (TODAY + days * DAY for days in (2, 9))
    changed(plan, "REST", after=first.isoformat())
    change = changed(plan, "REST", before=first.isoformat(), after=second.isoformat())

    _, plan = undone(change, physio)

    assert plan.rest_until == first


@pytest.mark.parametrize("what", ["REST", "STAGE"])
def test_what_a_run_cost_and_a_physio_took_back_does_not_come_again(
    clinic: Clinic, physio: User, what: str
) -> None:
    plan = plan_at(clinic, phase=3, stage=3, stage_since=TODAY - 5 * DAY)
    run = RunDone(on=TODAY, minutes=24, pain=5, stage=3)
    record_run(plan=plan, telling=telling(), run=run, at=NOON)
    Plan.objects.filter(pk=plan.pk).update(reviewed_on=TODAY)

    undone(plan.changes.get(what=what), physio)
    review_plan(plan_id=plan.pk, at=NOON + 2 * DAY)

    assert plan.changes.filter(what=what).count() == 1
    plan.refresh_from_db()
    assert (plan.rest_until is None, plan.stage == 3) == (what == "REST", what == "STAGE")


@pytest.mark.parametrize(
    ("what", "facts"),
    [
        ("RUNG", {"subject": "X04", "before": "3", "after": "2"}),
        ("STAGE", {"before": "3", "after": "2"}),
        ("REST", {"after": "2026-11-30"}),
        ("HOLD", {"after": "2026-11-30"}),
        ("EXERCISE", {"subject": "X12", "before": "IN", "after": "OUT"}),
    ],
)
def test_past_a_red_flag_nothing_is_undone_that_makes_it_harder(
    clinic: Clinic, physio: User, what: str, facts: dict[str, str]
) -> None:
    plan = plan_at(clinic, phase=1, stage=2, stage_since=TODAY)
    change = changed(plan, what, **facts)
    plan.changes.create(what="VISIT", why="So.", at=NOON, level=Level.SAME_DAY)

    with pytest.raises(PastLimit):
        undone(change, physio)


def test_past_a_red_flag_what_gets_easier_is_undone(clinic: Clinic, physio: User) -> None:
    plan = plan_at(clinic, phase=1)
    change = changed(plan, "RUNG", subject="X04", before="1", after="2")
    plan.changes.create(what="VISIT", why="So.", at=NOON, level=Level.SAME_DAY)

    undone(change, physio)

    assert plan.exercises.get().rung == 1


@pytest.mark.parametrize("what", ["HOLD", "PHASE"])
def test_nor_does_what_a_swollen_knee_cost(clinic: Clinic, physio: User, what: str) -> None:
    plan = plan_at(clinic, phase=2, phase_since=TODAY - 5 * DAY)
    record_day(plan=plan, telling=telling(swelling="MORE"), done=True, at=NOON)
    Plan.objects.filter(pk=plan.pk).update(reviewed_on=TODAY)

    undone(plan.changes.get(what=what), physio)
    review_plan(plan_id=plan.pk, at=NOON + 2 * DAY)

    assert plan.changes.filter(what=what).count() == 1
    plan.refresh_from_db()
    assert (plan.hold_until is None, plan.phase == 2) == (what == "HOLD", what == "PHASE")


def test_what_is_told_after_it_costs_again(clinic: Clinic, physio: User) -> None:
    plan = plan_at(clinic, phase=2, phase_since=TODAY - 5 * DAY)
    record_day(plan=plan, telling=telling(swelling="MORE"), done=True, at=NOON)
    undone(plan.changes.get(what="HOLD"), physio)

    for days in (1, 2):
        again = telling(swelling="MORE")
        record_day(plan=plan, telling=again, done=True, at=NOON + days * DAY)

    [first, second] = plan.changes.filter(what="HOLD").order_by("pk")
    assert (first.at, second.at) == (NOON, NOON + 2 * DAY)
