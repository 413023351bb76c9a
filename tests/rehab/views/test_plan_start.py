from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import trans_real

from accounts import wordings
from accounts.models import User
from rehab.models import Plan, Reminder
from tests.factories import a_clinic, a_runner, an_assessment
from tests.rehab.rows import everything

pytestmark = pytest.mark.django_db

FILLED: dict[str, Any] = {
    "time_zone": "Europe/London",
    "first_time": "09:00",
    "second_time": "13:00",
    "third_time": "18:00",
    "ice": ["none-of-these"],
    "compression": ["none-of-these"],
    "name": "",
    "clinic_code": "",
    "mails": "on",
}


@pytest.mark.usefixtures("runner")
def test_without_a_plan_its_page_leads_to_the_start(client: Client) -> None:
    assert client.get("/plan/").headers["Location"] == "/plan/start/"


@pytest.mark.usefixtures("runner")
def test_the_form_offers_three_times_and_no_place(client: Client) -> None:
    response = client.get("/plan/start/")

    form = response.context["form"]
    assert response.status_code == 200
    assert [form[f"{nth}_time"].value() for nth in ("first", "second", "third")] == [
        time(9),
        time(13),
        time(18),
    ]
    assert form["time_zone"].value() is None
    assert "js/time-zone.js" in response.content.decode()


def test_the_form_knows_who_was_here_before(client: Client, runner: User) -> None:
    User.objects.filter(pk=runner.pk).update(name="Kim", time_zone="Asia/Tokyo")

    form = client.get("/plan/start/").context["form"]

    assert (form["name"].value(), form["time_zone"].value()) == ("Kim", "Asia/Tokyo")


def test_a_filled_form_starts_the_plan(client: Client, runner: User) -> None:
    clinic = a_clinic()

    response = client.post(
        "/plan/start/", FILLED | {"name": "Kim", "clinic_code": clinic.code}
    )

    plan = Plan.objects.get()
    assert response.headers["Location"] == "/plan/"
    assert plan.person == runner
    assert (plan.person.name, plan.person.time_zone) == ("Kim", "Europe/London")
    assert plan.reminder_times == [time(9), time(13), time(18)]
    assert (plan.no_ice, plan.no_compression) == (False, False)
    assert plan.reminders.filter(kind=Reminder.Kind.WELCOME).count() == 1
    assert runner.care_links.get().clinic == clinic


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize("ticked", [["raynauds"], ["not-sure"], ["wound", "not-sure"]])
def test_what_rules_ice_out_leaves_it_out(client: Client, ticked: list[str]) -> None:
    client.post("/plan/start/", FILLED | {"ice": ticked})

    plan = Plan.objects.get()
    assert (plan.no_ice, plan.no_compression) == (True, False)


@pytest.mark.usefixtures("runner")
def test_what_rules_a_bandage_out_leaves_it_out(client: Client) -> None:
    client.post("/plan/start/", FILLED | {"compression": ["bypass"]})

    plan = Plan.objects.get()
    assert (plan.no_ice, plan.no_compression) == (False, True)


@pytest.mark.usefixtures("runner")
def test_to_send_the_form_twice_opens_one_plan(client: Client) -> None:
    first, second = (client.post("/plan/start/", FILLED) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"] == "/plan/"
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"time_zone": ""}, "time_zone", "Choose a place that has the same time as you."),
        ({"time_zone": "Mars/Base"}, "time_zone", "Choose a place from the list."),
        ({"first_time": ""}, "first_time", "Choose a time, such as 09:00."),
        ({"first_time": "25:00"}, "first_time", "Choose a time, such as 09:00."),
        ({"first_time": "09:00:59"}, "first_time", "Choose a time, such as 09:00."),
        ({"first_time": "07:59"}, "first_time", "Choose a time from 08:00 to 20:30."),
        ({"third_time": "20:31"}, "third_time", "Choose a time from 08:00 to 20:30."),
        (
            {"second_time": "10:59"},
            "second_time",
            "Leave at least 2 hours between two emails.",
        ),
        (
            {"ice": []},
            "ice",
            "Tick all that fit. If none does, tick “None of these”.",
        ),
        ({"ice": ["fire"]}, "ice", "Tick only what stands on this page."),
        (
            {"compression": ["none-of-these", "bypass"]},
            "compression",
            "Tick the ones that fit, or “None of these”, but not both.",
        ),
        ({"name": "x" * 61}, "name", "Use 60 letters at most."),
        ({"clinic_code": "x" * 21}, "clinic_code", "A code has 20 letters at most."),
        (
            {"clinic_code": "NOWHERE"},
            "clinic_code",
            "We don't know this code. Check it with your clinic, or leave it out.",
        ),
        (
            {"mails": ""},
            "mails",
            (
                "Tick the box if you agree to emails. The plan comes by email, "
                "so it can't start without them."
            ),
        ),
    ],
)
@pytest.mark.usefixtures("runner")
def test_what_is_wrong_is_said_and_all_is_kept(
    client: Client, wrong: dict[str, Any], field: str, words: str
) -> None:
    sent = FILLED | {"second_time": "13:07"} | wrong
    before = everything()

    response = client.post("/plan/start/", sent)

    form = response.context["form"]
    page = response.content.decode()
    assert response.status_code == 422
    assert form.errors == {field: [words]}
    assert "<title>Error:" in page
    assert ('value="13:07"' in page) is ("second_time" not in wrong)
    assert "js/time-zone.js" not in page
    assert everything() == before


