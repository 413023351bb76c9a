"""An amount a week as a bar, beside the most that it might be or what it was to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from rehab.charts.frame import FRAMES, Frame, Level, Mark, every, levels, nice_step, tenth

LEAST_WEEKS = 4  # a single week would be one block across the whole chart
FILLED = 0.62  # of the room that a week has
ROOM_A_LABEL = 30  # above the bar of a week


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week: what it came to, and its ``limit`` if it has one."""

    begins_on: date
    amount: float
    limit: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One week in the chart; ``limit`` is the height at which its limit lies."""

    week: Week
    x: float
    y: float
    width: float
    height: float
    middle: float
    limit: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekChart:
    """A chart of weeks in one frame; ``labelled`` if the amounts stand above the bars."""

    frame: Frame
    levels: tuple[Level, ...]
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    labelled: bool


def week_charts(weeks: Sequence[Week]) -> tuple[WeekChart, ...]:
    """Return the chart of ``weeks``, oldest first, in every frame.

    Amounts are in whatever the chart is to be read in: sessions, minutes, miles.
    """
    return tuple(_drawn(frame, weeks) for frame in FRAMES)


def _drawn(frame: Frame, weeks: Sequence[Week]) -> WeekChart:
    highest = max((max(week.amount, week.limit or 0) for week in weeks), default=0)
    step = nice_step(highest)
    top = step * max(1, ceil(highest / step))
    places = max(len(weeks), LEAST_WEEKS)
    bars = [
        _bar(frame, week, place=number / places, room=1 / places, top=top)
        for number, week in enumerate(weeks)
    ]
    return WeekChart(
        frame=frame,
        levels=levels(frame, top=top, step=step),
        marks=every([Mark(bar.middle, bar.week.begins_on) for bar in bars], frame.dates),
        bars=tuple(bars),
        labelled=(frame.end - frame.left) / places >= ROOM_A_LABEL,
    )


def _bar(frame: Frame, week: Week, *, place: float, room: float, top: int) -> Bar:
    left = frame.x(place + room * (1 - FILLED) / 2)
    right = frame.x(place + room * (1 + FILLED) / 2)
    y = frame.y(week.amount / top)
    return Bar(
        week=week,
        x=left,
        y=y,
        width=tenth(right - left),
        height=tenth(frame.ground - y),
        middle=frame.x(place + room / 2),
        limit=None if week.limit is None else frame.y(week.limit / top),
    )
