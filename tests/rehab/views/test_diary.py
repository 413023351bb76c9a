from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from rehab.models import DiaryEntry, Plan, Reminder
from rehab.reminders.links import DONE, STOP
from tests.factories import a_plan, a_reminder, an_assessment
from tests.rehab.rows import everything
from tests.rehab.steps import changes
from triage.protocols.medial_knee import FOLLOW_UP, NEW_SIGNS
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

NONE, UNSURE = "none-of-these", "not-sure"
GOOD_DAY: dict[str, Any] = {"done": "yes", "pain": "2", "worse": "no", "news": [NONE]}
OTHER = "Choose one of the answers on this page."
ASKED = ["done", "pain", "morning_pain", "night_pain", "swelling", "worse", "news"]
NOTHING_NEW = dict.fromkeys(NEW_SIGNS.keys, False)


def test_the_page_needs_no_sign_in_and_asks_what_was_asked(
    client: Client, url: str
) -> None:
    response = client.get(url)

    html = response.content.decode()
    assert response.status_code == 200
    assert "Rest, Ice, Compression, Elevation." in " ".join(html.split())
    assert [field.name for field in response.context["form"]] == ASKED
    assert html.count('name="pain"') == 11
    assert "checked" not in html


def test_what_is_ruled_out_was_not_asked(client: Client) -> None:
    reminder = a_reminder(plan=a_plan(no_ice=True), due_at=timezone.now())

    html = client.get(urlsplit(DONE.url(reminder)).path).content.decode()

    assert "Rest, Compression, Elevation." in " ".join(html.split())


def test_a_get_changes_nothing(client: Client, url: str) -> None:
    before = everything()

    client.get(url)
    client.head(url)

    assert everything() == before


def test_a_good_day_is_kept_with_thanks(client: Client, url: str) -> None:
    response = client.post(url, GOOD_DAY, follow=True)

    entry = DiaryEntry.objects.get()
    assert response.redirect_chain == [(url, 302)]
    assert (entry.done, entry.pain, entry.worse, entry.given) == (
        True,
        2,
        False,
        NOTHING_NEW,
    )
    assert "<h1>Thank you. We have kept it</h1>" in response.content.decode()


def test_not_done_is_kept_as_well(client: Client, url: str) -> None:
    client.post(url, GOOD_DAY | {"done": "no"})

    assert DiaryEntry.objects.get().done is False


def test_a_list_left_open_on_a_good_day_is_kept_and_said(client: Client, url: str) -> None:
    response = client.post(url, GOOD_DAY | {"news": []}, follow=True)

    assert DiaryEntry.objects.get().counts is False
    assert "You left open if anything is new." in response.content.decode()


@pytest.mark.parametrize(
    ("ticked", "title"),
    [
        ("new_chest", "Get emergency help now"),
        ("new_calf", "Be seen today"),
        ("new_block", "Be seen today"),
    ],
)
def test_a_red_flag_says_first_to_be_seen_and_pauses_the_plan(
    client: Client, url: str, ticked: str, title: str
) -> None:
    response = client.post(url, GOOD_DAY | {"news": [ticked]}, follow=True)

    html = response.content.decode()
    assert html.index(f"<h1>{title}</h1>") < html.index(
        escape(FOLLOW_UP.questions[ticked].text)
    )
    assert "Thank you" not in html
    assert Plan.objects.get().paused_at == DiaryEntry.objects.get().at


def test_severe_pain_is_seen_today(client: Client, url: str) -> None:
    response = client.post(url, GOOD_DAY | {"pain": "8"}, follow=True)

    assert "<h1>Be seen today</h1>" in response.content.decode()
    assert DiaryEntry.objects.get().level == Level.SAME_DAY


