"""Outlines."""

import pytest

from rehab.programme.pictures import shapes


@pytest.mark.parametrize(
    ("value", "text"), [(3, "3"), (3.04, "3"), (3.06, "3.1"), (-0.01, "0"), (-2.5, "-2.5")]
)
def test_a_coordinate_has_one_decimal_at_most(value: float, text: str) -> None:
    assert shapes.number(value) == text


def test_a_line_goes_from_point_to_point() -> None:
    assert shapes.line((0, 1), (2, 3)) == "M0 1L2 3"


def test_a_disc_is_two_half_circles() -> None:
    assert shapes.disc((10, 20), 4) == "M6 20a4 4 0 1 1 8 0a4 4 0 1 1-8 0z"


def test_a_bar_of_even_thickness_has_half_circles_at_its_ends() -> None:
    drawn = shapes.bar(((0, 0), 2), ((10, 0), 2))

    assert drawn == "M0 2L10 2A2 2 0 0 0 10 -2L0 -2A2 2 0 0 0 0 2z"


def test_the_thicker_end_of_a_bar_is_the_larger_part_of_its_circle() -> None:
    tapered = shapes.bar(((0, 0), 5), ((10, 0), 2))
    widening = shapes.bar(((0, 0), 2), ((10, 0), 5))

    assert ("A2 2 0 0 0" in tapered, "A5 5 0 1 0" in tapered) == (True, True)
    assert ("A5 5 0 1 0" in widening, "A2 2 0 0 0" in widening) == (True, True)


def test_a_bar_within_its_own_end_is_a_disc() -> None:
    assert shapes.bar(((5, 5), 3), ((5, 5.5), 1)) == shapes.disc((5, 5), 3)


def test_a_box_has_four_sides() -> None:
    assert shapes.box(1, 2, 3, 4) == "M1 2H3V4H1z"


def test_a_bow_passes_the_point_half_way() -> None:
    assert shapes.curve((0, 0), (5, 5), (10, 0)) == "M0 0Q5 10 10 0"


def test_an_arrowhead_ends_at_its_tip() -> None:
    assert shapes.arrowhead((10, 0), 0, 5) == "M5.9 -2.8L10 0L5.9 2.8"
