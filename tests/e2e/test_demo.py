"""The demo: be anybody with one click, and see every mail."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.visitor import Visitor
from tests.sites import Site, open_site

pytestmark = pytest.mark.e2e

MOVE_IN_WITHIN = 180  # seconds, also on a machine with much else to do


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open a whole Stridewell, and wait until the runners of the demo are in."""
    site = open_site(tmp_path_factory.mktemp("demo"))
    end = time.monotonic() + MOVE_IN_WITHIN
    while not (site.data_dir / "seeded").exists():
        assert site.process.poll() is None, site.printed()
        assert time.monotonic() < end, "the runners of the demo did not move in"
        time.sleep(0.2)
    yield site
    site.stop()


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Nora", "Nora, today: "),
        ("Maya", "Maya, today: your session"),
        ("Tom", "Be seen today"),
        ("Priya", "Priya, today: rest and gentle care"),
        ("Elin", "Be seen within 2 days"),
        ("George", "Get emergency help now"),
        ("Sam", "Sam, today: your session"),
        ("Ana", "Ana, today: protect your knee"),
        ("Omar", "Omar, today: your session"),
        ("Ruth", "Ruth, today: a rest day"),
    ],
)
def test_one_click_makes_a_visitor_a_runner_with_a_plan(
    browser: Browser, site: Site, name: str, heading: str
) -> None:
    with browser.new_context() as context:
        visitor = Visitor(context.new_page(), site)

        visitor.opens("/demo/")
        visitor.presses(f"Be {name}")

        assert visitor.page.url == f"{site.url}/plan/"
        first = visitor.page.get_by_role("heading", level=1)
        expect(first).to_contain_text(heading)


def test_one_click_makes_a_visitor_the_physio_with_the_second_factor_given(
    browser: Browser, site: Site
) -> None:
    with browser.new_context() as context:
        visitor = Visitor(context.new_page(), site)

        visitor.opens("/demo/")
        visitor.presses("Be the physio")

        visitor.reads_heading("Needs attention")


def test_the_mails_can_be_read_and_their_links_work(browser: Browser, site: Site) -> None:
    with browser.new_context() as context:
        visitor = Visitor(context.new_page(), site)

        visitor.opens("/demo/mails/")
        visitor.follows("A short break for you")
        visitor.reads("List-Unsubscribe")
        visitor.follows("See it as a mail program shows it")
        expect(
            visitor.page.get_by_role("link", name="Done? Tell us how it went")
        ).to_be_visible()
        visitor.follows("Done? Tell us how it went")

        assert visitor.page.url.startswith(f"{site.url}/r/")
