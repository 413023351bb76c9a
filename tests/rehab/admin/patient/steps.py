"""What the page of a runner tells."""

from typing import Any

from django.test import Client

from accounts.models import User
from rehab.admin.patient.parts import Told
from rehab.models import Plan, PlanChange
from rehab.oversight.timeline import Kind
from tests.factories import NOON


def page_of(client: Client, person: User, query: str = "") -> Any:
    return client.get(f"/admin/rehab/patient/{person.pk}/change/{query}")


def told(client: Client, person: User, kind: Kind) -> list[Told]:
    """Return what the page tells of one kind, newest first."""
    page = client.get(f"/admin/rehab/patient/{person.pk}/change/?kind={kind.value}")
    return [line.told for line in page.context["lines"]]


def urls(one: Told) -> list[str]:
    return [link.url for link in one.links]


def changed(plan: Plan, what: str, **facts: Any) -> PlanChange:
    return PlanChange.objects.create(
        **{"plan": plan, "what": what, "at": NOON, "why": "So."} | facts
    )
