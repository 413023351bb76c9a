"""The way back in a browser: exercises, runs, one run that is too much, and on again."""

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.moving import days_pass
from tests.e2e.visitor import Visitor
from tests.sites import Site

pytestmark = pytest.mark.e2e

TO_THE_SECOND_STAGE = 15  # days from the first session: the next run is of stage 2
TO_THE_SECOND_PASS = 11  # days more: the second good run of stage 2 was yesterday


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_from_the_first_session_through_a_flare_to_stage_1_and_on_to_stage_3(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    email = f"way-{'with' if java_script_enabled else 'without'}@journey.example"
    _past(site, "begin", email)
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site)
        runner.opens("/plan/")
        runner.signs_in_by_code(email)
        _does_the_first_session(runner)

        _days_later(site, email, TO_THE_SECOND_STAGE)
        _runs_and_it_hurts(runner)
        _reads_what_that_costs(runner)

        _days_later(site, email, TO_THE_SECOND_PASS)
        _tells_of_the_morning_after(runner)
        runner.opens("/plan/")
        runner.reads("Running: stage 3 of 12")


def _past(site: Site, what: str, email: str) -> None:
    code = f"from tests.e2e.past import {what}; {what}({email!r})"
    site.manage("shell", "--no-imports", "--command", code)


def _days_later(site: Site, email: str, days: int) -> None:
    days_pass(site, email, days)
    _past(site, "live", email)


def _does_the_first_session(runner: Visitor) -> None:
    runner.opens("/plan/")
    runner.reads_heading("Robin, today: your session")
    runner.reads("Running is still locked")
    runner.follows("I did my session")
    runner.chooses("I did it")
    for exercise in runner.page.locator("main select").all():
        exercise.select_option("1")
    runner.chooses("All", of="How many of the sets did you do?")
    runner.chooses("5", of="How hard was it?")
    runner.chooses("Yes", of="Were the movements clean?")
    runner.chooses("No", of="Did you take a painkiller before it?")
    _tells_of_the_knee(runner)
    runner.reads_heading("Thank you. We have kept it")


def _tells_of_the_knee(runner: Visitor, *, pain: str = "1") -> None:
    runner.chooses(pain, of="How bad is the pain right now, at rest?")
    runner.chooses(pain, of="How bad was it this morning, when you got up? (optional)")
    runner.chooses("No", of="Is the knee swollen?")
    runner.chooses("No", of="Has it got worse since last time?")
    runner.ticks("None of these")
    runner.goes_on()


def _runs_and_it_hurts(runner: Visitor) -> None:
    runner.opens("/plan/")
    runner.reads("Running: stage 2 of 12")
    runner.follows("Log a run")
    runner.chooses("Yes", of="Did you walk and run as your stage says?")
    runner.types("How long did it take?", "18")
    runner.chooses("Even grass, a track, dirt or a treadmill")
    runner.chooses("Easy: I could talk")
    runner.chooses("5", of="How bad was the worst pain on the run?")
    runner.chooses("No", of="Did one of these happen?")
    _tells_of_the_knee(runner)


def _reads_what_that_costs(runner: Visitor) -> None:
    """Read why it goes one stage back, and from when runs go on."""
    runner.reads("The run was too much. Rest from running for 2 days.")
    runner.reads("Your knee rests from running for some days.")
    runner.opens("/plan/")
    runner.reads("Running: stage 1 of 12")
    changes = runner.page.locator("section", has=runner.page.locator("#changes"))
    expect(changes).to_contain_text("The run was too much. Rest from running for 2 days.")


def _tells_of_the_morning_after(runner: Visitor) -> None:
    """Tell that yesterday's run was fine, which makes it the second good one in a row."""
    runner.opens("/plan/")
    runner.reads("Running: stage 2 of 12")
    runner.follows("How was today?")
    _tells_of_the_knee(runner)
    runner.reads("It went well often enough. The next stage comes.")
