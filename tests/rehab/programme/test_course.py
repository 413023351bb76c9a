"""Where a course stands after a change."""

from dataclasses import replace

import pytest

from rehab.programme.course import Change, Course, Limits, What, apply
from tests.rehab.programme.standing import day, standing
from triage.rules.parts import Level

HELD_BACK = Limits(max_phase=1, may_run=False, may_hop=False)


def change(what: What, *, subject: str = "", before: str = "", after: str = "") -> Change:
    return Change(what=what, why="Why.", subject=subject, before=before, after=after)


def test_the_first_phase_with_exercises_begins_them() -> None:
    course = standing(phase=0)

    after = apply(course, change(What.PHASE, before="0", after="1"), day(7))

    assert after == replace(course, phase=1, phase_since=day(7), exercises_began_on=day(7))


def test_exercises_began_only_once() -> None:
    course = standing(phase=0, exercises_began_on=day(3))

    after = apply(course, change(What.PHASE, after="1"), day(20))

    assert after.exercises_began_on == day(3)


def test_to_go_back_to_the_first_phase_begins_no_exercises() -> None:
    course = standing(phase=0)

    after = apply(course, change(What.PHASE, after="0"), day(20))

    assert after.exercises_began_on is None


def test_an_exercise_that_got_harder_is_known_to_have_risen() -> None:
    course = standing()

    after = apply(course, change(What.RUNG, subject="X04", after="2"), day(9))

    assert (after.rung("X04"), after.rung("X05")) == (2, 1)
    assert (after.rungs["X04"].rose, after.progressed_on) == (True, day(9))


def test_an_exercise_that_got_easier_is_no_progress() -> None:
    course = standing()

    after = apply(course, change(What.RUNG, subject="X04", after="0"), day(9))

    assert (after.rungs["X04"].rose, after.progressed_on) == (False, None)


@pytest.mark.parametrize(
    ("what", "after", "name", "expected"),
    [
        (What.STAGE, "3", "stage", 3),
        (What.STAGE, "", "stage", None),
        (What.STAGE, "2", "opened_on", day(8)),
        (What.REST, "2026-03-12", "rest_until", day(10)),
        (What.HOLD, "2026-03-12", "hold_until", day(10)),
        (What.HOLD, "2026-03-12", "eased_until", day(10)),
        (What.RECHECK, "", "recheck_on", day(8)),
        (What.PAUSE, "", "paused", True),
        (What.FINISHED, "", "finished", True),
    ],
)
def test_a_change_moves_one_thing(
    what: What, after: str, name: str, expected: object
) -> None:
    moved = apply(standing(stage=1), change(what, after=after), day(8))

    assert getattr(moved, name) == expected


def test_a_call_for_a_visit_holds_back_until_somebody_has_looked() -> None:
    visit = Change(what=What.VISIT, subject="worse", level=Level.WITHIN_2_WEEKS, why="Why.")

    after = apply(standing(phase=3), visit, day(21))

    assert (after.limits, after.visits) == (HELD_BACK, {"worse": day(21)})


def test_a_word_holds_nobody_back() -> None:
    word = Change(what=What.VISIT, subject="day-14", why="Why.")

    after = apply(standing(phase=3), word, day(14))

    assert (after.limits, after.visits) == (Limits(), {"day-14": day(14)})


@pytest.mark.parametrize(("on", "expected"), [(38, Limits()), (39, HELD_BACK)])
def test_a_visit_covers_a_call_for_one_for_28_days(on: int, expected: Limits) -> None:
    course: Course = standing(cleared_on=day(10))
    visit = Change(what=What.VISIT, subject="x", level=Level.WITHIN_2_WEEKS, why="Why.")

    assert apply(course, visit, day(on)).limits == expected


def test_days_are_counted_from_0() -> None:
    assert standing().day(day(3)) == 3


def test_what_was_told_up_to_the_day_a_physio_took_something_back_is_weighed() -> None:
    course = standing(overruled_on=day(5))

    assert course.after_overruling(day(3)) == day(6)
    assert course.after_overruling(day(9)) == day(9)
    assert standing().after_overruling(day(3)) == day(3)


def test_so_is_what_was_told_before_somebody_looked() -> None:
    assert standing(cleared_on=day(5)).after_looking(day(3)) == day(5)
    assert standing(cleared_on=day(5)).after_looking(day(9)) == day(9)
    assert standing(cleared_on=day(5), overruled_on=day(5)).after_looking(day(3)) == day(6)


def test_somebody_is_cleared_who_was_seen_and_may_exercise() -> None:
    assert standing(cleared_on=day(5)).is_cleared is True
    assert standing().is_cleared is False
    protect = Limits(protect_only=True)
    assert standing(cleared_on=day(5), limits=protect).is_cleared is False
