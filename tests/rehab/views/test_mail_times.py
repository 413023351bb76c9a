"""When mails come: by the link of a mail, and on the page of the plan."""

from datetime import time, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Consent
from rehab import plans
from rehab.models import Plan, Reminder
from rehab.reminders.links import STOP, TIMES
from tests.factories import a_reminder
from tests.rehab.rows import everything
from tests.rehab.views.links import a_mail, a_mail_at, path
from tests.rehab.views.words import HEALTH

pytestmark = pytest.mark.django_db

PAGE = "/plan/mails/"
EVERY_DAY = ["0", "1", "2", "3", "4", "5", "6"]
AS_IT_IS: dict[str, Any] = {
    "first_time": "09:00",
    "second_time": "13:00",
    "third_time": "18:00",
    "care_days": EVERY_DAY,
    "session_time": "",
    "check_in_time": "",
    "session_days": EVERY_DAY,
    "week_day": "6",
    "night_begins": "21:00",
    "night_ends": "08:00",
}
NIGHT = (
    "This is in your quiet hours, or less than 30 minutes before them or before midnight. "
    "Choose another time."
)
CLOSE = "Leave at least 2 hours between two emails."
OVER_MIDNIGHT = "Leave at least 2 hours until the first break of the next day."
LATE_NIGHT = {"night_begins": "03:00", "night_ends": "09:00"}
SHORT = "Leave at least 6 quiet hours. You can move them, not drop them."
NO_TIME = "Choose a time, such as 09:00."
NO_DAY = "Tick only days that stand on this page."


@pytest.fixture
def url(plan: Plan) -> str:
    """Return the link of a mail to the runner who is signed in."""
    return path(TIMES, a_mail("CARE", plan))


def html_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_both_pages_show_what_is_set_and_a_get_changes_nothing(
    client: Client, plan: Plan, url: str
) -> None:
    before = everything()

    forms = [client.get(each).context["form"] for each in (url, PAGE)]
    client.head(url)

    assert forms[0].initial == forms[1].initial
    assert forms[0].initial == {
        "first_time": time(9),
        "second_time": time(13),
        "third_time": time(18),
        "care_days": [0, 1, 2, 3, 4, 5, 6],
        "session_time": None,
        "check_in_time": None,
        "session_days": [0, 1, 2, 3, 4, 5, 6],
        "week_day": 6,
        "night_begins": time(21),
        "night_ends": time(8),
    }
    assert everything() == before


def test_the_link_needs_no_sign_in_and_tells_nothing_of_health(
    client: Client, url: str
) -> None:
    client.logout()

    html = html_of(client, url).lower()
    main = html[html.index("<main") : html.index("</main")]

    assert "<h1>when emails come</h1>" in main
    assert [word for word in HEALTH if word in main] == []


