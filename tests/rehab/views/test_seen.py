from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import trans_real

from accounts import wordings
from accounts.models import Consent, User
from rehab.models import Reminder, SeenAnswer, SeenFollowUp
from rehab.reminders.links import SEEN, STOP
from tests.factories import (
    a_clinic,
    a_runner,
    an_assessment,
)
from tests.rehab.rows import everything
from tests.rehab.steps import a_sent_question
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

FILLED = {"time_zone": "Europe/London", "clinic_code": "", "seen": "on"}
Said = SeenAnswer.Said


@pytest.fixture
def runner(client: Client) -> User:
    """Return a runner who was told to be seen today, signed in."""
    runner = a_runner()
    an_assessment(patient=runner, at=timezone.now(), locking=True)
    client.force_login(runner)
    return runner


def words(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_the_offer_says_to_be_seen_first(client: Client, runner: User) -> None:
    page = client.get("/seen/")

    text = page.content.decode()
    assert page.status_code == 200
    assert "Be seen first, if you have not been yet." in text
    assert f"<p>{wordings.SEEN}</p>" in text
    assert 'href="/plan/seen/"' in text
    assert "js/time-zone.js" in text
    assert not SeenFollowUp.objects.exists()


def test_an_emergency_stays_one_in_the_offer(client: Client) -> None:
    client.force_login(a_sent_question(level=Level.EMERGENCY).person)

    assert "Get emergency help first" in words(client, "/seen/")


def test_to_agree_owes_two_mails_and_says_when_they_come(
    client: Client, runner: User
) -> None:
    clinic = a_clinic()

    answer = client.post("/seen/", FILLED | {"clinic_code": clinic.code})

    text = words(client, "/seen/")
    runner.refresh_from_db()
    owed = runner.reminders.order_by("due_at")
    assert answer.headers["Location"] == "/seen/"
    assert [each.kind for each in owed] == [Reminder.Kind.SEEN] * 2
    assert runner.time_zone == "Europe/London"
    assert runner.care_links.get().clinic == clinic
    assert "<h1>We will ask you by email</h1>" in text
    assert text.count(", 10:00</li>") == 2
    assert "The times are those of Europe/London." in text
    assert STOP.url(owed[0]) in text


@pytest.mark.usefixtures("runner")
def test_to_send_the_form_twice_owes_the_same_mails(client: Client) -> None:
    for _ in range(2):
        client.post("/seen/", FILLED)

    assert (SeenFollowUp.objects.count(), Reminder.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"time_zone": ""}, "time_zone", "Choose a place that has the same time as you."),
        ({"time_zone": "Mars/Base"}, "time_zone", "Choose a place from the list."),
        ({"clinic_code": "x" * 21}, "clinic_code", "A code has 20 letters at most."),
        (
            {"clinic_code": "NOWHERE"},
            "clinic_code",
            "We don't know this code. Check it with your clinic, or leave it out.",
        ),
        ({"seen": ""}, "seen", "Tick the box if you agree. We can't ask you without it."),
    ],
)
@pytest.mark.usefixtures("runner")
def test_what_is_wrong_with_the_offer_is_said_and_all_is_kept(
    client: Client, wrong: dict[str, Any], field: str, says: str
) -> None:
    before = everything()

    page = client.post("/seen/", FILLED | wrong)

    text = page.content.decode()
    assert page.status_code == 422
    assert page.context["form"].errors == {field: [says]}
    assert "<title>Error:" in text
    assert ('value="Europe/London" selected' in text) is (field != "time_zone")
    assert "js/time-zone.js" not in text
    assert everything() == before


def test_the_words_of_the_consent_are_kept_as_they_were_shown(
    client: Client, runner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog: Any = trans_real.catalog()
    words_of_today = catalog._catalog._catalogs[0]  # noqa: SLF001 - no language but English has words yet
    monkeypatch.setitem(words_of_today, wordings.SEEN, "Wir fragen Sie.")

    page = client.get("/seen/").content.decode()
    client.post("/seen/", FILLED)

    assert "<p>Wir fragen Sie.</p>" in page
    assert runner.consents.get(kind=Consent.Kind.SEEN).wording == "Wir fragen Sie."


@pytest.mark.parametrize("method", ["get", "post"])
def test_whose_answers_were_calm_is_offered_nothing(client: Client, method: str) -> None:
    runner = a_runner()
    an_assessment(patient=runner)
    client.force_login(runner)

    page = getattr(client, method)("/seen/", FILLED)

    assert page.status_code == 409
    assert "We have nothing to ask about" in page.content.decode()
    assert not runner.consents.filter(kind=Consent.Kind.SEEN).exists()


def test_who_told_us_that_they_were_seen_is_not_asked_again(
    client: Client,
) -> None:
    question = a_sent_question(level=Level.SAME_DAY)
    client.post(urlsplit(SEEN.url(question)).path, {"said": Said.SEEN})
    client.force_login(question.person)

    text = words(client, "/seen/")

    assert "<h1>You told us that you were seen</h1>" in text
    assert "Sign in and tell us what they said." in text


def test_who_was_not_seen_and_asked_for_the_last_time_can_be_asked_again(
    client: Client,
) -> None:
    old = a_sent_question(level=Level.SAME_DAY, age=timedelta(days=4))
    SeenAnswer.objects.create(reminder=old, said=Said.NOT_YET, at=timezone.now())
    client.force_login(old.person)

    assert "<h1>May we ask if you were seen?</h1>" in words(client, "/seen/")
