from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from tests.factories import NOON, a_runner, put_in_force
from tests.triage.rules.building import a_tick_list
from tests.triage.views.small import (
    CALM,
    INNER,
    SMALL,
    agree,
    begin,
    newest,
    published,
    submit,
    tell,
    walk,
)
from triage.models import Assessment
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

LEFT = {"silence": "left open"}
UNSURE = {"silence": "not sure"}
NO_DANGER = {"cold": False, "pop": False, "stuck": False}


def test_a_page_shows_its_question_and_why_it_is_asked(client: Client) -> None:
    begin(client)

    page = client.get("/check/1/")

    text = page.content.decode()
    assert page.status_code == 200
    assert list(page.context["form"].fields) == ["danger"]
    assert (text.count("<h1>danger?</h1>"), text.count("To know.")) == (1, 1)
    assert text.count("<title>danger? ") == 1


def test_an_answer_is_kept_and_leads_on(client: Client) -> None:
    begin(client)

    response = tell(client, "/check/1/", "none-of-these")

    assert (response.status_code, response["Location"]) == (302, "/check/2/")
    assert newest().answers == NO_DANGER


def test_a_page_that_does_not_apply_is_passed_over(client: Client) -> None:
    begin(client)

    assert walk(client)["Location"] == "/check/answers/"


def test_an_empty_page_is_refused_and_nothing_is_kept(client: Client) -> None:
    begin(client)

    page = client.post("/check/1/")

    text = page.content.decode()
    assert page.status_code == 422
    assert text.count("<title>Error: danger? ") == 1
    assert text.count('role="alert" tabindex="-1" autofocus') == 1
    assert text.count('href="#id_danger_0"') == 1
    assert newest().answers == {}


def test_a_contradiction_is_refused_and_both_ticks_are_kept(client: Client) -> None:
    begin(client)

    page = tell(client, "/check/1/", "cold", "none-of-these")

    assert page.status_code == 422
    assert page.context["form"]["danger"].value() == ["cold", "none-of-these"]
    assert newest().answers == {}


@pytest.mark.parametrize(
    ("path", "field", "strange"),
    [
        ("/check/1/", "danger", "hot"),
        ("/check/2/", "place", "top"),
        ("/check/3/", "pain", "11"),
        ("/check/4/", "injured", "True"),
    ],
)
def test_a_value_that_is_not_offered_is_refused(
    client: Client, path: str, field: str, strange: str
) -> None:
    begin(client)
    for earlier in [page for page in CALM if page < path]:
        tell(client, earlier, CALM[earlier])
    before = newest().answers

    page = client.post(path, {field: strange})

    assert page.status_code == 422
    assert newest().answers == before


def test_being_unsure_of_a_list_asks_which_ones(client: Client) -> None:
    begin(client)

    response = tell(client, "/check/1/", "not-sure")

    assert response["Location"] == "/check/1/unsure/"
    assert newest().answers == {"cold": LEFT, "pop": LEFT, "stuck": LEFT}


def test_the_doubtful_ones_are_asked_alone_and_the_others_are_no(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "not-sure")

    first = tell(client, "/check/1/unsure/", "pop", "stuck")
    answers = newest().answers
    second = tell(client, "/check/1/2/", "not-sure")
    last = tell(client, "/check/1/3/", "no")

    assert answers == {"cold": False, "pop": LEFT, "stuck": LEFT}
    assert first["Location"] == "/check/1/2/"
    assert second["Location"] == "/check/1/3/"
    assert last["Location"] == "/check/2/"
    assert newest().answers == {"cold": False, "pop": UNSURE, "stuck": False}


def test_ticked_items_stay_yes_while_others_are_doubtful(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "stuck", "not-sure")

    page = client.get("/check/1/unsure/")

    assert newest().answers == {"cold": LEFT, "pop": LEFT, "stuck": True}
    assert [question.key for question in page.context["page"].questions] == [
        "cold",
        "pop",
    ]


def test_one_doubtful_item_is_asked_without_asking_which(client: Client) -> None:
    begin(client)

    response = tell(client, "/check/1/", "pop", "stuck", "not-sure")

    assert response["Location"] == "/check/1/1/"


def test_saying_after_all_that_none_fits_settles_the_list(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "not-sure")

    response = tell(client, "/check/1/unsure/", "none-of-these")

    assert response["Location"] == "/check/2/"
    assert newest().answers == NO_DANGER


