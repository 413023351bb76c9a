"""Strength of the hips and the seat."""

from rehab.programme.pictures.figure import Spot, Stance
from rehab.programme.pictures.parts import (
    HOLD,
    Look,
    Motion,
    Picture,
    Push,
    Tie,
    Trail,
    Worn,
)
from rehab.programme.pictures.skeletons import (
    FROM_ABOVE_THE_SIDE,
    FROM_THE_SIDE,
    HALF_SQUAT_FROM_THE_FRONT,
    LYING_FROM_THE_FRONT,
    Arm,
    Leg,
    pose,
    reach,
)
from rehab.programme.pictures.things import GROUND, block, outline, stool

_NEAR = frozenset({"near_thigh", "near_shin", "near_foot"})
_FAR = frozenset({"far_thigh", "far_shin", "far_foot"})

_LYING = (69, 105)
_UNDER_HEAD: Arm = (-91, -90)
_IN_FRONT: Arm = (75, -36)

SIDE_LYING_LEG_RAISE = Picture(
    id="X05",
    skeleton=LYING_FROM_THE_FRONT,
    anchor=Spot("trunk"),
    start=Stance(
        at=_LYING,
        pose=pose(
            -90,
            near=(92, 92, 92),
            far=(90, 90, 90),
            near_arm=_IN_FRONT,
            far_arm=_UNDER_HEAD,
        ),
    ),
    end=Stance(
        at=_LYING,
        pose=pose(
            -90,
            near=(122, 122, 122),
            far=(90, 90, 90),
            near_arm=_IN_FRONT,
            far_arm=_UNDER_HEAD,
        ),
    ),
    moving=_NEAR,
    around=(GROUND,),
    arrows=(Trail(Spot("near_shin", 36)),),
)

_LEFT_FOOT = (58, 114)
_ELBOWS_OUT: Arm = (38, -42)
_ELBOWS_OUT_LEFT: Arm = (-38, 42)

BAND_WALK = Picture(
    id="X06",
    skeleton=HALF_SQUAT_FROM_THE_FRONT,
    anchor=Spot("far_foot"),
    start=Stance(
        at=_LEFT_FOOT,
        pose=pose(
            near=(9, 3, 5),
            far=(-9, -3, -5),
            near_arm=_ELBOWS_OUT,
            far_arm=_ELBOWS_OUT_LEFT,
        ),
    ),
    end=Stance(
        at=_LEFT_FOOT,
        pose=pose(
            near=(26, 18, 10),
            far=(-26, -18, -10),
            near_arm=_ELBOWS_OUT,
            far_arm=_ELBOWS_OUT_LEFT,
        ),
    ),
    moving=_NEAR,
    around=(
        GROUND,
        Tie(ends=(Spot("far_thigh", 16, -6), Spot("near_thigh", 16, 6))),
    ),
    arrows=(Push((78, 123), (104, 123)),),
)

_SHELL = (69, 95)
_TOP, _BOTTOM = (69, 90), (69, 100)

CLAMSHELL = Picture(
    id="X07",
    skeleton=LYING_FROM_THE_FRONT,
    anchor=Spot("trunk"),
    start=Stance(
        at=_SHELL,
        pose=pose(
            -90,
            near=reach(_TOP, (115, 93), 60, back=True),
            far=reach(_BOTTOM, (116, 100), 60, back=True),
            near_arm=_IN_FRONT,
            far_arm=_UNDER_HEAD,
        ),
    ),
    end=Stance(
        at=_SHELL,
        pose=pose(
            -90,
            near=reach(_TOP, (115, 93), 60),
            far=reach(_BOTTOM, (116, 100), 60, back=True),
            near_arm=_IN_FRONT,
            far_arm=_UNDER_HEAD,
        ),
    ),
    moving=_NEAR,
    around=(block(6, 96, 150, 124, look=Look.SOFT),),
    arrows=(Trail(Spot("near_thigh", 36)),),
)

_SOLE = (92, 114)
_DOWN: Leg = reach((60, 110.5), _SOLE)
_UP: Leg = (110, 23, 90)
_ALONG: Arm = (89, 92)

