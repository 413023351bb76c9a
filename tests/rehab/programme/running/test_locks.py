from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.programme.course import Change, Limits, What
from rehab.programme.phases.gates import RUN
from rehab.programme.running.locks import (
    OPEN,
    open_running,
    run_locks,
)
from rehab.programme.told import (
    Amount,
    CheckInTold,
    Day,
    Feeling,
    GateTold,
    History,
    SessionTold,
    Swelling,
)
from tests.rehab.programme.running.somebody import (
    a_course,
    a_run,
    by_ladder,
    calm,
    day,
    list_met,
    ready,
)
from triage.rules.parts import Level

TODAY = day(0)


def locked(history: History, *causes: str, on: date = TODAY, **given: Any) -> list[str]:
    return [lock.id for lock in run_locks(a_course(*causes, **given), history, on)]


def flagged(on: int, level: Level = Level.WITHIN_2_WEEKS) -> tuple[Day, ...]:
    days = calm(-20, 0)
    return tuple(
        replace(each, level=level) if each.on == day(on) else each for each in days
    )


def test_running_opens_once_nothing_locks_it() -> None:
    assert locked(ready()) == []
    assert open_running(a_course(), ready(), TODAY) == (
        Change(what=What.STAGE, after="1", why=OPEN),
    )


@pytest.mark.parametrize("pain", [2, 3, 10])
@pytest.mark.parametrize("on", [-7, -3, 0])
def test_checklist_55_any_pain_over_the_limit_in_the_week_locks_the_first_run(
    pain: int, on: int
) -> None:
    days = (*calm(-20, on - 1), Day(on=day(on), pain=pain), *calm(on + 1, 0))
    history = ready(days=days)

    assert locked(history) == ["pain"]
    assert open_running(a_course(), history, TODAY) == ()


@pytest.mark.parametrize("level", [level for level in Level if level > Level.SELF_CARE])
@pytest.mark.parametrize("on", [-7, -1, 0])
def test_checklist_55_any_red_flag_in_the_week_locks_the_first_run(
    level: Level, on: int
) -> None:
    history = ready(days=flagged(on, level))

    assert "flag" in locked(history)
    assert open_running(a_course(), history, TODAY) == ()


@given(on=st.integers(-7, 0), stage=st.sampled_from([None, *range(14)]))
def test_a_red_flag_locks_running_for_a_week_wherever_somebody_stands(
    on: int, stage: int | None
) -> None:
    assert "flag" in locked(ready(days=flagged(on)), stage=stage)


def test_after_a_red_flag_the_list_is_gone_through_anew() -> None:
    history = ready(days=flagged(-8), gates=list_met(-10, -2))

    assert locked(history) == ["list_once"]
    assert locked(ready(days=flagged(-8), gates=list_met(-7, -2))) == []


def test_a_lock_says_when_it_may_be_over() -> None:
    flag, *_ = run_locks(a_course(), ready(days=flagged(-3)), TODAY)
    course = a_course("overload", exercises_began_on=day(-7))
    early, *_ = run_locks(course, ready(), TODAY)

    assert (flag.id, flag.opens_on) == ("flag", day(5))
    assert (early.id, early.opens_on) == ("too_early", day(14))


def test_pain_at_a_check_in_and_in_the_morning_counts_too() -> None:
    check_in = CheckInTold(on=day(-2), now=3, worst=3, feeling=Feeling.SAME)
    session = SessionTold(on=day(-4), amount=Amount.ALL, next_morning=2)

    assert locked(ready(check_ins=(check_in,))) == ["pain"]
    assert locked(ready(sessions=(session,))) == ["pain"]


@pytest.mark.parametrize(("on", "found"), [(-8, []), (-7, ["night_pain"])])
def test_pain_at_night_locks_for_a_week(on: int, found: list[str]) -> None:
    days = tuple(replace(each, night_pain=each.on == day(on)) for each in calm(-20, 0))

    assert locked(ready(days=days)) == found


@pytest.mark.parametrize(
    "days",
    [
        (),
        calm(-3, 0),  # calm, but for how long?
        (*calm(-9, -8), *calm(-1, 0)),  # twice in the week is too little
    ],
)
def test_calm_has_to_be_told(days: tuple[Day, ...]) -> None:
    assert locked(ready(days=days)) == ["pain_not_told"]


def test_a_day_with_an_open_list_of_signs_is_not_told_to_be_calm() -> None:
    answered = (*calm(-6, -6), *calm(-3, -3))
    left_open = replace(calm(0, 0)[0], list_answered=False)

    assert locked(ready(days=(*answered, left_open))) == ["pain_not_told"]
    sore = (*calm(-20, -1), replace(left_open, pain=5))
    assert locked(ready(days=sore)) == ["pain"]


def test_calm_told_three_times_in_a_week_is_enough() -> None:
    days = (*calm(-6, -6), *calm(-3, -3), *calm(0, 0))

    assert locked(ready(days=days)) == []


def test_where_a_physio_set_it_a_little_pain_does_not_lock() -> None:
    limits = Limits(pain_guided=True)
    history = ready(days=calm(-20, 0, pain=2))
    sore_lately = ready(days=(*calm(-20, -14, pain=3), *calm(-13, 0)))

    assert locked(history, limits=limits) == []
    assert locked(history, "plica", limits=limits) == ["pain"]
    assert locked(sore_lately, limits=limits) == ["pain"]


