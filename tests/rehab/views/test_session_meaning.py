"""What follows from a session is said at once: stop, be seen, or what changes and why."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rehab.models import DiaryEntry, ExerciseSession, Plan
from rehab.programme.exercises import BY_ID
from tests.rehab.views.test_session import address, done
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pain", "painkiller", "stops"),
    [("7", "no", False), ("8", "no", True), ("6", "yes", True)],
)
def test_pain_of_8_or_more_stops_it_and_opens_the_list(
    *, client: Client, session: ExerciseSession, pain: str, painkiller: str, stops: bool
) -> None:
    sent = done(session, pain=pain, painkiller=painkiller)

    asked = client.post(address(session), sent | {"news": []})
    kept = client.post(address(session), sent, follow=True)

    assert asked.status_code == 422
    assert [*asked.context["form"].errors] == ["news"]
    assert ("Stop for today. Pain of 8 or more" in asked.content.decode()) is stops
    assert ("Stop your exercises for today." in kept.content.decode()) is stops


def test_pain_of_5_leaves_the_list_open_and_says_that_it_does_not_count(
    client: Client, session: ExerciseSession
) -> None:
    sent = done(session, pain="5", news=[])

    kept = client.post(address(session), sent, follow=True)

    assert DiaryEntry.objects.get().counts is False
    assert "You left open if anything is new." in kept.content.decode()


@pytest.mark.parametrize(
    ("given", "because"),
    [
        ({"pain": "4"}, "One of them hurt 4. That should calm down first."),
        (
            {"pain": "2", "painkiller": "yes"},
            "One of them hurt 2, and a painkiller may hide more.",
        ),
        ({"hard": "7"}, "It was hard enough."),
        ({"tidy": "no"}, "First the movements should be clean."),
        ({"amount": "MOST"}, "First all the sets should be done."),
        ({}, "How the knee is tomorrow morning decides. Tell us then."),
    ],
)
def test_it_says_why_the_next_session_stays_the_same(
    client: Client, session: ExerciseSession, given: dict[str, str], because: str
) -> None:
    sent = done(session, given.pop("pain", "1")) | given

    html = client.post(address(session), sent, follow=True).content.decode()

    assert f"Your exercises stay as they are. {because}" in html


def test_what_gets_easier_is_named_with_its_reason(
    client: Client, session: ExerciseSession
) -> None:
    client.post(address(session), done(session, pain="6"))

    meaning = client.get(address(session)).context["meaning"]

    (line,) = meaning.changes
    assert {*line.about.split(", ")} == {BY_ID[each].name for each, _ in session.items}
    assert meaning.stays == ""


def test_a_session_told_late_asks_for_the_morning_of_its_day(
    client: Client, plan: Plan
) -> None:
    on = timezone.now().date() - timedelta(days=2)
    session = plan.sessions.create(number=0, on=on, phase=2, items=[["X05", 1]])

    form = client.get(address(session)).context["form"]
    html = client.post(address(session), done(session), follow=True).content.decode()

    assert form["morning_pain"].label.startswith("How bad was it on the morning of ")
    assert DiaryEntry.objects.get().local_on == on
    assert "We don&#x27;t know how the knee was the next morning." in html


def test_a_red_flag_pauses_the_plan_and_says_who_to_see(
    client: Client, session: ExerciseSession
) -> None:
    sent = done(session, news=["new_block"])

    html = client.post(address(session), sent, follow=True).content.decode()

    session.plan.refresh_from_db()
    assert session.plan.paused_at is not None
    assert "<h1>Be seen today</h1>" in html
    assert DiaryEntry.objects.get().level == Level.SAME_DAY
