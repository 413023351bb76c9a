"""A result that is printed for a visit is one side of paper, however much was told."""

import re

import pytest
from playwright.sync_api import Browser

from tests.e2e.visitor import Visitor
from tests.sites import Site
from triage.rules.parts import Level

pytestmark = pytest.mark.e2e

# To click all of it would take minutes, so the check that was begun is ended beside it.
TELL = """
from django.utils import timezone
from tests.triage.most_said import most_said
from triage import services
from triage.models import Assessment
from triage.rules.parts import Level

pk = Assessment.objects.latest("pk").pk
answers = most_said(Level.{level}, unsure={unsure})
services.record_answers(assessment_id=pk, answers=answers, at=timezone.now())
services.submit_assessment(assessment_id=pk, at=timezone.now())
"""


@pytest.mark.parametrize("unsure", [False, True])
@pytest.mark.parametrize("level", Level)
def test_the_longest_sheet_of_each_level_is_one_page(
    browser: Browser, site: Site, level: Level, *, unsure: bool
) -> None:
    with browser.new_context() as context:
        runner = Visitor(context.new_page(), site)
        runner.begins_the_check()
        site.manage("shell", "-c", TELL.format(level=level.name, unsure=unsure))
        runner.opens("/check/result/handover/")
        runner.reads("Knee pain in a runner: self-check")

        printed = runner.page.pdf(prefer_css_page_size=True)

        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
