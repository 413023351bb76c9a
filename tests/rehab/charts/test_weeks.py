from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rehab.charts.frame import NARROW, WIDE
from rehab.charts.weeks import Week, week_charts

FIRST = date(2026, 11, 23)
amounts = st.floats(0, 1000)


def weeks(*told: tuple[float, float | None]) -> list[Week]:
    return [
        Week(begins_on=FIRST + timedelta(weeks=number), amount=amount, limit=limit)
        for number, (amount, limit) in enumerate(told)
    ]


def test_bars_stand_on_the_ground_each_in_its_week() -> None:
    narrow, wide = week_charts(weeks((2, 3), (3, 3), (0, None), (1, 3)))

    assert (narrow.frame, wide.frame) == (NARROW, WIDE)
    assert [level.amount for level in narrow.levels] == [0, 1, 2, 3]
    assert [(bar.x, bar.y, bar.width, bar.height, bar.limit) for bar in narrow.bars] == [
        (45.6, 75.3, 44.3, 122.7, 14),
        (117.1, 14, 44.3, 184, 14),
        (188.6, 198, 44.3, 0, None),
        (260.1, 136.7, 44.3, 61.3, 14),
    ]


def test_a_single_week_is_no_block_across_the_chart() -> None:
    narrow, _ = week_charts(weeks((1, None)))

    assert narrow.bars[0].width == 44.3


def test_without_weeks_there_are_only_lines() -> None:
    narrow, _ = week_charts([])

    assert (narrow.bars, narrow.marks) == ((), ())
    assert [level.amount for level in narrow.levels] == [0, 1]


def test_twelve_weeks_have_room_for_their_amounts_on_a_wide_screen_only() -> None:
    few, many = week_charts(weeks(*[(1, None)] * 8)), week_charts(weeks(*[(1, None)] * 12))

    assert [chart.labelled for chart in few] == [True, True]
    assert [chart.labelled for chart in many] == [False, True]
    assert [len(chart.marks) for chart in many] == [4, 6]


@given(st.lists(st.tuples(amounts, st.none() | amounts), max_size=12))
def test_no_bar_and_no_limit_leaves_the_chart(
    told: list[tuple[float, float | None]],
) -> None:
    for chart in week_charts(weeks(*told)):
        frame = chart.frame
        assert all(
            frame.left <= bar.x < bar.x + bar.width <= frame.end for bar in chart.bars
        )
        assert all(frame.top <= bar.y <= frame.ground for bar in chart.bars)
        limits = [bar.limit for bar in chart.bars if bar.limit is not None]
        assert all(frame.top <= limit <= frame.ground for limit in limits)
