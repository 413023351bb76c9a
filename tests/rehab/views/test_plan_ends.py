import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from rehab import plans
from rehab.models import Plan, Reminder
from tests.factories import (
    a_clinic,
    a_message_mail,
    a_physio,
    a_plan,
    a_reminder,
    a_runner,
    an_assessment,
)
from tests.rehab import steps
from tests.rehab.steps import changes, told
from triage.rules.answers import Silence

pytestmark = pytest.mark.django_db

FINISH = "/plan/finish/"


def opened(runner: User) -> Plan:
    return steps.opened(runner, at=timezone.now())


@pytest.mark.parametrize(
    ("check", "title"),
    [
        ({"chest": True}, "Get emergency help now"),
        ({"locking": True}, "Be seen today"),
        ({"pop": Silence.NOT_SURE}, "Be seen within 2 days"),
        ({"duration": "worse"}, "Be seen within a week"),
    ],
)
def test_a_paused_plan_says_first_how_soon_to_be_seen(
    client: Client, runner: User, check: dict[str, Any], title: str
) -> None:
    plan = opened(runner)
    worrying = an_assessment(patient=runner, at=timezone.now(), **check)
    plans.heed_assessment(assessment_id=worrying.pk, at=timezone.now())

    response = client.get("/plan/")

    html = response.content.decode()
    assert response.status_code == 200
    assert f"<h1>{title}</h1>" in html
    assert f"A new check says: {worrying.get_level_display()}." in html
    assert "Double-leg bridge" not in html
    assert "Do the check again. If your new answers allow it, your plan goes on." in html
    assert 'href="/plan/seen/"' in html
    assert plan.reminders.filter(state=Reminder.State.DUE).count() == 0


def test_a_plan_paused_by_somebody_says_to_be_seen_within_a_week(
    client: Client, runner: User
) -> None:
    plan = opened(runner)
    plans.pause_plan(plan=plan, why="Call me first.", at=timezone.now())

    html = client.get("/plan/").content.decode()

    assert "<h1>Be seen within a week</h1>" in html
    assert "Call me first." in html


def test_a_paused_plan_shows_what_the_physio_wrote_and_changed(
    client: Client, runner: User
) -> None:
    physio = a_physio(clinic=a_clinic(), name="Dr Ada Reed")
    plans.pause_plan(plan=opened(runner), why="Call me.", at=timezone.now(), by=physio)
    a_message_mail(person=runner, by=physio, state="DUE", settled_at=None)

    page = client.get("/plan/").content.decode()

    written, _, changed = page.partition('<h2 id="changes">')
    assert "Well done." in written.partition('<h2 id="messages">')[2]
    by_physio, _, others = changed.partition("By the plan and by you")
    assert ("Your plan is paused." in by_physio, "Dr Ada Reed" in by_physio) == (True, True)
    assert "Opened." in others


def test_an_answer_to_an_earlier_plan_counts_for_the_pause_of_this_one(
    client: Client, runner: User
) -> None:
    opened(runner)
    now = timezone.now()
    begun = now - timedelta(days=2)
    earlier = a_plan(person=runner, mails=False, opened_at=begun, finished_at=now)
    told(a_reminder(plan=earlier, slot=3), pain=9, at=timezone.now())

    assert "<h1>Be seen today</h1>" in client.get("/plan/").content.decode()


def test_whether_to_finish_is_asked_first(client: Client, runner: User) -> None:
    opened(runner)

    html = client.get(FINISH).content.decode()

    assert "<h1>Finish your plan?</h1>" in html
    assert "A new plan needs a new check." in html
    assert "Be seen first." not in html


def test_who_finishes_a_paused_plan_is_told_how_it_can_go_on(
    client: Client, runner: User
) -> None:
    plans.pause_plan(plan=opened(runner), why="It got worse.", at=timezone.now())

    html = client.get(FINISH).content.decode()

    assert "Be seen first. Then tell us, and it can go on." in html


