"""Outlines as the text of an SVG path."""

from math import acos, atan2, cos, hypot, pi, sin

from rehab.programme.pictures.figure import Point


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def pair(point: Point) -> str:
    """Return the two coordinates of a point."""
    return f"{number(point[0])} {number(point[1])}"


def line(*points: Point) -> str:
    """Return straight lines from point to point."""
    return "M" + "L".join(map(pair, points))


def disc(centre: Point, radius: float) -> str:
    """Return a circle."""
    left, size, across = (centre[0] - radius, centre[1]), number(radius), number(2 * radius)
    half = f"a{size} {size} 0 1 1"
    return f"M{pair(left)}{half} {across} 0{half}-{across} 0z"


def bar(first: tuple[Point, float], last: tuple[Point, float]) -> str:
    """Return a bar with round ends, each given by its centre and radius."""
    (start, thick), (end, thin) = first, last
    dx, dy = end[0] - start[0], end[1] - start[1]
    if hypot(dx, dy) <= abs(thick - thin):
        return disc(start, max(thick, thin))
    heading, spread = atan2(dy, dx), acos((thick - thin) / hypot(dx, dy))

    def edge(centre: Point, radius: float, side: int) -> str:
        angle = heading + side * spread
        return pair((centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)))

    def cap(radius: float, to: str, *, wide: bool) -> str:
        return f"A{number(radius)} {number(radius)} 0 {int(wide)} 0 {to}"

    begin = edge(start, thick, 1)
    far_end = cap(thin, edge(end, thin, -1), wide=spread > pi / 2)
    near_end = cap(thick, begin, wide=spread < pi / 2)
    return f"M{begin}L{edge(end, thin, 1)}{far_end}L{edge(start, thick, -1)}{near_end}z"


def box(left: float, top: float, right: float, bottom: float) -> str:
    """Return a rectangle."""
    return f"M{pair((left, top))}H{number(right)}V{number(bottom)}H{number(left)}z"


def curve(begin: Point, half: Point, end: Point) -> str:
    """Return a bow from one point to another that passes a third half-way."""
    bend = tuple(2 * h - (b + e) / 2 for b, h, e in zip(begin, half, end, strict=True))
    return f"M{pair(begin)}Q{pair((bend[0], bend[1]))} {pair(end)}"


def arrowhead(tip: Point, heading: float, size: float) -> str:
    """Return the two strokes of an arrowhead; ``heading`` in radians."""
    wings = [
        (tip[0] - size * cos(heading + turn), tip[1] - size * sin(heading + turn))
        for turn in (0.6, -0.6)
    ]
    return line(wings[0], tip, wings[1])
