"""Planning a week of running in a browser: what is too much is refused, with the sums."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.visitor import Visitor
from tests.sites import Site

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_the_planner_refuses_a_greedy_week(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    email = f"greedy-{'with' if java_script_enabled else 'without'}@journey.example"
    code = f"from tests.e2e.past import run_20_km_last_week as run; run({email!r})"
    site.manage("shell", "--no-imports", "--command", code)
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site)
        runner.opens("/plan/")
        runner.signs_in_by_code(email)
        runner.opens("/plan/")
        runner.follows("Plan my week")
        runner.reads("Last week 20 km, so at most 22 km.")

        _plans(runner, runs="1", amount="40", longest="40")
        runner.reads("These runs come to 40 km. That is too much for this week.")
        runner.reads("Your longest run in 30 days was 7 km, so at most 7.7 km.")
        for dial in ("How much, all runs together?", "How long is the longest run?"):
            expect(runner.page.get_by_label(dial)).to_have_value("40")
        runner.reads("How the week could look")

        _plans(runner, runs="1", amount="7.5", longest="7.5")
        runner.reads("The week as you planned it")
        runner.reads("7.5 km")


def _plans(runner: Visitor, *, runs: str, amount: str, longest: str) -> None:
    runner.chooses(runs, of="How many runs?")
    runner.types("How much, all runs together?", amount)
    runner.types("How long is the longest run?", longest)
    runner.chooses("All easy: I can talk")
    runner.chooses("All soft and flat: grass, track, dirt, treadmill")
    runner.presses("Save my week")
