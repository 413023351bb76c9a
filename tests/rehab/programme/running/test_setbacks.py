from datetime import date

import pytest

from rehab.programme.course import Change, Course, What, apply
from rehab.programme.running.ladder import after_run
from rehab.programme.running.setbacks import FAILED, SWOLLEN, WENT_WRONG_TWICE
from rehab.programme.running.stages import FREE
from rehab.programme.told import Day, History, RunTold, Swelling
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


def moved(changes: tuple[Change, ...]) -> dict[What, str]:
    return {change.what: change.after for change in changes}


def lived(course: Course, history: History, first: int, last: int) -> Course:
    """Return where ``course`` stands after each day from ``first`` to ``last``."""
    for number in range(first, last + 1):
        on = day(number)
        for change in after_run(course, history, on):
            course = apply(course, change, on)
    return course


def sore(*mornings: int) -> tuple[Day, ...]:
    return tuple(Day(on=day(n), pain=p, morning=p) for n, p in enumerate(mornings, start=1))


def rest(number: int) -> str:
    return day(number).isoformat()


@pytest.mark.parametrize("trouble", [{"pain": 4}, {"limped": True}])
def test_a_bad_run_costs_two_days_of_rest_and_a_stage(trouble: dict[str, int]) -> None:
    history = runs(by_ladder(0, 5, **trouble))

    found = after_run(a_course(stage=5), history, day(0))

    assert moved(found) == {What.REST: rest(3), What.STAGE: "4"}
    assert all(change.why for change in found)


def test_a_bad_run_from_before_running_opened_costs_no_stage_once_it_has_rested() -> None:
    history = runs(by_ladder(-3, 1, pain=6))
    locked = lived(a_course(), history, -3, -1)
    opened = apply(locked, Change(what=What.STAGE, after="1", why="."), day(0))

    assert (locked.stage, locked.rest_until, opened.opened_on) == (None, day(0), day(0))
    assert after_run(opened, history, day(0)) == ()


@pytest.mark.parametrize(
    ("history", "told_on", "after"),
    [
        (runs(by_ladder(-1, 3, pain=6)), 0, "2"),  # not told until running had opened
        (runs(by_ladder(-1, 3, next_morning=None), days=calm(1, 1, morning=2)), 1, "1"),
    ],
)
def test_what_is_news_of_a_run_from_before_running_opened_costs_stages(
    history: History, told_on: int, after: str
) -> None:
    opened = a_course(stage=3, stage_since=day(0), opened_on=day(0))

    assert moved(after_run(opened, history, day(told_on)))[What.STAGE] == after


def test_a_run_with_some_pain_is_done_once_more() -> None:
    history = runs(by_ladder(0, 5, pain=3))

    assert after_run(a_course(stage=5), history, day(1)) == ()


def test_pain_for_more_than_a_day_costs_two_stages_in_all() -> None:
    history = runs(by_ladder(0, 5, pain=4, next_morning=None), days=sore(2, 1, 0))

    course = lived(a_course(stage=5), history, 0, 3)

    assert (course.stage, course.rest_until) == (3, day(5))


def test_pain_for_more_than_two_days_costs_three_stages_and_five_days() -> None:
    history = runs(by_ladder(0, 5, next_morning=None), days=sore(1, 1, 1))

    course = lived(a_course(stage=5), history, 0, 3)

    assert (course.stage, course.rest_until) == (2, day(9))
    assert course.visits == {}


@pytest.mark.parametrize(
    ("stage", "after"), [(12, "9"), (5, "2"), (4, "1"), (3, "1"), (2, "1"), (1, "0")]
)
def test_swelling_costs_three_stages_but_not_the_first(stage: int, after: str) -> None:
    history = runs(by_ladder(0, stage, swelling=Swelling.SAME))

    found = after_run(a_course(stage=stage), history, day(0))

    assert moved(found) == {What.REST: rest(6), What.STAGE: after, What.VISIT: ""}


def test_below_the_lowest_stage_there_is_none() -> None:
    history = runs(by_ladder(0, 0, pain=5, swelling=Swelling.SAME))

    found = after_run(a_course(stage=0), history, day(0))

    assert moved(found) == {What.REST: rest(6), What.VISIT: ""}


def test_swelling_calls_for_a_visit_and_more_of_it_for_a_sooner_one() -> None:
    same, more = (
        after_run(a_course(stage=5), runs(by_ladder(0, 5, swelling=swelling)), day(0))[-1]
        for swelling in (Swelling.SAME, Swelling.MORE)
    )

    assert (same.what, same.subject, same.level) == (
        What.VISIT,
        SWOLLEN,
        Level.WITHIN_2_WEEKS,
    )
    assert (more.what, more.subject, more.level) == (
        What.PAUSE,
        SWOLLEN,
        Level.WITHIN_A_WEEK,
    )


@pytest.mark.parametrize(
    "run",
    [
        by_ladder(0, 5, pain=6),
        by_ladder(0, 5, swelling=Swelling.SAME),
        a_run(0, pain=6),  # off the ladder
        a_run(0, swelling=Swelling.SAME),
    ],
)
def test_what_was_changed_is_not_changed_twice(run: RunTold) -> None:
    course = lived(a_course(stage=5), runs(run), 0, 0)

    assert lived(course, runs(run), 0, 20) == course


def test_a_bad_run_off_the_ladder_costs_as_much() -> None:
    found = after_run(a_course(stage=5), runs(a_run(0, pain=6)), day(0))

    assert moved(found) == {What.REST: rest(3), What.STAGE: "4"}


