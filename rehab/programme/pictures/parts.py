"""What a picture is made of: a figure in two stances, and what stands around it."""

from dataclasses import dataclass
from enum import StrEnum

from rehab.programme.pictures.figure import Point, Skeleton, Spot, Stance

HOLD = ("Start", "Hold")


class Look(StrEnum):
    """How a thing is drawn: the end of a class in the stylesheet."""

    FLOOR = "floor"
    HARD = "hard"  # wall, chair, step
    SOFT = "soft"  # mat, cushion, towel, clothes
    BAND = "band"
    COLD = "cold"
    BANDAGE = "bandage"
    CROSS = "cross"


class Panel(StrEnum):
    """Where a thing is seen."""

    BOTH = "both"
    START = "start"
    END = "end"


class Motion(StrEnum):
    """How the figure gets from its start to its end: the end of a class in the stylesheet.

    ``FALL`` goes sideways evenly and gathers speed downwards; ``LEAP`` rises in between.
    """

    NONE = "none"
    SLOW = "slow"
    QUICK = "quick"
    FALL = "fall"
    LEAP = "leap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that stays where it is, as the text of an SVG path."""

    look: Look
    d: str
    front: bool = False
    panel: Panel = Panel.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Worn:
    """A bar with round ends that moves with a bone: bandage, ball, ice pack, dumbbell.

    ``ends`` are spots of that bone with the radius there.
    """

    look: Look
    ends: tuple[tuple[Spot, float], tuple[Spot, float]]
    front: bool = True
    panel: Panel = Panel.BOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A line in front of all, from bone to bone or from a fixed point: it stretches."""

    ends: tuple[Spot | Point, Spot | Point]
    look: Look = Look.BAND


@dataclass(frozen=True, slots=True)
class Trail:
    """The way that a spot of the figure goes, with an arrowhead at its end."""

    spot: Spot


@dataclass(frozen=True, slots=True)
class Push:
    """A straight arrow, for a force that moves little or nothing."""

    tail: Point
    tip: Point


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """One exercise as two panels: how it starts, and how it gets to its end.

    ``anchor`` is the spot whose place both stances give; the figure turns around it.
    ``moving`` are the bones that stand out. ``captions`` stand under the panels. ``alt`` is
    what would do without the picture; an exercise has its own.
    """

    id: str
    skeleton: Skeleton
    anchor: Spot
    start: Stance
    end: Stance
    moving: frozenset[str] = frozenset()
    around: tuple[Thing | Worn | Tie, ...] = ()
    arrows: tuple[Trail | Push, ...] = ()
    motion: Motion = Motion.SLOW
    captions: tuple[str, str] = ("Start", "End")
    alt: str = ""
