"""Who of another clinic did something about a runner has no name on any list or page."""

from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import CareLink, Clinic, User
from rehab.models import Attention, CareNote, Clearance, Message, Plan
from rehab.oversight.seen_before import token_of
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_physio,
    a_plan,
    a_runner,
    an_override,
)
from tests.rehab.admin.acts.steps import sent
from tests.rehab.attention.steps import asking

pytestmark = pytest.mark.django_db

STRANGE = "a physio of another clinic"
CHANGES = "/admin/rehab/planchange/"
QUEUE = "/admin/rehab/attention/"


@pytest.fixture
def plan(clinic: Clinic, physio: User) -> Plan:
    return a_plan(person=a_runner(clinic=clinic), phase=2)


@pytest.fixture
def bo(clinic: Clinic) -> User:
    return a_physio(clinic=clinic, name="Bo")


@pytest.fixture
def eve(plan: Plan) -> User:
    """Return a physio of another clinic of the runner's."""
    there = a_clinic()
    CareLink.objects.create(patient=plan.person, clinic=there, begun_at=NOON)
    return a_physio(clinic=there, name="Eve")


def test_the_list_of_visits_names_nobody_of_another_clinic(
    client: Client, plan: Plan, bo: User, eve: User
) -> None:
    for by in (plan.person, bo, eve):
        a_clearance(person=plan.person, by=by)

    listed = client.get("/admin/rehab/clearance/")
    [newest, *_] = Clearance.objects.order_by("-pk")
    page = client.get(f"/admin/rehab/clearance/{newest.pk}/change/").text

    names = [tag.split("<")[0] for tag in listed.text.split('class="field-whose">')[1:]]
    assert names == [STRANGE, "Bo", "the runner"]
    assert STRANGE in page
    assert "Eve" not in page


def changed(plan: Plan, by: User | None) -> None:
    plan.changes.create(what="PAUSED", why="So.", by=by, at=timezone.now())


def test_the_list_of_changes_names_nobody_of_another_clinic(
    client: Client, plan: Plan, bo: User, eve: User
) -> None:
    for by in (bo, eve, plan.person, None):
        changed(plan, by)

    page = client.get(CHANGES).text

    for who in ("Bo", STRANGE, "the runner", "the rules"):
        assert page.count(f'<td class="field-whose">{who}</td>') == 1
    assert "Eve" not in page


def test_names_take_as_many_queries_for_many_changes_as_for_one(
    client: Client, clinic: Clinic, plan: Plan, eve: User
) -> None:
    changed(plan, eve)
    with CaptureQueriesContext(connection) as few:
        client.get(CHANGES)
    for _ in range(5):
        changed(a_plan(person=a_runner(clinic=clinic)), a_physio(clinic=a_clinic()))

    with CaptureQueriesContext(connection) as many:
        page = client.get(CHANGES).text

    assert page.count(f">{STRANGE}</td>") == 6
    assert len(many) == len(few)


def test_the_page_of_a_plan_names_nobody_of_another_clinic(
    client: Client, plan: Plan, bo: User, eve: User
) -> None:
    for by in (bo, eve):
        changed(plan, by)
        an_override(plan=plan, by=by)
        a_clearance(person=plan.person, by=by, at=NOON)
        Message.objects.create(person=plan.person, by=by, text="Well done.", at=NOON)
    a_clearance(person=plan.person, at=NOON)

    page = client.get(f"/admin/rehab/plan/{plan.pk}/change/").text

    assert "Eve" not in page
    assert eve.email not in page
    assert (page.count(STRANGE), page.count("Bo<")) == (4, 4)
    assert "by the runner" in page


def test_what_changed_meanwhile_is_told_without_the_name(
    client: Client, plan: Plan, bo: User, eve: User
) -> None:
    seen = token_of(plan.person)
    for by in (bo, eve, None):
        changed(plan, by)

    page = sent(client, plan, "phase", phase="1", seen=seen)

    lines = [line.split(", ")[2].split(":")[0] for line in page.context["meanwhile"]]
    assert page.status_code == 409
    assert lines == ["Bo", STRANGE, "the rules"]


def test_the_queue_and_its_acts_name_nobody_of_another_clinic(
    client: Client, plan: Plan, bo: User, eve: User
) -> None:
    row, now = asking(plan.person), timezone.now()
    for by, who in ((bo, "Bo"), (eve, STRANGE)):
        told = told_in_queue(client, row, by, now)

        assert f"Acknowledged by {who}," in told[0]
        for page in told[:2]:
            assert f"by {who}, {now:%-d %b}, {now:%H:%M}: “Hi.”" in page
        assert f"{who} acknowledged it meanwhile." in told[2]
        assert not any("Eve" in page for page in told)


def told_in_queue(client: Client, row: Attention, by: User, now: datetime) -> list[str]:
    """Return the queue and two of its acts, once ``by`` had noted a call about ``row``."""
    Attention.objects.update(acknowledged_at=now, acknowledged_by=by)
    CareNote.objects.create(
        person=row.person, attention=row, kind="CALL", text="Hi.", by=by, at=now
    )

    pages = (
        client.get(QUEUE),
        client.get(f"{QUEUE}{row.pk}/call/"),
        client.post(f"{QUEUE}{row.pk}/acknowledge/", {"why": "So."}),
    )
    return [" ".join(page.text.split()) for page in pages]
