"""Rest, ice, compression and elevation, with the words that stand for each picture."""

from dataclasses import replace

from rehab.programme.pictures import shapes
from rehab.programme.pictures.figure import Spot, Stance
from rehab.programme.pictures.parts import (
    Look,
    Motion,
    Panel,
    Picture,
    Push,
    Thing,
    Trail,
    Worn,
)
from rehab.programme.pictures.skeletons import FROM_THE_SIDE, Arm, pose
from rehab.programme.pictures.things import GROUND, chair, outline, stool

_LEG = frozenset({"near_thigh", "near_shin", "near_foot"})
_SEAT = (50, 111)
_LEANING: Arm = (-26, -25)
_OUT = (90, 87, 172)

REST = Picture(
    id="rest",
    alt=(
        "Left: a runner, crossed out. Right: sitting on a chair, the sore leg "
        "straight, its heel on a stool. No running for now."
    ),
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=(74, 64),
        pose=pose(
            170,
            near=(46, -14, 84),
            far=(-24, -76, 0),
            near_arm=(-45, 45),
            far_arm=(30, 110),
        ),
    ),
    end=Stance(
        at=(52, 83),
        pose=pose(
            188,
            near=(92, 86, 172),
            far=(80, -4, 90),
            near_arm=(20, 70),
            far_arm=(20, 70),
            head=182,
        ),
    ),
    moving=_LEG,
    around=(
        GROUND,
        replace(chair(38, 90.5, 34), panel=Panel.END),
        replace(stool(92, 90, 26), panel=Panel.END),
        Thing(
            look=Look.CROSS,
            d=shapes.line((40, 16), (116, 112)) + shapes.line((116, 16), (40, 112)),
            front=True,
            panel=Panel.START,
        ),
    ),
    motion=Motion.NONE,
    captions=("Not now", "For now"),
)

ICE = Picture(
    id="ice",
    alt=(
        "Start: sitting on the floor, the sore leg straight, an ice pack in the "
        "hand. End: the hand holds the pack on the sore knee."
    ),
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_SEAT,
        pose=pose(194, near=_OUT, far=_OUT, near_arm=(40, 110), far_arm=_LEANING, head=176),
    ),
    end=Stance(
        at=_SEAT,
        pose=pose(
            176, near=_OUT, far=_OUT, near_arm=(34, 57), far_arm=(-24, -24), head=166
        ),
    ),
    moving=frozenset({"near_arm", "near_forearm"}),
    around=(
        GROUND,
        Worn(
            look=Look.COLD,
            ends=((Spot("near_forearm", 21, 5), 4.5), (Spot("near_forearm", 19, -6), 4.5)),
        ),
    ),
    arrows=(Trail(Spot("near_forearm", 32)),),
)


def _wraps(
    bone: str, alongs: tuple[float, ...], half: float, panel: Panel
) -> tuple[Worn, ...]:
    """Return turns of a bandage around a bone, slanted, ``half`` as wide as the limb."""
    return tuple(
        Worn(
            look=Look.BANDAGE,
            ends=((Spot(bone, along, half), 1.8), (Spot(bone, along + 2, -half), 1.8)),
            panel=panel,
        )
        for along in alongs
    )


COMPRESSION = Picture(
    id="compression",
    alt=(
        "Start: sitting, a bandage goes round the leg just below the knee. End: it "
        "covers the knee up to the lower thigh. The hands wind it upwards."
    ),
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_SEAT,
        pose=pose(170, near=_OUT, far=_OUT, near_arm=(22, 75), far_arm=(26, 79), head=156),
    ),
    end=Stance(
        at=_SEAT,
        pose=pose(170, near=_OUT, far=_OUT, near_arm=(-8, 78), far_arm=(-4, 82), head=156),
    ),
    moving=frozenset({"near_arm", "near_forearm"}),
    around=(
        GROUND,
        *_wraps("near_shin", (3, 7), 3.6, Panel.BOTH),
        *_wraps("near_thigh", (16, 20, 24), 4.4, Panel.END),
        Worn(
            look=Look.BANDAGE,
            ends=((Spot("near_forearm", 20), 3.6), (Spot("near_forearm", 20), 3.6)),
        ),
    ),
    arrows=(Push((92, 92), (76, 90)),),
)

_FLAT_ON_BACK = (54, 110.5)
_RAISED = (118, 108, 192)
_AT_SIDES: Arm = (89, 92)

ELEVATION = Picture(
    id="elevation",
    alt=(
        "Start: lying on the back, both legs flat. End: both legs rest on a high "
        "pile of pillows, the knees higher than the heart."
    ),
    skeleton=FROM_THE_SIDE,
    anchor=Spot("trunk"),
    start=Stance(
        at=_FLAT_ON_BACK,
        pose=pose(
            -90,
            near=(88, 88, 172),
            far=(88, 88, 172),
            near_arm=_AT_SIDES,
            far_arm=_AT_SIDES,
        ),
    ),
    end=Stance(
        at=_FLAT_ON_BACK,
        pose=pose(
            -90,
            near=_RAISED,
            far=_RAISED,
            near_arm=_AT_SIDES,
            far_arm=_AT_SIDES,
        ),
    ),
    moving=_LEG | {"far_thigh", "far_shin", "far_foot"},
    around=(
        GROUND,
        outline((66, 113), (80, 102.5), (112, 93), (116, 118), (62, 118), panel=Panel.END),
    ),
    arrows=(Trail(Spot("near_shin", 35)),),
)
