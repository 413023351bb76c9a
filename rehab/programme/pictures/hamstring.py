"""Strength of the hamstrings."""

from rehab.programme.pictures.figure import Spot, Stance
from rehab.programme.pictures.parts import HOLD, Look, Motion, Picture, Push, Trail, Worn
from rehab.programme.pictures.skeletons import FROM_THE_SIDE, Arm, pose, reach
from rehab.programme.pictures.things import GROUND

_LEG = frozenset({"near_thigh", "near_shin", "near_foot"})
_ALONG: Arm = (89, 92)

_HIP = (54, 110.5)
_DUG_IN = reach(_HIP, (94, 112.5), 165)
_FLAT = (88, 88, 172)

HEEL_DIG = Picture(
    id="X20",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_HIP,
        pose=pose(-90, near=_DUG_IN, far=_FLAT, near_arm=_ALONG, far_arm=_ALONG),
    ),
    end=Stance(
        at=_HIP,
        pose=pose(-90, near=_DUG_IN, far=_FLAT, near_arm=_ALONG, far_arm=_ALONG),
    ),
    moving=_LEG,
    around=(GROUND,),
    arrows=(Push((108, 123), (84, 123)),),
    motion=Motion.NONE,
    captions=HOLD,
)

_SHOULDERS = (30, 110.5)
_NEAR_SEAT = reach((58.7, 98.9), (84, 111.5), 180)
_SLID_AWAY = reach((60.3, 104), (107, 111.5), 180)

HEEL_SLIDE_CURL = Picture(
    id="X21",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk", 31),
    start=Stance(
        at=_SHOULDERS,
        pose=pose(
            -68, near=_NEAR_SEAT, far=_NEAR_SEAT, near_arm=_ALONG, far_arm=_ALONG, head=-90
        ),
    ),
    end=Stance(
        at=_SHOULDERS,
        pose=pose(
            -78, near=_SLID_AWAY, far=_SLID_AWAY, near_arm=_ALONG, far_arm=_ALONG, head=-90
        ),
    ),
    moving=_LEG,
    around=(
        GROUND,
        Worn(
            look=Look.COLD,
            ends=((Spot("near_foot", -6, -9), 1.3), (Spot("near_foot", -6, 7), 1.3)),
        ),
    ),
    arrows=(Push((84, 123), (110, 123)),),
)

_SOFT = (8, -6, 90)
_HINGED = (30, -4, 90)

HIP_HINGE = Picture(
    id="X22",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("far_foot"),
    start=Stance(at=(78, 114), pose=pose(near=_SOFT, far=_SOFT)),
    end=Stance(
        at=(78, 114),
        pose=pose(
            102, near=_HINGED, far=_HINGED, near_arm=(0, 0), far_arm=(0, 0), head=108
        ),
    ),
    moving=frozenset({"trunk", "neck", "head"}),
    around=(GROUND,),
    arrows=(Trail(Spot("trunk", 46, 11)), Push((58, 52), (48, 57))),
)
