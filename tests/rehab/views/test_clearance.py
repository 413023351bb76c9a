"""The page on which a runner records that somebody has looked."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from rehab import plans
from rehab.models import Clearance
from tests.factories import a_clearance, a_plan, a_result, a_runner, an_assessment
from tests.rehab.rows import everything
from tests.rehab.steps import opened
from triage.rules.answers import Silence
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

URL = "/plan/seen/"
DAY = timedelta(days=1)


def said(**given: Any) -> dict[str, Any]:
    told = {
        "who": "DOCTOR",
        "seen_on": timezone.now().date().isoformat(),
        "may_exercise": "yes",
        "may_run": "not-said",
    }
    return told | given


def page_after(client: Client, **given: Any) -> str:
    return client.post(URL, said(**given), follow=True).content.decode()


def errors_of(client: Client, **given: Any) -> dict[str, list[str]]:
    response = client.post(URL, said(**given))
    assert response.status_code == 422
    assert not Clearance.objects.exists()
    errors: dict[str, list[str]] = response.context["form"].errors
    return errors


@pytest.fixture
def nobody_special(client: Client) -> User:
    """Return a runner who is signed in and has told nothing."""
    runner = a_runner()
    client.force_login(runner)
    return runner


def test_the_page_asks_who_looked_and_says_to_be_seen_first(
    client: Client, nobody_special: User
) -> None:
    before = everything()

    response = client.get(URL)

    html = response.content.decode()
    assert response.status_code == 200
    assert "<h1>I have been seen</h1>" in html
    assert "Has nobody looked yet? Then be seen first." in html
    assert f'max="{plans.latest_visit(nobody_special, timezone.now())}"' in html
    assert everything() == before


def test_what_nobody_said_is_not_allowed(client: Client, nobody_special: User) -> None:
    response = client.post(URL, said())

    assert response.headers["Location"] == "/plan/seen/?kept"
    kept = Clearance.objects.get()
    assert (kept.person, kept.by, kept.who) == (nobody_special, nobody_special, "DOCTOR")
    assert (kept.may_exercise, kept.may_run) == (True, False)


def test_to_send_it_twice_keeps_it_once(client: Client, nobody_special: User) -> None:
    for _ in range(2):
        client.post(URL, said())

    assert Clearance.objects.count() == 1


def test_without_anything_kept_the_page_asks(client: Client, nobody_special: User) -> None:
    html = client.get(f"{URL}?kept").content.decode()

    assert "<h1>I have been seen</h1>" in html


@pytest.mark.usefixtures("nobody_special")
def test_an_empty_page_says_kindly_what_is_missing(client: Client) -> None:
    response = client.post(URL, {})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "who": ["Choose who looked at your knee."],
        "seen_on": ["Choose the day on which you were seen."],
        "may_exercise": ["Choose what they said about exercises, or the last line."],
        "may_run": ["Choose what they said about running, or the last line."],
    }


@pytest.mark.usefixtures("nobody_special")
@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("yesterday", "Write the day like this: 2026-03-09."),
        ("9999-12-31", "This day has not come. Choose the day on which you were seen."),
    ],
)
def test_a_day_that_cannot_be_is_refused(client: Client, day: str, error: str) -> None:
    assert errors_of(client, seen_on=day) == {"seen_on": [error]}


@pytest.mark.usefixtures("nobody_special")
@pytest.mark.parametrize(
    ("given", "field", "error"),
    [
        ({"who": "NOBODY"}, "who", "Choose one of the answers on this page."),
        ({"may_run": "maybe"}, "may_run", "Choose one of the answers on this page."),
        (
            {"may_exercise": "no", "may_run": "yes"},
            "may_run",
            "You may run, but not exercise? Check both. Ask them if not sure.",
        ),
    ],
)
def test_answers_that_make_no_sense_are_refused(
    client: Client, given: dict[str, str], field: str, error: str
) -> None:
    assert errors_of(client, **given) == {field: [error]}


def test_a_visit_from_before_the_warning_sign_is_refused(
    client: Client, nobody_special: User
) -> None:
    now = timezone.now()
    a_result(patient=nobody_special, level=Level.SAME_DAY, at=now)

    errors = errors_of(client, seen_on=(now - 2 * DAY).date().isoformat())

    [error] = errors["seen_on"]
    assert error.startswith("A visit that long ago can't count.")
    assert error.endswith("Were you not seen since? Then be seen first.")


def test_who_may_not_exercise_is_told_to_do_what_they_were_told(
    client: Client, nobody_special: User
) -> None:
    without_a_plan = page_after(client, may_exercise="no", may_run="no")
    a_plan(person=nobody_special, protect_only=True)

    with_one = client.get(f"{URL}?kept").content.decode()

    for html in (without_a_plan, with_one):
        assert "Then there are no exercises for now." in html
    links = ["See my plan" in html for html in (without_a_plan, with_one)]
    assert links == [False, True]


@pytest.mark.parametrize(
    ("may_run", "says"),
    [
        ("yes", "Running opens once you meet its list."),
        ("no", "Running stays locked until they allow it."),
    ],
)
def test_a_plan_that_waits_for_nothing_goes_on(
    client: Client, nobody_special: User, may_run: str, says: str
) -> None:
    a_plan(person=nobody_special)

    assert says in page_after(client, may_run=may_run)


@pytest.mark.parametrize("given", [{"protect_only": True}, {"paused_at": timezone.now()}])
def test_a_plan_that_waits_goes_on_with_a_new_check(
    client: Client, nobody_special: User, given: dict[str, Any]
) -> None:
    a_plan(person=nobody_special, **given)

    assert "your plan goes on by itself" in page_after(client)


def test_from_a_red_flag_to_a_plan_by_way_of_a_visit(
    client: Client, nobody_special: User
) -> None:
    now = timezone.now()
    an_assessment(patient=nobody_special, at=now - DAY, locking=True)
    barred = client.get("/plan/start/")

    kept = page_after(client)
    not_checked = client.get("/plan/start/")
    an_assessment(patient=nobody_special, at=timezone.now())

    assert (barred.status_code, not_checked.status_code) == (409, 409)
    assert 'href="/plan/seen/"' in barred.content.decode()
    assert "you can start a plan" in kept
    assert client.get("/plan/start/").status_code == 200


def test_a_paused_plan_says_that_only_the_check_is_missing(
    client: Client, runner: User
) -> None:
    now = timezone.now()
    plan = opened(runner, at=now)
    plans.pause_plan(plan=plan, why="It got worse.", at=now)
    before = client.get("/plan/").content.decode()

    page_after(client, after=timezone.now().isoformat())

    assert "Be seen first. Ask if you may exercise, and if you may run." in before
    assert "Now do the check again." in client.get("/plan/").content.decode()


def test_the_start_of_a_plan_that_only_protects_says_so(client: Client) -> None:
    runner = a_runner()
    an_assessment(patient=runner, at=timezone.now(), pop=Silence.NOT_SURE)
    client.force_login(runner)

    html = client.get("/plan/start/").content.decode()

    assert "This plan protects your knee until somebody has looked at it" in html


def test_who_tells_of_an_older_visit_than_the_last_no_is_told_from_when_one_counts(
    client: Client, nobody_special: User
) -> None:
    now = timezone.now()
    a_clearance(person=nobody_special, by=a_runner(), at=now, may_run=False)

    response = client.post(URL, said(may_run="yes"))

    first = date_format((now + DAY).date(), "j F Y")
    words = (
        f"Who looked at your knee later said no to that. Only a visit on {first} or "
        "later can change it. Not sure? Ask your physio."
    )
    assert response.status_code == 422
    assert response.context["form"].errors == {"seen_on": [words]}
