"""Somebody tells of the same mail again: with Back, or because something came up."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from rehab.models import DiaryEntry, Plan
from rehab.plans import finish_plan
from rehab.views.linked import RATE
from tests.factories import a_reminder
from tests.rehab.rows import everything
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

GOOD_DAY: dict[str, Any] = {
    "done": "yes",
    "pain": "2",
    "worse": "no",
    "news": ["none-of-these"],
}
LOCKED = GOOD_DAY | {"news": ["new_block"]}


def test_the_thanks_lead_back_to_the_questions(client: Client, url: str) -> None:
    thanks = client.post(url, GOOD_DAY, follow=True).content.decode()
    asked = client.get(f"{url}?again")

    assert "Something new since then?" in thanks
    assert 'href="?again"' in thanks
    assert asked.context["form"].initial == {
        "done": "yes",
        "pain": 2,
        "morning_pain": None,
        "night_pain": False,
        "next_morning_pain": None,
        "swelling": "",
        "worse": "no",
        "news": ["none-of-these"],
    }
    assert "You have told us about this." in asked.content.decode()


@pytest.mark.parametrize("more", [True, False])
def test_only_who_is_owed_a_mail_is_promised_one(
    *, client: Client, url: str, more: bool
) -> None:
    if more:
        a_reminder(plan=Plan.objects.get(), slot=2)

    thanks = client.post(url, GOOD_DAY, follow=True).content.decode()

    assert ("See you at the next email." in thanks) is more


def test_who_has_told_nothing_yet_is_not_said_to_have(client: Client, url: str) -> None:
    assert "You have told us" not in client.get(url).content.decode()


def test_to_open_the_questions_again_changes_nothing(client: Client, url: str) -> None:
    client.post(url, GOOD_DAY)
    before = everything()

    client.get(f"{url}?again")
    client.get(f"{url}?again=1&first")

    assert everything() == before


@pytest.mark.parametrize("again", ["", "?again"])
def test_a_knee_that_locks_after_a_good_answer_is_seen_today(
    client: Client, url: str, again: str
) -> None:
    client.post(url, GOOD_DAY)

    response = client.post(f"{url}{again}", LOCKED, follow=True)

    html = response.content.decode()
    assert response.redirect_chain == [(url, 302)]
    assert "<h1>Be seen today</h1>" in html
    assert "Thank you" not in html
    assert [entry.level for entry in DiaryEntry.objects.order_by("pk")] == [
        Level.SELF_CARE,
        Level.SAME_DAY,
    ]
    assert Plan.objects.get().paused_at == DiaryEntry.objects.latest("pk").at


def test_a_calm_second_answer_is_kept_beside_the_first(client: Client, url: str) -> None:
    client.post(url, GOOD_DAY)

    response = client.post(url, GOOD_DAY | {"pain": "4", "done": "no"}, follow=True)

    first, second = DiaryEntry.objects.order_by("pk")
    assert response.redirect_chain == [(url, 302)]
    assert (first.pain, second.pain, second.adds_to) == (2, 4, first)
    assert "<h1>Thank you. We have kept it</h1>" in response.content.decode()


def test_what_was_told_last_is_chosen_when_it_is_asked_again(
    client: Client, url: str
) -> None:
    told = {"swelling": "SAME", "morning_pain": "3", "night_pain": "on"}
    doubt = {"news": ["not-sure"], "doubtful": ["new_pop_or_swelling"]}
    client.post(url, GOOD_DAY)
    client.post(url, GOOD_DAY | {"pain": "5"} | told | doubt)

    form = client.get(f"{url}?again").context["form"]

    assert form.initial == {
        "done": "yes",
        "pain": 5,
        "morning_pain": 3,
        "night_pain": True,
        "next_morning_pain": None,
        "swelling": "SAME",
        "worse": "no",
        "news": ["not-sure"],
        "doubtful": ["new_pop_or_swelling"],
    }
    assert "doubtful" in form.fields


def test_a_double_click_is_thanked_once(client: Client, url: str) -> None:
    first, second = (client.post(url, GOOD_DAY, follow=True) for _ in range(2))

    assert first.content == second.content
    assert DiaryEntry.objects.count() == 1


def test_a_calm_answer_never_takes_back_an_urgent_one(client: Client, url: str) -> None:
    client.post(url, LOCKED)
    client.post(url, GOOD_DAY | {"worse": "yes", "meant": "yes"})

    response = client.post(url, GOOD_DAY, follow=True)

    html = response.content.decode()
    assert "<h1>Be seen today</h1>" in html
    assert "We kept what you told us before. It still counts." in html
    assert response.context["reasons"][-1] == "It got worse."
    assert DiaryEntry.objects.count() == 3


def test_an_unfinished_second_answer_still_says_what_cannot_wait(
    client: Client, url: str
) -> None:
    client.post(url, GOOD_DAY)

    response = client.post(url, {"news": ["new_chest"]})

    assert response.status_code == 422
    assert "<h1>Get emergency help now</h1>" in response.content.decode()
    assert DiaryEntry.objects.count() == 1


def test_a_plan_that_is_finished_is_not_said_to_be_paused(client: Client, url: str) -> None:
    finish_plan(plan=Plan.objects.get(), at=timezone.now())

    html = client.post(url, LOCKED, follow=True).content.decode()

    assert "<h1>Be seen today</h1>" in html
    assert "It is paused" not in html


@pytest.mark.parametrize(("answer", "helps"), [(GOOD_DAY, True), (LOCKED, False)])
def test_below_today_the_page_says_when_to_get_help_sooner(
    *, client: Client, url: str, answer: dict[str, Any], helps: bool
) -> None:
    html = client.post(url, answer, follow=True).content.decode()

    assert ("Stop, and get help sooner if" in html) is helps


def test_an_address_may_answer_often_but_not_without_end(client: Client, url: str) -> None:
    a_minute = int(RATE.split("/")[0])
    cache.clear()

    statuses = [client.post(url, {}).status_code for _ in range(a_minute + 1)]

    assert statuses == [*[422] * a_minute, 429]
    assert client.get(url).status_code == 200