def test_some_pain_on_a_run_off_the_ladder_costs_nothing() -> None:
    found = after_run(a_course(stage=5), runs(a_run(0, pain=3)), day(0))

    assert found == ()


def test_a_bad_run_while_running_is_locked_costs_rest() -> None:
    found = after_run(a_course(), runs(a_run(0, pain=6)), day(0))

    assert moved(found) == {What.REST: rest(3)}


def test_a_rest_that_lasts_longer_stays() -> None:
    course = a_course(stage=5, rest_until=day(10))

    found = after_run(course, runs(by_ladder(0, 5, pain=6)), day(0))

    assert moved(found) == {What.STAGE: "4"}


def test_a_new_rest_names_the_one_before() -> None:
    course = a_course(stage=5, rest_until=day(-20))

    change, *_ = after_run(course, runs(by_ladder(0, 5, pain=6)), day(0))

    assert (change.before, change.after) == (rest(-20), rest(3))


def test_a_stage_that_went_wrong_twice_sends_back_to_the_one_before() -> None:
    history = runs(by_ladder(-2, 5, pain=3), by_ladder(0, 5, pain=3))

    (change,) = after_run(a_course(stage=5, stage_since=day(-5)), history, day(0))

    assert (change.what, change.after, change.why) == (What.STAGE, "4", WENT_WRONG_TWICE)


def test_a_stage_that_went_wrong_three_times_calls_for_a_visit_once() -> None:
    history = runs(
        by_ladder(-20, 5, pain=3), by_ladder(-12, 5, pain=5), by_ladder(0, 5, pain=3)
    )
    course = a_course(stage=5, stage_since=day(-1))

    found = after_run(course, history, day(0))
    after = lived(course, history, 0, 0)

    assert [(change.what, change.subject) for change in found] == [
        (What.STAGE, ""),
        (What.VISIT, FAILED),
    ]
    assert found[-1].level is Level.WITHIN_2_WEEKS
    assert after_run(after, history, day(1)) == ()


def test_what_went_wrong_four_weeks_ago_is_forgotten() -> None:
    history = runs(by_ladder(-29, 5, pain=3), by_ladder(0, 5, pain=3))

    assert after_run(a_course(stage=5), history, day(0)) == ()


def test_who_plans_by_the_week_keeps_that_after_one_bad_run() -> None:
    found = after_run(planning_by_week(), runs(a_run(0, pain=5)), day(0))

    assert moved(found) == {What.REST: rest(3)}


def test_who_plans_by_the_week_goes_back_to_the_ladder_after_two_bad_runs() -> None:
    history = runs(a_run(-10, pain=5), a_run(0, pain=5))
    course = planning_by_week(weeks=6)

    found = after_run(course, history, day(0))

    assert moved(found) == {What.REST: rest(3), What.STAGE: "12"}
    assert lived(course, history, 0, 3).stage == 12


def test_some_pain_sends_nobody_back_to_the_ladder() -> None:
    history = runs(a_run(-4, pain=3), a_run(-2, pain=3), a_run(0, pain=3))

    assert after_run(planning_by_week(weeks=6), history, day(0)) == ()


def test_swelling_sends_back_to_the_ladder() -> None:
    history = runs(a_run(0, swelling=Swelling.SAME))

    course = lived(planning_by_week(), history, 0, 4)

    assert (course.stage, course.rest_until) == (FREE - 3, day(6))


@pytest.mark.parametrize("number", [3, 10])
def test_what_is_told_late_still_costs(number: int) -> None:
    history = runs(by_ladder(0, 5, next_morning=None), days=sore(1, 1))

    found = after_run(a_course(stage=5, stage_since=day(-1)), history, day(number))

    assert moved(found) == {What.REST: rest(5), What.STAGE: "3"}


def test_what_is_told_much_later_costs_nothing() -> None:
    history = runs(by_ladder(0, 5, next_morning=None), days=sore(1, 1))

    assert after_run(a_course(stage=5, stage_since=day(-1)), history, day(11)) == ()


def test_an_old_run_costs_nothing_once_the_stage_has_moved() -> None:
    history = runs(by_ladder(0, 5, pain=5))
    course = a_course(stage=5, stage_since=day(6), rest_until=day(3))

    assert after_run(course, history, day(7)) == ()


def test_who_has_moved_up_in_spite_of_a_run_does_not_go_back_for_it() -> None:
    history = runs(by_ladder(0, 0, pain=5))
    since_then = a_course(stage=1, stage_since=day(1), rest_until=day(3))
    same_day = a_course(stage=1, stage_since=day(0), rest_until=day(3))

    assert after_run(since_then, history, day(3)) == ()
    assert moved(after_run(same_day, history, day(3))) == {What.STAGE: "0"}


def test_nothing_is_known_of_days_to_come() -> None:
    history = runs(by_ladder(2, 5, pain=5), days=calm(0, 3))

    assert after_run(a_course(stage=5), history, date(2026, 3, 3)) == ()


def test_three_runs_off_the_ladder_that_were_too_much_call_for_a_visit() -> None:
    history = runs(*(a_run(n, pain=7) for n in (0, 3, 6)))

    found = [
        [change.subject for change in after_run(course, history.until(on), on)]
        for course in (a_course(stage=None), a_course(stage=4))
        for on in (day(3), day(6))
    ]

    assert [FAILED in subjects for subjects in found] == [False, True] * 2


def test_runs_off_the_ladder_that_hurt_a_little_call_for_nothing() -> None:
    history = runs(*(a_run(n, pain=3) for n in (0, 3, 6)))

    assert after_run(a_course(stage=None), history, day(6)) == ()
