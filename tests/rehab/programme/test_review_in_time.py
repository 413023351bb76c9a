"""What time alone brings: silence, questions asked again, and the end."""

from typing import Any

import pytest

from rehab.programme.course import Change, Course, What
from rehab.programme.review import (
    ANSWER_AGAIN,
    OVER,
    SILENCE,
    SILENT,
    WEEK_4,
    review,
)
from rehab.programme.told import History
from tests.rehab.programme.reviewing import CALM, SESSIONS, changes, fine
from tests.rehab.programme.standing import after, day, standing, told, trained


def test_a_week_of_silence_is_said_once() -> None:
    word = Change(what=What.VISIT, subject=SILENCE, why=SILENT)

    assert changes(6, History()) == []
    assert changes(7, History()) == [word]
    assert changes(8, History(), visits={SILENCE: day(7)}) == []


def test_two_weeks_of_silence_ask_for_all_questions_once() -> None:
    asked = Change(what=What.RECHECK, why=ANSWER_AGAIN)
    said = {"visits": {SILENCE: day(7)}}

    assert changes(13, History(), **said) == []
    assert changes(14, History(), **said) == [asked]
    assert changes(15, History(), **said, recheck_on=day(14)) == []


def test_another_silence_is_said_again() -> None:
    history = fine(days=CALM[:11], sessions=SESSIONS[:6])

    found = changes(17, history, visits={SILENCE: day(7)})

    assert [each.subject for each in found] == [SILENCE]


@pytest.mark.parametrize(
    ("on", "given", "expected"),
    [
        (27, {}, []),
        (28, {}, [Change(what=What.RECHECK, why=WEEK_4)]),
        (28, {"recheck_on": day(13)}, [Change(what=What.RECHECK, why=WEEK_4)]),
        (28, {"recheck_on": day(14)}, []),
        (28, {"checked_on": day(20)}, []),
        (40, {"recheck_on": day(28)}, []),
    ],
)
def test_all_questions_are_asked_again_at_week_4(
    on: int, given: dict[str, Any], expected: list[Change]
) -> None:
    assert changes(on, fine(), since=20, **given) == expected


LATE = {"phase": 4, "stage": 8, "stage_since": day(180)}


def test_a_plan_that_has_done_its_work_ends_after_6_months() -> None:
    back = {"phase": 5, "since": 100, "checked_on": day(28)}

    assert changes(181, fine(), **back) == []
    assert changes(182, fine(), **back) == [Change(what=What.FINISHED, why=OVER)]
    assert "month-6-better" in {
        each.subject for each in changes(182, fine(), **back | LATE)
    }


def walk_on(
    course: Course, history: History, first: int, last: int
) -> dict[int, list[Change]]:
    """Review one day after the other; return what changed on which."""
    found: dict[int, list[Change]] = {}
    for number in range(first, last + 1):
        changed = review(course, history, day(number))
        course = after(course, changed, number)
        found |= {number: list(changed)} if changed else {}
    return found


def test_a_runner_who_never_answers_still_moves_and_still_escalates() -> None:
    found = walk_on(standing(phase=0), History(), 0, 60)

    assert {on: [(each.what, each.subject) for each in of] for on, of in found.items()} == {
        7: [(What.PHASE, ""), (What.VISIT, SILENCE)],
        14: [(What.RECHECK, "")],
        28: [(What.VISIT, "day-28")],
    }


def test_checklist_47_the_whole_review_calls_for_a_visit_on_day_21_and_not_on_day_20() -> (
    None
):
    days = told(*[4] * 22, care_done=True)
    due = tuple(day(number) for number in range(14, 22, 2))
    history = History(
        days=days, owed=due, sessions=tuple(trained(n) for n in range(14, 22, 2))
    )
    course = standing(since=14, exercises_began_on=day(14), visits={"day-14": day(14)})

    assert [each for each in changes_of(course, history, 20) if each.level] == []
    assert [each.subject for each in changes_of(course, history, 21) if each.level] == [
        "day-21"
    ]


def changes_of(course: Course, history: History, on: int) -> tuple[Change, ...]:
    return review(course, history.until(day(on)), day(on))


def test_days_that_were_left_out_are_caught_up_with() -> None:
    late = review(standing(phase=0), History(), day(60))

    assert [each.what for each in late] == [
        What.VISIT,
        What.VISIT,
        What.PHASE,
        What.VISIT,
        What.RECHECK,
    ]
    assert review(after(standing(phase=0), late, 60), History(), day(60)) == ()
