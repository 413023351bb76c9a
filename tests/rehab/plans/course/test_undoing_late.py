"""An undo brings nothing harder back past 14 days, or past the override it came by."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from rehab.models import Plan, PlanChange
from rehab.oversight.editing import change_phase, change_stage, end_hold
from rehab.oversight.exercises import change_dose
from rehab.plans import PastLimit, undo_change
from tests.factories import NOON
from tests.rehab.oversight.steps import TODAY, an_act, physio_of, treated

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
DOSED = "X04"


def undone(change: PlanChange, at: datetime) -> Plan:
    undo_change(change=change, by=physio_of(change.plan.person), why="So.", at=at)
    return Plan.objects.get(pk=change.plan_id)


def stored_undone(change: PlanChange, at: datetime) -> PlanChange:
    """Store an undo past all services, as the database would see it."""
    by = physio_of(change.plan.person)
    return change.plan.changes.create(what="UNDONE", why="So.", by=by, at=at, undoes=change)


def phase_given_back(*, lasts: int = 14) -> PlanChange:
    """Return the change from phase 3, which an override had opened, to phase 1."""
    plan = treated(phase=1)
    change_phase(plan=plan, phase=3, act=an_act(plan), aside=TODAY + lasts * DAY)
    return change_phase(plan=plan, phase=1, act=an_act(plan, at=NOON + DAY))


def dose_given_back() -> PlanChange:
    """Return the change back from a dose that an override had opened."""
    plan = treated(phase=3)
    aside = TODAY + 14 * DAY
    change_dose(plan=plan, exercise=DOSED, rung=3, act=an_act(plan), aside=aside)
    act = an_act(plan, at=NOON + DAY)
    return change_dose(plan=plan, exercise=DOSED, rung=1, act=act)


def stage_locked() -> PlanChange:
    plan = treated(phase=3, stage=5, stage_since=TODAY - 3 * DAY)
    return change_stage(plan=plan, stage=None, act=an_act(plan, at=NOON + DAY))


Change = Callable[[], PlanChange]


@pytest.mark.parametrize("made", [phase_given_back, dose_given_back, stage_locked])
def test_within_14_days_and_its_override_what_was_harder_comes_back(made: Change) -> None:
    change = made()

    plan = undone(change, NOON + 13 * DAY)

    now = {"PHASE": plan.phase, "STAGE": plan.stage}
    stands = now.get(change.what) or plan.exercises.get().rung
    assert str(stands) == change.before


@pytest.mark.parametrize("made", [phase_given_back, dose_given_back, stage_locked])
@pytest.mark.parametrize("days", [16, 60])
def test_after_14_days_it_does_not(made: Change, days: int) -> None:
    change = made()

    with pytest.raises(PastLimit):
        undone(change, NOON + days * DAY)
    with pytest.raises(IntegrityError, match="nothing harder"), transaction.atomic():
        stored_undone(change, NOON + days * DAY)
    assert not change.plan.changes.filter(what="UNDONE").exists()


def test_once_its_override_has_ended_it_does_not() -> None:
    change = phase_given_back(lasts=3)

    with pytest.raises(PastLimit):
        undone(change, NOON + 4 * DAY)
    with pytest.raises(IntegrityError, match="nothing harder"), transaction.atomic():
        stored_undone(change, NOON + 4 * DAY)
    assert undone(change, NOON + 3 * DAY).phase == 3


def test_a_step_below_what_an_override_opened_came_by_it_too() -> None:
    plan = treated(phase=1)
    change_phase(plan=plan, phase=3, act=an_act(plan), aside=TODAY + 3 * DAY)
    change_phase(plan=plan, phase=2, act=an_act(plan, at=NOON + DAY))
    down = change_phase(plan=plan, phase=1, act=an_act(plan, at=NOON + 2 * DAY))

    with pytest.raises(PastLimit):
        undone(down, NOON + 4 * DAY)
    with pytest.raises(IntegrityError, match="nothing harder"), transaction.atomic():
        stored_undone(down, NOON + 4 * DAY)


def test_an_override_of_a_lower_step_bars_none_that_was_earned_after_it() -> None:
    plan = treated(phase=0)
    change_phase(plan=plan, phase=2, act=an_act(plan), aside=TODAY)
    plan.changes.create(what="PHASE", why="Met.", at=NOON + DAY, before="2", after="3")
    Plan.objects.update(phase=3)
    down = change_phase(plan=plan, phase=2, act=an_act(plan, at=NOON + 2 * DAY))

    assert undone(down, NOON + 3 * DAY).phase == 3


def test_what_gets_easier_is_undone_at_any_time() -> None:
    plan = treated(phase=1)
    act = an_act(plan)
    up = change_phase(plan=plan, phase=3, act=act, aside=TODAY + 3 * DAY)

    assert undone(up, NOON + 60 * DAY).phase == 1


def test_a_long_rest_may_be_ended_at_any_time() -> None:
    plan = treated(phase=3, rest_until=TODAY + 60 * DAY)
    until = (TODAY + 60 * DAY).isoformat()
    plan.changes.create(what="REST", why="Sore.", at=NOON, after=until)

    end_hold(plan=plan, act=an_act(plan, at=NOON + 30 * DAY))

    assert Plan.objects.get(pk=plan.pk).rest_until is None
