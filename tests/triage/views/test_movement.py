from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from tests.factories import NOON, a_movement_check, a_runner, an_assessment
from triage.models import Assessment, MovementCheck
from triage.protocols.medial_knee.movement import MOVEMENT, SEEN_FIRST
from triage.rules.answers import Silence
from triage.services import publish_protocol, why_movement_waits
from triage.views import movement

pytestmark = pytest.mark.django_db

START, FOUND = "/check/movement/", "/check/movement/found/"
TODAY, *TESTS = MOVEMENT.pages
NONE_OF_THESE = {"today": "none-of-these"}


def text_of(page: Any) -> str:
    return " ".join(page.content.decode().split())


def newest() -> MovementCheck:
    return MovementCheck.objects.latest("pk")


def test_without_a_result_there_is_nothing_to_add_to(client: Client) -> None:
    assert client.get(START)["Location"] == "/check/"
    assert client.get(FOUND)["Location"] == "/check/"
    assert client.get("/check/movement/2/")["Location"] == START


def test_without_rules_there_are_no_tests(client: Client, runner: User) -> None:
    assessment = an_assessment(patient=runner)

    assert client.get(START).status_code == 404
    assert client.get("/check/result/").context["assessment"] == assessment


def test_the_way_in_asks_how_the_knee_is_today(client: Client, result: Assessment) -> None:
    page = client.get(START)

    assert page.status_code == 200
    assert [*page.context["form"].fields] == ["today"]
    assert "There are 15 short tests." in text_of(page)
    assert not MovementCheck.objects.exists()


def test_an_empty_list_is_refused_kindly(client: Client, result: Assessment) -> None:
    page = client.post(START, {})

    assert page.status_code == 422
    assert [*page.context["form"].errors] == ["today"]


@pytest.mark.parametrize("chosen", ["knee_changed", "not-sure"])
def test_a_knee_that_is_not_fit_today_waits_and_nothing_is_kept(
    client: Client, result: Assessment, chosen: str
) -> None:
    page = client.post(START, {"today": chosen})

    assert page.templates[0].name == "triage/movement_later.html"
    assert "<h1>Not today</h1>" in text_of(page)
    assert not MovementCheck.objects.exists()


def test_fit_for_it_today_leads_to_the_first_test(
    client: Client, result: Assessment
) -> None:
    response = client.post(START, NONE_OF_THESE)

    assert response["Location"] == "/check/movement/2/"
    assert (newest().assessment, newest().checked_at) == (result, None)


@pytest.mark.parametrize(
    ("told", "later"),
    [
        ({"landing": True}, True),
        ({"hurts_to_walk": True, "landing": True}, False),
        ({"constant": True}, False),
        ({"place": "outer"}, False),
    ],
)
def test_a_result_that_speaks_against_it_says_why(
    client: Client, runner: User, told: dict[str, Any], later: object
) -> None:
    publish_protocol(protocol=MOVEMENT, at=NOON)
    assessment = an_assessment(patient=runner, **told)

    page, posted = client.get(START), client.post(START, NONE_OF_THESE)

    reasons = why_movement_waits(assessment)
    wait = movement.Wait(reasons=reasons, later=later is True)
    assert page.templates[0].name == "triage/movement_later.html"
    assert page.context["wait"] == posted.context["wait"] == wait
    assert [reason for reason in reasons if reason not in text_of(page)] == []
    assert ("at phase 2 of a plan" in text_of(page)) is later
    assert not MovementCheck.objects.exists()


def test_an_earlier_urgent_sign_comes_first(client: Client, runner: User) -> None:
    publish_protocol(protocol=MOVEMENT, at=NOON)
    an_assessment(patient=runner, giving_way=True)
    an_assessment(patient=runner)

    page = client.get(START)

    assert page.context["wait"].reasons == (SEEN_FIRST,)


def test_an_urgent_sign_told_meanwhile_ends_the_tests(
    client: Client, runner: User, result: Assessment
) -> None:
    client.post(START, NONE_OF_THESE)
    an_assessment(patient=runner, giving_way=True)
    calm = an_assessment(patient=runner, at=NOON + timedelta(hours=1))
    a_movement_check(assessment=calm, finished=False)

    page = client.post("/check/movement/2/", {"arch": "sinks"})

    assert page["Location"] == START
    assert "arch" not in newest().given


def test_each_test_says_how_and_can_be_left_out(client: Client, result: Assessment) -> None:
    client.post(START, NONE_OF_THESE)

    page = client.get("/check/movement/2/")

    text = text_of(page)
    assert page.status_code == 200
    assert "Your feet and shoes · 1 of 15" in text
    assert "Stand beside a wall, with 1 hand on it." in text
    assert "Stop if it hurts more than 3 out of 10" in text
    assert "I did not do this one, or I&#x27;m not sure" in text
    assert page.context["back"] == START


