"""Drawings as marks."""

import re
from math import cos, dist, radians, sin

import pytest
from django.conf import settings

from rehab.programme.pictures import PICTURES, Picture, draw, top
from rehab.programme.pictures.drawing import LEAP, SECOND, stand
from rehab.programme.pictures.figure import Point, Spot
from rehab.programme.pictures.marks import CLOSE, Mark, amount, grouped
from rehab.programme.pictures.parts import Motion

each_picture = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
moving_ones = pytest.mark.parametrize(
    "picture",
    [it for it in PICTURES.values() if it.motion is not Motion.NONE],
    ids=lambda picture: picture.id,
)
NEARLY = 1.5  # units: coordinates have one decimal, a tie between groups adds up
Matrix = tuple[float, float, float, float, float, float]
STYLES = (settings.BASE_DIR / "static" / "css" / "plan.css").read_text()


def begins(d: str) -> Point:
    """Return where a path begins, which turns with it; of a disc the centre."""
    x, y, radius = map(float, re.findall(r"-?[\d.]+", d)[:3])
    return (x + radius if re.match(r"M\S+ [^L]*?a", d) else x), y


def said_by(css: str) -> int:
    """Return the number that the classes of a group say."""
    tens = sum(int(number) * 10 for number in re.findall(r"tens-(\d+)", css))
    ones = sum(int(number) for number in re.findall(r"ones-(\d)", css))
    return (tens + ones) * (-1 if "less" in css.split() else 1)


def step(mark: Mark) -> Matrix:
    """Return what a group does to its content when it shows the start."""
    if mark.move:
        x, y, *_ = [*map(float, re.findall(r"-?[\d.]+", mark.move)), 0.0]
        return (1, 0, 0, 1, x, y)
    by = said_by(mark.css)
    if "turn" in mark.css:
        turned = radians(by)
        return (cos(turned), sin(turned), -sin(turned), cos(turned), 0, 0)
    along_y = "shift--y" in mark.css
    return (1, 0, 0, 1, 0 if along_y else by, by if along_y else 0)


def times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def limbs(marks: tuple[Mark, ...]) -> tuple[list[Point], list[Point]]:
    """Return where limbs begin in the left panel, and in the right one at its start."""
    found: tuple[list[Point], list[Point]] = ([], [])
    stack: list[Matrix] = [(1, 0, 0, 1, 0, 0)]
    for mark in marks:
        if mark == CLOSE:
            stack.pop()
        elif not mark.d:
            stack.append(times(stack[-1], step(mark)))
        elif mark.css.startswith("limb"):
            x, y = begins(mark.d)
            a, b, c, d, e, f = stack[-1]
            found[len(stack) > 1].append((a * x + c * y + e, b * x + d * y + f))
    left, right = found
    return left, [(x - SECOND, y) for x, y in right]


@moving_ones
def test_all_groups_turned_back_show_the_start(picture: Picture) -> None:
    left, right = limbs(draw(picture))

    assert len(left) == len(right)
    strays = [one for one in left if min(dist(one, other) for other in right) > NEARLY]
    assert strays == []


@each_picture
def test_every_group_is_closed(picture: Picture) -> None:
    depth = 0
    for mark in draw(picture):
        depth += 0 if mark.d else -1 if mark == CLOSE else 1

        assert depth >= 0
    assert depth == 0


@each_picture
def test_the_stylesheet_knows_every_class(picture: Picture) -> None:
    classes = {name for mark in draw(picture) for name in mark.css.split()}
    classes.add(f"picture--{picture.motion}")

    plain = {"picture--none", "picture--slow", "thing--hard"}
    unknown = {name for name in classes - plain if not re.search(rf"\.{name}\b", STYLES)}
    assert unknown == set()


def test_the_stylesheet_leaps_as_high_as_the_trail() -> None:
    assert f"translateY(-{LEAP}px)" in STYLES


@each_picture
def test_without_motion_nothing_turns(picture: Picture) -> None:
    turns = any("turn" in mark.css.split() for mark in draw(picture))

    assert turns is (picture.motion is not Motion.NONE)


def test_a_band_stretches_from_its_place_at_the_start_to_that_at_the_end() -> None:
    ties = [mark.css.split()[2:] for mark in draw(PICTURES["X06"]) if "band" in mark.css]

    assert ties == [[], ["tie", "tie--before"], ["tie"]]


def test_a_leap_is_highest_half_way() -> None:
    picture = PICTURES["X33"]
    foot = Spot("far_foot")

    heights = [stand(picture, share).point(foot)[1] for share in (0, 0.5, 1)]

    assert heights == pytest.approx([114, 114 - LEAP, 114])


def test_a_fall_gathers_speed() -> None:
    picture = PICTURES["X35"]
    foot = Spot("near_foot")

    heights = [stand(picture, share).point(foot)[1] for share in (0, 0.5, 1)]

    assert heights == pytest.approx([103, 105.75, 114])


def test_a_trail_above_the_head_is_not_cut_off() -> None:
    way = PICTURES["X22"]

    assert top(way) < stand(way, 0).point(Spot("trunk", 46, 11))[1]


def test_what_lies_flat_is_not_drawn_under_an_empty_sky() -> None:
    lying, hopping = top(PICTURES["X01"]), top(PICTURES["X32"])

    assert lying > hopping + 50


@pytest.mark.parametrize(
    ("by", "classes"),
    [(7, "ones-7"), (-30, "tens-3 less"), (125, "tens-12 ones-5"), (0, "")],
)
def test_a_number_is_said_in_tens_and_ones(by: int, classes: str) -> None:
    assert amount(by) == classes


def test_a_group_is_opened_and_closed() -> None:
    inner = Mark("limb", "M0 0")

    assert list(grouped([inner], css="turn")) == [Mark(css="turn"), inner, CLOSE]
