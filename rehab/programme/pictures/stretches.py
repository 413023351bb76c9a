"""Stretches."""

from rehab.programme.pictures.figure import Spot, Stance
from rehab.programme.pictures.parts import HOLD, Look, Picture, Push, Trail
from rehab.programme.pictures.skeletons import FROM_THE_SIDE, Arm, pose, reach
from rehab.programme.pictures.things import GROUND, block

_HANDS_ON_HIPS: Arm = (-40, 42)

_KNEE = (60, 106)

HIP_FLEXOR_STRETCH = Picture(
    id="X28",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("near_shin"),
    start=Stance(
        at=_KNEE,
        pose=pose(
            near=(0, -76, -72),
            far=reach((61.5, 80), (92, 114)),
            near_arm=_HANDS_ON_HIPS,
            far_arm=_HANDS_ON_HIPS,
        ),
    ),
    end=Stance(
        at=_KNEE,
        pose=pose(
            near=(-24, -76, -72),
            far=reach((72, 82.3), (92, 114)),
            near_arm=_HANDS_ON_HIPS,
            far_arm=_HANDS_ON_HIPS,
        ),
    ),
    moving=frozenset({"near_thigh", "trunk"}),
    around=(GROUND, block(46, 111, 72, look=Look.SOFT)),
    arrows=(Push((84, 66), (98, 66)),),
    captions=HOLD,
)

_STANDING = (62, 63)
_HEEL_UP = reach(_STANDING, (97, 99), 150)

HAMSTRING_STRETCH = Picture(
    id="X29",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_STANDING,
        pose=pose(174, near=_HEEL_UP, near_arm=(25, 60), far_arm=(25, 60)),
    ),
    end=Stance(
        at=_STANDING,
        pose=pose(136, near=_HEEL_UP, near_arm=(18, 12), far_arm=(18, 12)),
    ),
    moving=frozenset({"trunk", "neck", "head"}),
    around=(GROUND, block(88, 104, 124)),
    arrows=(Trail(Spot("trunk", 58, -4)),),
    captions=HOLD,
)

_HEEL_DOWN = (52, 114)
_AHEAD = (88, 114)

CALF_STRETCH = Picture(
    id="X30",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("near_foot"),
    start=Stance(
        at=_HEEL_DOWN,
        pose=pose(
            168,
            near=(-25, -25, 90),
            far=reach((75, 67.8), _AHEAD),
            near_arm=(84, 90),
            far_arm=(84, 90),
        ),
    ),
    end=Stance(
        at=_HEEL_DOWN,
        pose=pose(
            156,
            near=(-33, -33, 90),
            far=reach((81, 71.2), _AHEAD),
            near_arm=(36, 140),
            far_arm=(36, 140),
        ),
    ),
    moving=frozenset({"near_thigh", "near_shin", "near_foot"}),
    around=(GROUND, block(119, 4, 126)),
    arrows=(Push((56, 62), (69, 64)),),
    captions=HOLD,
)

_SEEN_FROM_ABOVE = (66, 84)

QUAD_STRETCH = Picture(
    id="X31",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_SEEN_FROM_ABOVE,
        pose=pose(
            -90,
            near=(90, 88, 150),
            far=(90, 92, 170),
            near_arm=(84, 78),
            far_arm=(-150, -95),
        ),
    ),
    end=Stance(
        at=_SEEN_FROM_ABOVE,
        pose=pose(
            -90,
            near=(88, -52, -5),
            far=(90, 92, 170),
            near_arm=(66, 68),
            far_arm=(-150, -95),
        ),
    ),
    moving=frozenset({"near_shin", "near_foot"}),
    around=(block(6, 58, 150, 122, look=Look.SOFT),),
    arrows=(Trail(Spot("near_shin", 34)),),
    captions=HOLD,
)
