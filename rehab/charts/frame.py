"""The frame that a chart is drawn in, and the lines that help to read it.

All places are in units of the drawing, from its top left corner, to a tenth of a unit. A
chart is drawn twice, once for a phone and once for a wide screen: one drawing scaled down
would have words too small to read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

NICE = (1, 2, 5)  # steps that people count in, times a power of ten
MOST_LINES = 5
GAP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The size of a drawing, its margins, and how many dates have room below it."""

    name: str
    width: int
    height: int
    dates: int
    left: int = 32
    right: int = 22
    top: int = 14
    bottom: int = 32

    def x(self, share: float) -> float:
        """Return where ``share`` of the way from left to right is, from 0 to 1."""
        return tenth(self.left + share * self.inner)

    def y(self, share: float) -> float:
        """Return where ``share`` of the way from the ground to the top is, from 0 to 1."""
        return tenth(self.ground - share * (self.ground - self.top))

    @property
    def ground(self) -> int:
        return self.height - self.bottom

    @property
    def end(self) -> int:
        return self.width - self.right

    @property
    def inner(self) -> int:
        return self.end - self.left

    @property
    def beside(self) -> int:
        """Where the amounts end, left of the chart."""
        return self.left - GAP

    @property
    def after(self) -> int:
        """Where words to the right of the chart begin."""
        return self.end + GAP

    @property
    def below(self) -> int:
        """The line that dates stand on, below the chart."""
        return self.height - GAP


NARROW = Frame(name="narrow", width=340, height=230, dates=4)
WIDE = Frame(name="wide", width=672, height=270, dates=7)
FRAMES = (NARROW, WIDE)


@dataclass(frozen=True, slots=True)
class Level:
    """A line across the chart, with the amount that it stands for."""

    y: float
    amount: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A date below the chart."""

    x: float
    on: date


def levels(frame: Frame, *, top: float, step: float) -> tuple[Level, ...]:
    """Return the lines at 0, at each ``step``, and so on up to ``top``."""
    amounts = (step * number for number in range(round(top / step) + 1))
    return tuple(Level(frame.y(amount / top), amount) for amount in amounts)


def nice_step(most: float) -> int:
    """Return the smallest step that people count in by which few lines reach ``most``.

    Never less than 1: sessions, minutes and kilometres are told in whole numbers.
    """
    steps = (nice * int(10**power) for power in count() for nice in NICE)
    return next(step for step in steps if step * MOST_LINES >= most)


def every(places: Sequence[Mark], most: int) -> tuple[Mark, ...]:
    """Return each of ``places``, or each second, third and so on: at most ``most``."""
    apart = max(1, -(-len(places) // most))
    return tuple(places[::apart])


def tenth(number: float) -> float:
    """Return ``number`` as it is written into a drawing."""
    return round(number, 1)
