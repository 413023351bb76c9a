"""After what was too much nothing gets harder for some days."""

from typing import Any

import pytest

from rehab.programme.course import Course, What
from rehab.programme.phases.gates import RUN
from rehab.programme.review import after_entry, review
from rehab.programme.running.aftermath import is_settling, settles_until
from rehab.programme.told import History, RunTold, Swelling
from tests.rehab.programme.standing import day, met, standing, told, trained

CALM = told(*[0] * 60, morning=0)
SESSIONS = tuple(trained(number) for number in range(0, 60, 2))
LATELY: dict[str, Any] = {"recheck_on": day(28), "checked_on": day(28)}


def fine(**given: Any) -> History:
    """Return a history of calm days and good sessions, so that nothing else speaks."""
    return History(**{"days": CALM, "sessions": SESSIONS} | given)


def ran(number: int, **given: Any) -> RunTold:
    return RunTold(on=day(number), **{"minutes": 20, "pain": 0, "next_morning": 0} | given)


def settling(history: History, *numbers: int, **given: Any) -> list[bool]:
    return [is_settling(standing(**given), history, day(number)) for number in numbers]


@pytest.mark.parametrize(
    "history",
    [
        History(sessions=(trained(9, pain=6),)),
        History(sessions=(trained(9, swelling=Swelling.MORE),)),
        History(runs=(ran(9, pain=4),)),
        History(runs=(ran(9, limped=True),)),
        History(runs=(ran(9, swelling=Swelling.SAME),)),
    ],
)
def test_what_was_too_much_counts_for_three_days(history: History) -> None:
    assert settling(history, 8, 9, 10, 11, 12) == [False, True, True, True, False]


def test_what_went_well_leaves_nothing_to_settle() -> None:
    history = fine(runs=(ran(9, pain=3), ran(11)))

    assert settling(history, 9, 10, 11, 12) == [False] * 4


def test_a_run_counts_from_the_morning_that_tells_that_it_was_too_much() -> None:
    sore = told(0, 0, 0, 2, 0, first=7, morning=None)
    history = History(days=sore, runs=(ran(9, next_morning=None),))

    assert settling(history, 9, 10, 11) == [False, True, True]


def test_it_lasts_for_as_long_as_running_rests() -> None:
    assert settling(fine(), 14, 15, rest_until=day(15)) == [True, False]


def test_what_a_physio_has_weighed_does_not_count() -> None:
    history = History(runs=(ran(9, pain=4),))

    assert settling(history, 10, overruled_on=day(9)) == [False]
    assert settling(history, 10, cleared_on=day(10)) == [False]
    assert settling(history, 10, cleared_on=day(9)) == [True]


def test_the_day_on_which_it_has_settled_is_known() -> None:
    run = fine(runs=(ran(9, pain=4),))

    assert settles_until(standing(), run, day(10)) == day(12)
    assert settles_until(standing(rest_until=day(15)), run, day(10)) == day(15)
    assert settles_until(standing(), run, day(12)) is None


@pytest.mark.parametrize(
    "bad",
    [
        {"runs": (ran(38, pain=6),)},
        {"sessions": (*SESSIONS[:19], trained(38, pain=7), *SESSIONS[20:])},
    ],
)
def test_no_phase_opens_in_the_days_after_too_much(bad: dict[str, Any]) -> None:
    course = standing(phase=3, since=10, **LATELY)
    gates = met("phase-3", 36, 39)

    opened = {
        number: "4" in _phases(course, fine(**bad, gates=gates), number)
        for number in (39, 40, 41)
    }

    assert _phases(course, fine(gates=gates), 39) == ["4"]
    assert opened == {39: False, 40: False, 41: True}


def test_neither_running_nor_an_exercise_gets_harder_after_a_session_too_much() -> None:
    red = (*SESSIONS[:19], trained(38, pain=7), *SESSIONS[20:])
    on_ladder: dict[str, Any] = {
        "stage": 1,
        "stage_since": day(30),
        "phase": 2,
        "since": 30,
    }
    history = fine(runs=(ran(36, stage=1), ran(38, stage=1)))
    course = standing(**LATELY, **on_ladder)

    before = {each.what for each in review(course, history, day(39))}
    after = review(course, fine(runs=history.runs, sessions=red), day(39))

    assert before == {What.STAGE}
    assert [each for each in after if int(each.after) > int(each.before)] == []


def test_running_does_not_open_in_the_days_after_too_much() -> None:
    red = (*SESSIONS[:19], trained(38, pain=7), *SESSIONS[20:])
    course = standing(phase=2, since=20, **LATELY)
    gates = met(RUN, 36, 38)

    opened = after_entry(course, fine(gates=gates), day(39))
    held = after_entry(course, fine(gates=gates, sessions=red), day(39))

    assert [each.what for each in opened] == [What.STAGE]
    assert What.STAGE not in [each.what for each in held]


def _phases(course: Course, history: History, number: int) -> list[str]:
    changes = review(course, history, day(number))
    return [each.after for each in changes if each.what is What.PHASE]
