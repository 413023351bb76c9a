"""The pages without a plan say first what a physio said more urgent than our result."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from rehab import plans
from tests.factories import a_clearance, a_clinic, a_physio, an_assessment
from tests.rehab.steps import opened
from triage.models import LevelOverrule
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

COUNTS = "This counts more than our own result, until somebody has looked at your knee."


def said(runner: User, level: Level) -> LevelOverrule:
    check = runner.assessments.latest("pk")
    by = a_physio(clinic=a_clinic(), name="Anna")
    told = {"why": "It was the shoes.", "by": by, "at": timezone.now()}
    return LevelOverrule.objects.create(assessment=check, level=level, **told)


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Level.WITHIN_2_WEEKS, "be seen within 2 weeks"),
        (Level.WITHIN_A_WEEK, "be seen within a week"),
        (Level.SAME_DAY, "be seen today"),
    ],
)
def test_the_page_on_which_a_plan_begins_says_it(
    client: Client, runner: User, level: Level, words: str
) -> None:
    said(runner, level)

    page = client.get("/plan/", follow=True)

    assert page.status_code == (409 if level == Level.SAME_DAY else 200)
    assert f"Anna says: <strong>{words}</strong>." in page.text
    assert "Why: It was the shoes." in page.text
    assert COUNTS in page.text


def test_so_does_the_page_without_a_result_that_allows_a_plan(
    client: Client, runner: User
) -> None:
    plan = opened(runner, at=timezone.now())
    plans.finish_plan(plan=plan, at=timezone.now())
    said(runner, Level.WITHIN_2_DAYS)

    pages = [client.get("/plan/start/"), client.get("/plan/finish/")]

    assert [page.status_code for page in pages] == [409, 200]
    assert [COUNTS in page.text for page in pages] == [True, True]


def test_what_is_less_urgent_than_a_sign_that_stands_is_not_said_beside_it(
    client: Client, runner: User
) -> None:
    said(runner, Level.WITHIN_2_DAYS)
    an_assessment(patient=runner, at=timezone.now(), locking=True)

    page = client.get("/plan/start/").text

    assert "Have you not been seen? Go today." in page
    assert COUNTS not in page


def test_once_somebody_has_looked_it_is_said_no_more(client: Client, runner: User) -> None:
    said(runner, Level.WITHIN_A_WEEK)
    a_clearance(person=runner, at=timezone.now() + timedelta(minutes=1))

    assert COUNTS not in client.get("/plan/start/").text
