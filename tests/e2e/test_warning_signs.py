"""Each sign of the first two lists, told by somebody in a browser: no plan is offered."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.visitor import Visitor
from tests.sites import Site
from triage.protocols.medial_knee.questions.emergency import EMERGENCY_LIST
from triage.protocols.medial_knee.questions.warnings import WARNING_LIST

pytestmark = pytest.mark.e2e

AT_ONCE = {"limb", "big_trauma", "chest", "nerve"}
SIGNS = [
    (sign.text, "Get emergency help now" if sign.key in AT_ONCE else "Be seen today")
    for page in (EMERGENCY_LIST, WARNING_LIST)
    for sign in page.questions
]
SEVERE = ("8", "Be seen today")


@pytest.mark.parametrize("java_script_enabled", [True, False])
@pytest.mark.parametrize(("sign", "heading"), [*SIGNS, SEVERE])
def test_a_warning_sign_means_be_seen_at_once_or_today_and_no_plan(
    browser: Browser, site: Site, sign: str, heading: str, *, java_script_enabled: bool
) -> None:
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site)

        runner.begins_the_check()
        runner.answers_until_the_end(sign)

        runner.reads_heading(heading)
        assert runner.page.url == f"{site.url}/check/result/"
        assert runner.page.get_by_role("link", name="Start my plan").count() == 0
        runner.opens("/plan/start/")
        runner.reads_heading("Sign in with your email")


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_who_is_not_sure_about_a_sign_is_asked_about_it_alone(
    browser: Browser, site: Site, *, java_script_enabled: bool
) -> None:
    pop = next(sign for sign in WARNING_LIST.questions if sign.key == "pop")
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site, by_keyboard=True)
        runner.begins_the_check()
        runner.answers_the_page()
        runner.goes_on()
        runner.ticks("I'm not sure about one")
        runner.goes_on()
        runner.reads_heading("Which ones are you not sure about?")
        runner.ticks(pop.text)
        runner.goes_on()
        runner.reads_heading(pop.alone)
        runner.chooses("I'm not sure")
        runner.goes_on()

        runner.answers_until_the_end()

        runner.presses("See my result")
        runner.reads_heading("Be seen within 2 days")
        runner.reads("You were not sure about these. Tell whoever looks at it:")
        runner.reads(pop.alone)
