"""Balance and control on one leg."""

from rehab.programme.pictures.figure import Spot, Stance
from rehab.programme.pictures.parts import HOLD, Picture, Push
from rehab.programme.pictures.skeletons import FROM_THE_SIDE, Arm, pose, reach
from rehab.programme.pictures.things import GROUND

_FREE = frozenset({"far_thigh", "far_shin", "far_foot"})
_ANKLE = Spot("near_foot")
_HANDS_ON_HIPS: Arm = (-40, 42)

SINGLE_LEG_BALANCE = Picture(
    id="X25",
    skeleton=FROM_THE_SIDE,
    anchor=_ANKLE,
    start=Stance(at=(72, 114), pose=pose(near_arm=_HANDS_ON_HIPS, far_arm=_HANDS_ON_HIPS)),
    end=Stance(
        at=(72, 114),
        pose=pose(
            near=(7, -6, 90),
            far=(52, -18, 76),
            near_arm=_HANDS_ON_HIPS,
            far_arm=_HANDS_ON_HIPS,
        ),
    ),
    moving=_FREE,
    around=(GROUND,),
    arrows=(Push((110, 92), (110, 76)),),
    captions=HOLD,
)

REACH = Picture(
    id="X26",
    skeleton=FROM_THE_SIDE,
    anchor=_ANKLE,
    start=Stance(
        at=(66, 114),
        pose=pose(far=(12, -4, 84), near_arm=_HANDS_ON_HIPS, far_arm=_HANDS_ON_HIPS),
    ),
    end=Stance(
        at=(66, 114),
        pose=pose(
            172,
            near=(50, -24, 90),
            far=reach((57.8, 74.4), (92, 111), 72),
            near_arm=_HANDS_ON_HIPS,
            far_arm=_HANDS_ON_HIPS,
        ),
    ),
    moving=_FREE,
    around=(GROUND,),
    arrows=(Push((78, 123), (104, 123)),),
)
