"""The pages without a plan say first what a physio said more urgent than our result."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from rehab import plans
from tests.factories import (
    a_clearance,
    a_clinic,
    a_physio,
    a_result,
    an_assessment,
)
from tests.reading import grade_of
from tests.rehab.steps import opened
from triage.models import LevelOverrule
from triage.rules.parts import Level
from triage.views.second_look import in_a_sentence

pytestmark = pytest.mark.django_db

COUNTS = "This counts more than our own result, until somebody has looked at your knee."

ENDS = "This plan sends no more emails, but one may still be on its way."
MAY_WRITE = "A physio may still write to you."


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


@pytest.mark.parametrize(
    ("raised", "ours"),
    [
        (Level.SAME_DAY, Level.EMERGENCY),
        (Level.WITHIN_2_WEEKS, Level.WITHIN_2_DAYS),
        (Level.WITHIN_A_WEEK, Level.SAME_DAY),
    ],
)
def test_what_is_more_urgent_stands_first_and_nothing_calmer_beside_it(
    client: Client, runner: User, raised: Level, ours: Level
) -> None:
    plan = opened(runner, at=timezone.now() - timedelta(hours=1))
    said(runner, raised)
    plans.finish_plan(plan=plan, at=timezone.now())
    a_result(patient=runner, level=ours)

    pages = [client.get("/plan/start/").text, client.get("/plan/finish/").text]

    for page in pages:
        assert f"You were told: <strong>{in_a_sentence(ours)}</strong>." in page
        assert "That still stands, until somebody has looked at your knee." in page
        assert "Anna says" not in page
        assert COUNTS not in page


def test_where_a_physio_says_it_as_urgently_only_they_are_quoted(
    client: Client, runner: User
) -> None:
    said(runner, Level.SAME_DAY)
    an_assessment(patient=runner, at=timezone.now(), locking=True)

    page = client.get("/plan/start/").text

    assert "Anna says: <strong>be seen today</strong>." in page
    assert "You were told:" not in page


def test_it_stays_when_the_check_is_done_again(client: Client, runner: User) -> None:
    said(runner, Level.WITHIN_2_DAYS)
    an_assessment(patient=runner, at=timezone.now())

    pages = [client.get("/plan/start/").text, client.get("/check/result/").text]

    for page in pages:
        assert "Anna says: <strong>be seen within 2 days</strong>." in page
        assert COUNTS in page
    assert "This plan protects your knee until somebody has looked at it" in pages[0]
    assert "Be seen as you were told." in pages[0]
    assert opened(runner, at=timezone.now()).protect_only


def test_past_a_plan_nothing_is_promised_of_the_mails_of_a_physio(
    client: Client, runner: User
) -> None:
    plan = opened(runner, at=timezone.now())
    plans.finish_plan(plan=plan, at=timezone.now())

    page = client.get("/plan/finish/").text

    assert "No more emails come" not in page
    assert f"{ENDS} {MAY_WRITE}" in page


def test_the_words_read_easily() -> None:
    texts = [
        "You were told: be seen within 2 days.",
        "That still stands, until somebody has looked at your knee.",
        ENDS,
        MAY_WRITE,
        "Be seen as you were told.",
    ]

    assert grade_of(texts) <= 6


def test_once_somebody_has_looked_it_is_said_no_more(client: Client, runner: User) -> None:
    said(runner, Level.WITHIN_A_WEEK)
    a_clearance(person=runner, at=timezone.now() + timedelta(minutes=1))

    assert COUNTS not in client.get("/plan/start/").text
