"""The age is asked before there is consent to keep it, and kept once there is."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import NOON, put_in_force
from tests.triage.rules.building import a_flag, a_page
from tests.triage.views.small import SMALL, newest, published
from triage.models import Assessment
from triage.rules.conditions import all_of, answer
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind

pytestmark = pytest.mark.django_db


def aged(*bands: str) -> Protocol:
    """Return rules that ask for the age first, and worry about the oldest."""
    oldest_and_sore = all_of(answer("age").is_(bands[-1]), answer("pain").at_least(5))
    return replace(
        SMALL,
        pages=(a_page("age", Kind.CHOICE, *bands), *SMALL.pages),
        red_flags=(*SMALL.red_flags, a_flag("old_knee", when=oldest_and_sore)),
    )


AGED = aged("young", "old")


def test_the_age_becomes_the_first_answer_once_there_is_consent(client: Client) -> None:
    published(AGED)

    client.post("/check/", {"age": "old"})
    told = client.session["age"]
    response = client.post("/check/consent/", {"agree": "on"})

    assert (told, "age" in client.session) == ("old", False)
    assert newest().answers == {"age": "old"}
    assert response["Location"] == "/check/2/"


def test_an_age_that_somebody_keeps_to_themselves_is_an_answer_too(client: Client) -> None:
    published(AGED)

    client.post("/check/", {"age": "not-sure"})
    client.post("/check/consent/", {"agree": "on"})

    assert newest().answers == {"age": {"silence": "not sure"}}


def test_without_consent_the_age_is_kept_nowhere_else(client: Client) -> None:
    published(AGED)

    client.post("/check/", {"age": "old"})
    client.post("/check/consent/", {})

    assert not Assessment.objects.exists()
    assert {*client.session.keys()} == {"adult", "age"}


def test_an_age_that_newer_rules_do_not_know_is_asked_again(client: Client) -> None:
    published(AGED)
    client.post("/check/", {"age": "old"})
    put_in_force(protocol=aged("30", "60"), at=NOON + timedelta(days=1))

    response = client.post("/check/consent/", {"agree": "on"})

    assert newest().answers == {}
    assert response["Location"] == "/check/1/"


def test_a_check_with_nothing_but_the_age_is_gone_on_with(client: Client) -> None:
    published(AGED)
    for age in ("old", "young"):
        client.post("/check/", {"age": age})
        client.post("/check/consent/", {"agree": "on"})

    assert Assessment.objects.get().answers == {"age": "young"}


def test_the_young_leave_no_age_behind(client: Client) -> None:
    published(AGED)
    client.post("/check/", {"age": "old"})
    client.post("/check/consent/", {"agree": "on"})

    client.post("/check/", {"age": "under-18"})

    assert not Assessment.objects.exists()
    assert {*client.session.keys()} == {"assessments"}