@pytest.mark.parametrize(("cause", "first_locked"), [("overload", -7), ("meniscus", -14)])
def test_swelling_locks_for_one_week_or_two_with_a_meniscus(
    cause: str, first_locked: int
) -> None:
    for on, found in ((first_locked, ["swelling"]), (first_locked - 1, [])):
        days = tuple(
            replace(each, swelling=Swelling.SAME) if each.on == day(on) else each
            for each in calm(-20, 0)
        )

        assert locked(ready(days=days), cause) == found


def test_swelling_at_the_start_counts_from_there() -> None:
    swollen = {"swollen": True}

    assert "swelling" in locked(ready(), runner=swollen, begun_on=day(-7))
    assert locked(ready(), runner=swollen) == []


def test_some_causes_need_weeks_of_exercises_first() -> None:
    assert locked(ready(), "meniscus", exercises_began_on=day(-41)) == ["too_early"]
    assert locked(ready(), "meniscus", exercises_began_on=day(-42)) == []
    assert locked(ready(), "overload", exercises_began_on=None) == ["too_early"]


def test_with_a_stressed_bone_only_whoever_looked_can_open_running() -> None:
    assert locked(ready(), "bone_stress_injury") == ["only_told"]
    assert locked(History(), "bone_stress_injury") == ["only_told"]
    assert locked(ready(), "bone_stress_injury", cleared_on=day(-30)) == []


def test_the_whole_list_cannot_be_met_while_hops_are_locked() -> None:
    limits = Limits(may_hop=False)

    assert locked(ready(), "meniscus", limits=limits) == ["no_hops"]
    assert locked(ready(), "overload", limits=limits) == []


@pytest.mark.parametrize(
    ("gates", "found"),
    [
        ((), ["list"]),
        (list_met(-2), ["list_once"]),
        (list_met(-2, -1), ["list_once"]),
        (list_met(-2, 0), []),
        (list_met(-20, -18), ["list"]),
        ((*list_met(-6, -4), GateTold(gate=RUN, on=day(-1), passed=False)), ["list"]),
        ((GateTold(gate="phase-1", on=day(-3), passed=True),), ["list"]),
    ],
)
def test_the_list_is_met_twice_two_days_apart_and_lately(
    gates: tuple[GateTold, ...], found: list[str]
) -> None:
    assert locked(ready(gates=gates)) == found


def test_a_list_from_before_a_physio_took_something_back_is_gone_through_again() -> None:
    assert locked(ready(gates=list_met(-6, -4)), overruled_on=day(-5)) == ["list_once"]
    assert locked(ready(gates=list_met(-6, -4)), overruled_on=day(-7)) == []


def test_after_somebody_looked_the_list_is_gone_through_anew() -> None:
    assert locked(ready(gates=list_met(-9, -7)), cleared_on=day(-8)) == ["list_once"]
    assert locked(ready(gates=list_met(-9, -7)), cleared_on=day(-7)) == ["list"]
    assert locked(ready(gates=list_met(-9, -7)), cleared_on=day(-10)) == []


def test_after_somebody_looked_the_calm_days_count_anew() -> None:
    assert locked(ready(gates=list_met(-2, 0)), cleared_on=day(-6)) == ["pain_not_told"]
    assert locked(ready(gates=list_met(-2, 0)), cleared_on=day(-7)) == []


def test_who_said_that_it_is_worse_waits_a_week_also_once_somebody_looked() -> None:
    days = tuple(replace(each, worse=each.on == day(-1)) for each in calm(-20, 0))

    assert "flag" in locked(ready(days=days), cleared_on=TODAY)
    assert "flag" in locked(ready(days=days), stage=4)


def test_checklist_34_nobody_runs_in_the_first_days() -> None:
    assert locked(ready(), phase=0) == ["settling"]
    assert locked(ready(), phase=0, stage=6) == ["settling"]


@pytest.mark.parametrize("stage", [None, 4])
def test_what_others_must_decide_locks_running(stage: int | None) -> None:
    assert locked(ready(), stage=stage, paused=True) == ["paused"]
    unseen = Limits().until_seen()
    assert locked(ready(), stage=stage, limits=unseen) == ["not_cleared"]
    protect = Limits(protect_only=True)
    assert locked(ready(), stage=stage, limits=protect) == ["not_cleared"]
    assert locked(History(), stage=stage, limits=protect, phase=0) == ["not_cleared"]
    assert locked(History(days=flagged(0)), stage=stage, limits=unseen) == ["not_cleared"]


def test_once_open_the_list_is_not_asked_again() -> None:
    assert locked(History(), stage=3) == []


def test_running_opens_once() -> None:
    assert open_running(a_course(stage=3), ready(), TODAY) == ()


def test_the_first_stage_goes_by_the_time_off_and_the_plan_so_far() -> None:
    new: Any = {"begun_on": day(-5), "exercises_began_on": day(-5)}
    (change,) = open_running(a_course("patellofemoral", **new), ready(), TODAY)
    weeks_off: Any = {"runner": {"weeks_off": 1}}
    (later,) = open_running(a_course("patellofemoral", **new, **weeks_off), ready(), TODAY)

    assert (change.after, later.after) == ("6", "4")


def test_who_was_locked_again_starts_lower_than_before() -> None:
    history = ready(runs=(by_ladder(-9, 5), a_run(-8)))
    long_ago = ready(runs=(by_ladder(-40, 5),))

    assert open_running(a_course(), history, TODAY)[0].after == "2"
    assert open_running(a_course(), long_ago, TODAY)[0].after == "1"
