"""A check-in that rides inside a mail about something else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import DiaryEntry, Plan
from rehab.reminders.links import CHECK_IN, DONE
from tests.rehab.rows import everything
from tests.rehab.views.links import a_mail, path
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

CHECKED: dict[str, Any] = {
    "pain": "1",
    "worse": "no",
    "swelling": "NONE",
    "news": ["none-of-these"],
    "feeling": "SAME",
    "worst": "3",
    "running": "no-run",
    "limps": "no",
}


def test_it_asks_how_the_knee_is_and_a_get_changes_nothing(client: Client) -> None:
    url = path(CHECK_IN, a_mail("SESSION", also=["week", "day-14"]))
    before = everything()

    response = client.get(url)
    client.head(url)

    assert "<h1>How is your knee?</h1>" in response.content.decode()
    assert everything() == before


def test_it_is_told_once_and_the_mail_itself_is_still_open(client: Client) -> None:
    reminder = a_mail("CARE", also=["day-14"])
    url = path(CHECK_IN, reminder)

    answers = [client.post(url, CHECKED) for _ in range(2)]

    entry = DiaryEntry.objects.get()
    assert [each.status_code for each in answers] == [302, 302]
    assert (entry.kind, entry.about, entry.reminder) == ("CHECK_IN", "day-14", None)
    assert "Thank you. We have kept it" in client.get(url).content.decode()
    assert "How did it go?" in client.get(path(DONE, reminder)).content.decode()


def test_one_that_was_told_can_be_corrected(client: Client) -> None:
    url = path(CHECK_IN, a_mail("CARE", also=["day-14"]))
    client.post(url, CHECKED)

    form = client.get(f"{url}?again").context["form"]
    client.post(f"{url}?again", CHECKED | {"pain": "3"})

    assert form.initial["worst"] == 3
    assert [entry.pain for entry in DiaryEntry.objects.order_by("pk")] == [1, 3]


def test_of_two_the_first_that_was_not_told_is_asked(client: Client) -> None:
    url = path(CHECK_IN, a_mail("CARE", also=["day-14", "extra-2026-11-02"]))

    ways = [client.get(url)["Location"]]
    client.post(f"{url}0/", CHECKED)
    client.post(f"{url}0/", CHECKED)
    ways.append(client.get(url)["Location"])
    client.post(f"{url}1/", CHECKED)
    ways.append(client.get(url)["Location"])

    told = DiaryEntry.objects.order_by("pk").values_list("about", flat=True)
    assert ways == [f"{url}0/", f"{url}1/", f"{url}0/"]
    assert [*told] == ["day-14", "extra-2026-11-02"]


@pytest.mark.parametrize(("also", "place"), [([], ""), (["week"], ""), (["day-14"], "1/")])
def test_where_none_rides_there_is_no_page(
    client: Client, also: list[str], place: str
) -> None:
    url = path(CHECK_IN, a_mail("CARE", also=also))

    assert client.get(url + place).status_code == 404


def test_a_red_flag_in_it_pauses_the_plan(client: Client) -> None:
    url = path(CHECK_IN, a_mail("CARE", also=["day-14"]))

    told = client.post(url, CHECKED | {"news": ["new_block"]}, follow=True)

    assert "<h1>Be seen today</h1>" in told.content.decode()
    assert DiaryEntry.objects.get().level == Level.SAME_DAY
    assert Plan.objects.get().paused_at is not None


def test_while_the_plan_is_paused_it_is_still_asked(client: Client) -> None:
    reminder = a_mail("CARE", also=["day-14"])
    plans.pause_plan(plan=reminder.of_plan, why="It got worse.", at=timezone.now())

    html = client.get(path(CHECK_IN, reminder)).content.decode()

    assert "Your plan waits until somebody has looked at your knee." in html


def test_once_the_plan_is_over_it_says_so_and_still_hears(client: Client) -> None:
    reminder = a_mail("CARE", also=["day-14"])
    url = path(CHECK_IN, reminder)
    plans.finish_plan(plan=reminder.of_plan, at=timezone.now())

    closed = client.get(url)
    client.post(url, CHECKED | {"news": ["new_block"]})
    kept = client.get(url)

    assert (closed.status_code, kept.status_code) == (410, 200)
    assert DiaryEntry.objects.get().level == Level.SAME_DAY


def test_a_link_used_late_says_so(client: Client) -> None:
    late = timezone.now() - timedelta(days=3, minutes=1)
    url = path(CHECK_IN, a_mail("CARE", at=late, also=["day-14"]))

    assert client.get(url).status_code == 410
