from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.charts.days import FRAMES, DayChart, Dot, Reading, Zone, day_charts

FIRST = date(2026, 11, 22)
ZONES = (Zone("fine", "fine", 3), Zone("less", "less", 5), Zone("stop", "stop", 10))


def told(*amounts: int | None, pins: tuple[int | None, ...] = ()) -> list[Reading]:
    """Return a reading a day, with one of ``amounts`` and maybe one of ``pins``."""
    pinned = [*pins, *[None] * len(amounts)]
    return [
        Reading(on=FIRST + timedelta(number), line=amount, pin=pinned[number])
        for number, amount in enumerate(amounts)
    ]


def charts(days: list[Reading]) -> tuple[DayChart, ...]:
    return day_charts(days, ZONES, first=days[0].on, last=days[-1].on)


def test_a_chart_is_drawn_for_a_phone_and_for_a_wide_screen() -> None:
    assert tuple(chart.frame for chart in charts(told(1))) == FRAMES


def test_a_line_leads_from_day_to_day() -> None:
    narrow, _ = charts(told(10, 5, 0))

    assert narrow.dots == (Dot(32, 14), Dot(48.4, 106), Dot(64.9, 198))
    assert narrow.runs == ("M32.0 14.0L48.4 106.0L64.9 198.0",)


def test_a_missed_day_leaves_a_gap() -> None:
    narrow, _ = charts(told(4, 4, None, 2, 2))

    assert narrow.runs == ("M32.0 124.4L48.4 124.4", "M81.3 161.2L97.7 161.2")
    assert len(narrow.dots) == 4


def test_a_day_between_two_missed_ones_is_a_dot_alone() -> None:
    narrow, _ = charts(told(None, 3, None))

    assert (narrow.runs, len(narrow.dots)) == ((), 1)


@given(st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=90))
def test_no_line_leads_over_a_day_that_was_missed(amounts: list[int | None]) -> None:
    for chart in charts(told(*amounts)):
        a_day = chart.frame.x(1 / max(len(amounts) - 1, 14)) - chart.frame.left
        for run in chart.runs:
            places = [float(point.split()[0]) for point in run[1:].split("L")]
            steps = [right - left for left, right in pairwise(places)]
            assert max(steps) == pytest.approx(a_day, abs=0.2)


@given(st.lists(st.none() | st.integers(0, 10), min_size=1, max_size=90))
def test_all_that_was_told_lies_within_the_frame(amounts: list[int | None]) -> None:
    for chart in charts(told(*amounts, pins=tuple(amounts))):
        frame = chart.frame
        marks = [*chart.dots, *chart.pins]
        assert all(frame.left <= dot.x <= frame.end for dot in marks)
        assert all(frame.top <= dot.y <= frame.ground for dot in marks)
        assert len(chart.dots) == len(chart.pins) == len(amounts) - amounts.count(None)


def test_pins_stand_beside_the_line() -> None:
    narrow, _ = charts(told(1, None, pins=(6, None)))

    assert narrow.pins == (Dot(32, 87.6),)


def test_zones_meet_between_two_numbers() -> None:
    narrow, _ = charts(told(0))

    assert [(band.zone.key, band.y, band.height) for band in narrow.bands] == [
        ("fine", 133.6, 64.4),
        ("less", 96.8, 36.8),
        ("stop", 14, 82.8),
    ]


@pytest.mark.parametrize(
    ("days", "narrow", "wide"), [(1, 3, 3), (20, 3, 3), (84, 4, 6), (15, 3, 3)]
)
def test_below_stand_whole_weeks(days: int, narrow: int, wide: int) -> None:
    drawn = charts(told(*[1] * days))

    assert [len(chart.marks) for chart in drawn] == [narrow, wide]
    weekdays = {mark.on.weekday() for chart in drawn for mark in chart.marks}
    assert weekdays == {FIRST.weekday()}


def test_many_days_get_smaller_dots() -> None:
    few, many = charts(told(*[1] * 40)), charts(told(*[1] * 60))

    assert (few[0].radius, many[0].radius) == (3.5, 2.0)


def test_a_chart_begins_before_anything_was_told() -> None:
    late = FIRST + timedelta(days=7)

    narrow, _ = day_charts([Reading(on=late, line=2)], ZONES, first=FIRST, last=late)

    assert narrow.dots == (Dot(147, 161.2),)
    assert [mark.on.day for mark in narrow.marks] == [22, 29, 6]
