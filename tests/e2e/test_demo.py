"""The demo: be anybody with one click, and see every mail."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.visitor import Visitor
from tests.sites import Site

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", autouse=True)
def _people(site: Site) -> None:
    site.manage("seed_demo")


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Maya", "Maya, this is your plan"),
        ("Tom", "Be seen today"),
        ("Priya", "Priya, this is your plan"),
        ("Elin", "Be seen within 2 days"),
        ("George", "Get emergency help now"),
        ("Sam", "Sam, this is your plan"),
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
        visitor.reads_heading(heading)


def test_one_click_makes_a_visitor_the_physio_with_the_second_factor_given(
    browser: Browser, site: Site
) -> None:
    with browser.new_context() as context:
        visitor = Visitor(context.new_page(), site)

        visitor.opens("/demo/")
        visitor.presses("Be the physio")

        visitor.reads_heading("Site administration")


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
