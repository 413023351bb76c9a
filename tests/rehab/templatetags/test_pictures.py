"""Drawings on a page."""

import re

import pytest
from django.template import engines

from rehab.programme.exercises import BY_ID
from rehab.programme.pictures import PICTURES

MOST_BYTES = 6000


def rendered(template: str, **context: object) -> str:
    code = "{% load pictures %}" + template
    return str(engines["django"].from_string(code).render(context))


def drawn(key: str) -> str:
    alt = BY_ID[key].alt if key in BY_ID else ""
    return rendered("{% picture key alt %}", key=key, alt=alt)


@pytest.mark.parametrize("key", PICTURES)
def test_a_picture_is_one_image_with_one_title(key: str) -> None:
    html = drawn(key)

    titles = re.findall(r'<title id="([^"]+)">([^<]+)</title>', html)
    assert titles == [(f"picture-{key.lower()}", titles[0][1])]
    assert f'role="img" aria-labelledby="picture-{key.lower()}"' in html
    assert html.count("<svg") == html.count("</svg>") == 1
    assert html.count("<g") == html.count("</g>")


@pytest.mark.parametrize("key", PICTURES)
def test_a_picture_has_nothing_that_the_policy_forbids(key: str) -> None:
    assert re.findall(r"\sstyle=|<style|<script|<animate|\son\w+=", drawn(key)) == []


@pytest.mark.parametrize("key", PICTURES)
def test_a_picture_is_light(key: str) -> None:
    assert len(drawn(key).encode()) < MOST_BYTES


def test_a_picture_says_what_it_shows() -> None:
    assert f">{BY_ID['X05'].alt}</title>" in drawn("X05")
    assert f">{PICTURES['ice'].alt}</title>" in drawn("ice")


def test_a_page_may_draw_a_picture_twice() -> None:
    html = rendered('{% picture "ice" %}{% picture "ice" element_id="ice-again" %}')

    assert re.findall(r'<title id="([^"]+)"', html) == ["picture-ice", "ice-again"]


def test_there_is_no_other_picture() -> None:
    with pytest.raises(KeyError):
        rendered('{% picture "X38" %}')


def test_one_box_stops_all_pictures_without_a_script() -> None:
    html = rendered("{% stop_pictures %}")

    assert re.findall(r"<(\w+)", html) == ["label", "input"]
    assert "Stop the moving pictures" in html