@pytest.mark.parametrize(
    ("sent", "title"),
    [
        ({"news": ["new_chest"]}, "Get emergency help now"),
        ({"news": [NONE, "new_calf"]}, "Be seen today"),
        ({"pain": "9"}, "Be seen today"),
    ],
)
def test_an_unfinished_page_still_says_what_cannot_wait_and_pauses_the_plan(
    *, client: Client, url: str, reminder: Reminder, sent: dict[str, Any], title: str
) -> None:
    responses = [client.post(url, sent) for _ in range(2)]

    html = responses[0].content.decode()
    assert [response.status_code for response in responses] == [422, 422]
    assert html.index(f"<h1>{title}</h1>") < html.index("There is a problem")
    assert "Do this first. Your plan waits. You can finish this page later." in html
    assert DiaryEntry.objects.count() == 0
    says = f"An answer that was not finished says: {title}."
    assert changes(reminder.of_plan) == [("PAUSED", says, None)]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"done": ""}, "done", "Choose yes if you did it, or no if you did not."),
        ({"done": "maybe"}, "done", OTHER),
        ({"pain": ""}, "pain", "Choose a number from 0 to 10."),
        ({"pain": "11"}, "pain", "Choose a number from 0 to 10."),
        ({"pain": "-1"}, "pain", "Choose a number from 0 to 10."),
        ({"worse": ""}, "worse", "Choose yes if it got worse, or no if it did not."),
        ({"worse": "so"}, "worse", OTHER),
        ({"worse": "yes", "meant": "so"}, "meant", OTHER),
        ({"swelling": "BIG"}, "swelling", OTHER),
        ({"morning_pain": "11"}, "morning_pain", "Choose a number from 0 to 10."),
        ({"pain": "٣"}, "pain", "Choose a number from 0 to 10."),
        ({"news": ["cold"]}, "news", "Tick only what stands on this page."),
        (
            {"news": [NONE, UNSURE], "doubtful": ["new_pop_or_swelling"]},
            "news",
            "Tick the ones that fit, or “None of these”, but not both.",
        ),
        (
            {"news": [UNSURE], "doubtful": [NONE, "new_pop_or_swelling"]},
            "doubtful",
            "Tick the ones that fit, or “None of these”, but not both.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_all_is_kept(
    *, client: Client, url: str, wrong: dict[str, Any], field: str, words: str
) -> None:
    before = everything()

    response = client.post(url, GOOD_DAY | {"pain": "3"} | wrong)

    html = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors == {field: [words]}
    assert "<title>Error:" in html
    assert everything() == before


@pytest.mark.parametrize("token", ["x", "a" * 40, "0" + "A" * 22, "%00", "ünïcode"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_ours_says_what_to_do(
    client: Client, token: str, method: str
) -> None:
    response = getattr(client, method)(f"/r/{token}/", GOOD_DAY)

    assert response.status_code == 404
    assert "<h1>This link does not work</h1>" in response.content.decode()


def test_a_link_for_something_else_opens_nothing(
    client: Client, reminder: Reminder
) -> None:
    token = urlsplit(STOP.url(reminder)).path.strip("/").split("/")[-1]

    assert client.get(f"/r/{token}/").status_code == 404


def test_the_link_of_a_mail_that_is_gone_looks_like_any_other(client: Client) -> None:
    reminder = a_reminder(due_at=timezone.now())
    url = urlsplit(DONE.url(reminder)).path
    reminder.delete()

    gone, never = client.get(url), client.get("/r/x/")

    assert (gone.status_code, gone.content) == (never.status_code, never.content)


def test_a_link_that_is_too_old_says_what_to_do(client: Client) -> None:
    reminder = a_reminder(due_at=timezone.now() - timedelta(days=3, minutes=1))
    url = urlsplit(DONE.url(reminder)).path

    response = client.post(url, GOOD_DAY)

    assert response.status_code == 410
    assert "<h1>This link is too old</h1>" in response.content.decode()
    assert not DiaryEntry.objects.exists()


def test_a_paused_plan_still_takes_what_is_told(client: Client) -> None:
    now = timezone.now()
    plan = a_plan(paused_at=now)
    url = urlsplit(DONE.url(a_reminder(plan=plan, due_at=now))).path

    client.post(url, GOOD_DAY)

    assert DiaryEntry.objects.count() == 1


def test_the_address_names_nothing(reminder: Reminder) -> None:
    an_assessment(patient=reminder.person)

    assert DONE.url(reminder).startswith(f"{settings.PUBLIC_URL}/r/")
    assert len(DONE.url(reminder)) < 70
