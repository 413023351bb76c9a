"""What was told once goes on counting: from a tab left open, taken back, or signed out."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Consent
from tests.factories import a_clinic, a_physio, a_runner
from tests.triage.views.small import begin, newest, submit, tell, walk
from triage.models import Assessment
from triage.rules.parts import Level
from triage.services import forget_made
from triage.sessions import A_SITTING
from triage.views.questions import TOO_LATE

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str = "/check/result/") -> str:
    return " ".join(client.get(path).content.decode().split())


def an_urgent_check(client: Client) -> None:
    begin(client)
    for path, chosen in (
        ("/check/1/", "stuck"),
        ("/check/2/", "inner"),
        ("/check/3/", "2"),
    ):
        tell(client, path, chosen)


@pytest.mark.parametrize(
    ("late", "level"), [("cold", Level.EMERGENCY), ("stuck", Level.SAME_DAY)]
)
def test_a_late_answer_that_is_more_urgent_makes_a_result_of_its_own(
    client: Client, late: str, level: Level
) -> None:
    begin(client)
    calm = submit(client)

    response = client.post("/check/1/", {"danger": late})

    urgent = newest()
    assert response["Location"] == "/check/result/"
    assert (urgent.level, urgent.patient) == (level, None)
    assert urgent.consent.wording == calm.consent.wording
    assert urgent.answers == calm.answers | {late: True}
    assert client.get("/check/result/").context["assessment"] == urgent
    assert client.session["assessments"] == [calm.pk, urgent.pk]


def test_a_late_doubt_is_asked_alone_before_it_is_judged(client: Client) -> None:
    begin(client)
    submit(client)

    response = client.post("/check/1/", {"danger": "not-sure"})

    assert response["Location"] == "/check/1/unsure/"
    assert newest().submitted_at is None


def test_a_late_answer_that_is_no_more_urgent_is_not_added_and_the_page_says_so(
    client: Client,
) -> None:
    begin(client)
    told = submit(client).answers

    response = client.post("/check/3/", {"pain": "3"})

    assert response["Location"] == "/check/result/"
    assert text_of(client).count(TOO_LATE) == 1
    assert newest().answers == told


def test_a_second_click_on_the_last_page_says_nothing(client: Client) -> None:
    an_urgent_check(client)

    response = client.post("/check/3/", {"pain": "2"})

    assert response["Location"] == "/check/result/"
    assert TOO_LATE not in text_of(client)
    assert Assessment.objects.count() == 1


def test_a_late_answer_of_somebody_signed_in_is_theirs(client: Client) -> None:
    runner = a_runner()
    client.force_login(runner)
    begin(client)
    submit(client)

    client.post("/check/1/", {"danger": "cold"})

    assert (newest().patient, newest().consent.person) == (runner, runner)


def test_a_sign_that_was_taken_back_stands_above_the_calm_result(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "stuck")

    made = submit(client)

    text = text_of(client)
    assert (made.level, made.worst_level) == (Level.SELF_CARE, Level.SAME_DAY)
    assert made.worst_answers == {"cold": False, "pop": False, "stuck": True}
    assert text.count("You ticked a warning sign and took it back.") == 1
    assert text.count("<h1>Be seen today</h1>") == 1
    assert "/plan/start/" not in text


def test_a_check_that_was_left_after_a_sign_bars_a_plan_too(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "stuck")
    begin(client)
    submit(client)

    text = text_of(client)

    assert text.count("<h1>Be seen today</h1>") == 1
    assert text.count("An earlier answer of yours") == 1
    assert text.count("Your newest answers") == 1
    assert "None of your answers asked" not in text


def test_a_doubt_that_was_cleared_up_bars_nothing(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "not-sure")
    walk(client)
    client.post("/check/answers/")

    assert newest().worst_level == Level.SELF_CARE
    assert text_of(client).count('href="/plan/start/"') == 1


def test_an_earlier_emergency_stands_above_a_result_of_today(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "cold")
    an_urgent_check(client)

    text = text_of(client)

    assert text.count("<h1>Get emergency help now</h1>") == 1
    assert text.count("Get help now all the same") == 1
    assert text.count("stuck_knee was found.") == 1


def test_signing_out_does_not_make_this_browser_forget(client: Client) -> None:
    an_urgent_check(client)
    client.force_login(a_runner())
    client.post("/sign-out/")
    begin(client)
    submit(client)
    client.force_login(a_runner())

    assert "assessments" in client.session
    assert text_of(client).count("<h1>Be seen today</h1>") == 1
    assert client.get("/plan/start/").status_code == 409


def test_what_the_browser_keeps_tells_nothing(client: Client) -> None:
    begin(client)
    submit(client)
    calm = {*client.cookies}
    an_urgent_check(client)

    kept = client.cookies["kept"]

    assert "kept" not in calm
    assert kept.value.split(":")[0] == str(newest().pk)
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (
        True,
        "Lax",
        365 * 24 * 60 * 60,
    )


def test_a_forged_cookie_bars_nothing(client: Client) -> None:
    client.cookies["kept"] = "1:forged"
    begin(client)
    submit(client)

    assert text_of(client).count('href="/plan/start/"') == 1


def test_whoever_turns_out_to_be_young_is_forgotten(client: Client) -> None:
    begin(client)
    tell(client, "/check/1/", "none-of-these")

    client.post("/check/", {"age": "under-18"})

    assert client.session["assessments"] == []
    assert not Assessment.objects.exists()
    assert client.get("/check/").context["go_on"] == ""


def test_a_result_of_the_same_sitting_is_not_kept_of_the_young_either(
    client: Client,
) -> None:
    begin(client)
    submit(client)
    begin(client)

    client.post("/check/", {"age": "under-18"})

    assert client.session["assessments"] == []
    assert not Assessment.objects.exists()
    assert not Consent.objects.exists()
    for path in ("/check/result/", "/check/1/", "/check/answers/"):
        assert client.get(path)["Location"] == "/check/"


def test_the_result_of_an_earlier_sitting_may_be_somebody_elses(client: Client) -> None:
    begin(client)
    earlier = submit(client)
    Assessment.objects.filter(pk=begin(client).pk).update(
        started_at=earlier.started_at + A_SITTING + timedelta(seconds=1)
    )

    client.post("/check/", {"age": "under-18"})

    assert client.session["assessments"] == [earlier.pk]
    assert newest() == earlier


def test_what_somebody_signed_in_to_keep_is_not_forgotten(client: Client) -> None:
    client.force_login(a_runner())
    begin(client)
    owned = submit(client)

    client.post("/check/", {"age": "under-18"})
    forget_made(assessment_id=owned.pk)

    assert newest() == owned
    assert client.session["assessments"] == [owned.pk]


def test_a_check_begun_on_the_computer_of_staff_is_nobodys(client: Client) -> None:
    client.force_login(a_physio(clinic=a_clinic()))

    assert begin(client).patient is None
