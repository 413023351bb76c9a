"""What days without a session cost."""

from typing import Any

import pytest

from rehab.programme.course import Change, What
from rehab.programme.told import Amount, History
from rehab.programme.training.missed import ASK_AGAIN, ONE_PHASE_BACK, after_a_gap, repeats
from tests.rehab.programme.standing import after, day, standing, trained

BACK = Change(what=What.PHASE, before="3", after="2", why=ONE_PHASE_BACK)
RECHECK = Change(what=What.RECHECK, why=ASK_AGAIN)
ONE = History(sessions=(trained(10),))


def gap(on: int, history: History = ONE, **given: Any) -> tuple[Change, ...]:
    return after_a_gap(standing(**{"phase": 3} | given), history, day(on))


def test_two_weeks_without_a_session_cost_a_phase() -> None:
    assert gap(23) == ()
    assert gap(24) == (BACK,)


def test_a_gap_costs_one_phase_only() -> None:
    assert gap(25, since=24) == ()
    assert gap(25, since=23) == (BACK,)


def test_the_first_phase_with_exercises_is_not_given_back() -> None:
    assert gap(24, phase=1) == ()


def test_four_weeks_without_a_session_ask_for_all_questions() -> None:
    assert gap(37, since=24) == ()
    assert gap(38, since=24) == (RECHECK,)
    assert gap(39, since=24, recheck_on=day(38)) == ()
    assert gap(39, since=24, recheck_on=day(10)) == (RECHECK,)


def test_a_review_that_comes_late_does_both() -> None:
    changes = gap(60)

    assert changes == (BACK, RECHECK)
    assert after_a_gap(after(standing(phase=3), changes, 60), ONE, day(60)) == ()


def test_a_session_of_which_nothing_was_done_is_none() -> None:
    history = History(sessions=(trained(10), trained(20, amount=Amount.NONE)))

    assert gap(24, history) == (BACK,)


@pytest.mark.parametrize("given", [{"cleared_on": day(15)}, {"hold_until": day(15)}])
def test_days_on_which_exercises_were_not_allowed_are_no_gap(given: dict[str, Any]) -> None:
    assert gap(28, **given) == ()
    assert gap(29, **given) == (BACK,)


def test_without_exercises_nothing_is_missed() -> None:
    assert gap(60, phase=0, exercises_began_on=None) == ()
    assert gap(60, phase=0) == ()


def test_whoever_did_nothing_yet_repeats_nothing() -> None:
    assert repeats(History(), day(20)) is False


@pytest.mark.parametrize(
    ("on", "expected"), [(16, False), (17, True), (20, True), (26, True), (27, False)]
)
def test_a_missed_week_is_repeated_for_a_week(on: int, *, expected: bool) -> None:
    sessions = [trained(10)]
    sessions += [trained(number) for number in (20, 22, 24) if number <= on]

    assert repeats(History(sessions=tuple(sessions)), day(on)) is expected
