from dataclasses import replace
from typing import Any

import pytest

from rehab.programme.care.meanwhile import RUN_ON
from rehab.programme.course import Change, Course, Limits, What, apply
from rehab.programme.running.ladder import (
    BY_WEEK,
    NOT_RUN,
    STOP_NOW,
    UP,
    WORDS,
    after_gap,
    after_run,
    passes,
    words_for_run,
)
from rehab.programme.running.outcome import Outcome
from rehab.programme.running.stages import FREE, LAST, STAGES
from rehab.programme.told import Day, History, Intensity, RunTold, Surface
from tests.rehab.programme.running.somebody import (
    a_course,
    a_run,
    by_ladder,
    calm,
    day,
    planning_by_week,
    runs,
)
from triage.rules.parts import Level


def on_stage(stage: int = 3, **given: Any) -> Course:
    return a_course(stage=stage, **{"stage_since": day(0)} | given)


TWO_PASSES = (by_ladder(0, 3), by_ladder(2, 3))


def test_after_its_passes_the_next_stage_comes() -> None:
    assert after_run(on_stage(), runs(*TWO_PASSES), day(3)) == (
        Change(what=What.STAGE, before="3", after="4", why=UP),
    )


def test_it_waits_for_the_morning_after() -> None:
    second = replace(TWO_PASSES[1], next_morning=None)
    untold = runs(TWO_PASSES[0], second)
    told = runs(TWO_PASSES[0], second, days=calm(4, 4))

    assert after_run(on_stage(), untold, day(3)) == ()
    assert after_run(on_stage(), untold, day(20)) == ()
    assert after_run(on_stage(), told, day(4)) != ()


def test_each_stage_can_be_passed_and_none_is_skipped() -> None:
    for stage in STAGES:
        enough = tuple(by_ladder(2 * n, stage.number) for n in range(stage.passes))
        last = 2 * stage.passes - 1

        before = after_run(on_stage(stage.number), runs(*enough[:-1]), day(last - 1))
        (up,) = after_run(on_stage(stage.number), runs(*enough), day(max(last, 14)))

        assert before == ()
        assert (up.before, up.after) == (str(stage.number), str(stage.number + 1))


def test_the_last_stage_takes_two_weeks() -> None:
    history = runs(*(by_ladder(2 * n, LAST) for n in range(6)))

    assert after_run(on_stage(LAST), history, day(13)) == ()
    (up,) = after_run(on_stage(LAST), history, day(14))
    assert (up.after, up.why) == (str(FREE), BY_WEEK)


@pytest.mark.parametrize(
    "second",
    [
        by_ladder(1, 3),  # no day of rest before it
        by_ladder(0, 3),  # twice on one day
        by_ladder(2, 2),
        by_ladder(2, 4),
        by_ladder(2, 3, minutes=23),  # cut short
        by_ladder(2, 3, intensity=Intensity.STRIDES),
        by_ladder(2, 3, surface=Surface.ROAD),
        by_ladder(2, 3, climb=200),
        by_ladder(2, 3, pain=3),
        by_ladder(2, 3, counts=False),
        a_run(2),
        by_ladder(5, 3),  # more than three full days later: it counts anew
    ],
)
def test_what_does_not_count_as_a_pass(second: RunTold) -> None:
    assert passes(on_stage(), runs(TWO_PASSES[0], second), day(6)) == 1
    assert after_run(on_stage(), runs(TWO_PASSES[0], second), day(6)) == ()


def test_after_a_run_that_was_too_much_it_counts_anew() -> None:
    told = (by_ladder(0, 0), by_ladder(2, 0, pain=5), by_ladder(5, 0))

    assert passes(on_stage(0), runs(*told), day(6)) == 1


def test_three_full_days_between_two_runs_are_not_too_many() -> None:
    assert passes(on_stage(), runs(by_ladder(0, 3), by_ladder(4, 3)), day(5)) == 2


def test_runs_before_the_stage_began_do_not_count_but_ask_for_rest_too() -> None:
    course = on_stage(stage_since=day(2))

    assert passes(course, runs(*TWO_PASSES), day(3)) == 1
    assert passes(course, runs(by_ladder(1, 2), by_ladder(2, 3)), day(3)) == 0


def test_without_a_stage_nothing_counts() -> None:
    assert passes(a_course(begun_on=day(0)), runs(*TWO_PASSES), day(3)) == 0
    assert passes(planning_by_week(), runs(a_run(0), a_run(2)), day(3)) == 0
    assert after_run(a_course(), runs(*TWO_PASSES), day(3)) == ()
    assert after_run(planning_by_week(), runs(a_run(0), a_run(2)), day(3)) == ()


def test_a_run_by_a_ladder_that_is_done_is_no_pass() -> None:
    done = replace(a_run(0), stage=FREE)

    assert passes(planning_by_week(stage_since=day(0)), runs(done), day(1)) == 0


@pytest.mark.parametrize(
    "barred",
    [
        {"paused": True},
        {"rest_until": day(4)},
        {"phase": 0},
    ],
)
def test_nobody_moves_up_while_running_is_barred(barred: dict[str, Any]) -> None:
    assert after_run(on_stage(**barred), runs(*TWO_PASSES), day(3)) == ()
    assert after_run(on_stage(rest_until=day(3)), runs(*TWO_PASSES), day(3)) != ()


def test_nobody_moves_up_after_a_run_that_has_to_be_repeated() -> None:
    history = runs(*TWO_PASSES, by_ladder(4, 3, pain=3))

    assert after_run(on_stage(), history, day(5)) == ()
    assert after_run(on_stage(), runs(*history.runs, by_ladder(6, 3)), day(7)) != ()


