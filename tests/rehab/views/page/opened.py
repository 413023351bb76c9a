"""Plans that go on, of the runner who is signed in, and the page of theirs."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from rehab.models import Plan
from rehab.views.page import Page
from tests.factories import a_plan, a_runner, an_assessment


def begun(client: Client, *, days: int, **given: Any) -> Plan:
    """Return a plan that began so many days ago, of the runner who is signed in."""
    opened = timezone.now() - timedelta(days=days)
    runner = a_runner(time_zone="UTC")
    client.force_login(runner)
    told = given.pop("told", {})
    assessment = an_assessment(patient=runner, at=opened, **told)
    defaults: dict[str, Any] = {"begun_on": opened.date(), "opened_at": opened}
    return a_plan(person=runner, assessment=assessment, **defaults | given)


def training(client: Client, *, ago: int = 14, **given: Any) -> Plan:
    """Return a plan whose exercises began so many days ago: 14 make today a session day."""
    began = timezone.now().date() - timedelta(days=ago)
    defaults: dict[str, Any] = {"phase": 2, "exercises_began_on": began}
    return begun(client, days=ago, **defaults | given)


def today() -> date:
    return timezone.now().date()


def page_of(client: Client) -> tuple[Page, str]:
    response = client.get("/plan/")
    return response.context["page"], " ".join(response.content.decode().split())
