from datetime import date, timedelta

from rehab.charts.stairs import FRAMES, Floor, StairChart, Step, stair_charts

FIRST = date(2026, 11, 22)
DAY = timedelta(days=1)
NAMES = ("ground", "first", "second", "third", "fourth", "fifth")


def charts(*levels: int | None, days: int = 14) -> tuple[StairChart, ...]:
    """Return the charts of a new level a week, up to a day so many days after the first."""
    steps = [Step(FIRST + 7 * number * DAY, level) for number, level in enumerate(levels)]
    return stair_charts(steps, NAMES, last=FIRST + days * DAY)


def test_a_chart_is_drawn_for_a_phone_and_for_a_wide_screen() -> None:
    assert tuple(chart.frame for chart in charts(0)) == FRAMES


def test_a_line_goes_along_a_level_and_up_to_the_next() -> None:
    narrow, _ = charts(0, 5)

    assert narrow.runs == ("M32.0 198.0H140.0V14.0H248.0",)


def test_a_time_on_no_level_is_a_gap() -> None:
    narrow, _ = charts(1, None, None, 1, days=28)

    assert narrow.runs == ("M32.0 161.2H86.0", "M194.0 161.2H248.0")


def test_a_time_on_no_level_may_last() -> None:
    narrow, _ = charts(1, None)

    assert narrow.runs == ("M32.0 161.2H140.0",)


def test_each_level_has_a_line_and_a_name() -> None:
    narrow, _ = charts(0)

    assert narrow.floors[0] == Floor(198.0, 0, "ground")
    assert narrow.floors[-1] == Floor(14.0, 5, "fifth")
    assert len(narrow.floors) == 6


def test_as_many_weeks_are_named_as_there_is_room_for() -> None:
    narrow, _ = charts(0, days=70)

    assert [mark.on for mark in narrow.marks] == [
        FIRST + weeks * 7 * DAY for weeks in (0, 3, 6, 9)
    ]