@pytest.mark.parametrize(("pain", "guided_pain"), [(2, 3), (5, 5)])
def test_nobody_moves_up_in_a_week_with_pain_in_daily_life(
    pain: int, guided_pain: int
) -> None:
    def moves(on: int, pain: int, **given: Any) -> tuple[Change, ...]:
        sore = runs(*TWO_PASSES, days=calm(-5, -5, pain=pain))
        return after_run(on_stage(**given), sore, day(on))

    guided = {"limits": Limits(pain_guided=True)}

    assert moves(3, 1) != ()
    assert moves(2, pain) == ()
    assert moves(3, pain) != ()
    assert moves(2, guided_pain, **guided) == ()


def test_where_a_physio_set_it_a_little_daily_pain_keeps_nobody_back() -> None:
    history = runs(*TWO_PASSES, days=calm(1, 1, pain=2, morning=0))

    assert after_run(on_stage(), history, day(3)) == ()
    assert after_run(on_stage(limits=Limits(pain_guided=True)), history, day(3)) != ()


def test_nobody_moves_up_in_the_week_of_a_red_flag() -> None:
    flag = Day(on=day(-4), pain=0, level=Level.WITHIN_A_WEEK)
    history = History(runs=TWO_PASSES, days=(flag,))

    assert after_run(on_stage(), history, day(3)) == ()
    assert after_run(on_stage(), history, day(4)) != ()


def test_before_a_stage_that_went_wrong_twice_comes_a_whole_week() -> None:
    wrong = (by_ladder(-12, 4, pain=3), by_ladder(-3, 4, pain=3))
    history = runs(*wrong, *TWO_PASSES, by_ladder(4, 3))

    assert after_run(on_stage(), history, day(6)) == ()
    assert after_run(on_stage(), history, day(7)) != ()


@pytest.mark.parametrize(
    ("stage", "last", "on", "after"),
    [
        (6, 0, 8, None),  # 7 full days
        (6, 0, 9, "4"),
        (6, 0, 15, "4"),
        (6, 0, 16, "2"),
        (12, 0, 16, "8"),
        (12, 0, 30, "1"),
        (3, 0, 16, "1"),
        (1, 0, 9, "0"),
        (0, 0, 30, None),
        (FREE, 0, 9, "11"),
        (FREE, 0, 16, "9"),
    ],
)
def test_days_without_a_run_lead_back_down(
    stage: int, last: int, on: int, after: str | None
) -> None:
    course = a_course(stage=stage, stage_since=day(-9))

    found = after_gap(course, runs(a_run(last)), day(on))

    assert [change.after for change in found] == ([] if after is None else [after])
    assert {change.why for change in found} <= {NOT_RUN}


def test_a_gap_costs_its_stages_once() -> None:
    course, history = a_course(stage=8, stage_since=day(-9)), runs(a_run(0))
    stages = {}
    for number in range(40):
        for change in after_gap(course, history, day(number)):
            course = apply(course, change, day(number))
            stages[number] = course.stage

    assert stages == {9: 6, 16: 4, 30: 1}


def test_rest_after_a_bad_run_is_no_gap() -> None:
    course = a_course(stage=8, stage_since=day(0), rest_until=day(9))

    assert after_gap(course, runs(a_run(0)), day(8)) == ()
    assert after_gap(course, runs(a_run(0)), day(17)) == ()
    assert after_gap(course, runs(a_run(0)), day(18)) != ()


def test_who_never_began_goes_down_from_the_day_running_opened() -> None:
    course = a_course(stage=6, stage_since=day(0))

    assert after_gap(course, History(), day(8)) == ()
    assert after_gap(course, History(), day(9)) != ()


def test_days_before_whoever_looked_let_it_go_on_are_no_gap() -> None:
    course = a_course(stage=6, stage_since=day(0), cleared_on=day(12))

    assert after_gap(course, runs(a_run(0)), day(14)) == ()


def test_a_locked_course_has_no_gap() -> None:
    assert after_gap(a_course(), History(), day(40)) == ()


def test_checklist_29_stop_comes_first_and_planned_runs_are_locked() -> None:
    run = by_ladder(0, 3, limped=True)

    words = words_for_run(on_stage(), runs(run), run, day(0))
    rest, *_ = after_run(on_stage(), runs(run), day(0))

    assert words == (STOP_NOW, WORDS[Outcome.BAD])
    assert STOP_NOW.startswith("Stop running now")
    assert (rest.what, rest.after) == (What.REST, day(3).isoformat())


def test_checklist_29_strong_pain_stops_the_run_too() -> None:
    run = by_ladder(0, 3, pain=4)

    assert words_for_run(on_stage(), runs(run), run, day(0))[0] == STOP_NOW


@pytest.mark.parametrize("stage", [None, 3])
def test_checklist_32_a_run_in_the_first_days_hears_that_it_makes_it_worse(
    stage: int | None,
) -> None:
    course = a_course(phase=0, stage=stage)
    run = a_run(0)

    assert words_for_run(course, runs(run), run, day(0)) == (RUN_ON,)
    assert "makes it worse and makes it last longer" in RUN_ON


def test_a_run_while_it_is_locked_hears_the_same_after_the_stop() -> None:
    run = a_run(0, pain=6)

    assert words_for_run(a_course(), runs(run), run, day(0)) == (STOP_NOW, RUN_ON)


def test_a_run_hears_what_it_came_to() -> None:
    waiting = by_ladder(0, 3, next_morning=None)

    assert words_for_run(on_stage(), runs(waiting), waiting, day(0)) == (
        WORDS[Outcome.WAITING],
    )
    assert {*WORDS} == {*Outcome}
