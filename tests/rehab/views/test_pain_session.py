"""A session that hurt too much: little is asked, and nothing left open makes it calmer."""

from typing import Any

import pytest
from django.forms import Form
from django.test import Client
from django.utils import timezone

from rehab import plans
from rehab.models import DiaryEntry, Plan, PlanChange, Reminder
from rehab.plans import judge_entry
from rehab.reminders.links import PAIN
from tests.rehab.steps import NOTHING_NEW, in_training
from tests.rehab.views.links import a_mail, path

pytestmark = pytest.mark.django_db

ITEMS = [["X04", 1], ["X05", 1]]
SENT: dict[str, Any] = {
    "worst": "6",
    "pain": "2",
    "worse": "no",
    "swelling": "NONE",
    "news": ["none-of-these"],
}
FOLDED = ["X04", "X05", "hard", "tidy", "morning_pain"]


@pytest.fixture
def mail() -> Reminder:
    plan = in_training()
    today = plans.local_day(plan.person, timezone.now())
    session = plan.sessions.create(number=3, on=today, phase=2, items=ITEMS)
    return a_mail("SESSION", plan, session=session)


def form_of(response: Any) -> Any:
    return response.context["form"]


def kept() -> dict[str, tuple[str, int]]:
    entry = DiaryEntry.objects.latest("pk")
    return {
        row.exercise: (row.amount, row.pain)
        for row in entry.exercise_reports.order_by("pk")
    }


def test_all_that_may_tell_of_danger_stands_before_the_button(
    client: Client, mail: Reminder
) -> None:
    response = client.get(path(PAIN, mail))

    form = form_of(response)
    before, _, after = response.content.decode().partition('type="submit">Send<')
    assert [field.name for field in form.shown] == [
        *("worst", "painkiller", "pain", "night_pain", "swelling", "worse", "news")
    ]
    assert [field.name for field in form.folded] == FOLDED
    assert [name for name in FOLDED if f'name="{name}"' in before] == []
    assert [name for name in FOLDED if f'name="{name}"' not in after] == []
    assert '<details class="telling__more">' in after
    assert "<h1>Was it too painful?</h1>" in before


def test_what_is_left_open_hurt_as_much_as_the_worst(
    client: Client, mail: Reminder
) -> None:
    client.post(path(PAIN, mail), SENT)

    entry = DiaryEntry.objects.get()
    report = entry.session_report
    assert kept() == {"X04": ("SOME", 6), "X05": ("SOME", 6)}
    assert (report.amount, report.hard, report.painkiller) == ("SOME", 10, False)
    assert (entry.done, entry.pain, entry.reminder) == (True, 2, mail)


def test_a_session_that_hurt_makes_all_of_it_easier(client: Client, mail: Reminder) -> None:
    client.post(path(PAIN, mail), SENT)

    easier = PlanChange.objects.filter(what=PlanChange.What.RUNG)
    assert sorted(easier.values_list("subject", flat=True)) == ["X04", "X05"]


@pytest.mark.parametrize(
    ("told", "pains"),
    [
        ({"X04": "6"}, {"X04": ("SOME", 6)}),
        ({"X04": "9"}, {"X04": ("SOME", 9)}),
        ({"X04": "1"}, {"X04": ("SOME", 1), "X05": ("SOME", 6)}),
        ({"X04": "not-done"}, {"X04": ("NONE", 0), "X05": ("SOME", 6)}),
        ({"X04": "1", "X05": "2"}, {"X04": ("SOME", 6), "X05": ("SOME", 6)}),
        ({"X04": "not-done", "X05": "not-done"}, {"X04": ("SOME", 6), "X05": ("SOME", 6)}),
        ({"worst": "not-done", "X04": "7"}, {"X04": ("SOME", 7)}),
    ],
)
def test_of_two_answers_the_worse_one_counts(
    client: Client,
    mail: Reminder,
    told: dict[str, str],
    pains: dict[str, tuple[str, int]],
) -> None:
    client.post(path(PAIN, mail), SENT | told)

    assert kept() == pains


@pytest.mark.parametrize(
    ("told", "pain"),
    [({}, 2), ({"pain": "5"}, 5), ({"morning_pain": "4"}, 4), ({"pain": "0"}, 0)],
)
def test_who_did_not_start_was_kept_from_it_by_the_pain_they_told(
    client: Client, mail: Reminder, told: dict[str, str], pain: int
) -> None:
    client.post(path(PAIN, mail), SENT | {"worst": "not-done"} | told)

    entry = DiaryEntry.objects.get()
    report = entry.session_report
    assert (entry.done, report.amount, report.hard) == (False, "NONE", 10)
    assert kept() == {"X04": ("NONE", pain), "X05": ("NONE", pain)}


