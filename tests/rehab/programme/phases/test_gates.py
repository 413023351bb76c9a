"""When a gate opens."""

import pytest

from rehab.programme.course import Change, Limits, What
from rehab.programme.phases.gates import (
    PASSED,
    good_sessions,
    last_failed,
    opens_from,
    passed_twice,
    phase_up,
    to_tell,
)
from rehab.programme.told import Amount, GateTold, History
from tests.rehab.programme.standing import day, met, standing, trained

SIX = tuple(trained(number) for number in range(0, 12, 2))
UP = Change(what=What.PHASE, before="2", after="3", why=PASSED)


@pytest.mark.parametrize(
    ("gates", "expected"),
    [
        ((), False),
        (met("phase-2", 5), False),
        (met("phase-2", 5, 6), False),
        (met("phase-2", 5, 7), True),
        (met("phase-2", 5, 6, 7), True),
        (met("phase-1", 5, 7), False),
        ((*met("phase-2", 5), *met("phase-1", 7)), False),
        (
            (*met("phase-2", 4, 5), *met("phase-2", 6, passed=False), *met("phase-2", 7)),
            False,
        ),
        ((*met("phase-2", 4, 6), *met("phase-2", 7, passed=False)), False),
    ],
)
def test_a_gate_opens_when_it_was_met_twice_48_hours_apart(
    gates: tuple[GateTold, ...], *, expected: bool
) -> None:
    assert passed_twice("phase-2", History(gates=gates), day(4)) is expected


def test_what_was_met_before_the_phase_began_does_not_count() -> None:
    history = History(gates=met("phase-2", 3, 5))

    assert passed_twice("phase-2", history, day(4)) is False


def test_the_last_answer_tells_if_a_list_was_not_met() -> None:
    history = History(gates=(*met("phase-0", 2, passed=False), *met("phase-0", 4)))

    assert last_failed("phase-0", history, day(0)) is False
    assert last_failed("phase-0", history.until(day(3)), day(0)) is True
    assert last_failed("phase-0", History(), day(0)) is False


def test_the_next_phase_opens_with_its_gate() -> None:
    course = standing(phase=2, since=-7)

    assert phase_up(course, History(gates=met("phase-2", 5, 7)), day(7)) == UP
    assert phase_up(course, History(gates=met("phase-2", 5)), day(7)) is None


@pytest.mark.parametrize(
    ("phase", "days", "after_injury"), [(1, 7, 9), (2, 14, 18), (3, 21, 27), (4, 28, 35)]
)
def test_each_phase_takes_its_time_and_a_quarter_more_after_an_earlier_injury(
    phase: int, days: int, after_injury: int
) -> None:
    history = History(gates=met(f"phase-{phase}", 1, 3), sessions=SIX)
    injured = {"factors": frozenset({"previous_injury"})}

    for first, runner in ((days, {}), (after_injury, injured)):
        course = standing(phase=phase, runner=runner)
        assert opens_from(course) == day(first)
        assert phase_up(course, history, day(first - 1)) is None
        assert phase_up(course, history, day(first)) is not None


def test_the_list_is_asked_for_from_two_days_before_the_next_phase_can_open() -> None:
    course = standing(phase=3)

    told_on = {number: to_tell(course, History(), day(number)) for number in (18, 19)}

    assert told_on == {18: None, 19: "phase-3"}


def test_no_phase_opens_beyond_the_limits() -> None:
    course = standing(phase=2, since=4, limits=Limits(max_phase=2))

    assert phase_up(course, History(gates=met("phase-2", 5, 7)), day(7)) is None


def test_no_phase_opens_on_the_day_of_another() -> None:
    course = standing(phase=2, since=7)

    assert phase_up(course, History(gates=met("phase-2", 7, 9)), day(7)) is None


@pytest.mark.parametrize("phase", [0, 5])
def test_the_first_days_and_the_last_phase_have_no_such_gate(phase: int) -> None:
    history = History(gates=met(f"phase-{phase}", 1, 3))

    assert phase_up(standing(phase=phase), history, day(9)) is None


def test_phase_2_opens_after_6_good_sessions() -> None:
    gates = met("phase-1", 10, 12)
    undone = trained(10, amount=Amount.SOME)
    open_list = trained(10, counts=False)
    too_much = trained(10, pain=6)

    assert phase_up(standing(), History(gates=gates, sessions=SIX), day(12)) == Change(
        what=What.PHASE, before="1", after="2", why=PASSED
    )
    for last in (undone, open_list, too_much):
        history = History(gates=gates, sessions=(*SIX[:5], last))
        assert phase_up(standing(), history, day(12)) is None


def test_after_a_step_back_good_sessions_count_anew() -> None:
    again = standing(since=6)
    later = tuple(trained(number) for number in range(12, 20, 2))

    assert good_sessions(again, History(sessions=SIX)) == 3
    assert good_sessions(again, History(sessions=(*SIX, *later))) == 7


def test_a_list_may_be_told_again_after_two_days() -> None:
    course, history = standing(phase=2), History(gates=met("phase-2", 16))

    told_on = {number: to_tell(course, history, day(number)) for number in range(14, 19)}

    assert told_on == {14: "phase-2", 15: "phase-2", 16: None, 17: None, 18: "phase-2"}


def test_a_phase_is_not_left_on_the_day_it_began() -> None:
    assert to_tell(standing(phase=0, since=4), History(), day(4)) is None
    assert to_tell(standing(phase=0, since=4), History(), day(5)) == "phase-0"


def test_there_is_no_list_where_nothing_can_open() -> None:
    held_back = standing(phase=1, limits=Limits(max_phase=1))

    assert to_tell(held_back, History(), day(9)) is None
    assert to_tell(standing(phase=5), History(), day(9)) is None
