"""The link of a mail opens the page of what it asked for, without a sign-in."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import DiaryEntry, Plan, Reminder
from rehab.reminders.links import DONE
from tests.factories import a_plan, a_reminder
from tests.rehab.rows import everything
from tests.rehab.steps import in_training
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db

NONE = "none-of-these"
CALM: dict[str, Any] = {"pain": "1", "worse": "no", "swelling": "NONE", "news": [NONE]}
SKIPPED = CALM | {"way": "skipped"}
CHECKED = CALM | {"feeling": "SAME", "worst": "3", "running": "no-run", "limps": "no"}
KINDS = ["CARE", "SESSION", "CHECK_IN"]
SENT: dict[str, dict[str, Any]] = {
    "CARE": CALM | {"done": "yes"},
    "SESSION": SKIPPED,
    "CHECK_IN": CHECKED,
}


def mail(kind: str, plan: Plan | None = None, *, at: datetime | None = None) -> Reminder:
    """Return a mail of a kind, sent a moment ago or at ``at``."""
    at = at or timezone.now()
    plan = plan or in_training()
    given: dict[str, Any] = {"kind": kind, "state": "SENT", "settled_at": at}
    if kind == "SESSION":
        given["session"] = plan.sessions.create(number=3, on=at.date(), phase=2, items=[])
    if kind in ("CHECK_IN", "VISIT"):
        given["about"] = "day-14"
    return a_reminder(plan=plan, due_at=at, local_on=at.date(), **given)


def link(reminder: Reminder) -> str:
    return urlsplit(DONE.url(reminder)).path


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("CARE", "How did it go?"),
        ("WELCOME", "How did it go?"),
        ("SESSION", "Your exercises"),
        ("CHECK_IN", "How is your knee?"),
    ],
)
def test_each_kind_opens_its_page_and_a_get_changes_nothing(
    client: Client, kind: str, heading: str
) -> None:
    url = link(mail(kind))
    before = everything()

    response = client.get(url)
    client.head(url)

    assert response.status_code == 200
    assert f"<h1>{heading}</h1>" in response.content.decode()
    assert everything() == before


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_is_kept_of_what_the_mail_asked_for(client: Client, kind: str) -> None:
    reminder = mail(kind)

    response = client.post(link(reminder), SENT[kind], follow=True)

    entry = DiaryEntry.objects.get()
    about = {"CARE": "", "SESSION": "3", "CHECK_IN": "day-14"}[kind]
    assert response.redirect_chain == [(link(reminder), 302)]
    assert (entry.reminder, entry.about) == (reminder, about)
    assert entry.session == reminder.session
    assert "Thank you. We have kept it" in response.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_used_twice_keeps_one_answer_and_can_correct_it(
    client: Client, kind: str
) -> None:
    url = link(mail(kind))

    for sent in (SENT[kind], SENT[kind], SENT[kind] | {"pain": "3"}):
        client.post(url, sent)

    first, second = DiaryEntry.objects.order_by("pk")
    assert (first.pain, second.pain, second.adds_to) == (1, 3, first)
    assert "Thank you. We have kept it" in client.get(url).content.decode()
    assert client.get(f"{url}?again").context["form"].initial["pain"] == 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_used_late_says_what_to_do(client: Client, kind: str) -> None:
    late = timezone.now() - timedelta(days=3, minutes=1)
    url = link(mail(kind, at=late))
    before = everything()

    answers = [client.get(url), client.post(url, SENT[kind])]

    assert [each.status_code for each in answers] == [410, 410]
    assert "<h1>This link is too old</h1>" in answers[1].content.decode()
    assert everything() == before


@pytest.mark.parametrize("kind", KINDS)
def test_after_the_plan_changed_the_link_is_still_heard(client: Client, kind: str) -> None:
    reminder = mail(kind)
    Plan.objects.update(phase=1, phase_since=timezone.now().date())

    response = client.post(link(reminder), SENT[kind])

    assert response.status_code == 302
    assert DiaryEntry.objects.get().reminder == reminder


@pytest.mark.parametrize("kind", KINDS)
def test_while_paused_the_page_says_so_and_hears_a_red_flag(
    client: Client, kind: str
) -> None:
    reminder = mail(kind)
    plans.pause_plan(plan=reminder.of_plan, why="It got worse.", at=timezone.now())

    page = client.get(link(reminder)).content.decode()
    told = client.post(link(reminder), SENT[kind] | {"news": ["new_chest"]}, follow=True)

    assert "Your plan waits until somebody has looked at your knee." in page
    assert "<h1>Get emergency help now</h1>" in told.content.decode()
    assert DiaryEntry.objects.get().level == Level.EMERGENCY


@pytest.mark.parametrize("kind", KINDS)
def test_the_link_of_a_plan_that_is_over_says_so(client: Client, kind: str) -> None:
    reminder = mail(kind)
    plans.finish_plan(plan=reminder.of_plan, at=timezone.now())
    before = everything()

    response = client.get(link(reminder))

    assert response.status_code == 410
    assert "<h1>This plan is finished</h1>" in response.content.decode()
    assert "Do the check again." in response.content.decode()
    assert everything() == before


def test_who_has_another_plan_is_led_to_it(client: Client) -> None:
    reminder = mail("SESSION")
    plans.finish_plan(plan=reminder.of_plan, at=timezone.now())
    person = reminder.person
    a_plan(person=person, mails=False)

    html = client.get(link(reminder)).content.decode()

    assert "You have a new plan now." in html


@pytest.mark.parametrize("kind", KINDS)
def test_a_red_flag_sent_after_the_plan_is_over_is_heard(client: Client, kind: str) -> None:
    reminder = mail(kind)
    plans.finish_plan(plan=reminder.of_plan, at=timezone.now())

    sent = SENT[kind] | {"news": ["new_block"]}
    response = client.post(link(reminder), sent, follow=True)

    assert DiaryEntry.objects.get().level == Level.SAME_DAY
    assert "<h1>Be seen today</h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("level", "heading"),
    [
        (Level.WITHIN_A_WEEK, "Be seen within a week"),
        (Level.SAME_DAY, "Be seen today"),
        (None, "Be seen within 2 weeks"),
    ],
)
def test_a_mail_about_a_visit_says_how_soon_and_why(
    client: Client, level: Level | None, heading: str
) -> None:
    reminder = mail("VISIT")
    why = "After 4 weeks it is no better."
    reminder.of_plan.changes.create(
        what="VISIT", subject="day-14", level=level, why=why, at=timezone.now()
    )

    html = client.get(link(reminder)).content.decode()

    assert f"<h1>{heading}</h1>" in html
    assert f"<li>{why}</li>" in html


def test_a_visit_that_nothing_calls_for_any_more_is_within_2_weeks(client: Client) -> None:
    response = client.get(link(mail("VISIT")))

    assert response.context["level"] == Level.WITHIN_2_WEEKS
    assert response.context["reasons"] == ["Your plan calls for a visit."]


def test_a_session_told_on_its_page_is_known_to_the_link(client: Client) -> None:
    reminder = mail("SESSION")
    client.force_login(reminder.person)
    client.post("/plan/session/3/", SKIPPED)
    client.logout()

    html = client.get(link(reminder)).content.decode()

    assert "Thank you. We have kept it" in html
