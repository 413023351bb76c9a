"""Strength of the thighs."""

from rehab.programme.pictures.figure import Spot, Stance
from rehab.programme.pictures.parts import HOLD, Picture, Push, Tie, Trail
from rehab.programme.pictures.skeletons import FROM_THE_SIDE, Arm, Leg, pose, reach
from rehab.programme.pictures.things import GROUND, block, chair

_LEG = frozenset({"near_thigh", "near_shin", "near_foot"})
_LEGS = _LEG | {"far_thigh", "far_shin", "far_foot"}
_ANKLE, _FAR_ANKLE = Spot("near_foot"), Spot("far_foot")
_HANDS_ON_HIPS: Arm = (-40, 42)
_AHEAD: Arm = (82, 88)

_HIP = (54, 110.5)
_BENT = reach(_HIP, (88, 114))

STRAIGHT_LEG_RAISE = Picture(
    id="X03",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_HIP,
        pose=pose(-90, near=(88, 88, 176), far=_BENT, near_arm=(89, 92), far_arm=(89, 92)),
    ),
    end=Stance(
        at=_HIP,
        pose=pose(
            -90, near=(115, 115, 205), far=_BENT, near_arm=(89, 92), far_arm=(89, 92)
        ),
    ),
    moving=_LEG,
    around=(GROUND,),
    arrows=(Trail(Spot("near_shin", 36, -3)),),
)

_PULLED = (76, 114)

TERMINAL_KNEE_EXTENSION = Picture(
    id="X04",
    skeleton=FROM_THE_SIDE,
    anchor=_ANKLE,
    start=Stance(
        at=_PULLED,
        pose=pose(
            near=(21, -17, 90),
            far=reach((75.5, 65.8), (67.8, 113.5)),
            near_arm=_HANDS_ON_HIPS,
            far_arm=_HANDS_ON_HIPS,
        ),
    ),
    end=Stance(
        at=_PULLED,
        pose=pose(
            near=(0, 0, 90),
            far=(-11, -11, 90),
            near_arm=_HANDS_ON_HIPS,
            far_arm=_HANDS_ON_HIPS,
        ),
    ),
    moving=_LEG,
    around=(
        GROUND,
        block(140, 66, 147),
        Tie(ends=(Spot("near_shin", 0, -5), (141, 89))),
        Tie(ends=(Spot("near_shin", 3, -5), (141, 89))),
    ),
    arrows=(Push((96, 81), (84, 81)),),
)

_FEET = (96, 114)
_SAT_BACK: Leg = (75, -15, 90)
_TALL: Leg = (0, 0, 90)

SIT_TO_STAND = Picture(
    id="X11",
    skeleton=FROM_THE_SIDE,
    anchor=_FAR_ANKLE,
    start=Stance(at=_FEET, pose=pose(near_arm=(20, 30), far_arm=(20, 30))),
    end=Stance(
        at=_FEET,
        pose=pose(
            145, near=_SAT_BACK, far=_SAT_BACK, near_arm=_AHEAD, far_arm=_AHEAD, head=160
        ),
    ),
    moving=_LEGS,
    around=(GROUND, chair(55, 90.5)),
    arrows=(Trail(Spot("trunk", 4, 13)),),
)

_AWAY = (68, 114)
_SLID: Leg = (58, -2, 90)
_HIGH: Leg = (27, 26, 90)

WALL_SIT = Picture(
    id="X12",
    skeleton=FROM_THE_SIDE,
    anchor=_FAR_ANKLE,
    start=Stance(
        at=_AWAY, pose=pose(near=_HIGH, far=_HIGH, near_arm=(14, 34), far_arm=(14, 34))
    ),
    end=Stance(
        at=_AWAY, pose=pose(near=_SLID, far=_SLID, near_arm=(14, 34), far_arm=(14, 34))
    ),
    moving=_LEGS,
    around=(GROUND, block(32, 8, 39)),
    arrows=(Push((84, 46), (84, 60)),),
    captions=HOLD,
)

_FRONT, _BEHIND = (102, 114), (56, 107)

SPLIT_SQUAT = Picture(
    id="X13",
    skeleton=FROM_THE_SIDE,
    anchor=_ANKLE,
    start=Stance(
        at=_FRONT,
        pose=pose(
            near=reach((80, 70), _FRONT),
            far=reach((81.5, 70), _BEHIND, 40),
            near_arm=_HANDS_ON_HIPS,
            far_arm=_HANDS_ON_HIPS,
        ),
    ),
    end=Stance(
        at=_FRONT,
        pose=pose(
            near=reach((80, 85), _FRONT),
            far=reach((81.5, 85), _BEHIND, 36),
            near_arm=_HANDS_ON_HIPS,
            far_arm=_HANDS_ON_HIPS,
        ),
    ),
    moving=_LEG,
    around=(GROUND,),
    arrows=(Push((106, 58), (106, 74)),),
)

_ON_STEP = (102, 105)

STEP_UP = Picture(
    id="X14",
    skeleton=FROM_THE_SIDE,
    anchor=_ANKLE,
    start=Stance(
        at=_ON_STEP,
        pose=pose(170, near=reach((82, 67), _ON_STEP), far=reach((83, 67), (70, 114), 90)),
    ),
    end=Stance(
        at=_ON_STEP,
        pose=pose(near=_TALL, far=(38, -12, 80), near_arm=(-25, 10), far_arm=(30, 60)),
    ),
    moving=_LEG,
    around=(GROUND, block(88, 109, 134)),
    arrows=(Push((72, 76), (72, 60)),),
)

_EDGE = (70, 105)

STEP_DOWN = Picture(
    id="X15",
    skeleton=FROM_THE_SIDE,
    anchor=_ANKLE,
    start=Stance(
        at=_EDGE,
        pose=pose(far=(16, 4, 95), near_arm=_HANDS_ON_HIPS, far_arm=_HANDS_ON_HIPS),
    ),
    end=Stance(
        at=_EDGE,
        pose=pose(
            165,
            near=(55, -28, 90),
            far=reach((61.8, 68), (85, 113), 104),
            near_arm=_HANDS_ON_HIPS,
            far_arm=_HANDS_ON_HIPS,
            head=175,
        ),
    ),
    moving=_LEG,
    around=(GROUND, block(40, 109, 80)),
    arrows=(Push((100, 50), (100, 66)),),
)

_ONE_LEG: Leg = (75, -17, 90)

SINGLE_LEG_SQUAT = Picture(
    id="X16",
    skeleton=FROM_THE_SIDE,
    anchor=_ANKLE,
    start=Stance(
        at=_FEET, pose=pose(far=(24, 10, 95), near_arm=(20, 30), far_arm=(20, 30))
    ),
    end=Stance(
        at=_FEET,
        pose=pose(
            142, near=_ONE_LEG, far=(88, 58, 140), near_arm=_AHEAD, far_arm=_AHEAD, head=160
        ),
    ),
    moving=_LEG,
    around=(GROUND, chair(55, 90.5)),
    arrows=(Trail(Spot("trunk", 4, 13)),),
)
