"""Results, and the pages that explain them, are as easy to read as the questions."""

from html.parser import HTMLParser
from statistics import mean
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import a_runner, an_assessment
from tests.reading import grade_of
from tests.triage.protocols.test_reading import HARDEST_ON_AVERAGE, HARDEST_PAGE
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

STORIES: Final[dict[str, tuple[Level, dict[str, Any]]]] = {
    "sore tendons": (
        Level.SELF_CARE,
        {"place": "shin", "stairs": True, "bending": True, "sore_spot": True, "more": True},
    ),
    "worn joint": (
        Level.WITHIN_2_WEEKS,
        {
            "age": "over_54",
            "place": "groove",
            "stiff_start": True,
            "duration": "over_6_weeks",
        },
    ),
    "overworked bone": (
        Level.WITHIN_A_WEEK,
        {"place": "shin", "bone_spot": True, "landing": True, "began": True},
    ),
    "loose after an injury": (
        Level.WITHIN_2_DAYS,
        {"place": "band", "onset": "pushed_in", "loose": True, "side_step": True},
    ),
    "stuck": (Level.SAME_DAY, {"place": "groove", "onset": "twist", "locking": True}),
    "cold foot": (Level.EMERGENCY, {"limb": True}),
    "outer side": (Level.WITHIN_2_WEEKS, {"place": "outer"}),
}
# Each begins a text of its own. What stands between two of them is read on.
BLOCKS = {
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "li",
    "dt",
    "dd",
    "a",
    "button",
    "summary",
    "caption",
}


class Texts(HTMLParser):
    """Collects what stands in the main part of a page, but for sources in small print."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.texts.append("")
        if tag in {"main", "p", "svg", "select", "script"}:
            skipped = tag != "main" and (
                tag != "p" or "small" in (dict(attrs).get("class") or "")
            )
            self.open.append(not skipped)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"main", "p", "svg", "select", "script"}:
            self.open.pop()
        if tag in BLOCKS:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.open and all(self.open):
            self.texts[-1] += data


def texts_in(page: str) -> list[str]:
    """Return the texts of a page, each a heading, a paragraph, an item or a link."""
    reader = Texts()
    reader.feed(page)
    return [text for raw in reader.texts if (text := " ".join(raw.split()))]


def result_told(level: Level, told: dict[str, Any]) -> list[str]:
    """Return the texts of the result of somebody who ``told`` this."""
    client, runner = Client(), a_runner()
    client.force_login(runner)
    assessment = an_assessment(patient=runner, **told)
    assert assessment.level == level
    address = reverse("check_past_result", args=[assessment.pk])
    return texts_in(client.get(address).content.decode())


@pytest.mark.parametrize(("level", "told"), STORIES.values(), ids=STORIES)
def test_no_result_is_harder_than_grade_8(level: Level, told: dict[str, Any]) -> None:
    assert grade_of(result_told(level, told)) <= HARDEST_PAGE


def test_results_are_grade_6_at_most_on_average() -> None:
    grades = [grade_of(result_told(level, told)) for level, told in STORIES.values()]

    assert mean(grades) <= HARDEST_ON_AVERAGE


@pytest.mark.parametrize("name", ["home", "help", "check", "about", "country"])
def test_no_other_page_is_harder_than_grade_8(client: Client, name: str) -> None:
    an_assessment()

    texts = texts_in(client.get(reverse(name)).content.decode())

    assert len(texts) > 1
    assert grade_of(texts) <= HARDEST_PAGE