@pytest.mark.parametrize("pain", ["0", "2", "5"])
def test_what_hurt_too_much_to_begin_gets_easier(
    client: Client, mail: Reminder, pain: str
) -> None:
    page = client.post(
        path(PAIN, mail), SENT | {"worst": "not-done", "pain": pain}, follow=True
    )

    easier = PlanChange.objects.filter(what=PlanChange.What.RUNG)
    assert sorted(easier.values_list("subject", flat=True)) == ["X04", "X05"]
    assert "To skip one now and then is fine." not in page.content.decode()


@pytest.mark.parametrize("pain", [5, 6, 7, 8, 10])
def test_pain_that_kept_somebody_from_it_is_judged_like_that_of_a_day(
    client: Client, mail: Reminder, pain: int
) -> None:
    client.post(path(PAIN, mail), SENT | {"worst": "not-done", "pain": str(pain)})

    level = DiaryEntry.objects.get().level
    assert level == judge_entry(pain=pain, worse=False, signs=NOTHING_NEW).level
    assert (Plan.objects.get().paused_at is not None) == (level >= plans.PAUSES_FROM)


def test_a_painkiller_may_have_hidden_more(client: Client, mail: Reminder) -> None:
    page = client.post(path(PAIN, mail), SENT | {"painkiller": "on"}, follow=True)

    assert DiaryEntry.objects.get().session_report.painkiller is True
    assert "Stop your exercises for today." in page.content.decode()


def test_what_was_said_in_the_fold_is_kept(client: Client, mail: Reminder) -> None:
    folded = {"hard": "4", "tidy": "no", "morning_pain": "3"}

    client.post(path(PAIN, mail), SENT | folded)

    entry = DiaryEntry.objects.get()
    report = entry.session_report
    assert (report.hard, report.good_form, entry.morning_pain) == (4, False, 3)


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"worst": ""}, {"worst": "Choose the worst pain, or “I did not start”."}),
        ({"worst": "11"}, {"worst": "Choose a number from 0 to 10."}),
        ({"pain": ""}, {"pain": "Choose a number from 0 to 10."}),
        ({"X04": "11"}, {"X04": "Choose a number from 0 to 10."}),
        ({"hard": "x"}, {"hard": "Choose a number from 0 to 10."}),
        ({"tidy": "x"}, {"tidy": "Choose one of the answers on this page."}),
    ],
)
def test_bad_input_is_asked_again_and_nothing_is_lost(
    client: Client, mail: Reminder, sent: dict[str, str], wrong: dict[str, str]
) -> None:
    told = SENT | {"X05": "2", "morning_pain": "1"} | sent

    response = client.post(path(PAIN, mail), told)

    form = form_of(response)
    assert response.status_code == 422
    assert {name: errors[0] for name, errors in form.errors.items()} == wrong
    assert {name: form[name].value() for name in told} == told
    assert '<details class="telling__more" open>' in response.content.decode()
    assert not DiaryEntry.objects.exists()


def test_the_fold_stays_closed_where_nothing_in_it_was_told(
    client: Client, mail: Reminder
) -> None:
    response = client.post(path(PAIN, mail), SENT | {"news": []})

    assert response.status_code == 422
    assert '<details class="telling__more">' in response.content.decode()


def test_pain_that_ends_a_session_is_said_at_once(client: Client, mail: Reminder) -> None:
    response = client.post(path(PAIN, mail), SENT | {"worst": "8", "news": []})

    assert "Stop for today. Pain of 8 or more is too much." in response.content.decode()


@pytest.mark.parametrize(
    ("told", "worst", "painkiller"),
    [
        ({"worst": "7", "painkiller": "on"}, "7", True),
        ({"worst": "not-done"}, "not-done", False),
    ],
)
def test_what_was_told_stands_there_again(
    client: Client, mail: Reminder, told: dict[str, str], worst: str, *, painkiller: bool
) -> None:
    client.post(path(PAIN, mail), SENT | told)

    form: Form = form_of(client.get(f"{path(PAIN, mail)}?again"))

    assert (form["worst"].value(), form["painkiller"].value()) == (worst, painkiller)


def test_a_session_without_exercises_asks_for_no_pain_in_it(client: Client) -> None:
    mail = a_mail("SESSION")

    client.post(path(PAIN, mail), SENT)

    assert "worst" not in form_of(client.get(f"{path(PAIN, mail)}?again")).fields
    assert DiaryEntry.objects.get().session_report.amount == "SOME"
