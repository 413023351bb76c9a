"""Our own drawings: every exercise, and rest, ice, compression and elevation.

A picture is data: a figure in two poses, what stands around it, and which part moves.
``draw`` says one as marks that a template writes down as an SVG.
"""

from collections.abc import Mapping
from types import MappingProxyType

from rehab.programme.pictures import (
    balance,
    calf_and_foot,
    gentle,
    hamstring,
    hip,
    impact,
    rice,
    stretches,
    thigh,
)
from rehab.programme.pictures.drawing import BOTTOM, draw, top
from rehab.programme.pictures.parts import Picture

_ALL = (
    gentle.HEEL_SLIDES,
    gentle.QUAD_SQUEEZE,
    thigh.STRAIGHT_LEG_RAISE,
    thigh.TERMINAL_KNEE_EXTENSION,
    hip.SIDE_LYING_LEG_RAISE,
    hip.BAND_WALK,
    hip.CLAMSHELL,
    hip.DOUBLE_BRIDGE,
    hip.SINGLE_BRIDGE,
    hip.SIDE_PLANK,
    thigh.SIT_TO_STAND,
    thigh.WALL_SIT,
    thigh.SPLIT_SQUAT,
    thigh.STEP_UP,
    thigh.STEP_DOWN,
    thigh.SINGLE_LEG_SQUAT,
    calf_and_foot.DOUBLE_CALF_RAISE,
    calf_and_foot.SINGLE_CALF_RAISE,
    calf_and_foot.ARCH_RAISE,
    hamstring.HEEL_DIG,
    hamstring.HEEL_SLIDE_CURL,
    hamstring.HIP_HINGE,
    hip.BALL_SQUEEZE,
    hip.INNER_THIGH_PLANK,
    balance.SINGLE_LEG_BALANCE,
    balance.REACH,
    impact.SIDE_SHUFFLE,
    stretches.HIP_FLEXOR_STRETCH,
    stretches.HAMSTRING_STRETCH,
    stretches.CALF_STRETCH,
    stretches.QUAD_STRETCH,
    impact.POGO_HOPS,
    impact.LINE_HOPS,
    impact.SINGLE_LEG_HOPS,
    impact.STEP_OFF_LANDING,
    impact.BOUNDING,
    impact.QUICK_FEET,
    rice.REST,
    rice.ICE,
    rice.COMPRESSION,
    rice.ELEVATION,
)
PICTURES: Mapping[str, Picture] = MappingProxyType(
    {picture.id: picture for picture in _ALL}
)

__all__ = ["BOTTOM", "PICTURES", "Picture", "draw", "top"]
