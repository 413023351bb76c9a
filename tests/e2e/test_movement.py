"""The tests of how somebody moves, done at home after a result that allows it."""

import re

import pytest
from playwright.sync_api import Browser

from tests.e2e.visitor import Visitor
from tests.sites import Site

pytestmark = pytest.mark.e2e

RESULT = "Start with care at home"
SINKS = "Yes, it sinks and the ankle leans in a lot"
STOP = "Stop and see what came out"


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_after_a_calm_result_all_the_tests_can_be_done(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site, by_keyboard=True)
        _gets_to_the_tests(runner)

        walked = set()
        while re.search(r"/check/movement/\d+/$", runner.page.url):
            walked.add(runner.page.url)
            runner.answers_the_page([SINKS])
            runner.goes_on()

        runner.reads_heading("What we found")
        assert len(walked) == 15
        runner.reads("Feet that roll in")
        runner.follows("Back to my result")
        runner.reads_heading(RESULT)
        runner.follows("See what the tests found")
        runner.reads_heading("What we found")


def test_whoever_stops_sees_what_came_out_so_far(browser: Browser, site: Site) -> None:
    with browser.new_context() as context:
        runner = Visitor(context.new_page(), site)
        _gets_to_the_tests(runner)

        runner.presses(STOP)

        runner.reads_heading("What we found")
        runner.reads("Nothing stood out in what you told us and tried out.")


def test_a_knee_that_hurts_today_waits(browser: Browser, site: Site) -> None:
    with browser.new_context() as context:
        runner = Visitor(context.new_page(), site)
        _gets_a_calm_result(runner)
        runner.follows("Look at how I move")

        runner.ticks("Walking hurts 4 or more out of 10, or I limp")
        runner.goes_on()

        assert runner.page.url == f"{site.url}/check/movement/"
        assert runner.page.get_by_role("radio").count() == 0


def _gets_to_the_tests(runner: Visitor) -> None:
    _gets_a_calm_result(runner)
    runner.follows("Look at how I move")
    runner.ticks("None of these")
    runner.goes_on()


def _gets_a_calm_result(runner: Visitor) -> None:
    runner.begins_the_check()
    runner.answers_until_the_end()
    runner.presses("See my result")
    runner.reads_heading(RESULT)
