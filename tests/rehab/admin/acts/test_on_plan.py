"""A physio undoes a change or sets a limit aside, each with its reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, Clinic, User
from rehab.models import Override, Plan, PlanChange
from tests.factories import a_plan, a_result, a_runner
from tests.rehab.admin.acts.steps import errors_of
from tests.rehab.rows import everything
from tests.rehab.views.running import (
    a_week,
    this_monday,
    today,
)
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
CLOSED = "This plan is over: nothing in it can be changed."


@pytest.fixture
def plan(clinic: Clinic) -> Plan:
    return a_plan(person=a_runner(clinic=clinic), phase=2, stage=1, stage_since=today())


def to(plan: Plan, act: str) -> str:
    return f"/admin/rehab/plan/{plan.pk}/{act}/"


def undo_of(change: PlanChange) -> str:
    return f"/admin/rehab/planchange/{change.pk}/undo/"


def a_change(plan: Plan, what: str = "PHASE", **facts: Any) -> PlanChange:
    told = {"before": "1", "after": "2", "why": "Two good weeks.", "at": timezone.now()}
    return PlanChange.objects.create(**{"plan": plan, "what": what} | told | facts)


def followed(client: Client, response: Any) -> str:
    return client.get(response.headers["Location"]).content.decode()


def looks(physio: User) -> list[str]:
    return [*AccessLog.objects.order_by("pk").values_list("what", flat=True)]


def test_a_physio_undoes_a_change_with_a_reason(
    client: Client, plan: Plan, physio: User
) -> None:
    change = a_change(plan)

    response = client.post(undo_of(change), {"why": "The knee is stiff."})

    plan.refresh_from_db()
    undone = plan.changes.get(what="UNDONE")
    assert response.headers["Location"] == f"/admin/rehab/plan/{plan.pk}/change/"
    assert plan.phase == 1
    assert (undone.undoes, undone.by, undone.why) == (change, physio, "The knee is stiff.")
    assert looks(physio) == [f"plan {plan.pk}, change undone"]
    assert "Done: change undone." in followed(client, response)


def test_the_page_that_asks_tells_the_change_and_changes_nothing(
    client: Client, plan: Plan, physio: User
) -> None:
    change = a_change(plan)
    before = everything()

    page = client.get(undo_of(change)).content.decode()
    client.get(undo_of(change), {"why": "By address."})

    assert everything() == before
    assert "1 wake up → 2 build" in page
    assert "Two good weeks." in page
    assert plan.person.email in page
    assert looks(physio) == [f"plan change {change.pk}"] * 2


@pytest.mark.parametrize("why", ["", "   ", "x" * 301, None])
def test_an_undo_needs_a_reason(client: Client, plan: Plan, why: str | None) -> None:
    change = a_change(plan)

    response = client.post(undo_of(change), {} if why is None else {"why": why})

    assert [*errors_of(response)] == ["why"]
    assert not plan.changes.filter(what="UNDONE").exists()


def test_what_cannot_be_undone_is_refused_in_words(client: Client, plan: Plan) -> None:
    visit, first = a_change(plan, "VISIT"), a_change(plan)
    second = a_change(plan, before="2", after="3")
    why = {"why": "No."}

    refused = [client.post(undo_of(change), why) for change in (visit, first)]
    client.post(undo_of(second), why)
    refused += [client.post(undo_of(second), why)]

    assert [errors_of(response)["__all__"] for response in refused] == [
        ["Such a change stands, or the plan it was made in is over."],
        ["It has changed again since. Undo the newest change of it first."],
        ["Somebody has undone this already."],
    ]


def test_an_undo_lifts_no_limit(client: Client, clinic: Clinic) -> None:
    runner = a_runner(clinic=clinic)
    check = a_result(patient=runner, level=Level.WITHIN_2_WEEKS)
    plan = a_plan(person=runner, assessment=check, phase=1)
    change = a_change(plan, before="2", after="1")

    response = client.post(undo_of(change), {"why": "Fit."})

    [said] = errors_of(response)["__all__"]
    assert said.startswith("What was before is past what the runner may do now.")
    plan.refresh_from_db()
    assert plan.phase == 1


def test_a_physio_sets_a_limit_aside(client: Client, plan: Plan, physio: User) -> None:
    ends_on = today() + 14 * DAY
    told = {"limit": "WEEK", "reason": "Ran more before.", "ends_on": ends_on.isoformat()}

    response = client.post(to(plan, "set-aside"), told)

    override = Override.objects.get()
    assert (override.plan, override.by, override.limit) == (plan, physio, "WEEK")
    assert (override.begins_on, override.ends_on) == (today(), ends_on)
    assert plan.changes.get().what == "OVERRIDE"
    assert looks(physio) == [f"plan {plan.pk}, limit set aside"]
    assert "Ran more before." in followed(client, response)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"limit": "ICE"}, "limit"),
        ({"limit": ""}, "limit"),
        ({"reason": " "}, "reason"),
        ({"reason": "x" * 301}, "reason"),
        ({"ends_on": ""}, "ends_on"),
        ({"ends_on": "31.02.2027"}, "ends_on"),
        ({"ends_on": "2000-01-01"}, "ends_on"),
        ({"ends_on": "9999-12-31"}, "ends_on"),
    ],
)
def test_nonsense_sets_nothing_aside_and_is_kept_on_the_page(
    client: Client, plan: Plan, given: dict[str, str], field: str
) -> None:
    told = {"limit": "WEEK", "reason": "Fit.", "ends_on": today().isoformat()} | given

    response = client.post(to(plan, "set-aside"), told)

    assert [*errors_of(response)] == [field]
    form = response.context["form"]
    assert {name: form[name].value() for name in told} == told
    assert not Override.objects.exists()


def test_the_limit_of_a_single_change_is_not_set_aside_beforehand(
    client: Client, plan: Plan
) -> None:
    told = {"reason": "Fit.", "ends_on": today().isoformat()}

    for limit in ("PHASE", "STAGE", "DOSE"):
        response = client.post(to(plan, "set-aside"), told | {"limit": limit})
        assert [*errors_of(response)] == ["limit"]

    assert not Override.objects.exists()


def test_a_limit_is_set_aside_for_14_days_at_most(client: Client, plan: Plan) -> None:
    last = today() + 14 * DAY
    told = {"limit": "WEEK", "reason": "Fit.", "ends_on": (last + DAY).isoformat()}

    response = client.post(to(plan, "set-aside"), told)

    said = f"Choose a day from {today()} to {last}: 14 days at most."
    assert errors_of(response) == {"ends_on": [said]}


@pytest.mark.parametrize("act", ["week", "set-aside"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_plan_that_is_over_stays_as_it_is(
    client: Client, clinic: Clinic, act: str, method: str
) -> None:
    plan = a_plan(person=a_runner(clinic=clinic), finished_at=timezone.now())
    before = everything()

    response = getattr(client, method)(to(plan, act), a_week(this_monday()))

    assert CLOSED in followed(client, response)
    assert everything() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_does_anything_about_plans_of_others(
    client: Client, physio: User, method: str
) -> None:
    plan = a_plan(phase=2)
    change = a_change(plan)
    before = everything()

    statuses = {
        getattr(client, method)(url, {"why": "No."}).status_code
        for url in (undo_of(change), to(plan, "set-aside"), to(plan, "week"))
    }

    assert statuses == {404}
    assert everything() == before
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("pk", ["0", "x", "999999999999999999999", "_00"])
def test_an_address_of_nothing_is_not_found(client: Client, physio: User, pk: str) -> None:
    addresses = [
        f"/admin/rehab/plan/{pk}/week/",
        f"/admin/rehab/plan/{pk}/set-aside/",
        f"/admin/rehab/planchange/{pk}/undo/",
    ]

    assert {client.get(address).status_code for address in addresses} == {404}
