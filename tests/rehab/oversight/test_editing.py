"""A physio changes where somebody stands, as far as the limits of the programme go."""

from collections.abc import Callable
from typing import Any

import pytest

from rehab import plans
from rehab.models import Override, Plan, PlanChange
from rehab.oversight import editing
from rehab.oversight.acting import (
    Barred,
    LimitInTheWay,
    NeedsClearance,
    NothingChanges,
)
from rehab.programme.running.stages import FREE
from tests.factories import (
    NOON,
    a_clinic,
    a_result,
    a_runner,
    an_entry,
    an_override,
)
from tests.rehab.oversight.steps import (
    DAY,
    TODAY,
    WHY,
    an_act,
    met_list,
    physio_of,
    treated,
)
from tests.rehab.steps import an_unfinished_check
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

IN_A_WEEK = TODAY + 7 * DAY


def told(change: PlanChange) -> tuple[str, str, str, str]:
    return change.what, change.before, change.after, change.why


def now(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def a_sign(plan: Plan) -> None:
    """Let the runner tell of a locking knee, and leave the check before its end."""
    an_unfinished_check(plan.person, at=NOON, locking=True)


def test_a_plan_goes_back_a_phase_with_a_reason() -> None:
    plan = treated(phase=2)

    change = editing.change_phase(plan=plan, phase=1, act=an_act(plan))

    assert told(change) == ("PHASE", "2", "1", WHY)
    assert (change.by, change.override) == (physio_of(plan.person), None)
    assert (now(plan).phase, now(plan).phase_since) == (1, TODAY)


def test_back_in_the_first_days_mails_of_care_are_owed_again() -> None:
    plan = treated(phase=1)

    editing.change_phase(plan=plan, phase=0, act=an_act(plan))

    assert [mail.kind for mail in plan.reminders.filter(state="DUE")] == ["CARE"]


def test_in_the_next_phase_the_session_of_the_day_is_owed() -> None:
    plan = treated(phase=0)
    met_list(plan, "phase-0")

    editing.change_phase(plan=plan, phase=1, act=an_act(plan))

    assert plan.sessions.get().phase == 1
    assert now(plan).exercises_began_on == TODAY


@pytest.mark.parametrize(("phase", "gate"), [(0, "phase-0"), (2, "phase-2")])
def test_past_its_list_a_plan_moves_on_without_an_override(phase: int, gate: str) -> None:
    plan = treated(phase=phase)
    met_list(plan, gate)

    change = editing.change_phase(plan=plan, phase=phase + 1, act=an_act(plan))

    assert (change.override, now(plan).phase) == (None, phase + 1)


@pytest.mark.parametrize("phase", [3, 4])
def test_a_phase_beyond_its_list_needs_the_limit_set_aside(phase: int) -> None:
    plan = treated(phase=2)

    with pytest.raises(LimitInTheWay) as refused:
        editing.change_phase(plan=plan, phase=phase, act=an_act(plan))
    change = editing.change_phase(
        plan=plan, phase=phase, act=an_act(plan), aside=TODAY + 14 * DAY
    )

    override = Override.objects.get()
    assert refused.value.limit == override.limit == "PHASE"
    assert (override.reason, override.ends_on) == (WHY, TODAY + 14 * DAY)
    assert (change.override, now(plan).phase) == (override, phase)
    kinds = plan.changes.order_by("pk").values_list("what", flat=True)
    assert [*kinds] == ["OVERRIDE", "PHASE"]


def test_an_override_lets_one_jump_pass_and_the_next_needs_its_own() -> None:
    plan = treated(phase=1)
    first = editing.change_phase(
        plan=plan, phase=3, act=an_act(plan), aside=TODAY + 14 * DAY
    )

    later = NOON + DAY
    with pytest.raises(LimitInTheWay):
        editing.change_phase(plan=plan, phase=4, act=an_act(plan, at=later))
    assert now(plan).phase == 3
    act = an_act(plan, at=later, why="It went well.")
    second = editing.change_phase(plan=plan, phase=4, act=act, aside=TODAY + 14 * DAY)

    assert first.override != second.override
    reasons = Override.objects.order_by("pk").values_list("reason", flat=True)
    assert [*reasons] == [WHY, "It went well."]


def test_what_was_undone_is_not_done_again_by_the_same_override() -> None:
    plan = treated(phase=1)
    change = editing.change_phase(plan=plan, phase=3, act=an_act(plan), aside=IN_A_WEEK)
    undone_at = NOON + DAY
    plans.undo_change(change=change, by=physio_of(plan.person), why="Sore.", at=undone_at)

    with pytest.raises(LimitInTheWay):
        editing.change_phase(plan=plan, phase=3, act=an_act(plan, at=undone_at))


@pytest.mark.parametrize("days", [-1, 15])
def test_a_limit_is_set_aside_for_14_days_at_most(days: int) -> None:
    plan = treated(phase=2)
    act, aside = an_act(plan), TODAY + days * DAY

    with pytest.raises(plans.LastsTooLong):
        editing.change_phase(plan=plan, phase=3, act=act, aside=aside)

    assert not plan.changes.exists()


def test_a_limit_that_was_set_aside_for_another_thing_helps_nothing() -> None:
    plan = treated(phase=2)
    an_override(plan=plan, limit=Override.Limit.STAGE)

    with pytest.raises(LimitInTheWay):
        editing.change_phase(plan=plan, phase=3, act=an_act(plan))


def harder(plan: Plan) -> list[Callable[[], object]]:
    """Return each thing that makes a plan in phase 2, at rest from runs, harder."""
    aside = IN_A_WEEK
    return [
        lambda: editing.change_phase(plan=plan, phase=3, act=an_act(plan), aside=aside),
        lambda: editing.change_stage(plan=plan, stage=3, act=an_act(plan), aside=aside),
        lambda: editing.end_hold(plan=plan, act=an_act(plan)),
    ]


def at_rest(**given: Any) -> Plan:
    plan = treated(phase=2, stage=2, stage_since=TODAY - 9 * DAY, **given)
    editing.hold_runs(plan=plan, until=IN_A_WEEK, act=an_act(plan))
    return now(plan)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_past_an_uncleared_red_flag_nothing_gets_harder(which: int) -> None:
    plan = at_rest()
    a_sign(plan)

    with pytest.raises(NeedsClearance):
        harder(plan)[which]()


@pytest.mark.parametrize("which", [0, 1, 2])
def test_nor_does_it_while_the_plan_waits_for_somebody_to_look(which: int) -> None:
    plan = at_rest()
    an_entry(plan=plan, level=Level.WITHIN_A_WEEK)

    with pytest.raises(NeedsClearance):
        harder(plan)[which]()


@pytest.mark.parametrize("which", [0, 1])
def test_until_seen_a_plan_keeps_to_what_is_safe(which: int) -> None:
    plan = at_rest()
    an_entry(plan=plan, level=Level.WITHIN_2_WEEKS)

    with pytest.raises(NeedsClearance):
        harder(plan)[which]()


def test_what_is_like_that_already_is_no_change() -> None:
    plan = treated(phase=2, stage=2, stage_since=TODAY)
    acts: list[Callable[[], object]] = [
        lambda: editing.change_phase(plan=plan, phase=2, act=an_act(plan)),
        lambda: editing.change_stage(plan=plan, stage=2, act=an_act(plan)),
        lambda: editing.end_hold(plan=plan, act=an_act(plan)),
        lambda: editing.resume(plan=plan, act=an_act(plan)),
    ]

    for act in acts:
        with pytest.raises(NothingChanges):
            act()

    assert not plan.changes.exists()


@pytest.mark.parametrize(("stage", "after"), [(2, "2"), (None, "")])
def test_running_goes_back_or_is_locked(stage: int | None, after: str) -> None:
    plan = treated(phase=3, stage=4, stage_since=TODAY)

    change = editing.change_stage(plan=plan, stage=stage, act=an_act(plan))

    assert told(change) == ("STAGE", "4", after, WHY)
    assert (now(plan).stage, now(plan).stage_since) == (stage, TODAY)


@pytest.mark.parametrize("stage", [5, 7, FREE])
def test_a_stage_that_was_not_earned_needs_the_limit_set_aside(stage: int) -> None:
    plan = treated(phase=3, stage=4, stage_since=TODAY)

    with pytest.raises(LimitInTheWay) as refused:
        editing.change_stage(plan=plan, stage=stage, act=an_act(plan))
    change = editing.change_stage(plan=plan, stage=stage, act=an_act(plan), aside=IN_A_WEEK)

    assert refused.value.limit == "STAGE"
    assert (change.override, now(plan).stage) == (Override.objects.get(), stage)


def test_running_opens_by_hand_past_its_list_with_an_override() -> None:
    plan = treated(phase=2, stage=None)

    change = editing.change_stage(plan=plan, stage=1, act=an_act(plan), aside=IN_A_WEEK)

    assert told(change) == ("STAGE", "", "1", WHY)
    assert now(plan).stage == 1


def test_running_opens_by_hand_once_it_is_earned() -> None:
    plan = treated(phase=2, exercises_began_on=TODAY - 40 * DAY)
    for days in range(9):
        an_entry(plan=plan, at=NOON - days * DAY, local_on=TODAY - days * DAY)
    met_list(plan, "run")

    change = editing.change_stage(plan=plan, stage=1, act=an_act(plan))

    assert (change.override, now(plan).stage) == (None, 1)


def test_in_the_first_days_running_stays_locked() -> None:
    plan = treated(phase=0)

    with pytest.raises(Barred) as refused:
        editing.change_stage(plan=plan, stage=1, act=an_act(plan), aside=IN_A_WEEK)

    assert refused.value.words.startswith("The first days are for rest.")


def test_a_cause_that_only_a_visit_opens_stays_locked() -> None:
    runner = a_runner(clinic=a_clinic())
    check = a_result(patient=runner, shown="sifk")
    plan = treated(person=runner, assessment=check, phase=2)

    with pytest.raises(NeedsClearance):
        editing.change_stage(plan=plan, stage=1, act=an_act(plan), aside=IN_A_WEEK)
