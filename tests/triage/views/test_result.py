from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.factories import NOON, a_runner
from tests.triage.views.small import (
    be_urgent,
    begin,
    headings_of,
    newest,
    read,
    result_of,
    submit,
    tell,
)
from triage.rules.parts import Level
from triage.services import claim_assessment

pytestmark = pytest.mark.django_db


def an_urgent_result(client: Client) -> None:
    """Leave a result in this browser that says to be seen today."""
    begin(client)
    be_urgent(client)


def test_a_calm_result_offers_a_plan(client: Client) -> None:
    text = result_of(client)

    assert headings_of(text) == [
        "Why we say this",
        "For now",
        "Stop, and get help sooner if",
        "What your answers fit",
        "What may add to it",
        "Your plan",
        "What would change this result",
        "What we can't tell you",
        "For your visit",
        "Keep this page",
    ]
    assert "/seen/" not in text
    assert text.count("<h1>Start with care at home</h1>") == 1
    assert text.count('href="/plan/start/"') == 1


def test_the_reason_stands_with_the_answers_it_rests_on(client: Client) -> None:
    text = result_of(client, page_2="outer")

    assert text.count("<h1>Be seen within 2 weeks</h1>") == 1
    assert text.count("elsewhere was found.") == 1
    why = text.split("What it may be")[0]
    assert why.count("<dt>place?</dt>") == 1
    assert why.count("It is outer") == 1
    assert text.count("<b>Our default.</b> made up for a test") == 1


def test_pain_elsewhere_gets_no_cause_and_no_plan(client: Client) -> None:
    text = result_of(client, page_2="outer")

    assert headings_of(text)[3:5] == ["What it may be", "No plan for this place"]
    assert text.count("Somebody should look at where it hurts.") == 1
    assert text.count("medial knee pain") == 1
    assert text.count("told me to be seen within 2 weeks.") == 1
    assert "overload hurts." not in text
    assert "/plan/start/" not in text


def test_within_2_days_shows_causes_to_ask_about_and_a_plan_that_only_protects(
    client: Client,
) -> None:
    begin(client)
    for path, chosen in {
        "/check/1/": "none-of-these",
        "/check/2/": "inner",
        "/check/3/": "2",
        "/check/4/": "yes",
        "/check/5/": "not-sure",
        "/check/6/": "no",
        "/check/7/": "rolls",
    }.items():
        tell(client, path, chosen)
    client.post("/check/answers/")

    text = " ".join(client.get("/check/result/").content.decode().split())

    assert newest().level == Level.WITHIN_2_DAYS
    assert headings_of(text) == [
        "Why we say this",
        "Until you are seen",
        "Stop, and get help sooner if",
        "Things to ask about",
        "What may add to it",
        "A plan until you are seen",
        "What would change this result",
        "What we can't tell you",
        "What to say there",
        "For your visit",
        "Keep this page",
    ]
    assert text.count("because you were not sure") == 1
    assert text.count("<li>rolls was ticked.</li>") == 1
    assert text.count("<p>feet strains.</p>") == 1


@pytest.mark.parametrize(
    ("sign", "heading"), [("stuck", "Be seen today"), ("cold", "Get emergency help now")]
)
def test_an_urgent_result_names_no_cause_and_offers_no_plan(
    client: Client, sign: str, heading: str
) -> None:
    begin(client)
    be_urgent(client, sign)

    page = client.get("/check/result/")

    text = page.content.decode()
    assert page.templates[0].name == "triage/get_seen.html"
    assert text.count(f"<h1>{heading}</h1>") == 1
    assert text.count("Emergency numbers</h2>") == 1
    assert text.count('href="/seen/"') == 1
    assert text.count("Call your emergency number now if") == (sign == "stuck")
    assert "hurts." not in text
    assert "/plan/start/" not in text


