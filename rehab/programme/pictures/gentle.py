"""Gentle movement."""

from rehab.programme.pictures.figure import Spot, Stance
from rehab.programme.pictures.parts import Picture, Push, Trail
from rehab.programme.pictures.skeletons import FROM_THE_SIDE, pose, reach
from rehab.programme.pictures.things import GROUND, roll

_LEG = frozenset({"near_thigh", "near_shin", "near_foot"})
_FLAT = (88, 88, 172)
_AT_SIDES = (89, 92)
_HIP = (54, 110.5)

HEEL_SLIDES = Picture(
    id="X01",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_HIP,
        pose=pose(-90, near=_FLAT, far=_FLAT, near_arm=_AT_SIDES, far_arm=_AT_SIDES),
    ),
    end=Stance(
        at=_HIP,
        pose=pose(
            -90,
            near=reach(_HIP, (90, 114)),
            far=_FLAT,
            near_arm=_AT_SIDES,
            far_arm=_AT_SIDES,
        ),
    ),
    moving=_LEG,
    around=(GROUND,),
    arrows=(Push((116, 123), (93, 123)),),
)

_SEAT = (52, 111)
_LEANING = (-32, -30)
_OTHER = (90, 87, 165)

QUAD_SQUEEZE = Picture(
    id="X02",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_SEAT,
        pose=pose(
            200,
            near=(96, 81, 148),
            far=_OTHER,
            near_arm=_LEANING,
            far_arm=_LEANING,
            head=180,
        ),
    ),
    end=Stance(
        at=_SEAT,
        pose=pose(
            200,
            near=(91, 86, 184),
            far=_OTHER,
            near_arm=_LEANING,
            far_arm=_LEANING,
            head=180,
        ),
    ),
    moving=_LEG,
    around=(GROUND, roll((79, 114.2), 3.8)),
    arrows=(Push((78, 92), (78, 102)), Trail(Spot("near_foot", 18))),
)
