"""What the database itself refuses of changes that physios make by hand."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import User
from rehab.models import GateAnswer, Override, Plan, PlanChange, PlanExercise
from tests.factories import (
    NOON,
    a_clearance,
    a_plan,
    a_user,
    an_entry,
    an_override,
)
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()


def by_hand(plan: Plan, what: str, before: str, after: str, **given: Any) -> PlanChange:
    """Write down a change by a physio, as any code might: whoever gave the override."""
    aside = given.get("override")
    by = given.pop("by", None) or (aside.by if aside else a_user())
    facts: dict[str, Any] = {"by": by, "at": NOON} | given
    return PlanChange.objects.create(
        plan=plan, what=what, before=before, after=after, why="So.", **facts
    )


def refused(plan: Plan, what: str, before: str, after: str, **given: Any) -> str:
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        by_hand(plan, what, before, after, **given)
    return str(fault.value).splitlines()[0]


def met(plan: Plan, gate: str, *days: int, left_open: tuple[str, ...] = ()) -> None:
    for day in days:
        on = TODAY - day * DAY
        at = datetime.combine(on, NOON.timetz())
        GateAnswer.objects.create(
            plan=plan, gate=gate, on=on, at=at, open_items=[*left_open]
        )


def aside(plan: Plan, limit: str, **given: Any) -> Override:
    return an_override(plan=plan, limit=limit, **given)


PAST = "nothing gets harder by hand past a limit but by its own override"
OTHER = "a change refers to an override of its own limit, given with it"
TWICE = 'duplicate key value violates unique constraint "rehab_planchange_override_id'


@pytest.mark.parametrize(
    ("days", "left_open", "passes"),
    [
        ((0, 2), (), True),
        ((0, 1), (), False),
        ((0,), (), False),
        ((0, 2), ("step_downs",), False),
    ],
)
def test_a_phase_opens_by_hand_once_its_list_was_met_twice(
    days: tuple[int, ...],
    left_open: tuple[str, ...],
    passes: bool,  # noqa: FBT001 - a table
) -> None:
    plan = a_plan(phase=3)
    met(plan, "phase-3", *days, left_open=left_open)

    if passes:
        assert by_hand(plan, "PHASE", "3", "4").pk
    else:
        assert refused(plan, "PHASE", "3", "4") == PAST


def test_the_list_of_another_phase_or_plan_opens_nothing() -> None:
    plan = a_plan(phase=3)
    met(plan, "phase-2", 0, 2)
    met(a_plan(), "phase-3", 0, 2)

    assert refused(plan, "PHASE", "3", "4") == PAST


def test_a_phase_is_skipped_only_by_its_own_override() -> None:
    plan = a_plan(phase=1)
    met(plan, "phase-1", 0, 2)

    assert refused(plan, "PHASE", "1", "3") == PAST
    assert by_hand(plan, "PHASE", "1", "3", override=aside(plan, "PHASE")).pk


def test_an_override_lets_one_change_pass_and_no_other() -> None:
    plan = a_plan(phase=1)
    given = {"override": aside(plan, "PHASE")}
    by_hand(plan, "PHASE", "1", "2", **given)
    Plan.objects.update(phase=2)

    assert refused(plan, "PHASE", "2", "3", **given).startswith(TWICE)


@pytest.mark.parametrize("told", [{"at": NOON + timedelta(minutes=1)}, {"by": None}])
def test_an_override_is_given_with_its_change_by_the_same_physio(
    told: dict[str, Any],
) -> None:
    plan = a_plan(phase=1)
    override = aside(plan, "PHASE")
    told = told if "at" in told else {"by": a_user()}

    assert refused(plan, "PHASE", "1", "3", override=override, **told) == OTHER


@pytest.mark.parametrize(
    ("before", "after", "gates", "passes"),
    [
        ("", "1", ("run",), True),
        ("", "6", ("run",), True),
        ("", "7", ("run",), False),
        ("", "1", (), False),
        ("4", "5", (), True),
        ("4", "6", (), False),
    ],
)
def test_running_opens_after_its_list_and_skips_no_stage(
    before: str,
    after: str,
    gates: tuple[str, ...],
    passes: bool,  # noqa: FBT001 - a table
) -> None:
    stage = int(before) if before else None
    plan = a_plan(phase=3, stage=stage, stage_since=TODAY if before else None)
    for gate in gates:
        met(plan, gate, 0, 3)

    if passes:
        assert by_hand(plan, "STAGE", before, after).pk
    else:
        assert refused(plan, "STAGE", before, after) == PAST
        assert by_hand(plan, "STAGE", before, after, override=aside(plan, "STAGE")).pk


@pytest.mark.parametrize(("held", "before"), [(3, "3"), (None, "1")])
def test_a_dose_gets_one_step_harder(held: int | None, before: str) -> None:
    plan = a_plan(phase=2)
    if held:
        PlanExercise.objects.create(plan=plan, exercise="X04", rung=held, since=TODAY)
    one, two = str(int(before) + 1), str(int(before) + 2)

    assert refused(plan, "RUNG", before, two, subject="X04") == PAST
    override = aside(plan, "DOSE")
    assert by_hand(plan, "RUNG", before, two, subject="X04", override=override).pk
    later = NOON + 2 * DAY
    assert by_hand(plan, "RUNG", before, one, subject="X04", at=later).pk


def test_two_steps_in_two_days_are_more_than_one() -> None:
    plan = a_plan(phase=2)
    rose = by_hand(plan, "RUNG", "1", "2", subject="X04", at=NOON - DAY)
    PlanExercise.objects.create(plan=plan, exercise="X04", rung=2, since=TODAY)

    assert refused(plan, "RUNG", "2", "3", subject="X04") == PAST
    by_hand(plan, "UNDONE", "2", "1", subject="X04", undoes=rose)
    assert by_hand(plan, "RUNG", "2", "3", subject="X04").pk


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [("PHASE", "3", "0"), ("STAGE", "4", "1"), ("STAGE", "4", ""), ("RUNG", "1", "0")],
)
def test_what_gets_easier_passes(what: str, before: str, after: str) -> None:
    plan = a_plan(phase=3, stage=4, stage_since=TODAY)
    an_entry(plan=plan, level=Level.SAME_DAY)

    assert by_hand(plan, what, before, after, subject="X04").pk


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [("PHASE", "2", "1"), ("STAGE", "", "1"), ("RUNG", "3", "2"), ("PHASE", "", "3")],
)
def test_a_change_by_hand_tells_where_the_plan_stands(
    what: str, before: str, after: str
) -> None:
    plan = a_plan(phase=3, stage=4, stage_since=TODAY)

    said = refused(plan, what, before, after, subject="X04")

    assert said == "a change by hand tells what was before it"


@pytest.mark.parametrize(
    ("what", "before", "after", "limit"),
    [
        ("PHASE", "2", "3", "PHASE"),
        ("STAGE", "2", "3", "STAGE"),
        ("RUNG", "1", "2", "DOSE"),
        ("EXERCISE", "AUTO", "IN", None),
    ],
)
def test_past_an_uncleared_red_flag_nothing_gets_harder(
    what: str, before: str, after: str, limit: str | None
) -> None:
    plan = a_plan(phase=2, stage=2, stage_since=TODAY)
    an_entry(plan=plan, level=Level.SAME_DAY)
    given = {"subject": "X04", "override": aside(plan, limit) if limit else None}

    said = refused(plan, what, before, after, **given)
    a_clearance(person=plan.person, at=NOON + DAY)

    assert said == "nothing gets harder past an uncleared red flag"
    assert by_hand(plan, what, before, after, **given).pk


@pytest.mark.parametrize(
    ("what", "before", "after", "harder"),
    [
        ("PHASE", "3", "2", True),
        ("PHASE", "2", "3", False),
        ("STAGE", "1", "", True),
        ("STAGE", "", "1", False),
        ("RUNG", "3", "1", True),
        ("RUNG", "1", "3", False),
        ("REST", "", "2027-01-01", True),
        ("HOLD", "", "2027-01-01", True),
        ("EXERCISE", "IN", "OUT", True),
        ("EXERCISE", "OUT", "IN", False),
        ("VISIT", "", "", True),
    ],
)
def test_past_a_red_flag_nothing_is_undone_that_kept_the_plan_easier(
    what: str,
    before: str,
    after: str,
    harder: bool,  # noqa: FBT001 - a table
) -> None:
    plan = a_plan(phase=2)
    told = {"subject": "X04", "before": before, "after": after, "why": "So.", "at": NOON}
    taken = plan.changes.create(what=what, **told)
    an_entry(plan=plan, level=Level.SAME_DAY)

    if harder:
        said = refused(plan, "UNDONE", after, before, undoes=taken)
        assert said == "nothing gets harder past an uncleared red flag"
        a_clearance(person=plan.person, at=NOON + DAY)
    assert by_hand(plan, "UNDONE", after, before, undoes=taken).pk


def test_an_exercise_may_be_left_out_at_any_time() -> None:
    plan = a_plan(phase=2)
    an_entry(plan=plan, level=Level.SAME_DAY)

    assert by_hand(plan, "EXERCISE", "IN", "OUT", subject="X04").pk
    assert by_hand(plan, "EXERCISE", "OUT", "AUTO", subject="X04").pk


def test_an_override_is_of_this_plan_and_limit_and_in_force_that_day() -> None:
    plan = a_plan(phase=2)
    kept: list[Override] = [
        aside(plan, "STAGE"),
        aside(a_plan(phase=2), "PHASE"),
        aside(plan, "PHASE", begins_on=TODAY + DAY, ends_on=TODAY + 2 * DAY),
        aside(plan, "PHASE", begins_on=TODAY - 9 * DAY, ends_on=TODAY - DAY),
    ]

    assert {refused(plan, "PHASE", "2", "3", override=each) for each in kept} == {OTHER}


def test_a_day_is_that_of_the_runner() -> None:
    plan = a_plan(phase=2)
    User.objects.filter(pk=plan.person_id).update(time_zone="Pacific/Kiritimati")
    tomorrow: date = TODAY + DAY  # there it has begun

    assert refused(plan, "PHASE", "2", "3", override=aside(plan, "PHASE", ends_on=TODAY))
    override = aside(plan, "PHASE", begins_on=tomorrow, ends_on=tomorrow)
    assert by_hand(plan, "PHASE", "2", "3", override=override).pk


def test_what_rules_and_runners_change_is_not_by_hand() -> None:
    plan = a_plan(phase=1)

    assert by_hand(plan, "PHASE", "0", "5", by=plan.person).pk
    assert plan.changes.create(what="STAGE", after="9", why="So.", at=NOON).pk
