"""What physios do on the pages below a runner's own, and what these pages say."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from rehab.models import Plan
from rehab.oversight.seen_before import token_of

DAY = timedelta(days=1)
WHY = "You told me on the phone."
TIMES = {"first": "09:00", "second": "13:00", "third": "18:00", "session": ""}


def today() -> date:
    return timezone.now().date()


def to(runner: User, act: str) -> str:
    """Return the address of the page of ``act``."""
    return f"/admin/rehab/patient/{runner.pk}/{act}/"


def sent(client: Client, plan: Plan, act: str, **given: Any) -> Any:
    """Send the form of ``act`` by somebody who saw the newest of the runner."""
    told = {"why": WHY, "seen": token_of(plan.person)} | given
    return client.post(to(plan.person, act), told)


def errors_of(response: Any, status: int = 422) -> dict[str, list[str]]:
    """Return what a form that was refused says of each field."""
    assert response.status_code == status
    return dict(response.context["form"].errors)


def facts_of(client: Client, plan: Plan, act: str) -> dict[str, str]:
    """Return what the page of ``act`` tells before anything is done."""
    return dict(client.get(to(plan.person, act)).context["facts"])