@pytest.mark.parametrize(
    ("key", "alt"),
    [
        ("footprint", ["A footprint with a gap", "A footprint without a gap"]),
        ("squat", ["The pelvis is level", "The knee dives in: it is on the inner side"]),
        ("line", ["lands on its own side", "land on the line", "cross the line"]),
    ],
)
def test_three_tests_have_drawings_that_are_told_in_words(
    client: Client, result: Assessment, key: str, alt: list[str]
) -> None:
    number = [page.key for page in MOVEMENT.pages].index(key) + 1
    a_movement_check(assessment=result, finished=False, **all_before(number))

    page = client.get(f"/check/movement/{number}/")

    drawings = text_of(page).split('role="img" aria-label="')[1:]
    assert len(drawings) == len(alt)
    assert [w for w, drawing in zip(alt, drawings, strict=True) if w not in drawing] == []


def all_before(number: int) -> dict[str, Any]:
    """Return answers to all tests on the pages before that one."""
    return {
        question.key: Silence.NOT_SURE
        for page in MOVEMENT.pages[1 : number - 1]
        for question in page.questions
    }


def test_an_answer_is_kept_and_leads_on(client: Client, result: Assessment) -> None:
    client.post(START, NONE_OF_THESE)

    response = client.post("/check/movement/2/", {"arch": "sinks"})

    assert response["Location"] == "/check/movement/3/"
    assert newest().given["arch"] == "sinks"
    assert client.get("/check/movement/3/").context["back"] == "/check/movement/2/"


def test_an_answer_can_be_changed_until_the_end(client: Client, result: Assessment) -> None:
    a_movement_check(assessment=result, finished=False, **all_before(5) | {"arch": "sinks"})

    before = client.get("/check/movement/2/").context["form"].initial
    response = client.post("/check/movement/2/", {"arch": "stays"})

    assert before == {"arch": "sinks"}
    assert response["Location"] == "/check/movement/5/"
    assert newest().given["arch"] == "stays"


def test_no_answer_is_refused_kindly(client: Client, result: Assessment) -> None:
    client.post(START, NONE_OF_THESE)

    page = client.post("/check/movement/2/", {})

    assert page.status_code == 422
    last = "I did not do this one, or I'm not sure"
    assert page.context["form"].errors == {
        "arch": [f"Choose an answer. If you do not know, choose “{last}”."]
    }


@pytest.mark.parametrize("number", [1, 4, 16, 17, 10**30])
def test_no_test_is_skipped_by_its_address(
    client: Client, result: Assessment, number: int
) -> None:
    client.post(START, NONE_OF_THESE)

    assert client.get(f"/check/movement/{number}/")["Location"] == "/check/movement/2/"


def test_the_last_answer_leads_to_what_was_found(
    client: Client, result: Assessment
) -> None:
    last = len(MOVEMENT.pages)
    a_movement_check(assessment=result, finished=False, **all_before(last))

    response = client.post(f"/check/movement/{last}/", {"recovery_list": "stress"})

    assert response["Location"] == FOUND
    assert newest().checked_at is not None


@pytest.mark.parametrize(("sent", "kept"), [({"arch": "sinks"}, "sinks"), ({}, None)])
def test_whoever_stops_sees_what_came_out(
    client: Client, result: Assessment, sent: dict[str, str], kept: str | None
) -> None:
    client.post(START, NONE_OF_THESE)

    response = client.post("/check/movement/2/", sent | {"stop": "yes"})

    assert response["Location"] == FOUND
    assert newest().checked_at is not None
    assert newest().given.get("arch") == kept


def test_an_answer_from_a_tab_left_open_is_not_added_and_that_is_said(
    client: Client, result: Assessment
) -> None:
    check = a_movement_check(assessment=result)

    page = client.post("/check/movement/2/", {"arch": "sinks"}, follow=True)

    check.refresh_from_db()
    assert page.redirect_chain == [(FOUND, 302)]
    assert "That answer was not added." in text_of(page)
    assert "arch" not in check.given


def test_an_answer_that_is_overtaken_while_it_is_sent_is_not_added(
    client: Client, result: Assessment
) -> None:
    client.post(START, NONE_OF_THESE)

    with connection.execute_wrapper(finish_first):
        page = client.post("/check/movement/2/", {"arch": "sinks"})

    assert page["Location"] == FOUND
    assert "That answer was not added." in text_of(client.get(FOUND))
    assert "arch" not in newest().given


def finish_first(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    """Finish all tests before a transaction begins to add to them, as another tab may."""
    if sql.startswith("SAVEPOINT"):
        finish = "UPDATE triage_movementcheck SET checked_at = begun_at"
        execute(f"{finish} WHERE checked_at IS NULL", *rest)
    return execute(sql, *rest)


def test_a_look_at_an_old_address_says_nothing(client: Client, result: Assessment) -> None:
    page = client.get("/check/movement/2/", follow=True)

    assert page.redirect_chain == [(START, 302)]
    assert "not added" not in text_of(page)


@pytest.mark.parametrize("url", [START, FOUND, "/check/movement/2/"])
def test_the_tests_of_others_do_not_exist(
    client: Client, result: Assessment, url: str
) -> None:
    a_movement_check(assessment=result)
    a_movement_check(assessment=result, finished=False)
    stranger = Client()
    stranger.force_login(a_runner())

    assert stranger.get(url)["Location"] in {"/check/", START}
