from rehab.programme.course import Course
from rehab.programme.running.ceilings import ceilings
from rehab.programme.told import Amount, Day, History, SessionTold
from rehab.views.page.rows import Planned
from rehab.views.page.week import ThisWeek, WeekDay, week_shown
from tests.rehab.programme.running.somebody import (
    a_course,
    a_run,
    a_week,
    by_ladder,
    calm,
    day,
    planning_by_week,
)
from tests.rehab.views.page.test_progress import a_planned_week


def letters(week: tuple[WeekDay, ...]) -> str:
    """Return a week in short: s and r are due, S and R were done, . is nothing."""
    marks = []
    for each in week:
        session = "S" if each.session_done else "s" * each.session
        run = "R" if each.run_done else "r" * each.run
        marks.append(session + run or ".")
    return " ".join(marks)


def shown(
    course: Course, history: History, on: int, *, planned: Planned | None = None
) -> tuple[WeekDay, ...]:
    most = ceilings(course, history, day(on))
    week = ThisWeek(on=day(on), limits=most, planned=planned)
    return week_shown(course, history, week)


def test_a_week_shows_what_was_due_what_was_done_and_what_comes() -> None:
    course = a_course(exercises_began_on=day(0), phase=2)
    history = History(
        owed=(day(0), day(2)),
        sessions=(
            SessionTold(on=day(0), amount=Amount.ALL),
            SessionTold(on=day(2), amount=Amount.NONE),
        ),
    )

    week = shown(course, history, 3)

    assert letters(week) == "S . s . s . ."
    assert [each.today for each in week] == [False, False, False, True, *[False] * 3]
    assert [each.past for each in week] == [True] * 3 + [False] * 4
    assert [each.free for each in week] == [False, True, False, True, False, True, True]


def test_runs_of_the_ladder_stand_on_every_other_day() -> None:
    course = a_course(exercises_began_on=None, phase=2, stage=2)

    assert letters(shown(course, History(), 0)) == "r . r . r . ."
    assert letters(shown(course, History(runs=(by_ladder(0, 2),)), 1)) == "R . r . r . ."


def test_no_run_stands_on_a_day_that_something_speaks_against() -> None:
    course = a_course(exercises_began_on=None, stage=2)
    sore = History(days=(Day(on=day(0), pain=4),))

    assert letters(shown(course, sore, 0)) == ". r . r . r ."


def test_checklist_34_no_run_stands_in_the_week_of_the_first_days() -> None:
    course = a_course(phase=0, exercises_began_on=None, stage=3)

    week = shown(course, History(days=calm(-9, 0)), 0)

    assert letters(week) == ". . . . . . ."


def test_a_planned_week_has_as_many_runs_as_were_planned() -> None:
    history = History(runs=(*a_week(-7, 5, 5, 5), a_run(0, metres=5000)))
    course = planning_by_week(exercises_began_on=None)

    week = shown(
        course, history, 1, planned=a_planned_week(0, runs=2, amount=10_000, longest=5000)
    )

    assert letters(week) == "R . r . . . ."


def test_without_a_plan_for_it_a_week_has_the_runs_that_we_suggest() -> None:
    history = History(runs=a_week(-7, 5, 5, 5))
    course = planning_by_week(exercises_began_on=None)

    assert letters(shown(course, history, 0)) == "r . r . r . ."


def test_all_4_runs_of_a_planned_week_stand_in_it() -> None:
    history = History(runs=a_week(-7, 7, 6, 7))
    course = planning_by_week(exercises_began_on=None)
    four = a_planned_week(0, runs=4, amount=20_000, longest=5000)

    assert letters(shown(course, history, 0, planned=four)) == "r . r . r . r"


def test_a_planned_week_that_fits_no_more_has_no_runs_to_come() -> None:
    history = History(runs=(*a_week(-7, 5, 5, 5), a_run(0, metres=9000)))
    course = planning_by_week(exercises_began_on=None)
    small = a_planned_week(0, runs=2, amount=8000, longest=4000)

    assert letters(shown(course, history, 1, planned=small)) == "R . . . . . ."
