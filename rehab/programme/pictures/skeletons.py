"""The figures: one person seen from the side and from the front, and one bare foot.

Lengths follow the shares of height in Winter, Biomechanics and Motor Control of Human
Movement (thigh 0.245, lower leg 0.246, upper arm 0.186). The head is larger, and limbs end
where the fist does, so that a phone shows them.
"""

from dataclasses import replace
from math import acos, atan2, cos, degrees, hypot, sin

from rehab.programme.pictures.figure import Bone, Point, Pose, Skeleton, Spot

Leg = tuple[float, float, float]
Arm = tuple[float, float]

FLOOR = 118.0
ANKLE = 4.0  # how high the ankle is above the sole
THIGH, SHIN, TRUNK, UPPER_ARM, FOREARM = 26.0, 25.0, 31.0, 18.0, 19.0
HEAD = 7.5


def _bar(
    name: str, length: float, radii: tuple[float, float], hangs: Spot | None = None
) -> Bone:
    first, last = radii
    return Bone(
        name=name, length=length, ends=((0, 0, first), (length, 0, last)), hangs=hangs
    )


def _arm(side: str, shoulder: Spot) -> tuple[Bone, ...]:
    upper = f"{side}_arm"
    return (
        _bar(upper, UPPER_ARM, (3.9, 3.3), shoulder),
        _bar(f"{side}_forearm", FOREARM, (3.3, 2.7), Spot(upper, UPPER_ARM)),
    )


def _leg(side: str, hip: Spot, foot: Bone, *, short: float = 1) -> tuple[Bone, ...]:
    thigh, shin = f"{side}_thigh", f"{side}_shin"
    return (
        _bar(thigh, THIGH * short, (6.6, 4.9), hip),
        _bar(shin, SHIN * short, (4.9, 3.3), Spot(thigh, THIGH * short)),
        replace(foot, name=f"{side}_foot", hangs=Spot(shin, SHIN * short)),
    )


_SIDE_FOOT = Bone(name="", length=12, ends=((-2.5, -1, 3), (10.5, -1.9, 2.1)))
_FRONT_FOOT = Bone(name="", length=4, ends=((-1, 0, 3.3), (0.4, 0, 3.6)))


def _head(*, nose: bool) -> tuple[Bone, ...]:
    top = Spot("trunk", TRUNK)
    face = ((13.5, 0, HEAD), (13.5, 0, HEAD))
    return (
        _bar("neck", 9, (3.2, 3.2), top),
        Bone(name="head", length=13.5, ends=face, hangs=top, nose=nose),
    )


def _from_the_side(far_hip: Spot) -> Skeleton:
    shoulder = TRUNK - 2
    return Skeleton(
        (
            *_arm("far", Spot("trunk", far_hip.along + shoulder, far_hip.across)),
            *_leg("far", far_hip, _SIDE_FOOT),
            *_head(nose=True),
            _bar("trunk", TRUNK, (6.9, 7.3)),
            *_leg("near", Spot("trunk"), _SIDE_FOOT),
            *_arm("near", Spot("trunk", shoulder)),
        )
    )


def _from_the_front(short: float, *, deep: bool) -> Skeleton:
    shoulder = TRUNK - 2
    return Skeleton(
        (
            *_arm("far", Spot("trunk", shoulder, 9)),
            *_leg("far", Spot("trunk", 0, 5), _FRONT_FOOT, short=short),
            *_leg("near", Spot("trunk", 0, -5), _FRONT_FOOT, short=short),
            *_head(nose=False),
            Bone(name="trunk", length=TRUNK, ends=((5, 0, 9), (TRUNK - 7, 0, 9.5))),
            *_arm("near", Spot("trunk", shoulder, -9)),
        ),
        deep=deep,
    )


FROM_THE_SIDE = _from_the_side(Spot("trunk", 0, -1.5))
FROM_ABOVE_THE_SIDE = _from_the_side(Spot("trunk", -11, -9))
LYING_FROM_THE_FRONT = _from_the_front(1, deep=True)
HALF_SQUAT_FROM_THE_FRONT = _from_the_front(
    0.78, deep=False
)  # thighs and shins lean to the viewer
BARE_FOOT = Skeleton(
    (
        _bar("shank", 60, (10, 12), Spot("hind", 15, 6)),
        _bar("toes", 18, (5.5, 4), Spot("middle", 35)),
        _bar("middle", 35, (8, 6.5), Spot("hind", 30)),
        _bar("hind", 30, (10, 8)),
    )
)


def reach(hip: Point, ankle: Point, foot: float = 90, *, back: bool = False) -> Leg:
    """Return the leg that gets from a hip to an ankle, in whole degrees.

    The knee bends as it does in somebody who looks to the right or lies face up with the
    head on the left; ``back`` mirrors it.

    :raises ValueError: if the leg is too short.
    """
    dx, dy = ankle[0] - hip[0], ankle[1] - hip[1]
    far = hypot(dx, dy)
    if far > THIGH + SHIN:
        msg = f"{far:.1f} is too far for a leg of {THIGH + SHIN}"
        raise ValueError(msg)
    lean = acos((THIGH**2 + far**2 - SHIN**2) / (2 * THIGH * far)) * (-1 if back else 1)
    thigh = atan2(dx, dy) + lean
    shin = atan2(dx - THIGH * sin(thigh), dy - THIGH * cos(thigh))
    return round(degrees(thigh)), round(degrees(shin)), foot


def pose(
    trunk: float = 180,
    *,
    near: Leg = (0, 0, 90),
    far: Leg = (0, 0, 90),
    near_arm: Arm = (0, 5),
    far_arm: Arm = (0, 5),
    head: float | None = None,
) -> Pose:
    """Return the angles of a whole person; a leg is thigh, lower leg and foot.

    Without ``head`` it goes on as the trunk does.
    """
    neck = trunk if head is None else head
    return {
        "trunk": trunk,
        "neck": neck,
        "head": neck,
        **_limb("near", near, near_arm),
        **_limb("far", far, far_arm),
    }


def _limb(side: str, leg: Leg, arm: Arm) -> Pose:
    names = ("thigh", "shin", "foot", "arm", "forearm")
    return {
        f"{side}_{name}": angle for name, angle in zip(names, (*leg, *arm), strict=True)
    }