def test_an_earlier_urgent_answer_in_this_browser_bars_a_plan(client: Client) -> None:
    an_urgent_result(client)

    text = result_of(client)

    assert headings_of(text)[0] == "Be seen today all the same"
    assert "No plan yet: be seen first" in headings_of(text)
    assert "May we ask if you were seen?" in headings_of(text)
    assert "/plan/start/" not in text


def test_an_earlier_urgent_answer_on_the_account_bars_a_plan(client: Client) -> None:
    other_browser, runner = Client(), a_runner()
    an_urgent_result(other_browser)
    claim_assessment(assessment_id=newest().pk, patient=runner, at=NOON)
    client.force_login(runner)

    assert headings_of(result_of(client))[0] == "Be seen today all the same"


def test_somebody_elses_urgent_answer_bars_nothing(client: Client) -> None:
    an_urgent_result(Client())

    assert "Your plan" in headings_of(result_of(client))


def test_a_result_says_which_rules_judged_and_that_nobody_signed_them_off(
    client: Client,
) -> None:
    text = result_of(client)

    assert text.count(f"Rules {newest().release.sha256[:8]}<") == 1
    assert text.count("No clinician has signed these rules off yet.") == 1
    assert text.count("This is not a diagnosis.") == 1
    assert text.count("Nobody watches this page round the clock.") == 1


def test_a_result_says_in_which_time_it_tells_when_it_was_made(client: Client) -> None:
    anonymous, tokyo = client, Client()
    begin(anonymous)
    made = submit(anonymous).submitted_at
    assert made
    before = anonymous.get("/check/result/").content.decode()
    runner = a_runner(time_zone="Asia/Tokyo")
    claim_assessment(assessment_id=newest().pk, patient=runner, at=NOON)
    tokyo.force_login(runner)

    after = tokyo.get("/check/result/").content.decode()

    assert f"{made:%H:%M} UTC." in before
    assert f"{made.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M} JST." in after


def test_a_result_is_kept_by_nobody_else(client: Client) -> None:
    begin(client)
    pk = submit(client).pk

    assert client.get("/check/result/")["Cache-Control"] == "no-store"
    for stranger in (Client(), signed_in()):
        assert stranger.get("/check/result/")["Location"] == "/check/"
        assert stranger.get(f"/check/results/{pk}/").status_code == 404


def signed_in() -> Client:
    browser = Client()
    browser.force_login(a_runner())
    return browser


def test_the_owner_sees_their_result_in_every_browser(client: Client) -> None:
    begin(client)
    submit(client)
    runner, elsewhere = a_runner(), Client()
    claim_assessment(assessment_id=newest().pk, patient=runner, at=NOON)
    elsewhere.force_login(runner)

    page = elsewhere.get("/check/result/")

    assert page.context["assessment"] == newest()


def test_a_past_result_can_be_read_again_by_whoever_made_it(client: Client) -> None:
    begin(client)
    first = submit(client)
    an_urgent_result(client)

    page = client.get(f"/check/results/{first.pk}/")

    assert page.context["assessment"] == first
    assert client.get("/check/result/").context["assessment"] == newest()


def test_a_number_beyond_every_row_is_no_result(client: Client) -> None:
    assert client.get(f"/check/results/{10**30}/").status_code == 404


def test_without_a_result_the_page_leads_to_the_open_question(client: Client) -> None:
    begin(client)

    assert client.get("/check/result/")["Location"] == "/check/1/"
    assert client.get(f"/check/results/{newest().pk}/").status_code == 404


def test_an_urgent_result_tells_what_was_not_asked_but_not_what_would_change_it(
    client: Client,
) -> None:
    begin(client)
    be_urgent(client, "cold")

    text = read(client)

    assert text.count("<summary>What we did not ask</summary>") == 1
    assert text.count("<li>injured?</li>") == 1
    assert text.count("Being seen comes first, so we stopped asking.") == 1
    assert "What would change this result" not in headings_of(text)
