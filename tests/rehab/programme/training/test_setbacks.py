"""What swelling, strong pain and bad sessions cost, and when there may be impact."""

from typing import Any

import pytest

from rehab.programme.course import Change, Limits, What
from rehab.programme.told import (
    Day,
    History,
    RunTold,
    Swelling,
)
from rehab.programme.training.progression import (
    FLARE,
    FLARED_TWICE,
    LOWER,
    THREE_BAD,
    TROUBLE,
    TWO_FLARES,
    may_jump,
    setbacks,
)
from tests.rehab.programme.standing import after, day, standing, trained
from triage.rules.parts import Level


def hold(until: int) -> Change:
    return Change(what=What.HOLD, after=day(until).isoformat(), why=TROUBLE)


def down(phase: int, why: str) -> Change:
    return Change(what=What.PHASE, before=str(phase), after=str(phase - 1), why=why)


TROUBLES = [
    History(days=(Day(on=day(8), pain=1, night_pain=True),)),
    History(days=(Day(on=day(8), pain=1, swelling=Swelling.MORE),)),
    History(sessions=(trained(8, swelling=Swelling.MORE),)),
    History(sessions=(trained(8, pain=8),)),
    History(runs=(RunTold(on=day(8), minutes=20, pain=0, swelling=Swelling.MORE),)),
]


@pytest.mark.parametrize("history", TROUBLES)
def test_swelling_night_pain_and_strong_pain_hold_two_days_and_cost_a_phase(
    history: History,
) -> None:
    course = standing(phase=2)

    changes = setbacks(course, history, day(8))

    assert changes == (hold(10), down(2, LOWER))
    assert setbacks(after(course, changes, 8), history, day(8)) == ()
    assert setbacks(after(course, changes, 8), history, day(10)) == ()


def test_trouble_while_on_hold_holds_longer_and_costs_no_more() -> None:
    days = (Day(on=day(9), pain=1, night_pain=True),)
    course = standing(phase=2, since=8, hold_until=day(10), eased_until=day(10))

    assert setbacks(course, History(days=days), day(9)) == (hold(11),)


def test_a_hold_of_the_runners_own_answers_no_trouble() -> None:
    course = standing(phase=2, hold_until=day(12))

    changes = setbacks(course, TROUBLES[0], day(8))

    assert changes == (hold(10), down(2, LOWER))
    eased = after(course, changes, 8)
    assert (eased.hold_until, eased.eased_until) == (day(12), day(10))
    assert setbacks(eased, TROUBLES[0], day(8)) == ()


@pytest.mark.parametrize("given", [{"cleared_on": day(9)}, {"since": 9}])
def test_trouble_before_somebody_looked_or_the_phase_began_is_over(
    given: dict[str, Any],
) -> None:
    assert setbacks(standing(phase=2, **given), TROUBLES[0], day(9)) == ()


def test_old_trouble_is_over() -> None:
    assert setbacks(standing(phase=2), TROUBLES[0], day(16)) == ()


def test_in_the_first_days_nothing_is_given_back() -> None:
    assert setbacks(standing(phase=0), TROUBLES[0], day(8)) == ()


def bad(*numbers: int) -> History:
    return History(sessions=tuple(trained(number, pain=6) for number in numbers))


WORD = Change(what=What.VISIT, subject=FLARE, why=THREE_BAD)


def test_three_bad_sessions_in_10_days_cost_a_phase() -> None:
    assert setbacks(standing(phase=3), bad(1, 4, 10), day(10)) == (down(3, THREE_BAD), WORD)


def test_three_bad_sessions_in_11_days_cost_none() -> None:
    assert setbacks(standing(phase=3), bad(0, 4, 10), day(10)) == ()


def test_the_same_bad_sessions_cost_one_phase_only() -> None:
    course, history = standing(phase=3), bad(1, 4, 10)

    changes = setbacks(course, history, day(10))

    assert setbacks(after(course, changes, 10), history, day(10)) == ()


@pytest.mark.parametrize(("last", "visits"), [(2, False), (3, True), (20, True)])
def test_twice_in_four_weeks_is_for_a_visit(last: int, *, visits: bool) -> None:
    course = standing(phase=3, since=21, visits={FLARE: day(last)})
    visit = Change(
        what=What.VISIT, subject=FLARED_TWICE, level=Level.WITHIN_2_WEEKS, why=TWO_FLARES
    )

    changes = setbacks(course, bad(22, 26, 31), day(31))

    assert changes == (down(3, THREE_BAD), WORD, *([visit] if visits else []))


def test_impact_is_for_phase_4_and_for_whom_nothing_forbids_it() -> None:
    assert may_jump(standing(phase=4), History(), day(9)) is True
    assert may_jump(standing(phase=3), History(), day(9)) is False
    assert (
        may_jump(standing(phase=4, limits=Limits(may_hop=False)), History(), day(9))
        is False
    )


def test_there_is_no_impact_on_the_day_after_a_bad_session() -> None:
    assert may_jump(standing(phase=4), bad(8), day(9)) is False
    assert may_jump(standing(phase=4), bad(8), day(10)) is True


def test_there_is_no_impact_on_the_day_after_a_bad_run() -> None:
    run = RunTold(on=day(8), minutes=20, pain=4)

    assert may_jump(standing(phase=4), History(runs=(run,)), day(9)) is False
    assert may_jump(standing(phase=4), History(runs=(run,)), day(10)) is True


@pytest.mark.parametrize("history", TROUBLES)
def test_what_a_physio_has_overruled_sets_nothing_back_any_more(history: History) -> None:
    overruled = standing(phase=2, overruled_on=day(8))
    earlier = standing(phase=2, overruled_on=day(7))

    assert setbacks(overruled, history, day(8)) == ()
    assert setbacks(earlier, history, day(8)) != ()


def test_bad_sessions_count_anew_once_a_physio_overruled_them() -> None:
    course = standing(phase=3, overruled_on=day(4))

    assert setbacks(course, bad(1, 4, 10), day(10)) == ()
    assert setbacks(course, bad(1, 4, 5, 7, 10), day(10)) != ()
