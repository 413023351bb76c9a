from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from accounts import wordings
from accounts.models import Consent
from tests.factories import NOON, a_runner, put_in_force
from tests.triage.rules.building import a_page
from tests.triage.views.small import SMALL, begin, newest, published, submit, tell
from triage.models import Assessment, ProtocolRelease
from triage.protocols.medial_knee import FOLLOW_UP

pytestmark = pytest.mark.django_db


def a_later_release() -> ProtocolRelease:
    longer = replace(SMALL, pages=(*SMALL.pages, a_page("warm")))
    return put_in_force(protocol=longer, at=NOON + timedelta(days=1))


def test_home_and_help_are_open_to_all(client: Client) -> None:
    home, help_now = client.get("/"), client.get("/help/")

    assert (home.status_code, home.templates[0].name) == (200, "home.html")
    assert (help_now.status_code, help_now.templates[0].name) == (200, "triage/help.html")
    assert not Session.objects.exists()


def test_home_sets_the_cookie_that_the_first_form_needs(client: Client) -> None:
    client.get("/")

    assert {*client.cookies} == {settings.CSRF_COOKIE_NAME}


def test_help_says_when_to_get_it_and_does_not_lead_to_itself(client: Client) -> None:
    page = client.get("/help/").content.decode().split("<main")[1].split("</main")[0]

    assert page.count("<h1>When to get help</h1>") == 1
    assert 'href="/help/"' not in page
    assert page.count("Be seen this week if") == 1


def test_home_leads_to_the_start_and_to_signing_in(client: Client) -> None:
    page = client.get("/").content.decode()

    assert page.count('href="/check/"') == 1
    assert page.count('href="/sign-in/"') == 2
    assert "medial knee pain" in page


def test_the_runner_who_is_signed_in_is_not_asked_to(client: Client) -> None:
    client.force_login(a_runner())

    page = client.get("/").content.decode()

    assert page.count('href="/sign-in/"') == 0
    assert page.count('href="/sign-out/"') == 1


def test_before_anything_is_published_a_kind_page_says_so(client: Client) -> None:
    put_in_force(protocol=FOLLOW_UP, at=NOON)
    session = client.session
    session["adult"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""

    for path in ("/check/", "/check/consent/"):
        page = client.get(path)

        assert (page.status_code, page.templates[0].name) == (503, "triage/closed.html")


def test_the_first_question_is_the_age(client: Client) -> None:
    published()

    page = client.get("/check/")

    assert page.status_code == 200
    assert list(page.context["form"].fields) == ["age"]
    assert page.context["go_on"] == ""


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "Choose your age. If you'd rather not say, choose the last line."),
        ({"age": "17"}, "Choose one of the lines on this page."),
    ],
)
def test_no_age_is_refused_and_leads_nowhere(
    client: Client, sent: dict[str, str], error: str
) -> None:
    published()

    page = client.post("/check/", sent)

    assert page.status_code == 422
    assert page.context["form"].errors == {"age": [error]}
    assert not Session.objects.exists()


def test_an_adult_goes_on_to_the_consent(client: Client) -> None:
    published()

    response = client.post("/check/", {"age": "not-sure"})

    assert (response.status_code, response["Location"]) == (302, "/check/consent/")
    assert client.session["adult"] is True


def test_the_young_go_on_to_their_own_list_and_are_not_remembered(client: Client) -> None:
    published()
    client.post("/check/", {"age": "not-sure"})

    response = client.post("/check/", {"age": "under-18"})

    assert (response.status_code, response["Location"]) == (302, "/check/under-18/")
    assert not {"adult", "age"} & {*client.session.keys()}


def test_the_consent_comes_after_the_age(client: Client) -> None:
    published()

    assert client.get("/check/consent/")["Location"] == "/check/"
    assert client.post("/check/consent/", {"agree": "on"})["Location"] == "/check/"
    assert not Assessment.objects.exists()


def test_the_consent_is_shown_sentence_by_sentence(client: Client) -> None:
    published()
    client.post("/check/", {"age": "not-sure"})

    page = client.get("/check/consent/")

    assert page.status_code == 200
    assert " ".join(page.context["sentences"]) == wordings.ASSESSMENT
    assert not Assessment.objects.exists()


def test_without_consent_nothing_is_kept(client: Client) -> None:
    published()
    client.post("/check/", {"age": "not-sure"})

    page = client.post("/check/consent/")

    assert page.status_code == 422
    assert page.context["form"].errors == {
        "agree": ["Tick the box if you agree. We can't go on without it."]
    }
    assert not Assessment.objects.exists()
    assert not Consent.objects.exists()


def test_consent_opens_an_assessment_of_the_newest_release(client: Client) -> None:
    published()
    newer = a_later_release()
    client.post("/check/", {"age": "not-sure"})

    response = client.post("/check/consent/", {"agree": "on"})

    assert (response.status_code, response["Location"]) == (302, "/check/1/")
    assessment = newest()
    assert (assessment.release, assessment.patient) == (newer, None)
    assert assessment.consent.wording == wordings.ASSESSMENT
    assert assessment.consent == Consent.objects.get()
    assert client.session["assessments"] == [assessment.pk]


def test_the_runner_who_is_signed_in_starts_their_own(client: Client) -> None:
    runner = a_runner()
    client.force_login(runner)

    assert begin(client).patient == runner


def test_agreeing_twice_makes_one_assessment(client: Client) -> None:
    begin(client)
    response = client.post("/check/consent/", {"agree": "on"})

    assert response["Location"] == "/check/1/"
    assert Assessment.objects.count() == 1


def test_agreeing_after_an_answer_starts_again(client: Client) -> None:
    first = begin(client)
    tell(client, "/check/1/", "none-of-these")
    client.post("/check/consent/", {"agree": "on"})

    assert client.session["assessments"] == [first.pk, newest().pk]
    assert newest().answers == {}


def test_agreeing_after_a_new_release_starts_again(client: Client) -> None:
    begin(client)
    newer = a_later_release()
    client.post("/check/consent/", {"agree": "on"})

    assert newest().release == newer


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_assessment(client: Client) -> None:
    published()
    client.post("/check/", {"age": "not-sure"})

    def click(_: int) -> str:
        browser = Client()
        browser.cookies = client.cookies
        try:
            return browser.post("/check/consent/", {"agree": "on"})["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        led_to = list(pool.map(click, range(4)))

    assert led_to == ["/check/1/"] * 4
    assert client.session["assessments"] == [newest().pk]
    assert Assessment.objects.count() == 1


def test_somebody_who_left_is_led_back_to_where_they_were(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "none-of-these")

    assert client.get("/check/").context["go_on"] == "/check/2/"


def test_nobody_goes_on_with_what_is_submitted(client: Client) -> None:
    begin(client)
    submit(client)

    assert client.get("/check/").context["go_on"] == ""
