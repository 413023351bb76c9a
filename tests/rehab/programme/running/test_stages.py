import pytest

from rehab.programme.running.stages import (
    FREE,
    LAST,
    MINUTE,
    STAGES,
    restart_stage,
    sessions_a_week,
    start_stage,
)
from tests.rehab.programme.running.somebody import a_course


def test_the_ladder_has_the_stages_0_to_12_in_their_order() -> None:
    assert [stage.number for stage in STAGES] == [*range(LAST + 1)]
    assert FREE == LAST + 1


def test_the_stages_come_to_the_minutes_they_should() -> None:
    running = [0, 3, 6, 12, 15, 20, 20, 21, 24, 24, 25, 28, 30]
    in_all = [30, 15, 18, 24, 25, 25, 24, 24, 27, 26, 25, 28, 30]

    assert [stage.run_seconds / MINUTE for stage in STAGES] == running
    assert [stage.minutes for stage in STAGES] == in_all


def test_a_stage_asks_for_two_good_runs_and_the_last_for_six_in_two_weeks() -> None:
    assert [stage.passes for stage in STAGES] == [2] * 12 + [6]
    assert [stage.least_days for stage in STAGES] == [0] * 12 + [14]


def test_a_stage_says_what_to_do() -> None:
    assert STAGES[1].text == "Run for 30 seconds, then walk for 2 minutes. Do that 6 times."
    assert STAGES[5].text == "Run for 4 minutes, then walk for 1 minute. Do that 5 times."
    assert STAGES[10].text == "Run for 25 minutes without a break."


@pytest.mark.parametrize(
    ("days", "stage"),
    [(0, 6), (6, 6), (7, 4), (13, 4), (14, 2), (27, 2), (28, 1), (400, 1)],
)
def test_the_longer_the_time_off_the_lower_the_start(days: int, stage: int) -> None:
    assert start_stage(a_course().runner, days_off=days) == stage


@pytest.mark.parametrize("cause", ["mcl", "meniscus", "bone_stress_injury", "sifk"])
def test_some_causes_start_low_whatever_the_time_off(cause: str) -> None:
    assert start_stage(a_course("overload", cause).runner, days_off=0) == 1


@pytest.mark.parametrize(
    "runner", [{"slow": True}, {"factors": frozenset({"previous_injury"})}]
)
def test_age_and_an_earlier_injury_start_low(runner: dict[str, object]) -> None:
    assert start_stage(a_course(runner=runner).runner, days_off=0) == 1


@pytest.mark.parametrize(("stage", "start"), [(0, 0), (1, 1), (3, 1), (5, 2), (12, 9)])
def test_after_a_lock_it_starts_lower_than_before(stage: int, start: int) -> None:
    assert restart_stage(stage) == start


def test_three_runs_a_week_or_two_where_care_is_due() -> None:
    earlier = a_course(runner={"factors": frozenset({"previous_injury"})})

    assert sessions_a_week(a_course().runner) == 3
    assert sessions_a_week(earlier.runner) == 2
    assert sessions_a_week(a_course("sifk").runner) == 2