def test_past_a_red_flag_nobody_is_promised_another_plan(
    client: Client, runner: User
) -> None:
    plan = opened(runner)
    an_assessment(patient=runner, at=timezone.now(), locking=True)

    asked = client.get(FINISH).content.decode()
    finished = client.post(FINISH, follow=True).content.decode()

    assert Plan.objects.open().count() == 0
    assert [what for what, _, _ in changes(plan)] == ["OPENED", "FINISHED"]
    for html in (asked, finished):
        assert "A new plan starts only after that." in html
        assert "Do the check" not in html


def test_the_button_finishes_the_plan_once(client: Client, runner: User) -> None:
    plan = opened(runner)

    first, second = (client.post(FINISH, follow=True) for _ in range(2))

    assert first.redirect_chain == second.redirect_chain == [(FINISH, 302)]
    assert "<h1>Your plan is finished</h1>" in first.content.decode()
    owed = plan.reminders.filter(state=Reminder.State.DUE)
    assert [reminder.kind for reminder in owed] == [Reminder.Kind.GOODBYE]
    assert changes(plan)[1:] == [("FINISHED", "The runner finished it.", runner)]


def test_who_is_better_finishes_with_one_tap_on_the_page_of_the_plan(
    client: Client, runner: User
) -> None:
    plan = opened(runner)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(runner)

    html = strict.get("/plan/").content.decode()
    _, _, after = html.partition('<form method="post" action="/plan/finish/">')
    form, _, _ = after.partition("</form>")
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    sent = {"csrfmiddlewaretoken": token, "because": "better"}
    thanks = strict.post(FINISH, sent, follow=True).content.decode()

    better = "The runner is better and needs it no more."
    assert '<button class="button button--quiet" type="submit" name="because"' in form
    assert changes(plan)[1:] == [("FINISHED", better, runner)]
    assert "Thank you for telling us that you are better." in thanks
    assert '<a class="button" href="/check/">Do the check</a>' in thanks
    assert 'href="/">Back to the start</a>' in thanks


def test_the_page_asks_whether_they_are_better_or_it_is_for_another_reason(
    client: Client, runner: User
) -> None:
    plan = opened(runner)

    html = client.get(FINISH).content.decode()
    other = client.post(FINISH, {"because": "other"}, follow=True).content.decode()

    assert re.findall(r'name="because" value="(\w+)"', html) == ["better", "other"]
    assert changes(plan)[1:] == [("FINISHED", "The runner finished it.", runner)]
    assert "Thank you for telling us" not in other


def test_a_plan_that_waits_for_a_visit_is_not_finished_with_one_tap(
    client: Client, runner: User
) -> None:
    a_plan(person=runner, protect_only=True, opened_at=timezone.now())

    html = client.get("/plan/").content.decode()

    assert 'href="/plan/finish/">Finish my plan</a>' in html
    assert 'name="because"' not in html


def test_who_never_had_a_plan_has_none_to_finish(client: Client) -> None:
    client.force_login(a_runner())

    assert client.get(FINISH).headers["Location"] == "/plan/"
    assert client.post(FINISH, follow=True).redirect_chain[:2] == [
        (FINISH, 302),
        ("/plan/", 302),
    ]


def test_nobody_finishes_the_plan_of_another(client: Client) -> None:
    plan = a_plan()
    client.force_login(a_runner())

    client.post(FINISH)

    plan.refresh_from_db()
    assert plan.finished_at is None


def test_who_was_seen_for_less_than_a_red_flag_finds_the_way_to_a_new_plan(
    client: Client, runner: User
) -> None:
    plan = opened(runner)
    told(plan.reminders.earliest("pk"), worse=True, at=timezone.now())

    client.post(FINISH)
    before = client.get("/plan/start/").status_code
    an_assessment(patient=runner, at=timezone.now())

    assert (before, client.get("/plan/start/").status_code) == (409, 200)
