"""Every check-in that is owed opens, is kept and is found again."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import DiaryEntry, Plan, PlanChange
from rehab.programme.follow_up.check_ins import CHECK_INS, setback_key
from rehab.programme.told import Feeling
from rehab.programme.training.progression import FLARE
from rehab.reminders.links import DONE
from tests.factories import a_reminder
from tests.rehab.steps import in_training, telling

pytestmark = pytest.mark.django_db

KEPT = "Thank you. We have kept it"
BETTER: dict[str, Any] = {
    "pain": "1",
    "worse": "no",
    "swelling": "NONE",
    "news": ["none-of-these"],
    "feeling": "BETTER",
    "worst": "3",
    "running": "no-run",
    "limps": "no",
}


def owed(client: Client) -> str | None:
    """Return the check-in that the page of the plan asks for, and leads to."""
    page = client.get("/plan/")
    key: str | None = page.context["page"].today.owed.check_in
    assert (f'href="/plan/check-in/{key}/"' in page.content.decode()) is (key is not None)
    return key


def set_back(plan: Plan, *, days_ago: int) -> str:
    """Give a phase back so many days ago; return the key of the check-in it calls for."""
    at = timezone.now() - timedelta(days=days_ago)
    PlanChange.objects.create(plan=plan, at=at, what="VISIT", subject=FLARE, why="Sore.")
    return setback_key(at.date())


@pytest.mark.parametrize(("key", "day"), [(each.key, each.day) for each in CHECK_INS])
def test_each_that_comes_by_its_day(client: Client, key: str, day: int) -> None:
    begun = timezone.now() - timedelta(days=day)
    plan = in_training(begun_on=begun.date(), opened_at=begun, monthly=True)
    client.force_login(plan.person)
    url = f"/plan/check-in/{key}/"

    before = owed(client)
    asked = client.get(url)
    kept = client.post(url, BETTER, follow=True)

    assert (before, owed(client)) == (key, None)
    assert asked.context["form"].is_bound is False
    assert kept.redirect_chain == [(url, 302)]
    assert KEPT in kept.content.decode()
    assert DiaryEntry.objects.get().about == key


def test_the_one_after_each_setback(client: Client, plan: Plan) -> None:
    first = set_back(plan, days_ago=3)
    plans.record_check_in(
        plan=plan,
        which=first,
        telling=telling(),
        check=plans.CheckDone(worst=3, feeling=Feeling.BETTER),
        at=timezone.now() - timedelta(days=2),
    )
    second = set_back(plan, days_ago=1)
    url = f"/plan/check-in/{second}/"

    before = owed(client)
    asked = client.get(url)
    kept = client.post(url, BETTER, follow=True)
    earlier = client.get(f"/plan/check-in/{first}/")

    told = DiaryEntry.objects.order_by("pk")
    assert (before, owed(client)) == (second, None)
    assert asked.context["form"].is_bound is False
    for page in (kept, earlier):
        assert KEPT in page.content.decode()
    assert [(each.about, each.adds_to) for each in told] == [(first, None), (second, None)]


def test_the_one_after_a_setback_that_a_mail_asked_for(client: Client, plan: Plan) -> None:
    key, now = set_back(plan, days_ago=1), timezone.now()
    sent = {"state": "SENT", "settled_at": now, "due_at": now, "local_on": now.date()}
    mail = a_reminder(plan=plan, kind="CHECK_IN", about=key, **sent)

    by_mail = client.post(urlsplit(DONE.url(mail)).path, BETTER, follow=True)
    page = client.get(f"/plan/check-in/{key}/")

    for answer in (by_mail, page):
        assert KEPT in answer.content.decode()
    assert DiaryEntry.objects.get().about == key


@pytest.mark.parametrize("key", [setback_key(timezone.now().date()), "extra-", "flare"])
def test_without_a_setback_there_is_none_after_one(
    client: Client, plan: Plan, key: str
) -> None:
    assert client.get(f"/plan/check-in/{key}/").status_code == 404
