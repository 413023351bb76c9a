"""What a physio said of a result stands on the runner's page of it."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from rehab.models import Clearance
from tests.factories import NOON, a_clearance, a_clinic, a_physio, a_runner, an_assessment
from tests.reading import grade_of
from triage.models import Assessment
from triage.rules.parts import Level
from triage.services import overrule_level

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
WHY = "You limped all the way to my door."
COUNTS = "This counts more than our own result, until somebody has looked at your knee."
STAYS = "Our own result stays here as it was."


def a_check(client: Client, **told: bool) -> Assessment:
    """Return a result of a runner in care, who is signed in."""
    runner = a_runner(clinic=a_clinic())
    client.force_login(runner)
    return an_assessment(patient=runner, at=NOON, **told)


def physio_of(check: Assessment, name: str = "Maya") -> User:
    assert check.patient is not None
    return a_physio(clinic=check.patient.care_links.get().clinic, name=name)


def overruled(check: Assessment, level: Level, *, name: str = "Maya") -> None:
    by = physio_of(check, name)
    overrule_level(assessment=check, by=by, level=level, why=WHY, at=NOON + HOUR)


def page_of(client: Client) -> str:
    return client.get("/check/result/").content.decode()


def cleared(check: Assessment) -> Clearance:
    return a_clearance(person=check.patient, at=NOON + 2 * HOUR)


def test_without_a_second_look_nothing_is_said(client: Client) -> None:
    a_check(client)

    assert "A physio looked at your answers" not in page_of(client)


@pytest.mark.parametrize(
    ("level", "title", "words"),
    [
        (Level.WITHIN_2_WEEKS, "Be seen within 2 weeks", "be seen within 2 weeks"),
        (Level.WITHIN_2_DAYS, "Be seen within 2 days", "be seen within 2 days"),
        (Level.SAME_DAY, "Be seen today", "be seen today"),
        (Level.EMERGENCY, "Get emergency help now", "get emergency help now"),
    ],
)
def test_a_more_urgent_level_comes_first_with_its_reason(
    client: Client, level: Level, title: str, words: str
) -> None:
    overruled(a_check(client), level)

    page = page_of(client)

    assert f"<h1>{title}</h1>" in page
    assert f"Maya says: <strong>{words}</strong>." in page
    assert f"Why: {WHY}" in page
    assert COUNTS in page
    assert "An earlier answer" not in page
    assert "Why we say this" not in page  # nothing in the answers says so
    assert "What would change this" not in page


def test_where_it_says_within_days_the_plan_that_is_offered_protects(
    client: Client,
) -> None:
    overruled(a_check(client), Level.WITHIN_A_WEEK)

    assert "A plan until you are seen" in page_of(client)


def test_where_it_is_for_today_no_plan_is_offered(client: Client) -> None:
    overruled(a_check(client), Level.SAME_DAY)

    page = page_of(client)

    assert "A physio says to be seen today, or at once." in page
    assert "Start my plan" not in page


def test_a_calmer_level_stands_beside_ours(client: Client) -> None:
    overruled(a_check(client, locking=True), Level.WITHIN_2_WEEKS, name="")

    page = page_of(client)

    assert "<h1>Be seen today</h1>" in page
    assert "Your physio says: <strong>be seen within 2 weeks</strong>." in page
    assert STAYS in page
    assert COUNTS not in page


def test_once_somebody_has_cleared_it_our_own_level_stands_again(client: Client) -> None:
    check = a_check(client)
    overruled(check, Level.SAME_DAY)
    cleared(check)

    page = page_of(client)

    assert "<h1>Start with care at home</h1>" in page
    assert STAYS in page


@pytest.mark.parametrize(
    ("level", "title", "offered"),
    [
        (Level.WITHIN_2_WEEKS, "Be seen within 2 weeks", "Start my plan"),
        (Level.WITHIN_2_DAYS, "Be seen within 2 days", "A plan until you are seen"),
        (Level.SAME_DAY, "Be seen today", "A physio says to be seen today, or at once."),
    ],
)
def test_a_newer_result_keeps_what_a_physio_said_of_an_older_one(
    client: Client, level: Level, title: str, offered: str
) -> None:
    check = a_check(client)
    overruled(check, level)
    an_assessment(patient=check.patient, at=NOON + 2 * HOUR)

    page = page_of(client)

    assert f"<h1>{title}</h1>" in page
    assert f"Maya says: <strong>{title.replace('Be', 'be')}</strong>." in page
    assert COUNTS in page
    assert offered in page
    assert ("Start my plan" in page) == (level < Level.SAME_DAY)


def test_of_two_results_the_more_urgent_word_of_a_physio_counts(client: Client) -> None:
    older = a_check(client)
    overruled(older, Level.WITHIN_2_DAYS)
    newer = an_assessment(patient=older.patient, at=NOON + HOUR)
    overrule_level(
        assessment=newer,
        by=physio_of(older),
        level=Level.WITHIN_2_WEEKS,
        why="So.",
        at=NOON + 2 * HOUR,
    )

    page = page_of(client)

    assert "<strong>be seen within 2 days</strong>" in page
    assert "<strong>be seen within 2 weeks</strong>" not in page


def test_once_cleared_a_newer_result_says_nothing_of_it(client: Client) -> None:
    check = a_check(client)
    overruled(check, Level.WITHIN_2_DAYS)
    cleared(check)
    an_assessment(patient=check.patient, at=NOON + 3 * HOUR)

    assert "A physio looked at your answers" not in page_of(client)


def test_nothing_calmer_than_an_earlier_sign_counts_more_than_our_result(
    client: Client,
) -> None:
    check = a_check(client, locking=True)
    newer = an_assessment(patient=check.patient, at=NOON)
    overruled(newer, Level.WITHIN_2_DAYS)

    page = page_of(client)

    assert "<h1>Be seen today</h1>" in page
    assert "Maya says: <strong>be seen within 2 days</strong>." in page
    assert COUNTS not in page


def test_what_is_said_reads_easily() -> None:
    texts = [
        "A physio looked at your answers",
        "Your physio says: be seen within 2 days.",
        COUNTS,
        STAYS,
        "Your plan keeps to it until you tell us of a visit.",
    ]

    assert grade_of(texts) <= 6