@pytest.mark.usefixtures("runner")
def test_an_empty_form_says_all_that_is_missing(client: Client) -> None:
    response = client.post("/plan/start/", {})

    assert response.status_code == 422
    assert {*response.context["form"].errors} == {
        "time_zone",
        "first_time",
        "second_time",
        "third_time",
        "ice",
        "compression",
        "mails",
    }


def test_the_words_of_both_consents_are_kept_as_they_were_shown(
    client: Client, runner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {wordings.MAILS: "Sie bekommen E-Mails.", wordings.CLINIC: "Die Praxis liest."}
    catalog: Any = trans_real.catalog()
    words_of_today = catalog._catalog._catalogs[0]  # noqa: SLF001 - no language but English has words yet
    for english, german in words.items():
        monkeypatch.setitem(words_of_today, english, german)

    page = client.get("/plan/start/").content.decode()
    before = runner.consents.filter(kind__in=["MAILS", "CLINIC"]).count()
    client.post("/plan/start/", FILLED | {"clinic_code": a_clinic().code})

    given = runner.consents.filter(kind__in=["MAILS", "CLINIC"]).order_by("-kind")
    assert [f"<p>{shown}</p>" in page for shown in words.values()] == [True, True]
    assert before == 0
    assert [consent.wording for consent in given] == [*words.values()]


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_without_a_positive_result_starts_a_plan(
    client: Client, method: str
) -> None:
    client.force_login(a_runner())

    response = getattr(client, method)("/plan/start/", FILLED)

    assert response.status_code == 409
    assert "Do the check" in response.content.decode()
    assert not Plan.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_past_a_red_flag_starts_a_plan(
    client: Client, runner: User, method: str
) -> None:
    an_assessment(patient=runner, at=timezone.now(), locking=True)
    an_assessment(patient=runner, at=timezone.now())

    response = getattr(client, method)("/plan/start/", FILLED)

    assert response.status_code == 409
    assert "be seen first" in response.content.decode()
    assert not Plan.objects.exists()


@pytest.mark.usefixtures("runner")
def test_a_red_flag_in_the_same_browser_counts_too(client: Client) -> None:
    nobodys = an_assessment(at=timezone.now(), locking=True)
    session = client.session
    session["assessments"] = [nobodys.pk]
    session.save()

    assert client.get("/plan/start/").status_code == 409


def test_the_longest_name_fits(client: Client, runner: User) -> None:
    client.post("/plan/start/", FILLED | {"name": "é" * 60})

    runner.refresh_from_db()
    assert runner.name == "é" * 60


def test_a_runner_tells_where_they_start_from(client: Client, runner: User) -> None:
    today = timezone.now().date()
    rested = today - timedelta(days=5)

    client.post(
        "/plan/start/",
        FILLED
        | {"last_ran_on": "2024-02-29", "care_began_on": str(rested), "unit": "MILES"},
    )

    plan = Plan.objects.get(person=runner)
    assert (plan.last_ran_on, plan.care_began_on) == (date(2024, 2, 29), rested)
    assert plan.unit == "MILES"


@pytest.mark.usefixtures("runner")
@pytest.mark.parametrize(
    ("field", "day", "error"),
    [
        ("last_ran_on", "9999-01-01", "This day has not come. Choose today or earlier."),
        ("care_began_on", "9999-01-01", "This day has not come. Choose today or earlier."),
        ("last_ran_on", "1999-01-01", "or later, or leave it open."),
        ("care_began_on", "2020-01-01", "or later, or leave it open."),
        ("last_ran_on", "last week", "Write the day like this: 2026-03-09."),
        ("unit", "FURLONGS", "Choose one of the two."),
    ],
)
def test_a_start_that_cannot_be_is_refused_and_nothing_is_lost(
    client: Client, field: str, day: str, error: str
) -> None:
    response = client.post("/plan/start/", FILLED | {"name": "Kim", field: day})

    html = response.content.decode()
    assert response.status_code == 422
    assert error in response.context["form"].errors[field][0]
    assert 'value="Kim"' in html
    assert not Plan.objects.exists()


@pytest.mark.usefixtures("runner")
def test_without_a_place_no_day_is_judged(client: Client) -> None:
    told = FILLED | {"time_zone": "", "last_ran_on": "9999-01-01"}

    response = client.post("/plan/start/", told)

    assert response.context["form"].errors.keys() == {"time_zone"}
