"""A mail that asked for too much: the diary, with "it hurt" chosen already."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import DiaryEntry, Plan, Reminder
from rehab.reminders.links import DONE, PAIN
from tests.rehab.rows import everything
from tests.rehab.views.links import a_mail, path
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

NONE = "none-of-these"
SORE: dict[str, Any] = {"pain": "4", "worse": "no", "swelling": "SAME", "news": [NONE]}
SENT: dict[str, dict[str, Any]] = {
    "CARE": SORE | {"done": "no"},
    "WELCOME": SORE | {"done": "no"},
    "SESSION": SORE,
    "WEEK": SORE,
    "BARRIER": SORE,
    "CHECK_IN": SORE
    | {"feeling": "SAME", "worst": "4", "running": "no-run", "limps": "no"},
}
ALL = sorted(SENT)
OF_A_MAIL = ["CARE", "CHECK_IN", "SESSION", "WELCOME"]


def html_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


@pytest.mark.parametrize("kind", ALL)
def test_a_get_asks_and_changes_nothing(client: Client, kind: str) -> None:
    url = path(PAIN, a_mail(kind))
    before = everything()

    answers = [client.get(url), client.head(url)]

    assert [each.status_code for each in answers] == [200, 200]
    assert everything() == before


def test_a_break_that_hurt_is_not_done_and_asks_the_same(client: Client) -> None:
    response = client.get(path(PAIN, a_mail("CARE")))

    form = response.context["form"]
    html = response.content.decode()
    assert form.initial["done"] == "no"
    assert "<h1>Was it too painful?</h1>" in html
    assert "Then leave it out for today." in html
    assert [field.name for field in form.shown] == [
        *("pain", "night_pain", "swelling", "worse", "news")
    ]
    assert [field.name for field in form.folded] == ["done", "morning_pain"]


@pytest.mark.parametrize("kind", ALL)
def test_what_is_told_is_kept_once(client: Client, kind: str) -> None:
    reminder = a_mail(kind)
    url = path(PAIN, reminder)

    answers = [client.post(url, SENT[kind]) for _ in range(2)]

    entry = DiaryEntry.objects.get()
    assert [(each.status_code, each.url) for each in answers] == [(302, url)] * 2  # type: ignore[attr-defined] # a redirect has one
    assert entry.pain == 4
    assert entry.reminder == (reminder if kind in OF_A_MAIL else None)
    assert "Thank you. We have kept it" in html_of(client, url)


def test_the_diary_of_the_mail_knows_it_too(client: Client) -> None:
    reminder = a_mail("CARE")

    client.post(path(PAIN, reminder), SENT["CARE"])

    assert "Thank you. We have kept it" in html_of(client, path(DONE, reminder))


@pytest.mark.parametrize("kind", ["CARE", "SESSION", "WEEK"])
def test_the_list_of_signs_can_not_be_left_open(client: Client, kind: str) -> None:
    response = client.post(path(PAIN, a_mail(kind)), SENT[kind] | {"news": []})

    assert response.status_code == 422
    assert response.context["form"].errors["news"] == [
        "Tick all that fit. If none does, tick “None of these”."
    ]
    assert not DiaryEntry.objects.exists()


@pytest.mark.parametrize("kind", ALL)
def test_a_red_flag_pauses_the_plan_as_in_the_diary(client: Client, kind: str) -> None:
    url = path(PAIN, a_mail(kind))

    told = client.post(url, SENT[kind] | {"news": ["new_block"]}, follow=True)

    assert "<h1>Be seen today</h1>" in told.content.decode()
    assert DiaryEntry.objects.get().level == Level.SAME_DAY
    assert Plan.objects.get().paused_at is not None


@pytest.mark.parametrize("sent", [{}, {"pain": "12", "done": "perhaps"}])
def test_bad_input_is_asked_again_and_nothing_is_lost(
    client: Client, sent: dict[str, Any]
) -> None:
    told = {"worse": "no", "news": [NONE]} | sent

    response = client.post(path(PAIN, a_mail("CARE")), told)

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors["pain"] == ["Choose a number from 0 to 10."]
    assert form["worse"].value() == "no"
    assert not DiaryEntry.objects.exists()


def test_after_it_was_told_the_page_asks_with_what_was_told(client: Client) -> None:
    url = path(PAIN, a_mail("CARE"))
    client.post(url, SENT["CARE"] | {"done": "yes"})

    form = client.get(f"{url}?again").context["form"]

    assert (form.initial["done"], form.initial["pain"]) == ("yes", 4)


def test_a_mail_that_sums_up_a_week_asks_about_today(client: Client) -> None:
    reminder = a_mail("WEEK")

    client.post(path(PAIN, reminder), SENT["WEEK"])

    entry = DiaryEntry.objects.get()
    today = plans.local_day(reminder.person, timezone.now())
    assert (entry.kind, entry.about, entry.local_on) == ("DAY", today.isoformat(), today)


def test_a_mail_about_a_visit_says_how_soon(client: Client) -> None:
    assert "<h1>Be seen within 2 weeks</h1>" in html_of(client, path(PAIN, a_mail("VISIT")))


@pytest.mark.parametrize("kind", ["CARE", "WEEK"])
def test_once_the_plan_is_over_it_says_so_and_still_hears(
    client: Client, kind: str
) -> None:
    reminder: Reminder = a_mail(kind)
    url = path(PAIN, reminder)
    plans.finish_plan(plan=reminder.of_plan, at=timezone.now())

    closed = client.get(url)
    client.post(url, SENT[kind] | {"news": ["new_block"]})

    assert closed.status_code == 410
    assert "<h1>This plan is finished</h1>" in closed.content.decode()
    assert DiaryEntry.objects.get().level == Level.SAME_DAY
