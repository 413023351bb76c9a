"""Each warning sign of the brief, taken by somebody in a browser: no plan is offered."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.visitor import Visitor
from tests.sites import Site
from triage.protocols.medial_knee import MEDIAL_KNEE

pytestmark = pytest.mark.e2e

WARNINGS = next(page for page in MEDIAL_KNEE.pages if page.key == "warnings")
TICKED = [(WARNINGS.heading, question.text) for question in WARNINGS.questions]
SEVERE = (MEDIAL_KNEE.questions["rest_pain"].text, "8")


@pytest.mark.parametrize("java_script_enabled", [True, False])
@pytest.mark.parametrize(("heading", "sign"), [*TICKED, SEVERE])
def test_a_warning_sign_means_be_seen_today_and_no_plan(
    browser: Browser, site: Site, heading: str, sign: str, *, java_script_enabled: bool
) -> None:
    with browser.new_context(java_script_enabled=java_script_enabled) as context:
        runner = Visitor(context.new_page(), site)

        runner.begins_the_check()
        runner.answers_until_the_end({heading: sign})

        runner.reads_heading("Be seen today")
        assert runner.page.url == f"{site.url}/check/result/"
        assert runner.page.get_by_role("link", name="Start my plan").count() == 0
        runner.opens("/plan/start/")
        runner.reads_heading("Sign in with your email")
