"""The drawings of the knee in a browser: every place can be pressed, on either side."""

from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.e2e.visitor import Visitor
from tests.sites import Site
from triage.protocols.medial_knee.questions.place import PLACE

pytestmark = pytest.mark.e2e

PLACES = [option.key for option in PLACE.questions[-1].options]
PHONE, DESK = 360, 1280
NARROWEST: Final = 320
LEAST_TARGET: Final = 24  # CSS pixels, WCAG 2.2 success criterion 2.5.8

# How many of 200 points on the edge of each place lie outside the skin of its drawing.
OUTSIDE: Final = """zone => {
  const skin = zone.closest(".knee__board").querySelector(".knee__skin");
  const at = (_, i) => zone.getPointAtLength(zone.getTotalLength() * i / 200);
  return Array.from({length: 200}, at).filter(point => !skin.isPointInFill(point)).length;
}"""


@pytest.mark.parametrize("java_script_enabled", [True, False])
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("side", ["Left knee", "Right knee"])
def test_a_press_on_the_drawing_chooses_the_place(
    browser: Browser, site: Site, side: str, width: int, *, java_script_enabled: bool
) -> None:
    with browser.new_context(
        java_script_enabled=java_script_enabled, viewport={"width": width, "height": 900}
    ) as context:
        page = _the_drawings(Visitor(context.new_page(), site))

        page.get_by_role("radio", name=side).check()

        numbers = page.locator(".knee__spot circle").all()
        assert [_chosen_by_a_press_on(number) for number in numbers] == PLACES
        assert page.get_by_text(f"{side} shown").count() == 2
        hidden = page.get_by_text("knee shown").filter(visible=False)
        assert hidden.count() == 2


def test_every_place_is_large_enough_for_a_finger_and_lies_on_the_leg(
    browser: Browser, site: Site
) -> None:
    with browser.new_context(viewport={"width": NARROWEST, "height": 640}) as context:
        page = _the_drawings(Visitor(context.new_page(), site))

        zones = page.locator(".knee__spot .knee__zone").all()

        assert [_narrow_side(zone) >= LEAST_TARGET for zone in zones] == [True] * 11
        outside = {
            place: zone.evaluate(OUTSIDE)
            for place, zone in zip(PLACES, zones, strict=True)
            if place != "whole"  # a ring around the knee
        }
        assert set(outside.values()) == {0}


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_the_side_and_the_place_are_chosen_by_keyboard_alone(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site, by_keyboard=True)
        page = _the_drawings(runner)

        runner.chooses("Right knee", of="Which knee hurts?")
        page.keyboard.press("Tab")
        places = [_chosen_by_arrow(page) for _ in PLACES]
        runner.chooses("Inner side: at the back corner", of="Where does it hurt most?")

        assert places == [*PLACES[1:], "not-sure"]
        assert page.get_by_text("Right knee shown").filter(visible=True).count() == 2
        zone = page.locator(":focus ~ .knee__spot .knee__zone")
        assert zone.evaluate("zone => getComputedStyle(zone).strokeWidth") == "10px"
        runner.goes_on()
        runner.reads_heading("How did the pain begin?")


def _the_drawings(visitor: Visitor) -> Page:
    """Walk through the check to the page with the drawings."""
    visitor.begins_the_check()
    while not visitor.page.locator(".knee").count():
        visitor.answers_the_page()
        visitor.goes_on()
    return visitor.page


def _chosen_by_a_press_on(number: Locator) -> str:
    number.scroll_into_view_if_needed()
    box = number.bounding_box()
    assert box is not None
    page = number.page
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    return page.locator("[name=place]:checked").get_attribute("value") or ""


def _chosen_by_arrow(page: Page) -> str:
    page.keyboard.press("ArrowDown")
    return page.locator("[name=place]:checked").get_attribute("value") or ""


def _narrow_side(zone: Locator) -> float:
    box = zone.bounding_box()
    assert box is not None
    return min(box["width"], box["height"])
