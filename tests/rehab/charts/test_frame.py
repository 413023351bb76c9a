from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.charts.frame import (
    FRAMES,
    MOST_LINES,
    NARROW,
    Frame,
    Level,
    Mark,
    every,
    levels,
    nice_step,
)

SMALL = Frame(
    name="small", width=120, height=60, dates=2, left=10, right=10, top=5, bottom=5
)
DAYS = [Mark(number, date(2026, 11, 1) + timedelta(number)) for number in range(9)]


def test_shares_go_from_left_to_right_and_from_the_ground_up() -> None:
    assert [SMALL.x(share) for share in (0, 0.5, 1)] == [10, 60, 110]
    assert [SMALL.y(share) for share in (0, 0.5, 1)] == [55, 30, 5]
    assert (SMALL.ground, SMALL.end) == (55, 110)


def test_places_are_told_to_a_tenth() -> None:
    assert SMALL.x(1 / 3) == 43.3


def test_lines_lie_at_every_step() -> None:
    assert levels(SMALL, top=10, step=5) == (Level(55, 0), Level(30, 5), Level(5, 10))


@pytest.mark.parametrize(
    ("most", "step"),
    [(0, 1), (3, 1), (5, 1), (6, 2), (22.5, 5), (26, 10), (130, 50), (480, 100)],
)
def test_steps_are_those_that_people_count_in(most: float, step: int) -> None:
    assert nice_step(most) == step


@given(st.floats(min_value=0, max_value=1e6))
def test_few_steps_reach_any_amount(most: float) -> None:
    step = nice_step(most)

    assert step * MOST_LINES >= most
    assert str(step).rstrip("0") in {"1", "2", "5"}


@pytest.mark.parametrize(("most", "kept"), [(9, 9), (8, 5), (4, 3), (3, 3), (2, 2), (1, 1)])
def test_no_more_dates_stand_below_than_have_room(most: int, kept: int) -> None:
    assert len(every(DAYS, most)) == kept
    assert every(DAYS, most)[0] == DAYS[0]


def test_no_dates_are_no_dates() -> None:
    assert every([], 4) == ()


@pytest.mark.parametrize("frame", FRAMES)
def test_the_last_date_is_not_cut_off(frame: Frame) -> None:
    half_a_date = 20

    assert frame.end + half_a_date <= frame.width
    assert frame.left >= half_a_date


def test_a_phone_shows_the_narrow_chart_unscaled() -> None:
    assert NARROW.width == 340
