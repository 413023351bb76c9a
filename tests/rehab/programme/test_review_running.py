"""Running among all rules: it opens and moves, one thing at a time."""

from typing import Any

from rehab.programme.course import What
from rehab.programme.phases.gates import RUN
from rehab.programme.review import after_entry
from rehab.programme.told import RunTold
from tests.rehab.programme.reviewing import changes, fine
from tests.rehab.programme.standing import after, day, met, standing

RUN_MET = met(RUN, 26, 28)
RUNNER: dict[str, Any] = {
    "phase": 2,
    "since": 20,
    "recheck_on": day(28),
    "checked_on": day(28),
}


def test_running_opens_on_the_day_its_list_is_met_twice() -> None:
    history = fine(gates=RUN_MET)

    (opened,) = after_entry(standing(**RUNNER), history, day(28))

    assert (opened.what, opened.before, opened.after) == (What.STAGE, "", "1")
    assert after_entry(standing(**RUNNER), fine(), day(28)) == ()


def test_running_does_not_open_beside_something_else_that_got_harder() -> None:
    given = RUNNER | {"progressed_on": day(28)}

    assert after_entry(standing(**given), fine(gates=RUN_MET), day(28)) == ()
    assert after_entry(standing(**given), fine(gates=RUN_MET), day(29)) != ()


def test_running_does_not_open_after_a_run_that_was_too_much() -> None:
    history = fine(gates=RUN_MET, runs=(RunTold(on=day(27), minutes=40, pain=6),))
    course = standing(**RUNNER)

    found = after_entry(course, history, day(28))

    assert [each.what for each in found] == [What.REST]
    assert after_entry(after(course, found, 28), history, day(28)) == ()


def ran(number: int, **given: Any) -> RunTold:
    defaults: dict[str, Any] = {"minutes": 15, "pain": 0, "stage": 1, "next_morning": 0}
    return RunTold(on=day(number), **defaults | given)


ON_LADDER = RUNNER | {"stage": 1, "stage_since": day(28)}


def test_the_ladder_moves_up_unless_progress_is_held() -> None:
    history = fine(runs=(ran(29), ran(31)))

    (up,) = changes(32, history, **ON_LADDER)

    assert (up.before, up.after) == ("1", "2")
    assert changes(32, history, **ON_LADDER | {"recheck_on": day(30)}) == []


def test_a_bad_run_moves_it_down_whatever_is_held() -> None:
    history = fine(runs=(ran(29, pain=6),))
    held = ON_LADDER | {"recheck_on": day(30), "progressed_on": day(30)}

    found = changes(30, history, **held)

    assert [(each.what, each.after) for each in found if each.what is What.STAGE] == [
        (What.STAGE, "0")
    ]
    assert What.REST in [each.what for each in found]