def test_an_item_left_open_must_be_answered_before_going_on(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "not-sure")

    response = client.post("/check/2/", {"place": "inner"})

    assert response["Location"] == "/check/1/unsure/"
    assert "place" not in newest().answers


@pytest.mark.parametrize(
    "path",
    ["/check/0/", "/check/2/", "/check/5/", "/check/99/", "/check/1/1/", "/check/1/9/"],
)
def test_steps_out_of_order_lead_to_the_first_open_question(
    client: Client, path: str
) -> None:
    begin(client)

    assert client.get(path)["Location"] == "/check/1/"
    assert client.post(path, {"place": "inner"})["Location"] == "/check/1/"
    assert newest().answers == {}


@pytest.mark.parametrize("path", ["/check/1/", "/check/1/unsure/", "/check/answers/"])
def test_without_an_assessment_every_step_leads_to_the_start(
    client: Client, path: str
) -> None:
    assert client.get(path)["Location"] == "/check/"
    assert client.post(path)["Location"] == "/check/"


def test_somebody_elses_assessment_leads_to_the_start(client: Client) -> None:
    assessment = begin(client)
    Assessment.objects.filter(pk=assessment.pk).update(patient=a_runner(), claimed_at=NOON)

    assert client.get("/check/1/")["Location"] == "/check/"


def test_going_back_shows_what_was_answered(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "none-of-these")
    tell(client, "/check/2/", "outer")

    page = client.get("/check/2/")

    assert page.context["form"].initial == {"place": "outer"}
    assert page.context["back"] == "/check/1/"
    assert client.get("/check/1/").context["back"] == "/check/"


def test_a_certain_emergency_ends_the_questions_at_once(client: Client) -> None:
    begin(client)

    response = tell(client, "/check/1/", "cold", "not-sure")

    assert response["Location"] == "/check/result/"
    assert newest().level == Level.EMERGENCY


def test_a_doubtful_emergency_is_asked_alone_before_it_ends_the_questions(
    client: Client,
) -> None:
    begin(client)
    tell(client, "/check/1/", "not-sure")
    tell(client, "/check/1/unsure/", "cold")

    response = tell(client, "/check/1/1/", "not-sure")

    assert response["Location"] == "/check/result/"
    assert newest().level == Level.EMERGENCY


def test_today_goes_to_the_result_once_nothing_left_is_as_urgent(
    client: Client,
) -> None:
    begin(client)
    tell(client, "/check/1/", "stuck")
    tell(client, "/check/2/", "inner")

    response = tell(client, "/check/3/", "2")

    assert response["Location"] == "/check/result/"
    assert newest().level == Level.SAME_DAY
    assert "injured" not in newest().answers


@pytest.mark.parametrize("path", ["/check/1/", "/check/1/2/", "/check/answers/"])
def test_once_submitted_every_step_leads_to_the_result(client: Client, path: str) -> None:
    begin(client)
    submit(client)
    decided = newest()

    assert client.get(path)["Location"] == "/check/result/"
    assert client.post(path, {"danger": "hot"})["Location"] == "/check/result/"
    assert newest().decision == decided.decision
    assert newest().answers == decided.answers


def test_a_new_question_needs_nothing_but_its_data(client: Client) -> None:
    longer = replace(
        SMALL,
        pages=(*SMALL.pages, a_tick_list("sport", "bike", "swim", section="Sport")),
    )
    put_in_force(protocol=longer, at=NOON + timedelta(days=1))
    begin(client)

    walk(client)
    response = tell(client, "/check/8/", "swim")

    assert response["Location"] == "/check/answers/"
    assert newest().answers["swim"] is True
    assert "Yes: It is swim" in " ".join(
        client.get("/check/answers/").content.decode().split()
    )


def test_two_questions_on_one_page_stand_under_one_heading(client: Client) -> None:
    published(INNER)
    agree(client)
    for path, chosen in list(CALM.items())[:4]:
        tell(client, path, chosen)

    page = client.get("/check/6/").content.decode()
    half = client.post("/check/6/", {"side": "left"})
    response = client.post("/check/6/", {"side": "left", "spot": "groove"})

    assert page.count("<h1>") == page.count("<h1>Show us where it hurts</h1>") == 1
    assert page.count("<title>Show us where it hurts ") == 1
    assert (half.status_code, list(half.context["form"].errors)) == (422, ["spot"])
    assert half.context["form"]["side"].value() == "left"
    assert response["Location"] == "/check/7/"
    assert (newest().answers["side"], newest().answers["spot"]) == ("left", "groove")
