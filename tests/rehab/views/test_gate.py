from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import GateAnswer, Plan
from rehab.programme.phases.phases import BUILD
from tests.factories import a_result, a_runner
from tests.rehab.rows import everything
from tests.rehab.steps import in_training
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

URL = "/plan/gate/phase-2/"
RUN = "/plan/gate/run/"
ALL = [item.id for item in BUILD.gate]


def of_phase(client: Client, phase: int, **given: Any) -> Plan:
    """Return the plan, in this phase, of a runner who is signed in."""
    plan = in_training(phase=phase, **given)
    client.force_login(plan.person)
    return plan


def answered(plan: Plan, *open_items: str, days_ago: int, gate: str = "phase-2") -> None:
    """Go through the list of a gate, so many days ago."""
    at = timezone.now() - timedelta(days=days_ago)
    plan.gate_answers.create(gate=gate, on=at.date(), at=at, open_items=[*open_items])


def test_a_get_shows_the_list_and_passes_nobody(client: Client, plan: Plan) -> None:
    before = everything()

    response = client.get(URL, {"met": ALL})
    client.head(URL)

    form = response.context["form"]
    assert [key for key, _ in form.fields["met"].choices] == ALL
    assert "checked" not in response.content.decode()
    assert everything() == before


def test_what_has_no_tick_is_not_met_yet_and_that_is_said_kindly(
    client: Client, plan: Plan
) -> None:
    response = client.post(URL, {"met": ALL[1:]}, follow=True)

    html = response.content.decode()
    assert GateAnswer.objects.get().open_items == ALL[:1]
    assert "<h1>Not yet, and that is fine</h1>" in html
    assert f"<li>{BUILD.gate[0].text}</li>" in html
    assert response.context["again_on"] == timezone.now().date() + timedelta(days=2)


def test_nothing_ticked_is_nothing_met(client: Client, plan: Plan) -> None:
    client.post(URL)

    assert GateAnswer.objects.get().open_items == ALL


def test_the_whole_list_is_asked_once_more_2_days_later(client: Client, plan: Plan) -> None:
    response = client.post(URL, {"met": ALL}, follow=True)

    plan.refresh_from_db()
    assert GateAnswer.objects.get().passed
    assert "<h1>That was the whole list</h1>" in response.content.decode()
    assert plan.phase == 2


def test_a_slip_can_be_corrected_at_once(client: Client, plan: Plan) -> None:
    client.post(URL, {"met": ALL})
    asked = client.get(f"{URL}?again")
    client.post(URL, {"met": []})

    assert "form" in asked.context
    assert [answer.passed for answer in GateAnswer.objects.order_by("pk")] == [True, False]


def test_after_2_days_it_is_asked_again(client: Client, plan: Plan) -> None:
    answered(plan, days_ago=2)

    html = client.get(URL).content.decode()

    assert "the whole list was true. Is it still so?" in html


def test_the_second_time_opens_the_next_phase(client: Client, plan: Plan) -> None:
    answered(plan, days_ago=3)

    html = client.post(URL, {"met": ALL}, follow=True).content.decode()

    plan.refresh_from_db()
    assert plan.phase == 3
    assert "You are past this list. Well done." in html


def test_the_list_for_running_is_gone_through_like_any_other(client: Client) -> None:
    plan = of_phase(client, 3)

    asked = client.get(RUN)
    told = client.post(RUN, {"met": []}, follow=True)

    items = [key for key, _ in asked.context["form"].fields["met"].choices]
    answer = GateAnswer.objects.get()
    assert answer.open_items == items
    assert (answer.plan, answer.gate) == (plan, "run")
    assert "no_signs" in answer.open_items
    assert "Ready to run?" in asked.content.decode()
    assert "Not yet, and that is fine" in told.content.decode()


def test_a_box_that_stands_on_no_list_is_refused_and_nothing_is_kept(
    client: Client, plan: Plan
) -> None:
    before = everything()

    response = client.post(URL, {"met": [*ALL, "anything"]})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "met": ["Tick only what stands on this page."]
    }
    assert everything() == before


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("gate", ["phase-5", "phase-9", "phase--1", "hop"])
def test_a_gate_that_there_is_not_is_not_found(
    client: Client, plan: Plan, gate: str, method: str
) -> None:
    assert getattr(client, method)(f"/plan/gate/{gate}/").status_code == 404


@pytest.mark.parametrize(
    ("gate", "why"),
    [
        ("phase-1", "You are past this list. Well done."),
        ("phase-3", "This list comes later. First comes the one of your phase."),
    ],
)
def test_the_list_of_another_phase_is_closed_and_says_why(
    client: Client, plan: Plan, gate: str, why: str
) -> None:
    before = everything()

    read, sent = (getattr(client, how)(f"/plan/gate/{gate}/") for how in ("get", "post"))

    assert (read.status_code, sent.status_code) == (200, 409)
    assert read.context["why"] == sent.context["why"] == [why]
    assert everything() == before


@pytest.mark.parametrize("gate", ["phase-0", "run"])
def test_a_plan_that_only_protects_opens_no_list(client: Client, gate: str) -> None:
    runner = a_runner()
    result = a_result(patient=runner, level=Level.WITHIN_A_WEEK)
    of_phase(client, 0, person=runner, assessment=result, protect_only=True)

    page = client.get(f"/plan/gate/{gate}/")

    assert page.context["why"]
    assert "Tell us about today" in page.content.decode()


def test_before_a_visit_the_list_of_phase_1_says_to_be_seen(client: Client) -> None:
    runner = a_runner()
    result = a_result(patient=runner, level=Level.WITHIN_2_WEEKS)
    of_phase(client, 1, person=runner, assessment=result)

    page = client.get("/plan/gate/phase-1/")

    assert page.context["why"] == ["Somebody should look at your knee before you go on."]


def test_in_the_first_days_the_list_for_running_is_closed(client: Client) -> None:
    of_phase(client, 0)

    page = client.get(RUN)

    assert page.context["why"] == ["The first days are for rest. No running yet."]


def test_who_runs_needs_the_list_no_more(client: Client) -> None:
    of_phase(client, 4, stage=2, stage_since=timezone.now().date())

    page = client.get(RUN)

    assert page.context["why"] == ["Running is open. You need this list no more."]


def test_while_paused_nothing_is_passed(client: Client, plan: Plan) -> None:
    plans.pause_plan(plan=plan, why="It got worse.", at=timezone.now())
    before = everything()

    page = client.post(URL, {"met": ALL}).content.decode()

    assert "<title>Your plan is paused" in page
    assert everything() == before
