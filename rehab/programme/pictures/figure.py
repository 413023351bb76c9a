"""A figure made of rigid bones, and where each of them is in a pose.

Points are ``(x, y)`` in units of the picture, y pointing down. The angle of a bone is
where it points, in degrees: 0 is down, 90 to the right, 180 up, -90 to the left. So a
figure that stands and looks to the right has its thighs at 0 and its feet at 90.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin
from typing import NamedTuple

Point = tuple[float, float]
Pose = Mapping[str, float]


class Spot(NamedTuple):
    """A point of a bone: how far along it from where it begins, and how far across.

    Across is to the right of a bone that points down; it is the back of a trunk that
    stands upright and looks to the right.
    """

    bone: str
    along: float = 0
    across: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bone:
    """A rigid part of a figure.

    ``hangs`` is the spot of the bone that it turns on, ``None`` for the first. It is drawn
    as a rounded bar between ``ends``, each an along, an across and a radius.
    """

    name: str
    length: float
    ends: tuple[tuple[float, float, float], tuple[float, float, float]]
    hangs: Spot | None = None
    nose: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The bones of a view, those at the back first.

    Unless it is ``deep``, both sides are equally far away and look the same.
    """

    bones: tuple[Bone, ...]
    deep: bool = True

    @property
    def first(self) -> Bone:
        """Return the bone that all others hang on."""
        return next(bone for bone in self.bones if bone.hangs is None)

    def bone(self, name: str) -> Bone:
        """Return the bone of that name.

        :raises KeyError: if there is none.
        """
        return {bone.name: bone for bone in self.bones}[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """A pose, and where in the picture the spot is that the figure stands or lies on."""

    at: Point
    pose: Pose


@dataclass(frozen=True, slots=True)
class Placed:
    """Where every bone of a skeleton begins, and where it points."""

    skeleton: Skeleton
    joints: Mapping[str, Point]
    pose: Pose

    def point(self, spot: Spot) -> Point:
        """Return where in the picture a spot is."""
        return _seen_from(self.joints[spot.bone], self.pose[spot.bone], spot)


def place(skeleton: Skeleton, anchor: Spot, stance: Stance) -> Placed:
    """Put a figure into a pose so that its ``anchor`` is where the stance says.

    :raises KeyError: if the pose leaves out a bone.
    """
    joints: dict[str, Point] = {}
    waiting = list(skeleton.bones)
    while waiting:
        bone = waiting.pop(0)
        hangs = bone.hangs
        if hangs is None:
            joints[bone.name] = (0, 0)
        elif hangs.bone in joints:
            of = joints[hangs.bone]
            joints[bone.name] = _seen_from(of, stance.pose[hangs.bone], hangs)
        else:
            waiting.append(bone)
    x, y = Placed(skeleton, joints, stance.pose).point(anchor)
    dx, dy = stance.at[0] - x, stance.at[1] - y
    moved = {name: (x + dx, y + dy) for name, (x, y) in joints.items()}
    return Placed(skeleton, moved, stance.pose)


def between(start: Stance, end: Stance, share: float) -> Stance:
    """Return the stance at ``share`` of the way, 0 to 1; every joint turns evenly."""
    x, y = (a + (b - a) * share for a, b in zip(start.at, end.at, strict=True))
    turned = {bone: a + (end.pose[bone] - a) * share for bone, a in start.pose.items()}
    return Stance(at=(x, y), pose=turned)


def _seen_from(origin: Point, angle: float, spot: Spot) -> Point:
    down, right = cos(radians(angle)), sin(radians(angle))
    return (
        origin[0] + spot.along * right + spot.across * down,
        origin[1] + spot.along * down - spot.across * right,
    )