DOUBLE_BRIDGE = Picture(
    id="X08",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("far_foot"),
    start=Stance(
        at=_SOLE, pose=pose(-90, near=_DOWN, far=_DOWN, near_arm=_ALONG, far_arm=_ALONG)
    ),
    end=Stance(
        at=_SOLE,
        pose=pose(-70, near=_UP, far=_UP, near_arm=_ALONG, far_arm=_ALONG, head=-90),
    ),
    moving=frozenset({"trunk", "near_thigh"}),
    around=(GROUND,),
    arrows=(Push((56, 92), (56, 77)),),
)

SINGLE_BRIDGE = Picture(
    id="X09",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("near_foot"),
    start=Stance(
        at=_SOLE,
        pose=pose(-90, near=_DOWN, far=(122, 122, 205), near_arm=_ALONG, far_arm=_ALONG),
    ),
    end=Stance(
        at=_SOLE,
        pose=pose(
            -70, near=_UP, far=(110, 110, 196), near_arm=_ALONG, far_arm=_ALONG, head=-90
        ),
    ),
    moving=frozenset({"trunk", "near_thigh"}),
    around=(GROUND,),
    arrows=(Push((56, 92), (56, 77)),),
)

_ELBOW = Spot("far_arm", 18)
_PROPPED = (36, 114.7)
_ON_ELBOW: Arm = (0, -90)
_ALONG_THE_SIDE: Arm = (70, 72)

SIDE_PLANK = Picture(
    id="X10",
    skeleton=LYING_FROM_THE_FRONT,
    anchor=_ELBOW,
    start=Stance(
        at=_PROPPED,
        pose=pose(
            -122,
            near=(84, 84, 84),
            far=(85, 85, 85),
            near_arm=_ALONG_THE_SIDE,
            far_arm=_ON_ELBOW,
            head=-110,
        ),
    ),
    end=Stance(
        at=_PROPPED,
        pose=pose(
            -105,
            near=(73, 73, 73),
            far=(75, 75, 75),
            near_arm=_ALONG_THE_SIDE,
            far_arm=_ON_ELBOW,
        ),
    ),
    moving=frozenset({"trunk", "near_thigh", "far_thigh"}),
    around=(GROUND,),
    arrows=(Push((68, 86), (68, 74)),),
    captions=HOLD,
)

_CROOK = (54, 110.5)
_ONE_KNEE = reach(_CROOK, (88, 114))

BALL_SQUEEZE = Picture(
    id="X23",
    skeleton=FROM_ABOVE_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_CROOK,
        pose=pose(-90, near=_ONE_KNEE, far=_ONE_KNEE, near_arm=_ALONG, far_arm=_ALONG),
    ),
    end=Stance(
        at=_CROOK,
        pose=pose(-90, near=_ONE_KNEE, far=_ONE_KNEE, near_arm=_ALONG, far_arm=_ALONG),
    ),
    moving=_NEAR | _FAR,
    around=(
        outline((3, 120), (12, 102), (153, 102), (144, 120)),
        Worn(
            look=Look.COLD,
            ends=((Spot("far_thigh", 22), 8.5), (Spot("far_thigh", 22), 8.5)),
        ),
    ),
    arrows=(Push((58, 83), (70, 88)), Push((110, 76), (100, 82))),
    motion=Motion.NONE,
    captions=HOLD,
)

INNER_THIGH_PLANK = Picture(
    id="X24",
    skeleton=LYING_FROM_THE_FRONT,
    anchor=_ELBOW,
    start=Stance(
        at=_PROPPED,
        pose=pose(
            -122,
            near=(126, 90, 90),
            far=(85, 85, 85),
            near_arm=_ALONG_THE_SIDE,
            far_arm=_ON_ELBOW,
            head=-110,
        ),
    ),
    end=Stance(
        at=_PROPPED,
        pose=pose(
            -95,
            near=(90, 90, 90),
            far=(80, 80, 80),
            near_arm=_ALONG_THE_SIDE,
            far_arm=_ON_ELBOW,
        ),
    ),
    moving=frozenset({"trunk"}) | _FAR,
    around=(GROUND, stool(82, 91)),
    arrows=(Push((68, 116), (68, 106)),),
    captions=HOLD,
)
