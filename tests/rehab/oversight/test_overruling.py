"""A physio gives a result another level, and the plan heeds it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from rehab import plans
from rehab.models import Plan
from rehab.oversight.overruling import level_shown, overrule
from rehab.oversight.seen_before import ChangedMeanwhile, token_of
from rehab.plans import limits_of
from rehab.programme.follow_up.limits import PROTECT
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_physio,
    a_plan,
    a_result,
    a_runner,
    an_assessment,
)
from tests.rehab.oversight.steps import TODAY, WHY, an_act, physio_of, treated
from tests.rehab.steps import opened
from triage.models import LevelOverrule
from triage.rules.parts import Level
from triage.services import SameLevel

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def said(plan: Plan, level: Level, **given: object) -> LevelOverrule:
    return overrule(assessment=plan.assessment, level=level, act=an_act(plan, **given))


def state_of(plan: Plan) -> tuple[bool, int, int | None]:
    now = Plan.objects.get(pk=plan.pk)
    return now.paused_at is not None, now.phase, now.stage


def mails(plan: Plan) -> list[str]:
    return [mail.kind for mail in plan.reminders.filter(state="DUE")]


@pytest.mark.parametrize(
    "level", [Level.WITHIN_A_WEEK, Level.WITHIN_2_DAYS, Level.SAME_DAY, Level.EMERGENCY]
)
def test_a_more_urgent_level_pauses_the_plan_and_calls_for_a_visit(level: Level) -> None:
    plan = treated(phase=3)

    row = said(plan, level)

    by = physio_of(plan.person)
    noted, paused = plan.changes.order_by("pk")
    assert (row.level, row.why, row.by) == (level, WHY, by)
    assert (noted.what, noted.before, noted.after) == ("LEVEL", "1", str(level.value))
    assert (noted.why, noted.by, noted.level) == (WHY, by, level)
    assert (paused.what, paused.by, paused.level) == ("PAUSED", by, level)
    assert paused.why.startswith("A physio looked at your answers and says: ")
    assert paused.why.endswith(f"Why: {WHY}")
    assert state_of(plan) == (True, 3, None)
    assert mails(plan) == ["VISIT"]


def test_to_be_seen_within_2_weeks_takes_running_and_phases_back() -> None:
    plan = treated(phase=3, stage=4, stage_since=TODAY)

    said(plan, Level.WITHIN_2_WEEKS)

    assert state_of(plan) == (False, 1, None)
    assert mails(plan) == ["VISIT"]


def test_a_plan_that_protects_goes_on_doing_so_until_it_is_for_the_same_day() -> None:
    runner = a_runner(clinic=a_clinic())
    check = a_result(patient=runner, level=Level.WITHIN_A_WEEK)
    plan = treated(person=runner, assessment=check, protect_only=True)

    said(plan, Level.WITHIN_2_DAYS)
    first = state_of(plan)
    said(plan, Level.SAME_DAY)

    assert (first, state_of(plan)) == ((False, 0, None), (True, 0, None))


@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.WITHIN_2_WEEKS])
def test_a_calmer_level_opens_nothing(level: Level) -> None:
    runner = a_runner(clinic=a_clinic())
    check = a_result(patient=runner, level=Level.WITHIN_A_WEEK)
    plan = treated(person=runner, assessment=check, protect_only=True)

    row = said(plan, level)

    change = plan.changes.get()
    assert (change.what, change.before, change.after) == ("LEVEL", "3", str(level.value))
    assert change.level is None
    assert limits_of(plan, TODAY) == PROTECT
    assert not mails(plan)
    assert level_shown(check) == row.level
    check.refresh_from_db()
    assert check.level == check.decided.level == Level.WITHIN_A_WEEK


def test_a_calmer_level_clears_no_red_flag() -> None:
    plan = treated(phase=2)
    runner = plan.person
    check = a_result(patient=runner, level=Level.SAME_DAY)

    overrule(assessment=check, level=Level.SELF_CARE, act=an_act(plan))

    assert plans.has_red_flag(runner)


def test_to_take_a_more_urgent_level_back_clears_nothing_either() -> None:
    plan = treated(phase=2)
    said(plan, Level.SAME_DAY)

    said(plan, Level.SELF_CARE, at=NOON + HOUR)

    assert plans.has_red_flag(plan.person)
    assert limits_of(plan, TODAY) == PROTECT
    assert level_shown(plan.assessment) is Level.SELF_CARE


def test_a_clearance_covers_it() -> None:
    plan = treated(phase=2)
    said(plan, Level.SAME_DAY)

    a_clearance(person=plan.person, at=NOON + HOUR)

    assert not plans.has_red_flag(plan.person)
    an_assessment(patient=plan.person, at=NOON + 2 * HOUR)
    resumed = plans.resume_plan(plan=plan, at=NOON + 2 * HOUR)
    assert (resumed.paused_at, resumed.phase) == (None, 0)


def person_with_a_result() -> tuple[User, Plan]:
    """Return a runner in care whose plan is over, and that plan, with a new result."""
    plan = treated(days=60, finished_at=NOON - HOUR)
    an_assessment(patient=plan.person, at=NOON)
    return plan.person, plan


def test_no_plan_begins_from_a_result_that_is_for_today() -> None:
    runner, plan = person_with_a_result()
    check = runner.assessments.latest("pk")

    overrule(assessment=check, level=Level.SAME_DAY, act=an_act(plan))

    with pytest.raises(plans.RedFlagUncleared):
        opened(runner, at=NOON + HOUR)
    assert not plan.changes.exists()


def test_from_one_for_the_week_a_plan_only_protects() -> None:
    runner, plan = person_with_a_result()
    check = runner.assessments.latest("pk")

    overrule(assessment=check, level=Level.WITHIN_A_WEEK, act=an_act(plan))

    assert opened(runner, at=NOON + HOUR).protect_only


def test_once_cleared_a_plan_is_a_full_one() -> None:
    runner, plan = person_with_a_result()
    check = runner.assessments.latest("pk")
    overrule(assessment=check, level=Level.WITHIN_A_WEEK, act=an_act(plan))

    a_clearance(person=runner, at=NOON + HOUR)

    assert not opened(runner, at=NOON + 2 * HOUR).protect_only


def test_the_database_bars_a_plan_past_it() -> None:
    runner, _ = person_with_a_result()
    check = runner.assessments.latest("pk")
    LevelOverrule.objects.create(
        assessment=check, level=6, why="So.", by=physio_of(runner), at=NOON
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        a_plan(person=runner, assessment=check)


@pytest.mark.parametrize("before", [Level.SAME_DAY, None])
def test_the_database_bars_what_was_told_counted_for_less_and_was_raised_again(
    before: Level | None,
) -> None:
    """A sign told in the check was cleared; then a physio calls for a visit again."""
    runner = a_runner(clinic=a_clinic())
    locked = an_assessment(patient=runner, at=NOON, locking=True)
    plain = an_assessment(patient=runner, at=NOON + HOUR)
    a_clearance(person=runner, at=NOON + 2 * HOUR)
    by, at = physio_of(runner), NOON + 3 * HOUR
    said = "INSERT INTO triage_leveloverrule (assessment_id, level, why, by_id, at)"
    with connection.cursor() as cursor:
        values = f"{said} VALUES (%s, %s, 'So.', %s, %s)"
        if before:  # the level of the check itself is as urgent as what is said last
            cursor.execute(values, [locked.pk, Level.SELF_CARE.value, by.pk, NOON])
        cursor.execute(values, [locked.pk, Level.SAME_DAY.value, by.pk, at])

    assert plans.has_red_flag(runner) == bool(before)
    if before is None:
        assert a_plan(person=runner, assessment=plain).pk
        return
    with pytest.raises(IntegrityError, match="no plan past"), transaction.atomic():
        a_plan(person=runner, assessment=plain)


def test_an_overrule_has_a_reason_and_has_seen_all() -> None:
    plan = treated(phase=2)
    token = token_of(plan.person)
    said(plan, Level.WITHIN_2_WEEKS)

    with pytest.raises(ChangedMeanwhile):
        said(plan, Level.SAME_DAY, seen=token)
    with pytest.raises(plans.SaysNothing):
        said(plan, Level.SAME_DAY, why=" ")
    with pytest.raises(SameLevel):
        said(plan, Level.WITHIN_2_WEEKS, why="Again.")


def test_the_same_again_is_kept_once() -> None:
    plan = treated(phase=2)

    first = said(plan, Level.WITHIN_2_WEEKS)
    second = said(plan, Level.WITHIN_2_WEEKS, at=NOON + HOUR)

    assert first == second
    assert plan.changes.filter(what="LEVEL").count() == 1


def test_a_result_that_is_nobodys_has_no_physio() -> None:
    plan = treated(phase=2)
    nobodys = an_assessment()

    with pytest.raises(plans.NotTreating):
        overrule(assessment=nobodys, level=Level.SAME_DAY, act=an_act(plan))


def test_nobody_overrules_who_does_not_treat_the_runner() -> None:
    plan = treated(phase=2)

    for stranger in (a_physio(clinic=a_clinic()), plan.person):
        with pytest.raises(plans.NotTreating):
            said(plan, Level.SAME_DAY, by=stranger)


def test_what_a_visit_has_cleared_counts_anew_if_a_physio_says_it_again() -> None:
    plan = treated(phase=2)
    check = a_result(patient=plan.person, level=Level.SAME_DAY)
    overrule(assessment=check, level=Level.SELF_CARE, act=an_act(plan))
    a_clearance(person=plan.person, at=NOON + HOUR)
    after = NOON + 2 * HOUR

    overrule(assessment=check, level=Level.SAME_DAY, act=an_act(plan, at=after))

    assert plans.has_red_flag(plan.person)
    assert plan.changes.filter(what="PAUSED", at=after).get().level == Level.SAME_DAY
    row = plan.person.attention.open().get()
    assert (row.rule, row.level, row.renewed_at) == ("RED_FLAG", Level.SAME_DAY, after)
