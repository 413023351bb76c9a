"""Who has looked, what they allowed, and what that clears."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.models import Clearance, Plan
from rehab.plans import (
    RunsWithoutExercise,
    SeenInTheFuture,
    SeenTooEarly,
    cleared_at,
    earliest_visit,
    has_red_flag,
    latest_visit,
    level_of,
    limits_of,
    pause_plan,
    record_clearance,
    record_seen_answer,
)
from rehab.programme.course import Limits
from rehab.programme.follow_up.limits import PROTECT
from tests.factories import (
    NOON,
    a_clearance,
    a_plan,
    a_question,
    a_reminder,
    a_result,
    a_runner,
    an_assessment,
)
from tests.rehab.steps import LATER, NOTHING_NEW, changes, told
from triage.rules.parts import Level
from triage.services import claim_assessment

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()
UNTIL_SEEN = Limits(max_phase=1, may_run=False, may_hop=False)
NO_IMPACT: dict[str, Any] = {"bone_spot": True, "landing": True}


def recorded(person: User, *, at: datetime = LATER, **said: Any) -> Clearance:
    defaults: dict[str, Any] = {
        "by": person,
        "seen_on": at.date(),
        "who": Clearance.Who.PHYSIO,
        "may_exercise": True,
        "may_run": True,
    }
    return record_clearance(person=person, at=at, **defaults | said)


def test_a_visit_is_kept_as_it_was_told() -> None:
    runner = a_runner()

    kept = recorded(runner, may_run=False, note="Sprain, grade I.")

    assert (kept.person, kept.by, kept.at, kept.seen_on) == (runner, runner, LATER, TODAY)
    assert (kept.who, kept.may_exercise, kept.may_run) == ("PHYSIO", True, False)
    assert kept.note == "Sprain, grade I."


def test_the_same_visit_told_twice_is_kept_once() -> None:
    runner = a_runner()

    first, again = recorded(runner), recorded(runner, at=LATER + DAY, seen_on=TODAY)

    assert first == again


def test_a_visit_told_again_after_something_new_is_kept_again() -> None:
    runner = a_runner()
    first = recorded(runner)
    a_result(patient=runner, level=Level.SAME_DAY, at=LATER + timedelta(minutes=1))

    at = LATER + timedelta(minutes=2)
    again = recorded(runner, at=at, seen_after=at)

    assert first != again


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"may_exercise": False}, RunsWithoutExercise),
        ({"seen_on": TODAY + 2 * DAY}, SeenInTheFuture),
        ({"seen_on": TODAY - 366 * DAY}, SeenTooEarly),
    ],
)
def test_what_no_visit_can_have_said_is_refused(
    said: dict[str, Any], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        recorded(a_runner(), **said)

    assert not Clearance.objects.exists()


def test_a_visit_from_before_what_it_is_to_clear_is_refused() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.WITHIN_A_WEEK)

    with pytest.raises(SeenTooEarly) as refused:
        recorded(runner, seen_on=TODAY - DAY)

    assert refused.value.earliest == TODAY


def test_a_visit_counts_four_weeks_ahead_for_what_can_wait_two() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.WITHIN_2_WEEKS)

    assert earliest_visit(runner, LATER) == TODAY - 28 * DAY


def test_a_pause_calls_for_a_visit_after_it_also_without_a_level() -> None:
    plan = a_plan()
    pause_plan(plan=plan, why="Call me first.", at=NOON)

    assert earliest_visit(plan.person, LATER) == TODAY


def test_who_tapped_wrong_can_tell_of_the_same_visit_again() -> None:
    plan = a_plan()
    seen_on = TODAY - DAY
    recorded(plan.person, seen_on=seen_on, may_exercise=False, may_run=False)

    right = recorded(plan.person, seen_on=seen_on, at=LATER + timedelta(minutes=1))

    assert cleared_at(plan.person) == right.at


def test_today_is_that_of_the_runner_or_of_anywhere_if_nobody_knows() -> None:
    late = datetime(2026, 11, 22, 23, tzinfo=UTC)
    berlin, nowhere = a_runner(time_zone="America/New_York"), a_runner()

    assert latest_visit(berlin, late) == date(2026, 11, 22)
    assert latest_visit(nowhere, late) == date(2026, 11, 23)


def test_a_red_flag_counts_until_a_visit_clears_it() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.EMERGENCY)
    before = has_red_flag(runner)

    a_clearance(person=runner, at=LATER)

    assert (before, has_red_flag(runner)) == (True, False)


def test_what_is_told_after_a_visit_counts_again() -> None:
    runner = a_runner()
    a_clearance(person=runner)
    a_result(patient=runner, level=Level.SAME_DAY, at=LATER)

    assert has_red_flag(runner)


def test_an_urgent_check_that_is_claimed_after_a_visit_is_not_covered_by_it() -> None:
    runner = a_runner()
    check = an_assessment(locking=True)
    a_clearance(person=runner, at=LATER)

    claim_assessment(assessment_id=check.pk, patient=runner, at=LATER + DAY)

    assert has_red_flag(runner)


def test_a_red_flag_in_the_diary_is_cleared_too() -> None:
    plan = a_plan()
    told(a_reminder(plan=plan), signs=NOTHING_NEW | {"new_calf": True})
    before = has_red_flag(plan.person)

    a_clearance(person=plan.person, at=LATER + DAY)

    assert (before, has_red_flag(plan.person)) == (True, False)


def test_a_visit_that_allows_nothing_clears_nothing_and_takes_back_an_earlier_one() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.SAME_DAY)
    a_clearance(person=runner, at=LATER)
    a_clearance(person=runner, at=LATER + DAY, may_exercise=False)

    assert has_red_flag(runner)
    assert cleared_at(runner) is None


def test_the_plan_is_told_of_a_visit() -> None:
    plan = a_plan()

    recorded(plan.person, may_run=False)

    why = "Seen by a physio on 22 November 2026: may exercise, no running for now."
    assert changes(plan) == [("VISIT", why, plan.person)]
    assert plan.changes.get().subject == "seen"


def test_without_leave_to_exercise_a_full_plan_waits_and_one_that_protects_goes_on() -> (
    None
):
    full, protects = a_plan(), a_plan(protect_only=True)

    for plan in (full, protects):
        recorded(plan.person, may_exercise=False, may_run=False)

    assert [plan.paused_at for plan in Plan.objects.order_by("pk")] == [LATER, None]
    assert [what for what, _, _ in changes(full)] == ["VISIT", "PAUSED"]
    assert [what for what, _, _ in changes(protects)] == ["VISIT"]


def test_a_plan_from_a_calm_check_knows_no_limits() -> None:
    plan = a_plan()

    assert limits_of(plan, TODAY) == Limits()


def test_a_visit_to_book_locks_running_until_somebody_has_looked() -> None:
    runner = a_runner()
    plan = a_plan(person=runner, assessment=a_result(patient=runner, level=Level(2)))
    before = limits_of(plan, TODAY)

    recorded(runner, seen_on=TODAY, may_run=False)
    exercise = limits_of(plan, TODAY)
    recorded(runner, seen_on=TODAY, at=LATER + DAY)

    assert before == UNTIL_SEEN
    assert exercise == Limits(may_run=False, may_hop=False)
    assert limits_of(plan, TODAY + DAY) == Limits()


def test_a_visit_covers_four_weeks_of_what_can_wait_two() -> None:
    plan = a_plan()
    a_clearance(person=plan.person)
    for days in (28, 29):
        check = NOON + days * DAY
        a_result(patient=plan.person, level=Level.WITHIN_2_WEEKS, at=check)

    assert limits_of(plan, TODAY + 28 * DAY) == Limits()
    assert limits_of(plan, TODAY + 29 * DAY) == UNTIL_SEEN
    assert level_of(plan) is Level.WITHIN_2_WEEKS


def test_a_visit_covers_nothing_more_urgent_that_comes_after_it() -> None:
    plan = a_plan()
    a_clearance(person=plan.person)
    a_result(patient=plan.person, level=Level.WITHIN_A_WEEK, at=LATER)

    assert limits_of(plan, TODAY) == PROTECT
    assert level_of(plan) is Level.WITHIN_A_WEEK


def test_what_a_visit_forbids_stays_forbidden() -> None:
    plan = a_plan()
    a_clearance(person=plan.person, may_exercise=False)

    assert limits_of(plan, TODAY) == PROTECT
    assert limits_of(plan, TODAY - DAY) == Limits()


def test_a_sign_of_a_stressed_bone_locks_running_whatever_the_level() -> None:
    runner = a_runner()
    plan = a_plan(person=runner, assessment=an_assessment(patient=runner, **NO_IMPACT))
    before = limits_of(plan, TODAY)

    a_clearance(person=runner, at=LATER)
    cleared = limits_of(plan, TODAY)
    an_assessment(patient=runner, at=LATER + DAY, **NO_IMPACT)

    assert (before.may_run, before.may_hop) == (False, False)
    assert cleared == Limits()
    assert limits_of(plan, TODAY + DAY) == Limits(may_run=False, may_hop=False)


def test_a_plan_that_protects_does_nothing_else() -> None:
    assert limits_of(a_plan(protect_only=True), TODAY) == PROTECT


def test_a_visit_that_a_rule_called_for_counts() -> None:
    plan = a_plan()
    plan.changes.create(what="VISIT", why="No better.", level=2, at=LATER)

    assert limits_of(plan, TODAY) == UNTIL_SEEN


def test_to_have_got_worse_after_a_visit_calls_for_another() -> None:
    question = a_question()
    runner = question.person
    a_clearance(person=runner, at=LATER)
    plan = a_plan(person=runner, mails=False)
    record_seen_answer(reminder=question, said="WORSE", at=LATER + DAY)

    assert earliest_visit(runner, LATER + 2 * DAY) == TODAY + DAY
    assert level_of(plan) is Level.WITHIN_A_WEEK
