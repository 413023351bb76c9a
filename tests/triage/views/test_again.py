"""Whoever answers all the questions again finds what they told last time, as an offer."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import NOON, a_runner, an_assessment
from tests.triage.views.small import agree
from triage.models import Assessment
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.rules.answers import Silence
from triage.rules.questions import Page
from triage.services import record_answers
from triage.views.again import told_last_time

pytestmark = pytest.mark.django_db

PAGES = {page.key: page for page in MEDIAL_KNEE.pages}
NUMBER = {page.key: number for number, page in enumerate(MEDIAL_KNEE.pages, start=1)}
OFFERED = {"age", "place", "aggravators", "feel", "weekly_distance"}


def offered(runner: User | None, page: str) -> dict[str, object]:
    return dict(told_last_time(runner, MEDIAL_KNEE, PAGES[page]))


@pytest.mark.parametrize("page", MEDIAL_KNEE.pages, ids=lambda page: page.key)
def test_what_a_warning_sign_is_read_from_is_never_offered(page: Page) -> None:
    runner = a_runner()
    an_assessment(patient=runner)

    told = told_last_time(runner, MEDIAL_KNEE, page)

    facts = {key for key, question in MEDIAL_KNEE.questions.items() if question.fact}
    assert told.keys() & (MEDIAL_KNEE.safety_keys - facts) == set()
    assert bool(told) == (page.key in OFFERED)


def test_the_newest_check_counts() -> None:
    runner = a_runner()
    for number, side in enumerate(("left", "right")):
        an_assessment(patient=runner, at=NOON + timedelta(days=number), side=side)

    assert offered(runner, "place") == {"side": "right"}


def test_of_a_list_all_is_offered_or_nothing() -> None:
    sure, unsure = a_runner(), a_runner()
    an_assessment(patient=sure, stairs=True)
    an_assessment(patient=unsure, stairs=True, bending=Silence.NOT_SURE)

    assert offered(sure, "aggravators") == {
        key: key == "stairs" for key in PAGES["aggravators"].keys
    }
    assert offered(unsure, "aggravators") == {}


def test_what_is_no_answer_any_more_is_not_offered() -> None:
    runner = a_runner()
    an_assessment(patient=runner, weekly_distance=Silence.NOT_SURE)

    assert offered(runner, "weekly_distance") == {}


@pytest.mark.parametrize("page", OFFERED)
def test_nobody_else_is_offered_anything(page: str) -> None:
    an_assessment(patient=a_runner())
    an_assessment()

    assert offered(None, page) == offered(a_runner(), page) == {}


def begun_again(client: Client) -> Assessment:
    """Begin a check of a runner who told of stairs, and go on to what brings pain on."""
    runner = a_runner()
    an_assessment(patient=runner, stairs=True, age="45_to_49")
    client.force_login(runner)
    client.post("/check/", {"age": "45_to_49"})
    agree(client)
    begun = Assessment.objects.get(submitted_at=None)
    mildest = {key: each.values()[0] for key, each in MEDIAL_KNEE.questions.items()}
    before = MEDIAL_KNEE.pages[: NUMBER["aggravators"] - 1]
    told = {key: mildest[key] for page in before for key in page.keys}
    record_answers(assessment_id=begun.pk, answers=told, at=NOON + timedelta(days=1))
    return begun


def test_a_page_offers_it_and_says_so_and_nothing_counts_until_it_is_sent(
    client: Client,
) -> None:
    begun = begun_again(client)
    page = f"/check/{NUMBER['aggravators']}/"

    shown = client.get(page)
    begun.refresh_from_db()

    assert shown.context["form"].initial == {"aggravators": ["stairs"]}
    assert "Here is what you told us last time." in shown.content.decode()
    assert "stairs" not in begun.answers


def test_what_was_told_now_comes_before_what_was_told_then(client: Client) -> None:
    begun_again(client)
    page = f"/check/{NUMBER['aggravators']}/"
    client.post(page, {"aggravators": ["none-of-these"]})

    shown = client.get(page)

    assert shown.context["form"].initial == {"aggravators": ["none-of-these"]}
    assert "last time" not in shown.content.decode()


def test_a_list_of_signs_starts_empty(client: Client) -> None:
    begun_again(client)

    shown = client.get(f"/check/{NUMBER['emergency']}/")
    alone = client.get(f"/check/{NUMBER['emergency']}/1/")

    assert "last time" not in shown.content.decode()
    assert "last time" not in alone.content.decode()


def test_the_age_is_offered_where_a_check_starts(client: Client) -> None:
    runner = a_runner()
    known = MEDIAL_KNEE.questions["age"].values()[1]
    an_assessment(patient=runner, age=known)
    client.force_login(runner)

    shown = client.get("/check/")

    assert shown.context["form"].initial == {"age": known}
