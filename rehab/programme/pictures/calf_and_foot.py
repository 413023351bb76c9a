"""Strength of the calves and the arches of the feet."""

from rehab.programme.pictures.figure import Pose, Spot, Stance
from rehab.programme.pictures.parts import Picture, Push, Trail
from rehab.programme.pictures.skeletons import BARE_FOOT, FROM_THE_SIDE, Arm, pose
from rehab.programme.pictures.things import GROUND, block

_TOES = (86, 115.9)
_ON_WALL: Arm = (68, 88)
_CLOSER: Arm = (46, 84)
_WALL = block(114, 4, 121)

DOUBLE_CALF_RAISE = Picture(
    id="X17",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("far_foot", 10.5, -1.9),
    start=Stance(at=_TOES, pose=pose(near_arm=_ON_WALL, far_arm=_ON_WALL)),
    end=Stance(
        at=_TOES,
        pose=pose(near=(0, 0, 50), far=(0, 0, 50), near_arm=_CLOSER, far_arm=_CLOSER),
    ),
    moving=frozenset({"near_shin", "near_foot", "far_shin", "far_foot"}),
    around=(GROUND, _WALL),
    arrows=(Trail(Spot("near_foot", -10)),),
)

SINGLE_CALF_RAISE = Picture(
    id="X18",
    skeleton=FROM_THE_SIDE,
    anchor=Spot("near_foot", 10.5, -1.9),
    start=Stance(at=_TOES, pose=pose(far=(14, -62, 25), near_arm=_ON_WALL, far_arm=(0, 8))),
    end=Stance(
        at=_TOES,
        pose=pose(near=(0, 0, 50), far=(14, -62, 25), near_arm=_CLOSER, far_arm=(0, 8)),
    ),
    moving=frozenset({"near_shin", "near_foot"}),
    around=(GROUND, _WALL),
    arrows=(Push((56, 114), (56, 100)),),
)


def _foot(hind: float, middle: float) -> Pose:
    return {"hind": hind, "middle": middle, "toes": 85, "shank": 174}


_HEEL = (42, 108)

ARCH_RAISE = Picture(
    id="X19",
    skeleton=BARE_FOOT,
    anchor=Spot("hind"),
    start=Stance(at=_HEEL, pose=_foot(106, 71)),
    end=Stance(at=_HEEL, pose=_foot(116, 62)),
    moving=frozenset({"middle", "hind"}),
    around=(GROUND,),
    arrows=(Push((94, 96), (94, 82)), Push((130, 123), (112, 123))),
)
