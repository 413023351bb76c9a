"""Hops, landings and steps that make ready for running."""

from rehab.programme.pictures import shapes
from rehab.programme.pictures.figure import Spot, Stance
from rehab.programme.pictures.parts import Look, Motion, Picture, Push, Thing, Trail
from rehab.programme.pictures.skeletons import (
    FROM_THE_SIDE,
    HALF_SQUAT_FROM_THE_FRONT,
    Arm,
    Leg,
    pose,
)
from rehab.programme.pictures.things import GROUND, block, outline

_NEAR = frozenset({"near_thigh", "near_shin", "near_foot"})
_LEGS = _NEAR | {"far_thigh", "far_shin", "far_foot"}
_ANKLE, _FAR_ANKLE = Spot("near_foot"), Spot("far_foot")
_ELBOWS_BENT: Arm = (-22, 62)
_SOFT: Leg = (46, -26, 90)

SIDE_SHUFFLE = Picture(
    id="X27",
    skeleton=HALF_SQUAT_FROM_THE_FRONT,
    anchor=_FAR_ANKLE,
    start=Stance(
        at=(36, 114),
        pose=pose(near=(9, 3, 5), far=(-9, -3, -5), near_arm=(25, -70), far_arm=(-25, 70)),
    ),
    end=Stance(
        at=(86, 114),
        pose=pose(
            near=(28, 18, 10), far=(-24, -16, -10), near_arm=(25, -70), far_arm=(-25, 70)
        ),
    ),
    moving=_LEGS,
    around=(
        GROUND,
        outline((14, 118), (18, 106), (22, 118), look=Look.HARD),
        outline((136, 118), (140, 106), (144, 118), look=Look.HARD),
    ),
    arrows=(Push((50, 123), (96, 123)),),
    motion=Motion.QUICK,
)

POGO_HOPS = Picture(
    id="X32",
    skeleton=FROM_THE_SIDE,
    anchor=_FAR_ANKLE,
    start=Stance(
        at=(72, 114),
        pose=pose(
            near=(14, -11, 90),
            far=(14, -11, 90),
            near_arm=_ELBOWS_BENT,
            far_arm=_ELBOWS_BENT,
        ),
    ),
    end=Stance(
        at=(72, 101),
        pose=pose(
            near=(2, -2, 48), far=(2, -2, 48), near_arm=_ELBOWS_BENT, far_arm=_ELBOWS_BENT
        ),
    ),
    moving=_LEGS,
    around=(GROUND,),
    arrows=(Push((98, 114), (98, 96)),),
    motion=Motion.QUICK,
)

LINE_HOPS = Picture(
    id="X33",
    skeleton=FROM_THE_SIDE,
    anchor=_FAR_ANKLE,
    start=Stance(
        at=(44, 114),
        pose=pose(
            165,
            near=(34, -20, 90),
            far=(34, -20, 90),
            near_arm=_ELBOWS_BENT,
            far_arm=_ELBOWS_BENT,
        ),
    ),
    end=Stance(
        at=(96, 114),
        pose=pose(160, near=_SOFT, far=_SOFT, near_arm=_ELBOWS_BENT, far_arm=_ELBOWS_BENT),
    ),
    moving=_LEGS,
    around=(GROUND, Thing(look=Look.BAND, d=shapes.line((71, 126), (79, 112)))),
    arrows=(Trail(Spot("near_foot", 4, -2)),),
    motion=Motion.LEAP,
)

SINGLE_LEG_HOPS = Picture(
    id="X34",
    skeleton=FROM_THE_SIDE,
    anchor=_ANKLE,
    start=Stance(
        at=(72, 114),
        pose=pose(
            174,
            near=(24, -18, 90),
            far=(20, -66, 20),
            near_arm=_ELBOWS_BENT,
            far_arm=_ELBOWS_BENT,
        ),
    ),
    end=Stance(
        at=(72, 101),
        pose=pose(
            178,
            near=(6, -4, 50),
            far=(20, -66, 20),
            near_arm=_ELBOWS_BENT,
            far_arm=_ELBOWS_BENT,
        ),
    ),
    moving=_NEAR,
    around=(GROUND,),
    arrows=(Push((98, 114), (98, 96)),),
    motion=Motion.QUICK,
)

STEP_OFF_LANDING = Picture(
    id="X35",
    skeleton=FROM_THE_SIDE,
    anchor=_ANKLE,
    start=Stance(
        at=(44, 103),
        pose=pose(far=(34, 10, 90), near_arm=(-20, 20), far_arm=(25, 60)),
    ),
    end=Stance(
        at=(100, 114),
        pose=pose(
            152, near=(58, -26, 90), far=(58, -26, 90), near_arm=(50, 82), far_arm=(50, 82)
        ),
    ),
    moving=_LEGS,
    around=(GROUND, block(14, 107, 58)),
    arrows=(Trail(Spot("near_foot", 4, -2)),),
    motion=Motion.FALL,
)

BOUNDING = Picture(
    id="X36",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=(50, 62),
        pose=pose(
            172,
            near=(-20, -32, 48),
            far=(82, -8, 88),
            near_arm=(48, 130),
            far_arm=(-50, 40),
        ),
    ),
    end=Stance(
        at=(92, 57),
        pose=pose(
            172,
            near=(-34, -84, -10),
            far=(62, 26, 104),
            near_arm=(48, 130),
            far_arm=(-50, 40),
        ),
    ),
    moving=_LEGS,
    around=(GROUND,),
    arrows=(Push((50, 123), (98, 123)),),
    motion=Motion.QUICK,
)

QUICK_FEET = Picture(
    id="X37",
    skeleton=FROM_THE_SIDE,
    anchor=_FAR_ANKLE,
    start=Stance(at=(72, 114), pose=pose(near_arm=(-5, 70), far_arm=(-5, 70))),
    end=Stance(
        at=(72, 114),
        pose=pose(near=(86, -4, 88), near_arm=(-50, 45), far_arm=(45, 125)),
    ),
    moving=_NEAR,
    around=(GROUND,),
    arrows=(Push((118, 86), (118, 70)),),
    motion=Motion.QUICK,
)
