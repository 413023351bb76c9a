"""Figures of rigid bones."""

import pytest

from rehab.programme.pictures.figure import (
    Bone,
    Skeleton,
    Spot,
    Stance,
    between,
    place,
)
from rehab.programme.pictures.skeletons import FROM_THE_SIDE, SHIN, THIGH, pose, reach

BAR = ((0, 0, 1), (10, 0, 1))
ARM = Bone(name="arm", length=10, ends=BAR)
HAND = Bone(name="hand", length=4, ends=BAR, hangs=Spot("arm", 10))
HAND_FIRST = Skeleton((HAND, ARM))


def test_bones_hang_on_each_other_whatever_is_drawn_first() -> None:
    stance = Stance(at=(0, 0), pose={"arm": 0, "hand": 90})

    placed = place(HAND_FIRST, Spot("arm"), stance)

    assert placed.joints["hand"] == pytest.approx((0, 10))
    assert placed.point(Spot("hand", 4)) == pytest.approx((4, 10))


@pytest.mark.parametrize(
    ("angle", "along", "across"),
    [(0, (0, 10), (3, 0)), (90, (10, 0), (0, -3)), (180, (0, -10), (-3, 0))],
)
def test_a_bone_points_down_right_or_up(
    angle: float, along: tuple[float, float], across: tuple[float, float]
) -> None:
    stance = Stance(at=(0, 0), pose={"arm": angle, "hand": 0})

    placed = place(HAND_FIRST, Spot("arm"), stance)

    assert placed.point(Spot("arm", 10)) == pytest.approx(along, abs=1e-9)
    assert placed.point(Spot("arm", 0, 3)) == pytest.approx(across, abs=1e-9)


def test_a_figure_stands_where_its_anchor_is() -> None:
    stance = Stance(at=(50, 60), pose={"arm": 90, "hand": 0})

    placed = place(HAND_FIRST, Spot("hand", 4), stance)

    assert placed.point(Spot("hand", 4)) == pytest.approx((50, 60))
    assert placed.joints["arm"] == pytest.approx((40, 56))


def test_half_way_every_joint_has_turned_half() -> None:
    start = Stance(at=(0, 10), pose={"arm": 0, "hand": 90})
    end = Stance(at=(20, 30), pose={"arm": 40, "hand": 90})

    half = between(start, end, 0.5)

    assert half.at == (10, 20)
    assert half.pose == {"arm": 20, "hand": 90}


def test_the_first_bone_is_the_one_that_hangs_on_none() -> None:
    assert HAND_FIRST.first is ARM


def test_there_is_no_bone_of_another_name() -> None:
    with pytest.raises(KeyError):
        HAND_FIRST.bone("wing")


def test_a_leg_reaches_from_the_hip_to_the_ankle() -> None:
    hip, ankle = (60, 70), (80, 110)

    placed = place(
        FROM_THE_SIDE, Spot("trunk"), Stance(at=hip, pose=pose(near=reach(hip, ankle)))
    )

    assert placed.point(Spot("near_foot")) == pytest.approx(ankle, abs=0.5)


def test_a_leg_bends_the_other_way_when_told() -> None:
    thigh, shin, foot = reach((60, 70), (60, 110), 45, back=True)

    assert thigh < 0 < shin
    assert foot == 45


def test_a_leg_does_not_reach_further_than_it_is_long() -> None:
    with pytest.raises(ValueError, match="too far"):
        reach((0, 0), (0, THIGH + SHIN + 1))


def test_a_head_goes_on_as_the_trunk_does_or_looks_elsewhere() -> None:
    assert pose(150)["head"] == 150
    assert pose(150, head=170)["head"] == 170
