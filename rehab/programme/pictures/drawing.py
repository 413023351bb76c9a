"""A picture as marks in the order in which an SVG says them.

The left panel is the start. The right one holds the figure in its end pose, as groups
within groups, one for each joint that turns; a group's classes say how far it turns back to
the start, for numbers cannot stand in a style attribute, which the content security policy
forbids. So whatever shows no motion, paper for one, shows start and end.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from math import atan2, floor

from rehab.programme.pictures import shapes
from rehab.programme.pictures.figure import Placed, Point, Spot, between, place
from rehab.programme.pictures.limbs import moving, still
from rehab.programme.pictures.marks import Mark, grouped
from rehab.programme.pictures.parts import Motion, Panel, Picture, Push, Thing, Tie, Trail

PANEL = 156  # the width of one panel
SECOND = 164  # where the second one begins
BOTTOM = 128
LEAP = 16  # how much higher than evenly a leap goes; the stylesheet says the same
_LEAST_HEIGHT, _MARGIN = 66, 6
_ARROWHEAD = 5
_ON_THE_WAY = (0, 0.25, 0.5, 0.75, 1)


@cache
def draw(picture: Picture) -> tuple[Mark, ...]:
    """Return the marks of both panels."""
    start, end = stand(picture, 0), stand(picture, 1)
    left = (
        *_things(picture, Panel.START, front=False),
        *still(picture, start, Panel.START),
        *_things(picture, Panel.START, front=True),
        *_ties(picture, start),
    )
    moves = picture.motion is not Motion.NONE
    right = (
        *_things(picture, Panel.END, front=False),
        *(moving(picture, end) if moves else still(picture, end, Panel.END)),
        *_things(picture, Panel.END, front=True),
        *(_ties(picture, start, " tie tie--before") if moves else ()),
        *_ties(picture, end, " tie"),
        *_arrows(picture),
    )
    return (*left, *grouped(right, move=f"translate({SECOND})"))


@cache
def top(picture: Picture) -> int:
    """Return the y above which a picture is empty, so that it can be cut off there."""
    heights: list[float] = [BOTTOM - _LEAST_HEIGHT]
    for share in _ON_THE_WAY:
        figure = stand(picture, share)
        for bone in picture.skeleton.bones:
            for along, across, radius in bone.ends:
                heights.append(figure.point(Spot(bone.name, along, across))[1] - radius)
        trails = (arrow for arrow in picture.arrows if isinstance(arrow, Trail))
        heights += [figure.point(trail.spot)[1] for trail in trails]
    return floor(min(heights)) - _MARGIN


def stand(picture: Picture, share: float) -> Placed:
    """Return where the figure is at that share of its way, 0 to 1."""
    stance = between(picture.start, picture.end, share)
    x, y = stance.at
    if picture.motion is Motion.LEAP:
        y -= 4 * LEAP * share * (1 - share)
    elif picture.motion is Motion.FALL:
        (_, high), (_, low) = picture.start.at, picture.end.at
        y = high + (low - high) * share**2
    return place(picture.skeleton, picture.anchor, replace(stance, at=(x, y)))


def _things(picture: Picture, panel: Panel, *, front: bool) -> Iterator[Mark]:
    for thing in picture.around:
        if (
            isinstance(thing, Thing)
            and thing.front is front
            and thing.panel in {Panel.BOTH, panel}
        ):
            yield Mark(f"thing thing--{thing.look}", thing.d)


def _ties(picture: Picture, figure: Placed, when: str = "") -> Iterator[Mark]:
    for thing in picture.around:
        if isinstance(thing, Tie):
            first, last = (
                figure.point(end) if isinstance(end, Spot) else end for end in thing.ends
            )
            yield Mark(f"thing thing--{thing.look}{when}", shapes.line(first, last))


def _arrows(picture: Picture) -> Iterator[Mark]:
    for arrow in picture.arrows:
        d, before, tip = _shaft(picture, arrow)
        heading = atan2(tip[1] - before[1], tip[0] - before[0])
        yield Mark("trail", d)
        yield Mark("trail trail--head", shapes.arrowhead(tip, heading, _ARROWHEAD))


def _shaft(picture: Picture, arrow: Trail | Push) -> tuple[str, Point, Point]:
    """Return the line of an arrow, its tip, and a point shortly before it."""
    if isinstance(arrow, Push):
        return shapes.line(arrow.tail, arrow.tip), arrow.tail, arrow.tip
    begin, half, before, tip = (
        stand(picture, share).point(arrow.spot) for share in (0, 0.5, 0.85, 1)
    )
    return shapes.curve(begin, half, tip), before, tip
