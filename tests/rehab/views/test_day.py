from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import DiaryEntry, Plan
from rehab.programme.told import Amount
from tests.factories import a_runner
from tests.rehab.rows import everything
from tests.rehab.steps import NOTHING_NEW, in_training

pytestmark = pytest.mark.django_db

URL = "/plan/day/"
NONE = "none-of-these"
CALM: dict[str, Any] = {"pain": "1", "worse": "no", "news": [NONE]}


def the_morning_after_a_session(
    plan: Plan, *, days_ago: int, later: int = 1, **given: Any
) -> None:
    """Tell of a session so many days ago, and what is ``given`` some days later."""
    at = timezone.now() - timedelta(days=days_ago)
    calm: dict[str, Any] = {"pain": 1, "worse": False, "signs": NOTHING_NEW}
    plans.record_session(
        plan=plan,
        session=plan.sessions.create(number=0, on=at.date(), phase=2, items=[]),
        telling=plans.Telling(**calm),
        report=plans.SessionDone(amount=Amount.ALL, hard=5),
        at=at,
    )
    if given:
        after = at + timedelta(days=later)
        telling = plans.Telling(**calm | given)
        plans.record_day(plan=plan, telling=telling, done=False, at=after)


def test_a_get_asks_and_changes_nothing(client: Client, plan: Plan) -> None:
    before = everything()

    response = client.get(URL)
    client.head(URL)

    assert response.status_code == 200
    assert "<h1>How was your day?</h1>" in response.content.decode()
    assert everything() == before


def test_a_day_is_kept_and_said_to_be(client: Client, plan: Plan) -> None:
    told = {"swelling": "SAME", "morning_pain": "2", "night_pain": "on"}

    response = client.post(URL, CALM | told, follow=True)

    entry = DiaryEntry.objects.get()
    assert response.redirect_chain == [(URL, 302)]
    assert (entry.kind, entry.about) == ("DAY", timezone.now().date().isoformat())
    assert (entry.pain, entry.swelling, entry.morning_pain) == (1, "SAME", 2)
    assert entry.night_pain is True
    assert "Thank you. We have kept it" in response.content.decode()


def test_a_calm_day_says_that_the_plan_goes_on_as_it_is(client: Client, plan: Plan) -> None:
    response = client.post(URL, CALM, follow=True)

    assert "Your plan goes on as it is." in response.content.decode()


def test_what_changes_stands_on_the_page_with_its_reason(
    client: Client, plan: Plan
) -> None:
    response = client.post(URL, CALM | {"swelling": "MORE"}, follow=True)

    whys = [*plan.changes.order_by("pk").values_list("why", flat=True)]
    shown = response.context["meaning"].changes
    assert whys
    assert [line.why for line in shown] == whys
    assert "What changes now" in response.content.decode()


def test_only_in_the_first_days_it_asks_for_rest_and_ice(client: Client) -> None:
    plan = in_training(phase=0)
    client.force_login(plan.person)

    response = client.get(URL)
    client.post(URL, CALM | {"done": "yes"})

    assert "This is for today:" in response.content.decode()
    assert response.context["form"].fields["done"].required is True
    assert DiaryEntry.objects.get().done is True


def test_a_plan_that_only_protects_asks_for_rest_and_elevation_as_the_plan_does(
    client: Client,
) -> None:
    plan = in_training(phase=0, protect_only=True)
    client.force_login(plan.person)

    asked = client.get(URL).context["care"]

    assert [item.name for item in asked] == ["Rest", "Elevation"]
    assert asked == client.get("/plan/").context["page"].today.care


def test_told_again_it_is_corrected_and_not_doubled(client: Client, plan: Plan) -> None:
    client.post(URL, CALM)
    again = client.get(f"{URL}?again")
    client.post(URL, CALM | {"pain": "3"})

    first, second = DiaryEntry.objects.order_by("pk")
    assert again.context["form"].initial["pain"] == 1
    assert (second.adds_to, second.pain) == (first, 3)


def test_the_same_told_twice_is_kept_once(client: Client, plan: Plan) -> None:
    client.post(URL, CALM)
    client.post(URL, CALM)

    assert DiaryEntry.objects.count() == 1


def test_severe_pain_says_to_be_seen_today(client: Client, plan: Plan) -> None:
    response = client.post(URL, CALM | {"pain": "8"}, follow=True)

    plan.refresh_from_db()
    assert response.status_code == 200
    text = response.content.decode()
    assert "<title>Be seen first" in text
    assert response.context["reasons"] != []
    assert "It is paused, and the emails have stopped." in text
    assert plan.paused_at is not None


def test_what_was_told_of_a_calm_day_is_said_to_be_kept_in_a_plan_that_waits(
    client: Client, plan: Plan
) -> None:
    plans.pause_plan(plan=plan, why="It got worse.", at=timezone.now())

    told = client.post(URL, CALM, follow=True).content.decode()

    assert "<title>Your plan is paused" in told
    assert "We have kept what you told us." in told
    assert "It got worse." in told


def test_while_paused_the_page_says_so_and_what_is_new_is_heard(
    client: Client, plan: Plan
) -> None:
    plans.pause_plan(plan=plan, why="It got worse.", at=timezone.now())

    page = client.get(URL).content.decode()
    asked = client.get(f"{URL}?again").content.decode()
    client.post(URL, CALM | {"news": ["new_chest"]})

    assert "<title>Your plan is paused" in page
    assert "Your plan waits until somebody has looked at your knee." in asked
    assert DiaryEntry.objects.get().given["new_chest"] is True


def test_without_a_plan_it_leads_to_where_one_starts(client: Client) -> None:
    client.force_login(a_runner())

    answers = [client.get(URL), client.post(URL, CALM)]

    assert [(each.status_code, each.headers["Location"]) for each in answers] == [
        (302, "/plan/start/"),
        (302, "/plan/start/"),
    ]


def test_a_new_time_zone_in_the_middle_of_a_day_loses_nothing(
    client: Client, plan: Plan
) -> None:
    person = plan.person
    days = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # 25 hours apart
        person.time_zone = zone
        person.save(update_fields=["time_zone"])
        client.post(URL, CALM)
        days.append(plans.local_day(person, timezone.now()).isoformat())

    assert [entry.about for entry in DiaryEntry.objects.order_by("pk")] == days


@pytest.mark.parametrize(
    ("days_ago", "after", "asked"),
    [
        (2, {}, True),
        (2, {"pain": 0}, True),
        (2, {"morning_pain": 1}, False),
        (3, {"next_morning_pain": 1}, True),  # was about an earlier one
        (3, {"next_morning_pain": 1, "later": 2}, False),
        (3, {"morning_pain": 1, "later": 2}, True),
        (1, {}, False),
        (8, {}, False),
    ],
)
def test_the_morning_after_the_last_session_is_asked_for_if_nobody_told_it(
    *, client: Client, plan: Plan, days_ago: int, after: dict[str, int], asked: bool
) -> None:
    the_morning_after_a_session(plan, days_ago=days_ago, **after)

    form = client.get(URL).context["form"]

    assert ("next_morning_pain" in form.fields) is asked


def test_the_morning_after_is_kept_and_can_be_corrected(client: Client, plan: Plan) -> None:
    the_morning_after_a_session(plan, days_ago=2)

    client.post(URL, CALM | {"next_morning_pain": "3"})
    again = client.get(f"{URL}?again").context["form"]

    told = DiaryEntry.objects.get(kind="DAY")
    assert told.next_morning_pain == 3
    assert again.initial["next_morning_pain"] == 3
    assert "next_morning_pain" in again.fields
