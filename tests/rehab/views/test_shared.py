"""Whoever has the code of a sheet reads it and records on it, without an account."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, User
from rehab.models import Clearance, SharedSheet, SheetRecord
from rehab.oversight.sheets import code_of, share_sheet, stop_sharing
from tests.factories import a_clearance, a_clinic, a_physio, a_plan, a_runner, an_assessment

pytestmark = pytest.mark.django_db

SIGNED = {"name": "Anna Berg", "registration": "HCPC PH1"}


def a_sheet(person: User | None = None, **told: Any) -> SharedSheet:
    person, now = person or a_runner(name="Ada"), timezone.now()
    check = an_assessment(patient=person, at=now - timedelta(days=2), **told)
    return share_sheet(person=person, assessment=check, at=now)


def opened(client: Client, sheet: SharedSheet) -> None:
    client.post("/sheet/", {"code": code_of(sheet)})


def today() -> str:
    return timezone.now().date().isoformat()


CLEARS = SIGNED | {"kind": "CLEARED", "may_exercise": "yes", "may_run": "no"}


def test_a_visit_of_the_day_of_a_sign_is_asked_if_it_was_after_it(client: Client) -> None:
    sheet = a_sheet()
    an_assessment(patient=sheet.person, at=timezone.now(), locking=True)
    opened(client, sheet)

    page = client.post("/sheet/read/", CLEARS | {"seen_on": today()})
    yes, _ = page.context["form"]["after"].field.choices
    client.post("/sheet/read/", CLEARS | {"seen_on": today(), "after": yes[0]})

    assert page.context["form"].errors == {
        "after": ["Choose if your visit was after that, or before."]
    }
    assert Clearance.objects.get().seen_after is not None


@pytest.mark.parametrize("kind", ["SEEN", "CLEARED"])
def test_the_runner_records_nothing_on_their_own_sheet(client: Client, kind: str) -> None:
    sheet = a_sheet()
    client.force_login(sheet.person)
    opened(client, sheet)

    page = client.post("/sheet/read/", CLEARS | {"seen_on": today(), "kind": kind})

    assert page.status_code == 422
    assert "This is your own sheet, and you are signed in." in page.text
    assert not SheetRecord.objects.exists()


def test_a_right_code_opens_the_sheet(client: Client) -> None:
    sheet = a_sheet()

    typed = client.post("/sheet/", {"code": code_of(sheet).lower()})
    page = client.get("/sheet/read/")

    assert (typed.status_code, typed["Location"]) == (302, "/sheet/read/")
    assert page.status_code == 200
    assert "Ada" in page.text
    assert "Not a diagnosis" in page.text


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "Type the code on the sheet."),
        ("AAAAA-AAAAA", "No sheet has this code now."),
        ("A" * 41, "No sheet has this code now."),
        ("\N{LEG}", "No sheet has this code now."),
    ],
)
def test_a_wrong_code_is_said_kindly_and_kept(client: Client, code: str, said: str) -> None:
    page = client.post("/sheet/", {"code": code})

    assert page.status_code == 422
    assert said in page.text
    assert f'value="{code}"' in page.text or not code


def test_a_scanned_code_waits_for_a_press(client: Client) -> None:
    sheet = a_sheet()

    page = client.get(f"/sheet/{code_of(sheet)}/")

    assert f'value="{code_of(sheet)}"' in page.text
    assert client.get("/sheet/read/")["Location"] == "/sheet/"
    assert not AccessLog.objects.exists()


def test_a_sheet_tells_how_the_plan_goes(client: Client) -> None:
    sheet = a_sheet()
    plan = a_plan(person=sheet.person, assessment=sheet.assessment)
    opened(client, sheet)

    goes = client.get("/sheet/read/").text
    plan.paused_at = timezone.now()
    plan.save()
    paused = client.get("/sheet/read/").text

    assert "Plan goes on." in goes
    assert "Plan paused." in paused


def test_each_look_is_a_row_for_the_runner(client: Client) -> None:
    sheet = a_sheet()
    opened(client, sheet)

    client.get("/sheet/read/")
    client.get("/sheet/read/")

    rows = AccessLog.objects.filter(person=sheet.person, viewer=None)
    assert [row.named for row in rows] == ["somebody with your code"] * 2


def test_a_look_has_the_name_that_was_given_in_the_same_browser_alone(
    client: Client,
) -> None:
    sheet, colleague = a_sheet(), Client()
    opened(client, sheet)
    opened(colleague, sheet)

    client.post("/sheet/read/", {"kind": "SEEN", **SIGNED})
    client.get("/sheet/read/")
    colleague.get("/sheet/read/")
    opened(client, sheet)
    client.get("/sheet/read/")

    named = AccessLog.objects.order_by("pk").values_list("named", flat=True)
    nobody, anna = "somebody with your code", "Anna Berg, HCPC PH1 (not verified)"
    assert [*named] == [nobody, anna, nobody, nobody]


def test_an_ended_code_closes_an_open_browser(client: Client) -> None:
    sheet = a_sheet()
    opened(client, sheet)
    stop_sharing(person=sheet.person, at=timezone.now())

    page = client.get("/sheet/read/")
    posted = client.post("/sheet/read/", {"kind": "SEEN", **SIGNED})

    assert (page["Location"], posted["Location"]) == ("/sheet/", "/sheet/")
    assert not SheetRecord.objects.exists()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"kind": "SEEN"}, ("SEEN", "")),
        ({"kind": "CHANGE", "text": "Fewer squats."}, ("CHANGE", "Fewer squats.")),
    ],
)
def test_what_was_done_is_kept_with_the_name(
    client: Client, told: dict[str, str], kept: tuple[str, str]
) -> None:
    opened(client, a_sheet())

    page = client.post("/sheet/read/", told | SIGNED, follow=True)

    record = SheetRecord.objects.get()
    assert (record.kind, record.text) == kept
    assert (record.name, record.registration) == ("Anna Berg", "HCPC PH1")
    assert "Kept. The runner can read it." in page.text
    assert "not verified" in page.text


def test_what_is_allowed_is_recorded(client: Client) -> None:
    sheet = a_sheet(locking=True)
    opened(client, sheet)
    told = {"seen_on": today(), "may_exercise": "yes", "may_run": "no"}

    page = client.post("/sheet/read/", {"kind": "CLEARED", **told, **SIGNED}, follow=True)

    clearance = Clearance.objects.get()
    assert (clearance.may_exercise, clearance.may_run) == (True, False)
    assert "Exercises: yes." in page.text
    assert "Running: no." in page.text


def test_nothing_typed_is_lost_when_something_is_missing(client: Client) -> None:
    opened(client, a_sheet())

    page = client.post("/sheet/read/", {"kind": "CHANGE", "name": "Anna Berg"})

    assert page.status_code == 422
    assert "Say which change you ask for." in page.text
    assert "Type your registration number." in page.text
    assert 'value="Anna Berg"' in page.text


def test_a_visit_needs_its_day_and_what_is_allowed(client: Client) -> None:
    opened(client, a_sheet())

    page = client.post("/sheet/read/", {"kind": "CLEARED", **SIGNED})
    wrong = client.post("/sheet/read/", {"kind": "CLEARED", "seen_on": "soon", **SIGNED})

    assert "Choose the day of the visit." in page.text
    assert page.text.count("Choose yes or no.") >= 2
    assert "Write the day like this: 2026-03-09." in wrong.text
    assert "Choose the day of the visit." not in wrong.text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"seen_on": "2100-01-01"}, "This day has not come yet."),
        ({"seen_on": "2001-01-01"}, "A visit counts only from"),
        ({"may_exercise": "no", "may_run": "yes"}, "Whoever may run may also exercise."),
    ],
)
def test_a_visit_that_cannot_be_is_refused(
    client: Client, told: dict[str, str], said: str
) -> None:
    opened(client, a_sheet())
    visit = {"seen_on": today(), "may_exercise": "yes", "may_run": "no"}

    page = client.post("/sheet/read/", {"kind": "CLEARED", **visit, **told, **SIGNED})

    assert page.status_code == 422
    assert said in page.text
    assert not SheetRecord.objects.exists()


def test_a_code_does_not_lift_what_a_physio_forbade(client: Client) -> None:
    sheet, now = a_sheet(), timezone.now()
    physio = a_physio(clinic=a_clinic())
    a_clearance(
        person=sheet.person, by=physio, seen_on=now.date(), may_exercise=False, at=now
    )
    opened(client, sheet)
    visit = {"seen_on": today(), "may_exercise": "yes", "may_run": "no"}

    page = client.post("/sheet/read/", {"kind": "CLEARED", **visit, **SIGNED})

    assert "A visit counts only from" in page.text


def test_words_of_a_megabyte_are_refused(client: Client) -> None:
    opened(client, a_sheet())

    page = client.post(
        "/sheet/read/", {"kind": "CHANGE", "text": "x" * 1_000_000, **SIGNED}
    )

    assert page.status_code == 422
    assert "Keep it below 1,000 characters." in page.text
