"""The drawings of the knee: what they show, and which buttons they press."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string

from triage.forms import KneePicture
from triage.protocols.medial_knee.questions.place import ELSEWHERE, PLACE
from triage.rules.conditions import compares_in

PLACES = [option.key for option in PLACE.questions[-1].options]
INNER, OTHERS = PLACES[:6], PLACES[6:]
SHAPE = 'class="knee__zone'
ROW = re.compile(
    r'<label class="option knee__place" for="(\w+)">(.*?)'
    r'<svg class="[^"]+" viewBox="[^"]+" aria-hidden="true">(.*?)</svg>',
    re.DOTALL,
)


class PlaceForm(forms.Form):
    place = forms.ChoiceField(
        choices=[*((key, f"It is {key}") for key in PLACES), ("not-sure", "I'm not sure")],
        widget=KneePicture,
    )


def the_question() -> str:
    """Return the fieldset with the drawings and the lists beside them."""
    return render_to_string(
        "stridewell/_fieldset.html", {"field": PlaceForm()["place"], "is_heading": False}
    )


def the_zone(place: str, number: str = "") -> str:
    return render_to_string("triage/_knee_zone.html", {"place": place, "number": number})


def the_drawing(side: str, place: str) -> str:
    return render_to_string("triage/_knee_drawing.html", {"side": side, "place": place})


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_every_place_asked_for_has_one_shape_of_its_own() -> None:
    zones = [the_zone(place, number) for place in PLACES for number in ("", "3")]

    assert [zone.count(SHAPE) for zone in zones] == [1] * 22
    assert len(set(zones)) == 22
    assert the_zone("not-sure").strip() == ""


def test_the_inner_side_stands_first_with_a_drawing_of_its_own() -> None:
    _, inner, other = the_question().split('<div class="knee__board">')

    assert re.findall('value="([^"]+)"', inner) == INNER
    assert re.findall('value="([^"]+)"', other) == [*OTHERS, "not-sure"]
    assert [compare.value for compare in compares_in(ELSEWHERE)] == OTHERS


def test_one_label_is_both_the_row_and_the_shape_of_a_place() -> None:
    rows = ROW.findall(the_question())

    told = [(button, words(row), words(shape)) for button, row, shape in rows]
    assert told == [
        (f"id_place_{i}", f"{i + 1} It is {place}", str(i + 1))
        for i, place in enumerate(PLACES)
    ]


def test_a_button_is_named_by_its_words_alone() -> None:
    rows = ROW.findall(the_question())

    numbers = [
        re.findall('<b class="knee__number" aria-hidden="true">', r) for _, r, _ in rows
    ]
    assert [len(each) for each in numbers] == [1] * 11


def test_what_covers_other_places_lies_under_them() -> None:
    page = the_question()

    under = re.findall(r'value="(\w+)"(?:(?!<input).)*?knee__spot--under', page, re.DOTALL)
    assert under == ["spread", "whole"]


def test_the_drawings_say_which_side_they_show() -> None:
    page = the_question()

    assert re.findall('role="img" aria-label="([^"]+)"', page) == [
        "Drawing of the inner side of the knee. Its places 1 to 6 are in the list.",
        "Drawing of the outer side of the knee. Its places 7 to 11 are in the list.",
    ]
    assert re.findall('<span class="knee__left">([^<]+)<', page) == [
        "Left knee shown, inner side",
        "Left knee shown, outer side",
    ]
    assert re.findall('<span class="knee__right">([^<]+)<', page) == [
        "Right knee shown, inner side",
        "Right knee shown, outer side",
    ]


@pytest.mark.parametrize("place", PLACES)
def test_a_drawing_marks_the_one_place_that_was_told(place: str) -> None:
    drawing = the_drawing("left", place)

    side = "inner" if place in INNER else "outer"
    shape = the_zone(place).strip().splitlines()[0]
    assert (drawing.count(SHAPE), drawing.count(shape)) == (1, 1)
    assert drawing.count(f"on a drawing of the knee from its {side} side") == 1
    assert drawing.count("<circle") == 0


@pytest.mark.parametrize(
    ("side", "place", "mirrored", "caption"),
    [
        ("left", "groove", 0, "Left knee shown, inner side"),
        ("right", "groove", 1, "Right knee shown, inner side"),
        ("both", "groove", 0, "Left knee shown, inner side"),
        ("left", "calf", 0, "Left knee shown, outer side"),
        ("right", "calf", 1, "Right knee shown, outer side"),
    ],
)
def test_a_right_knee_is_a_left_one_mirrored(
    side: str, place: str, mirrored: int, caption: str
) -> None:
    drawing = the_drawing(side, place)

    _, below = drawing.split("</svg>")
    assert drawing.count("knee__figure--right") == mirrored
    assert words(below) == caption
