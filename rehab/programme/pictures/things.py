"""What stands around a figure."""

from rehab.programme.pictures import shapes
from rehab.programme.pictures.figure import Point
from rehab.programme.pictures.parts import Look, Panel, Thing
from rehab.programme.pictures.skeletons import FLOOR

GROUND = Thing(look=Look.FLOOR, d=shapes.line((3, FLOOR), (153, FLOOR)))


def block(
    left: float, top: float, right: float, bottom: float = FLOOR, *, look: Look = Look.HARD
) -> Thing:
    """Return a box: a wall, a step, a cushion, a mat."""
    return Thing(look=look, d=shapes.box(left, top, right, bottom))


def chair(left: float, seat: float, width: float = 32) -> Thing:
    """Return a chair with its back on the left, seen from the side; ``seat`` is its top."""
    right, under = left + width, seat + 4
    outline = [
        f"M{shapes.pair((left, seat - 32))}h3V{shapes.number(seat)}",
        f"H{shapes.number(right)}V{shapes.number(FLOOR)}h-3V{shapes.number(under)}",
        f"H{shapes.number(left + 3)}V{shapes.number(FLOOR)}h-3z",
    ]
    return Thing(look=Look.HARD, d="".join(outline))


def stool(left: float, seat: float, width: float = 36, *, front: bool = False) -> Thing:
    """Return a seat without a back."""
    under = shapes.number(seat + 4)
    d = (
        f"M{shapes.pair((left, seat))}h{shapes.number(width)}V{shapes.number(FLOOR)}h-3"
        f"V{under}H{shapes.number(left + 3)}V{shapes.number(FLOOR)}h-3z"
    )
    return Thing(look=Look.HARD, d=d, front=front)


def roll(centre: Point, radius: float) -> Thing:
    """Return the end of a rolled towel."""
    return Thing(look=Look.SOFT, d=shapes.disc(centre, radius), front=True)


def outline(*points: Point, look: Look = Look.SOFT, panel: Panel = Panel.BOTH) -> Thing:
    """Return a closed shape with straight edges."""
    return Thing(look=look, d=f"{shapes.line(*points)}z", panel=panel)