def test_what_is_set_is_kept_and_a_second_press_says_the_same(
    client: Client, plan: Plan, url: str
) -> None:
    sent = AS_IT_IS | {
        "first_time": "07:00",
        "care_days": ["0", "2"],
        "session_time": "17:30",
        "check_in_time": "19:15",
        "session_days": [],
        "week_day": "",
        "night_begins": "22:00",
        "night_ends": "06:30",
    }

    answers = [client.post(url, sent, follow=True) for _ in range(2)]

    plan.refresh_from_db()
    assert [each.redirect_chain for each in answers] == [[(url, 302)]] * 2
    assert "Your times are kept." in answers[1].content.decode()
    assert plan.reminder_times == [time(7), time(13), time(18)]
    assert (plan.care_days, plan.session_days) == ([0, 2], [])
    assert (plan.session_time, plan.check_in_time) == (time(17, 30), time(19, 15))
    assert plan.week_day is None
    assert (plan.night_begins, plan.night_ends) == (time(22), time(6, 30))
    assert plan.changes.filter(what="SETTINGS").count() == 1


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"first_time": ""}, {"first_time": [NO_TIME]}),
        ({"second_time": "25:00"}, {"second_time": [NO_TIME]}),
        ({"third_time": "soon"}, {"third_time": [NO_TIME]}),
        ({"session_time": "09:00:30"}, {"session_time": [NO_TIME]}),
        ({"night_begins": ""}, {"night_begins": [NO_TIME]}),
        ({"care_days": ["7"]}, {"care_days": [NO_DAY]}),
        ({"session_days": ["monday"]}, {"session_days": [NO_DAY]}),
        ({"week_day": "9"}, {"week_day": ["Choose a day, or “Never”."]}),
        ({"first_time": "13:00"}, {"second_time": [CLOSE]}),
        ({"third_time": "14:59"}, {"third_time": [CLOSE]}),
        ({"first_time": "20:00", "third_time": "19:00"}, {"first_time": [CLOSE]}),
        (
            {**LATE_NIGHT, "first_time": "00:30", "third_time": "22:31"},
            {"third_time": [OVER_MIDNIGHT]},
        ),
        ({"first_time": "07:59"}, {"first_time": [NIGHT]}),
        (
            {"first_time": "05:00", "third_time": "21:00"},
            {"first_time": [NIGHT], "third_time": [NIGHT]},
        ),
        ({"session_time": "22:00"}, {"session_time": [NIGHT]}),
        ({"session_time": "20:31"}, {"session_time": [NIGHT]}),
        ({"check_in_time": "noon"}, {"check_in_time": [NO_TIME]}),
        ({"check_in_time": "07:59"}, {"check_in_time": [NIGHT]}),
        ({"night_begins": "08:00"}, {"night_ends": [SHORT]}),
        ({"night_begins": "03:00"}, {"night_ends": [SHORT]}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    *, client: Client, url: str, wrong: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    sent = AS_IT_IS | {"care_days": ["1"], "week_day": "2"} | wrong
    before = everything()

    response = client.post(url, sent)

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == errors
    assert {key: form[key].value() for key in sent} == sent
    assert everything() == before


def test_all_is_paused_with_one_tap_and_goes_on_with_another(
    client: Client, plan: Plan, url: str
) -> None:
    owed = a_reminder(
        plan=plan,
        slot=2,
        due_at=timezone.now() + timedelta(hours=1),
        local_on=timezone.now().date(),
    )

    paused = [client.post(url, {"pause": ""}, follow=True) for _ in range(2)][1]
    owed.refresh_from_db()
    plan.refresh_from_db()
    paused_at = plan.mails_paused_at
    again = [client.post(url, {"resume": ""}, follow=True) for _ in range(2)][1]

    plan.refresh_from_db()
    assert (paused_at is not None, owed.state) == (True, "WITHDRAWN")
    assert "All emails are paused." in paused.content.decode()
    assert 'name="pause"' not in paused.content.decode()
    assert plan.mails_paused_at is None
    assert "Your emails come again." in again.content.decode()
    assert 'name="pause"' in again.content.decode()


@pytest.mark.parametrize(
    ("rhythm", "words"),
    [
        (1, "You get every other email, because you did not answer the last ones."),
        (2, "You get every other email, because you did not answer the last ones."),
        (3, "You did not answer for a while, so we stopped."),
    ],
)
def test_who_did_not_answer_can_have_all_mails_again(
    *, client: Client, plan: Plan, url: str, rhythm: int, words: str
) -> None:
    Plan.objects.update(rhythm=rhythm, rhythm_since=timezone.now().date())

    html = html_of(client, url)
    client.post(url, {"resume": ""})

    plan.refresh_from_db()
    assert words in html
    assert "Let all emails come again" in html
    assert plan.rhythm == Plan.Rhythm.FULL


def test_the_coming_week_shows_what_is_owed_and_what_may_change(client: Client) -> None:
    reminder = a_mail_at(12)
    tomorrow = timedelta(days=1)
    a_reminder(
        plan=reminder.of_plan,
        kind="CHECK_IN",
        about="day-14",
        also=["day-14", "week"],
        due_at=reminder.due_at + tomorrow,
        local_on=reminder.local_on + tomorrow,
    )

    response = client.get(path(TIMES, reminder))

    days = response.context["days"]
    lines = [line for day in days for line in day.lines]
    owed = next(line for line in lines if line.owed)
    assert owed.words == ("How is it going?", "a check-in", "your week in short")
    assert {line.words[0] for line in lines if not line.owed} >= {"Your session"}
    assert [day.on for day in days] == sorted(day.on for day in days)
    assert "(may change)" in response.content.decode()


def test_while_the_plan_is_paused_the_page_says_so_without_why(
    client: Client, plan: Plan, url: str
) -> None:
    plans.pause_plan(plan=plan, why="It got worse.", at=timezone.now())

    html = html_of(client, url)

    assert "Your plan is paused, so no emails come for now." in html
    assert "It got worse." not in html
    assert html_of(client, PAGE).count("Your plan is paused, so") == 1


def test_without_any_mail_to_come_it_says_so(client: Client, plan: Plan, url: str) -> None:
    client.post(url, {"pause": ""})

    assert "No email is due in the next 7 days." in html_of(client, url)


def test_who_stopped_mails_is_told_so(client: Client, plan: Plan, url: str) -> None:
    Consent.objects.update(withdrawn_at=timezone.now())

    html = html_of(client, url)

    assert "You have stopped the emails. Your plan stays here." in html
    assert 'name="pause"' not in html


def test_all_can_be_stopped_from_both_pages(client: Client, plan: Plan, url: str) -> None:
    mail = Reminder.objects.get()

    pages = [html_of(client, each) for each in (url, PAGE)]

    assert [urlsplit(STOP.url(mail)).path in html for html in pages] == [True, True]


def test_who_never_got_a_mail_has_no_link_to_stop_them(client: Client, plan: Plan) -> None:
    assert "Stop all emails" not in html_of(client, PAGE)


def test_a_plan_that_is_over_says_so(client: Client, plan: Plan, url: str) -> None:
    plans.finish_plan(plan=plan, at=timezone.now())

    assert client.get(url).status_code == 410
    assert client.get(PAGE)["Location"] == "/plan/start/"


def test_a_link_used_late_leads_to_the_page_of_the_plan(client: Client) -> None:
    late = timezone.now() - timedelta(days=3, minutes=1)

    response = client.get(path(TIMES, a_mail(at=late)))

    assert response.status_code == 410
    assert 'href="/plan/mails/"' in response.content.decode()


def test_the_plan_leads_to_the_page(client: Client, plan: Plan) -> None:
    assert 'href="/plan/mails/"' in client.get("/plan/").content.decode()


def test_the_plan_says_that_mails_are_paused(client: Client, plan: Plan) -> None:
    Plan.objects.update(mails_paused_at=timezone.now())

    assert "You paused all emails." in html_of(client, "/plan/")
