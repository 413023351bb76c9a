"""Which of some levels somebody was on, day by day: a line that goes up and down in steps.

A time on no level leaves a gap: no line leads over it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from rehab.charts.frame import FRAMES as PLAIN_FRAMES
from rehab.charts.frame import Frame, Mark, every

LEAST_DAYS = 14  # a chart of two days would be one jump
WEEK = timedelta(days=7)
# The names of the levels stand to the right of them.
FRAMES = tuple(replace(frame, right=92) for frame in PLAIN_FRAMES)


@dataclass(frozen=True, slots=True)
class Step:
    """From a day on somebody is on a level, counted from 0; ``None`` if on none."""

    on: date
    level: int | None


@dataclass(frozen=True, slots=True)
class Floor:
    """A line across the chart for one level, with its name."""

    y: float
    level: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StairChart:
    """A chart of steps in one frame. ``runs`` are paths, one for a time without a gap."""

    frame: Frame
    floors: tuple[Floor, ...]
    marks: tuple[Mark, ...]
    runs: tuple[str, ...]


def stair_charts(
    steps: Sequence[Step], names: Sequence[str], *, last: date
) -> tuple[StairChart, ...]:
    """Return the charts of ``steps``, oldest first, up to the day ``last``.

    ``names`` are those of all levels, from 0 up. There has to be a step.
    """
    return tuple(_drawn(frame, steps, names, last=last) for frame in FRAMES)


def _drawn(
    frame: Frame, steps: Sequence[Step], names: Sequence[str], *, last: date
) -> StairChart:
    first, top = steps[0].on, len(names) - 1
    span = max((last - first).days, LEAST_DAYS)

    def place(on: date) -> float:
        return frame.x((on - first).days / span)

    weeks = [first + number * WEEK for number in range(span // 7 + 1)]
    flats = [
        (place(step.on), place(end.on), None if step.level is None else step.level / top)
        for step, end in pairwise([*steps, Step(last, None)])
    ]
    return StairChart(
        frame=frame,
        floors=tuple(
            Floor(frame.y(level / top), level, name) for level, name in enumerate(names)
        ),
        marks=every([Mark(place(on), on) for on in weeks], frame.dates),
        runs=tuple(_paths(frame, flats)),
    )


def _paths(
    frame: Frame, flats: Sequence[tuple[float, float, float | None]]
) -> Iterator[str]:
    """Yield one path for each row of levels that follow each other."""
    run = ""
    for begins, ends, share in flats:
        if share is None:
            yield from [run] if run else []
            run = ""
        else:
            y = frame.y(share)
            run += f"V{y}H{ends}" if run else f"M{begins} {y}H{ends}"
    yield from [run] if run else []
