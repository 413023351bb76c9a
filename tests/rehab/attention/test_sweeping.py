"""What no act tells of is found by the sweep."""

from datetime import date, timedelta

import pytest

from rehab.attention import Rule, raise_attention, settle_missed
from rehab.models import Attention, Heartbeat
from rehab.models.heartbeat import ATTENTION
from tests.factories import (
    NOON,
    a_clearance,
    a_follow_up,
    a_plan,
    a_result,
    a_runner,
    an_entry,
)
from tests.rehab.attention.steps import rules
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def test_the_first_sweep_fills_the_queue_with_all_there_is() -> None:
    checked, told = a_runner(), a_plan(reviewed_on=NOON.date())
    a_result(patient=checked, level=Level.SAME_DAY, at=NOON - 400 * DAY)
    an_entry(plan=told, level=Level.WITHIN_A_WEEK, at=NOON - 300 * DAY)

    done = settle_missed(at=NOON)

    assert {checked.pk, told.person_id} <= {*done}
    assert (rules(checked), rules(told.person)) == (["RED_FLAG"], ["VISIT"])
    assert Heartbeat.objects.get(name=ATTENTION).at == NOON


def test_the_next_sweep_looks_only_at_what_came_since() -> None:
    earlier, lately = a_runner(), a_runner()
    Heartbeat.objects.create(name=ATTENTION, at=NOON)
    a_result(patient=earlier, level=Level.SAME_DAY, at=NOON - 11 * MINUTE)
    a_result(patient=lately, level=Level.SAME_DAY, at=NOON - 9 * MINUTE)

    done = settle_missed(at=NOON + 5 * MINUTE)

    assert done == [lately.pk]
    assert rules(lately) == ["RED_FLAG"]


def test_nobody_else_s_check_is_about_anybody() -> None:
    a_runner()
    Heartbeat.objects.create(name=ATTENTION, at=NOON)

    assert settle_missed(at=NOON) == []


def test_what_only_time_brings_is_found() -> None:
    follow_up = a_follow_up()
    behind = a_plan(person=a_runner(time_zone="UTC"), begun_on=date(2026, 11, 25))
    Heartbeat.objects.create(name=ATTENTION, at=NOON + 4 * DAY)

    settle_missed(at=NOON + 5 * DAY)

    assert rules(follow_up.person) == ["NOT_SEEN", "RED_FLAG"]
    assert rules(behind.person) == ["BEHIND"]


def test_what_is_over_without_a_trace_is_closed() -> None:
    trusted, reviewed, heard = (a_plan(reviewed_on=NOON.date()) for _ in range(3))
    asking = {trusted: Rule.REFUSED, reviewed: Rule.BEHIND, heard: Rule.SILENT}
    for plan, rule in asking.items():
        raise_attention(
            person_id=plan.person_id, rule=rule, level=Level.SELF_CARE, why="x", at=NOON
        )
    an_entry(plan=heard, at=NOON + MINUTE)
    Heartbeat.objects.create(name=ATTENTION, at=NOON + HOUR)

    settle_missed(at=NOON + HOUR)

    assert Attention.objects.open().count() == 0


def test_a_visit_that_no_hook_heard_of_ends_what_it_covers() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.SAME_DAY)
    settle_missed(at=NOON)

    a_clearance(person=runner, at=NOON + HOUR)
    settle_missed(at=NOON + HOUR)

    assert rules(runner) == []


def test_one_that_fails_does_not_stop_the_others_and_is_looked_at_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken, fine = a_runner(), a_runner()
    for runner in (broken, fine):
        a_result(patient=runner, level=Level.SAME_DAY)
    broken.time_zone = "Nowhere/At_All"
    broken.save()

    done = settle_missed(at=NOON)

    assert done == [fine.pk]
    assert rules(fine) == ["RED_FLAG"]
    assert caplog.messages == [f"person {broken.pk}: nothing raised: ZoneInfoNotFoundError"]
    assert not Heartbeat.objects.filter(name=ATTENTION).exists()


def test_a_sweep_reads_as_much_for_many_as_it_must() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.SAME_DAY)

    first, second = settle_missed(at=NOON), settle_missed(at=NOON)

    assert first == second == [runner.pk]
    assert rules(runner) == ["RED_FLAG"]
