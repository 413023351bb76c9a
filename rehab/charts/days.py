"""Two amounts a day, from 0 to 10: one as a line, the other as a pin.

A day of which nothing was told leaves a gap: no line leads over it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from rehab.charts.frame import FRAMES as PLAIN_FRAMES
from rehab.charts.frame import Frame, Level, Mark, every, levels, tenth

MOST = 10
STEP = 2
LEAST_DAYS = 14  # a chart of two days would look like a cliff
DENSE_FROM = 43  # from so many days on the dots get smaller
WEEK = timedelta(days=7)
# Words for the bands stand to the right of them, where no line and no pin ends.
FRAMES = tuple(replace(frame, right=78) for frame in PLAIN_FRAMES)
RADIUS, DENSE_RADIUS = 3.5, 2.0  # of a dot


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was told of one day; ``None`` where nothing was."""

    on: date
    line: int | None = None
    pin: int | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """Amounts that mean the same, in words, up to and with ``most``."""

    key: str
    words: str
    most: int


@dataclass(frozen=True, slots=True)
class Band:
    """A zone as it lies in the chart."""

    zone: Zone
    y: float
    height: float

    @property
    def middle(self) -> float:
        return tenth(self.y + self.height / 2)


@dataclass(frozen=True, slots=True)
class Dot:
    """One amount of one day."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChart:
    """A chart of days in one frame. ``runs`` are paths, one for days without a gap."""

    frame: Frame
    bands: tuple[Band, ...]
    levels: tuple[Level, ...]
    marks: tuple[Mark, ...]
    runs: tuple[str, ...]
    dots: tuple[Dot, ...]
    pins: tuple[Dot, ...]
    radius: float


def day_charts(
    days: Sequence[Reading], zones: Sequence[Zone], *, first: date, last: date
) -> tuple[DayChart, ...]:
    """Return the charts of ``days``, oldest first, from ``first`` to ``last``.

    ``zones`` go up to 10, lowest first.
    """
    span = max((last - first).days, LEAST_DAYS)
    return tuple(_drawn(frame, days, zones, first=first, span=span) for frame in FRAMES)


def _drawn(
    frame: Frame, days: Sequence[Reading], zones: Sequence[Zone], *, first: date, span: int
) -> DayChart:

    def place(on: date) -> float:
        return frame.x((on - first).days / span)

    line = [(day.on, Dot(place(day.on), _y(frame, day.line))) for day in _with_line(days)]
    weeks = [first + number * WEEK for number in range(span // 7 + 1)]
    return DayChart(
        frame=frame,
        bands=_bands(frame, zones),
        levels=levels(frame, top=MOST, step=STEP),
        marks=every([Mark(place(on), on) for on in weeks], frame.dates),
        runs=tuple(_paths(line)),
        dots=tuple(dot for _, dot in line),
        pins=tuple(
            Dot(place(day.on), _y(frame, day.pin)) for day in days if day.pin is not None
        ),
        radius=DENSE_RADIUS if span >= DENSE_FROM else RADIUS,
    )


def _with_line(days: Iterable[Reading]) -> Iterable[Reading]:
    return (day for day in days if day.line is not None)


def _y(frame: Frame, amount: int | None) -> float:
    return frame.y((amount or 0) / MOST)


def _bands(frame: Frame, zones: Sequence[Zone]) -> tuple[Band, ...]:
    """Lay the zones on each other; they meet between two numbers, so none is on both."""
    edges = [0, *(zone.most + 0.5 for zone in zones[:-1]), MOST]
    tops = [frame.y(edge / MOST) for edge in edges]
    return tuple(
        Band(zone, top, tenth(below - top))
        for zone, (below, top) in zip(zones, pairwise(tops), strict=True)
    )


def _paths(line: Sequence[tuple[date, Dot]]) -> Iterable[str]:
    """Yield one path for each row of two or more days that follow each other."""
    run: list[str] = []
    before: date | None = None
    for on, dot in line:
        if before is None or (on - before).days > 1:
            yield from _path(run)
            run = []
        run.append(f"{dot.x} {dot.y}")
        before = on
    yield from _path(run)


def _path(run: Sequence[str]) -> Iterable[str]:
    if len(run) > 1:
        yield "M" + "L".join(run)
