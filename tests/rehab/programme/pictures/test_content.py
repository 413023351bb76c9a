"""What holds for every drawing."""

import re
from collections.abc import Iterator
from math import dist

import pytest

from rehab.programme.care import rice
from rehab.programme.exercises import BY_ID
from rehab.programme.pictures import PICTURES, Picture, top
from rehab.programme.pictures.drawing import BOTTOM, PANEL, stand
from rehab.programme.pictures.figure import Placed, Spot
from rehab.programme.pictures.parts import Look, Motion, Push, Thing
from rehab.programme.pictures.skeletons import BARE_FOOT, FLOOR
from tests.reading import grade_of

each_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
OF_CARE = {item.key for item in (rice.REST, rice.ICE, rice.COMPRESSION, rice.ELEVATION)}
ON_THE_WAY = (0, 0.25, 0.5, 0.75, 1)
SINKS = 1.6  # units: a sole that rolls, or the other foot, which is drawn behind
BENDS_MOST, ARM_BENDS_MOST = 150, 150  # degrees: heel to seat, hand to shoulder


def rims(figure: Placed) -> Iterator[tuple[float, float, float, float]]:
    """Yield the left, top, right and bottom of each end of each bone."""
    for bone in figure.skeleton.bones:
        for along, across, radius in bone.ends:
            x, y = figure.point(Spot(bone.name, along, across))
            yield x - radius, y - radius, x + radius, y + radius


def stands_on_the_floor(picture: Picture) -> bool:
    """Whether the picture has a floor; seen from above there is a mat."""
    return any(
        isinstance(thing, Thing) and thing.look is Look.FLOOR for thing in picture.around
    )


def test_every_exercise_and_each_part_of_rice_has_a_picture() -> None:
    assert set(PICTURES) == set(BY_ID) | OF_CARE
    assert all(picture.id == key for key, picture in PICTURES.items())


@pytest.mark.parametrize("key", sorted(OF_CARE))
def test_a_picture_of_care_brings_short_easy_words_that_would_do_alone(key: str) -> None:
    alt = PICTURES[key].alt

    sentences = [part for part in re.split(r"[.:?] ", alt) if part]
    assert max(len(part.split()) for part in sentences) <= 15
    assert grade_of([alt]) <= 6


@each_picture
def test_a_picture_has_a_start_and_an_end(picture: Picture) -> None:
    start, end = picture.start, picture.end

    stays = (start.at, dict(start.pose)) == (end.at, dict(end.pose))

    assert stays is (picture.id in {"X20", "X23"})
    assert not stays or picture.motion is Motion.NONE
    assert picture.captions[0] != picture.captions[1]


@each_picture
def test_what_moves_stands_out(picture: Picture) -> None:
    bones = {bone.name for bone in picture.skeleton.bones}

    assert picture.moving
    assert picture.moving < bones
    assert picture.arrows or picture.id == "rest"


@each_picture
def test_nobody_has_limbs_of_changing_length(picture: Picture) -> None:
    lengths = [
        {
            bone.name: dist(
                figure.joints[bone.name], figure.point(Spot(bone.name, bone.length))
            )
            for bone in picture.skeleton.bones
        }
        for figure in (stand(picture, share) for share in ON_THE_WAY)
    ]

    expected = {bone.name: bone.length for bone in picture.skeleton.bones}
    assert lengths == [pytest.approx(expected)] * len(ON_THE_WAY)


@each_picture
def test_nobody_sinks_through_the_floor(picture: Picture) -> None:
    ends = (stand(picture, 0), stand(picture, 1))
    lowest = max(bottom for figure in ends for *_, bottom in rims(figure))

    assert lowest <= (FLOOR + SINKS if stands_on_the_floor(picture) else BOTTOM)


@each_picture
def test_nothing_of_the_figure_is_cut_off(picture: Picture) -> None:
    for share in ON_THE_WAY:
        for left, high, right, low in rims(stand(picture, share)):
            assert 0 <= left <= right <= PANEL
            assert top(picture) <= high <= low <= BOTTOM


@each_picture
def test_no_arrow_is_cut_off(picture: Picture) -> None:
    ends = [
        point
        for arrow in picture.arrows
        if isinstance(arrow, Push)
        for point in (arrow.tail, arrow.tip)
    ]

    assert all(0 < x < PANEL and top(picture) < y < BOTTOM for x, y in ends)


@pytest.mark.parametrize(
    "picture",
    [
        picture
        for picture in PICTURES.values()
        if picture.skeleton is not BARE_FOOT and picture.skeleton.bone("head").nose
    ],
    ids=lambda picture: picture.id,
)
@pytest.mark.parametrize("side", ["near", "far"])
def test_knees_and_elbows_bend_the_way_they_do(picture: Picture, side: str) -> None:
    for share in ON_THE_WAY:
        pose = stand(picture, share).pose

        knee = pose[f"{side}_thigh"] - pose[f"{side}_shin"]
        elbow = pose[f"{side}_forearm"] - pose[f"{side}_arm"]
        assert -8 <= knee <= BENDS_MOST
        assert -8 <= elbow <= ARM_BENDS_MOST


@each_picture
def test_angles_and_places_turn_by_whole_numbers(picture: Picture) -> None:
    start, end = picture.start, picture.end

    turns = [end.pose[bone] - angle for bone, angle in start.pose.items()]
    shifts = [a - b for a, b in zip(start.at, end.at, strict=True)]
    assert [by % 1 for by in (*turns, *shifts)] == [0] * (len(turns) + 2)
