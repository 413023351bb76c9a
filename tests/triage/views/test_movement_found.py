from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import NOON, a_movement_check, an_assessment
from triage.models import Assessment
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.services import publish_protocol, why_movement_waits

pytestmark = pytest.mark.django_db

START, FOUND = "/check/movement/", "/check/movement/found/"


def text_of(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_before_the_tests_there_is_nothing_to_see(
    client: Client, result: Assessment
) -> None:
    assert client.get(FOUND)["Location"] == START


def found(client: Client, result: Assessment, **tried: Any) -> Any:
    a_movement_check(assessment=result, **tried)
    return client.get(FOUND)


def test_two_factors_stand_out_and_all_are_listed_with_their_reasons(
    client: Client, result: Assessment
) -> None:
    page = found(client, result, squat="often", log_longest=True, sides="gap", stress=True)

    text = text_of(page)
    assert [each.factor.id for each in page.context["headlines"]] == ["load", "knee_valgus"]
    assert [each.factor.id for each in page.context["others"]] == [
        "recovery",
        "hip_weakness",
        "asymmetry",
    ]
    reasons = [
        b for key in ("headlines", "others") for e in page.context[key] for b in e.because
    ]
    assert [because for because in reasons if because not in text] == []
    assert "They can't tell what made your knee hurt." in text
    assert "Your result stays as it is" in text


def test_nothing_found_is_said_without_a_promise(
    client: Client, result: Assessment
) -> None:
    text = text_of(found(client, result))

    assert "Nothing stood out in what you told us and tried out." in text
    assert "4 to 6 weeks" not in text


@pytest.mark.parametrize(
    ("tried", "times"),
    [
        ({"squat": "often"}, (0, 0)),
        ({"arch": "sinks"}, (1, 0)),
        ({"arch": "sinks", "footprint": "filled"}, (1, 1)),
    ],
)
def test_items_59_and_60_shoes_then_insoles_that_may_help_feet_that_roll_in_only(
    client: Client, result: Assessment, tried: dict[str, str], times: tuple[int, int]
) -> None:
    text = text_of(found(client, result, **tried))

    advised, tried_out = times
    assert text.count("A stability shoe or a motion-control shoe may help.") == advised
    assert text.count("If shoes are not enough, an insole from a shop may help.") == advised
    assert text.count("(a custom orthotic) may help some people.") == advised
    assert text.count("Walk in it for 10 minutes.") == tried_out


def test_the_result_offers_the_tests_and_then_what_they_found(
    client: Client, result: Assessment
) -> None:
    before = text_of(client.get("/check/result/"))
    a_movement_check(assessment=result, squat="often")
    after = text_of(client.get("/check/result/"))

    assert (before.count("Look at how I move"), after.count("Look at how I move")) == (1, 0)
    assert (before.count(FOUND), after.count(FOUND)) == (0, 1)


def test_the_result_says_why_the_tests_wait(client: Client, runner: User) -> None:
    publish_protocol(protocol=MOVEMENT, at=NOON)
    assessment = an_assessment(patient=runner, landing=True)

    text = text_of(client.get("/check/result/"))

    (reason,) = why_movement_waits(assessment)
    assert reason in text
    assert "at phase 2 of a plan" in text
    assert "Look at how I move" not in text


def test_pain_elsewhere_gets_no_word_of_the_tests(client: Client, runner: User) -> None:
    publish_protocol(protocol=MOVEMENT, at=NOON)
    an_assessment(patient=runner, place="outer")

    assert "Look at how you move" not in text_of(client.get("/check/result/"))
