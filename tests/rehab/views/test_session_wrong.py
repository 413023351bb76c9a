"""Sessions that are not there, or not one's own, and answers that make no sense."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import DiaryEntry, ExerciseSession, Plan
from tests.rehab.rows import everything
from tests.rehab.steps import in_training
from tests.rehab.views.test_session import CALM, SKIPPED, URL, address, done

pytestmark = pytest.mark.django_db

NUMBER = "Choose a number from 0 to 10."
OTHER = "Choose one of the answers on this page."


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"way": ""}, "way", "Choose how it went."),
        ({"way": "somehow"}, "way", OTHER),
        ({"amount": ""}, "amount", "Choose how many of the sets you did."),
        ({"amount": "NONE"}, "amount", OTHER),
        ({"hard": ""}, "hard", "Choose how hard it was, from 0 to 10."),
        ({"hard": "11"}, "hard", NUMBER),
        ({"hard": "-1"}, "hard", NUMBER),
        ({"hard": "very"}, "hard", NUMBER),
        ({"tidy": ""}, "tidy", "Choose if the movements were clean."),
        ({"painkiller": ""}, "painkiller", "Choose if you took a painkiller before it."),
        ({"pain": ""}, "pain", NUMBER),
        ({"pain": "11"}, "pain", NUMBER),
        ({"pain": "-1"}, "pain", NUMBER),
        ({"pain": "some"}, "pain", NUMBER),
        ({"swelling": ""}, "swelling", "Choose if the knee is swollen, or not."),
        ({"worse": "yes"}, "meant", "Tell us if it really got worse."),
        ({"X05": "11"}, "X05", NUMBER),
        ({"X05": "-1"}, "X05", NUMBER),
        ({"X05": "much"}, "X05", NUMBER),
        (
            {"X05": ""},
            "X05",
            "“Side-lying leg raise”: choose the worst pain, or “Not done”.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_all_is_kept_in_place(
    *,
    client: Client,
    session: ExerciseSession,
    wrong: dict[str, Any],
    field: str,
    words: str,
) -> None:
    before = everything()
    sent = done(session) | wrong

    response = client.post(address(session), sent)

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {field: [words]}
    assert {key: form[key].value() for key in sent} == sent
    assert "There is a problem" in response.content.decode()
    assert everything() == before


def test_an_exercise_that_is_none_of_the_session_is_not_kept(
    client: Client, session: ExerciseSession
) -> None:
    client.post(address(session), done(session, X99="10", X36="10"))

    told = DiaryEntry.objects.get().exercise_reports.values_list("exercise", flat=True)
    assert {*told} == {exercise for exercise, _ in session.items}


def test_an_exercise_that_is_known_no_more_is_not_asked_for(
    client: Client, plan: Plan
) -> None:
    items = [["X99", 1], ["X05", 20]]
    session = plan.sessions.create(number=0, on="2026-01-01", phase=2, items=items)

    tasks = client.get(address(session)).context["tasks"]

    assert [task.exercise.id for task, _ in tasks] == ["X05"]
    assert tasks[0][0].rung == tasks[0][0].exercise.top


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_number_that_there_is_not_is_not_found(
    client: Client, session: ExerciseSession, method: str
) -> None:
    assert getattr(client, method)(f"{URL}99/", SKIPPED).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_session_of_somebody_else_is_not_found(
    client: Client, session: ExerciseSession, method: str
) -> None:
    client.force_login(in_training().person)
    before = everything()

    answer = getattr(client, method)(address(session), SKIPPED)

    assert answer.status_code == 404
    assert everything() == before


def test_the_form_of_a_session_that_has_changed_asks_for_what_is_missing(
    client: Client, session: ExerciseSession
) -> None:
    sent = done(session)
    missing = session.items[0][0]
    del sent[missing]

    response = client.post(address(session), sent | {"X36": "2"})

    assert [*response.context["form"].errors] == [missing]


def test_while_paused_the_page_says_so_and_a_red_flag_is_heard(
    client: Client, session: ExerciseSession
) -> None:
    plans.pause_plan(plan=session.plan, why="It got worse.", at=timezone.now())

    page = client.get(address(session)).content.decode()
    client.post(address(session), done(session, news=["new_chest"]))

    assert "<title>Your plan is paused" in page
    assert DiaryEntry.objects.get().given["new_chest"] is True


def test_while_paused_no_session_begins_but_a_red_flag_is_heard(
    client: Client, plan: Plan
) -> None:
    plans.pause_plan(plan=plan, why="It got worse.", at=timezone.now())

    client.post(URL, CALM | {"news": ["new_chest"]})

    assert not ExerciseSession.objects.exists()
    assert DiaryEntry.objects.get().kind == "DAY"
