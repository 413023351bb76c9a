"""What was found about how somebody moves picks their exercises and advice."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from rehab.models import Plan
from tests.factories import a_movement_check, a_runner, an_assessment
from tests.rehab.steps import opened
from triage.models import Assessment

pytestmark = pytest.mark.django_db

SHOES = "A stability shoe or a motion-control shoe may help."


@pytest.fixture
def result(client: Client) -> Assessment:
    """Return a calm result of the runner who is signed in, with a plan that goes on."""
    runner = a_runner()
    client.force_login(runner)
    return begun(runner)


def begun(runner: User, **told: Any) -> Assessment:
    """Return the check of a plan whose exercises begin today."""
    assessment = an_assessment(patient=runner, at=timezone.now(), **told)
    plan = opened(runner, at=timezone.now())
    today = plan.begun_on
    Plan.objects.update(phase=1, phase_since=today, exercises_began_on=today)
    return assessment


def strength(client: Client) -> dict[str, tuple[str, ...]]:
    """Return the strength exercises of today, with what each is for."""
    cards = client.get("/plan/").context["page"].today.strength
    return {card.chosen.exercise.name: card.serves for card in cards}


def text_of(client: Client) -> str:
    return " ".join(client.get("/plan/").content.decode().split())


def test_checklist_48_what_is_found_later_reaches_the_sessions_of_an_open_plan(
    client: Client, result: Assessment
) -> None:
    before = strength(client)

    a_movement_check(assessment=result, at=timezone.now(), side_raise="few")

    after = strength(client)
    serves = ("Hip muscles that tire early",)
    assert before["Side-lying leg raise"] == ()
    assert "Clamshell" not in before
    assert (after["Side-lying leg raise"], after["Clamshell"]) == (serves, serves)


def test_checklist_48_other_factors_bring_other_exercises(
    client: Client, result: Assessment
) -> None:
    a_movement_check(assessment=result, at=timezone.now(), arch="sinks")

    assert strength(client)["Arch raise"] == ("Feet that roll in",)


def test_a_factor_without_an_exercise_brings_advice(
    client: Client, result: Assessment
) -> None:
    a_movement_check(assessment=result, at=timezone.now(), camber=True)

    text = text_of(client)
    assert "<h3>A slope, or new ground</h3>" in text
    assert "Choose flat, even ground first." in text


def test_item_28_cross_over_gait_brings_a_hint_on_how_to_run_from_stage_4_on(
    client: Client,
) -> None:
    runner = a_runner()
    client.force_login(runner)
    begun(runner, feet_cross=True)
    before = text_of(client)
    Plan.objects.update(stage=4, stage_since=timezone.now().date())

    after = text_of(client)

    assert "This waits until stage 4 of running." in before
    assert "run as if on train tracks" not in before
    assert "run as if on train tracks" in after


@pytest.mark.parametrize(
    ("told", "times"), [({"feet_roll_in": True}, 1), ({"knee_dives_in": True}, 0)]
)
def test_checklist_59_shoes_are_for_feet_that_roll_in_only(
    client: Client, told: dict[str, bool], times: int
) -> None:
    runner = a_runner()
    client.force_login(runner)
    begun(runner, **told)

    assert text_of(client).count(SHOES) == times


def test_checklist_60_insoles_come_after_shoes_as_what_may_help_some(
    client: Client,
) -> None:
    runner = a_runner()
    client.force_login(runner)
    begun(runner, feet_roll_in=True)

    _, _, after = text_of(client).partition("Shoes and insoles</h2>")
    advice, _, _ = after.partition("</ol>")

    steps = [
        "A stability shoe or a motion-control shoe may help.",
        "If shoes are not enough, an insole from a shop may help.",
        "An insole made for your foot (a custom orthotic) may help some people.",
    ]
    places = [advice.index(step) for step in steps]
    assert places == sorted(places)
    assert "must" not in advice


def test_where_nothing_was_found_there_is_nothing_to_change(
    client: Client, result: Assessment
) -> None:
    assert "What else you can change" not in text_of(client)


def test_a_plan_leads_to_the_result_and_to_the_tests_it_rests_on(
    client: Client, result: Assessment
) -> None:
    before = text_of(client)
    a_movement_check(assessment=result, at=timezone.now(), arch="sinks")

    after = text_of(client)

    address = f'<a href="/check/results/{result.pk}/">Your result</a>'
    assert before.count(address) == after.count(address) == 1
    assert before.count('<a href="/check/movement/found/">') == 0
    assert after.count('<a href="/check/movement/found/">') == 1
