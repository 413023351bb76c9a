"""The figures of the mails, for whoever holds the token."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from rehab.models import Heartbeat
from rehab.models.heartbeat import FAST, REVIEW, TICK
from tests.factories import a_reminder, a_user

pytestmark = pytest.mark.django_db

TOKEN = "x" * 32


@pytest.fixture
def with_token(settings: Settings) -> None:
    settings.METRICS_TOKEN = TOKEN


def told(client: Client) -> dict[str, float]:
    page = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert page.status_code == 200
    return {
        sample.name.removeprefix("stridewell_mails_"): sample.value
        for family in text_string_to_metric_families(page.content.decode())
        for sample in family.samples
    }


@pytest.mark.usefixtures("with_token")
def test_the_figures_are_told_to_whoever_holds_the_token(client: Client) -> None:
    now = timezone.now()
    a_reminder(due_at=now - timedelta(minutes=10))
    lease: dict[str, Any] = {"lease_until": now + timedelta(minutes=1)}
    a_reminder(due_at=now, **lease)
    a_reminder(due_at=now, put_off=True, attempts=1, **lease)
    ends = {"SENT": "", "MISSED": "Late.", "PARKED": "No.", "WITHDRAWN": "No."}
    for state, reason in ends.items():
        a_reminder(state=state, reason=reason, settled_at=now - timedelta(minutes=1))
    a_user(mail_refused_at=now)
    for name, ago in {TICK: 30, REVIEW: 90, FAST: 150}.items():
        Heartbeat.objects.create(name=name, at=now - timedelta(seconds=ago))

    figures = told(client)

    names = ("tick", "review", "fast_clock")
    ages = [figures.pop(f"{name}_age_seconds") // 30 for name in names]
    lag = figures.pop("lag_seconds")
    assert figures == {
        "due": 3,
        "in_hands": 1,
        "retrying": 1,
        "refused_addresses": 1,
        "sent_last_hour": 1,
        "missed_last_hour": 1,
        "parked_last_hour": 1,
        "withdrawn_last_hour": 1,
    }
    assert (lag // 60, ages) == (10, [1, 3, 5])


@pytest.mark.usefixtures("with_token")
def test_an_age_that_nobody_knows_is_left_out(client: Client) -> None:
    figures = told(client)

    assert [name for name in figures if name.endswith("age_seconds")] == []
    assert figures["lag_seconds"] == 0


@pytest.mark.usefixtures("with_token")
@pytest.mark.parametrize(
    "sent", [{}, {"Authorization": f"Bearer {TOKEN[:-1]}"}, {"Authorization": TOKEN}]
)
def test_nobody_else_is_told(client: Client, sent: dict[str, str]) -> None:
    refused = client.get("/metrics", headers=sent)

    assert (refused.status_code, refused.content) == (401, b"Send the token.\n")
    assert refused["WWW-Authenticate"] == "Bearer"


@pytest.mark.usefixtures("with_token")
def test_a_token_of_other_letters_is_refused_too(client: Client) -> None:
    refused = client.get("/metrics", headers={"Authorization": "Bearer \u00fc\u4e2d"})

    assert refused.status_code == 401


@pytest.mark.parametrize("token", ["", "None", TOKEN])
def test_without_a_token_in_the_settings_there_is_no_such_page(
    client: Client, token: str
) -> None:
    page = client.get("/metrics", headers={"Authorization": f"Bearer {token}"})

    assert page.status_code == 404


@pytest.mark.usefixtures("with_token")
def test_no_session_is_read_or_made_for_it(client: Client) -> None:
    page = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert page.cookies == {}
    assert "no-store" in page["Cache-Control"]
