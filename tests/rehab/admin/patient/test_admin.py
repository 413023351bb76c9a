"""Below a patient's page: notes, the sheet for a visit, and everything taken out."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AccessLog, Clinic, User
from rehab.models import CareNote
from tests.factories import NOON, a_plan, a_runner, an_assessment, an_entry
from triage.models import LevelOverrule

pytestmark = pytest.mark.django_db


def path_to(person: User, page: str) -> str:
    return f"/admin/rehab/patient/{person.pk}/{page}"


def looks() -> list[tuple[str, str]]:
    """Return what the access log tells, in turn, with the reasons."""
    return [*AccessLog.objects.order_by("pk").values_list("what", "why")]


def test_a_note_is_written_from_the_page(
    client: Client, physio: User, runner: User
) -> None:
    asked = client.get(path_to(runner, "note/"))
    kept = client.post(path_to(runner, "note/"), {"text": "Calm.\r\nWarm."})

    note = CareNote.objects.get()
    assert asked.status_code == 200
    assert kept["Location"] == path_to(runner, "change/")
    assert (note.person, note.by, note.text) == (runner, physio, "Calm.\nWarm.")
    patient = f"patient {runner.pk}"
    assert looks() == [(patient, ""), (f"{patient}, note written", "")]


def test_a_note_is_corrected_by_another(client: Client, runner: User) -> None:
    client.post(path_to(runner, "note/"), {"text": "Left."})
    wrong = CareNote.objects.get()
    address = f"{path_to(runner, 'note/')}?corrects={wrong.pk}"

    asked = client.get(address)
    client.post(address, {"text": "Right."})

    assert asked.context["title"] == "Correct a note"
    assert asked.context["form"].initial == {"text": "Left."}
    assert CareNote.objects.get(text="Right.").corrects == wrong


@pytest.mark.parametrize("number", ["x", "0", "9" * 30, "²"])
def test_a_note_that_is_not_there_is_not_corrected(
    client: Client, runner: User, number: str
) -> None:
    page = client.get(f"{path_to(runner, 'note/')}?corrects={number}")

    assert page.context["title"] == "Write a note"


def test_a_note_about_another_runner_is_not_corrected(
    client: Client, clinic: Clinic, physio: User, runner: User
) -> None:
    other = a_runner(clinic=clinic)
    theirs = CareNote.objects.create(person=other, by=physio, at=NOON, text="Left.")

    page = client.get(f"{path_to(runner, 'note/')}?corrects={theirs.pk}")

    assert page.context["form"].initial == {"text": ""}


def test_a_note_of_a_megabyte_is_refused_kindly_and_not_lost(
    client: Client, runner: User
) -> None:
    page = client.post(path_to(runner, "note/"), {"text": "abcd" * 262_144})

    assert page.status_code == 422
    assert "This is too long: a note has at most 4000 characters." in page.content.decode()
    assert page.context["form"]["text"].value() == "abcd" * 262_144
    assert not CareNote.objects.exists()
    assert looks() == [(f"patient {runner.pk}", "")]


def test_a_note_without_a_word_is_refused(client: Client, runner: User) -> None:
    page = client.post(path_to(runner, "note/"), {"text": " "})

    assert page.status_code == 422
    assert page.context["form"].errors == {"text": ["Write something first."]}


def test_the_sheet_is_shown_with_how_it_went_since(
    client: Client, physio: User, runner: User
) -> None:
    check = an_assessment(patient=runner, swollen=True)
    now = timezone.now()
    begun = now - timedelta(days=8)
    plan = a_plan(person=runner, assessment=check, opened_at=begun, begun_on=begun.date())
    an_entry(plan=plan, at=now, local_on=now.date(), pain=3)
    LevelOverrule.objects.create(assessment=check, level=4, why="Fluid.", by=physio, at=now)

    sheet = client.get(path_to(runner, "sheet/")).context["sheet"]

    assert (sheet.name, sheet.level) == ("Ada", "Be seen within 2 days")
    assert sheet.overruled == (
        "A physio gives it another level: Be seen within 2 days. Fluid. Our rules: Be seen "
        "within 2 weeks."
    )
    assert sheet.since == (
        "Phase 0 of 5, settle (RICE), for 1 week.",
        "Pain in daily life is about 3 of 10.",
    )


def test_the_sheet_can_be_saved_as_a_pdf(client: Client, runner: User) -> None:
    an_assessment(patient=runner)

    answer = client.get(path_to(runner, "sheet.pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"] == 'attachment; filename="stridewell-2026-11-22.pdf"'
    )
    assert answer.content.startswith(b"%PDF-")
    assert looks() == [(f"patient {runner.pk}, sheet as PDF", "")]


@pytest.mark.parametrize("page", ["sheet/", "sheet.pdf"])
def test_without_a_result_there_is_no_sheet(
    client: Client, runner: User, page: str
) -> None:
    assert client.get(path_to(runner, page)).status_code == 404


def test_everything_is_taken_out_with_a_reason_that_is_kept(
    client: Client, runner: User
) -> None:
    an_assessment(patient=runner)
    asked = client.get(path_to(runner, "export/"))

    answer = client.post(
        path_to(runner, "export/"), {"why": "She moves to another clinic."}
    )

    assert asked.status_code == 200
    named = answer["Content-Disposition"]
    assert named == 'attachment; filename="stridewell-record.zip"'
    files = ZipFile(BytesIO(answer.content)).namelist()
    assert "README.txt" in files
    assert "csv/checks.csv" in files
    assert "csv/who-looked.csv" not in files
    assert looks() == [
        (f"patient {runner.pk}", ""),
        (f"patient {runner.pk}, everything taken out", "She moves to another clinic."),
    ]


def test_nothing_is_taken_out_without_a_reason(client: Client, runner: User) -> None:
    page = client.post(path_to(runner, "export/"), {"why": ""})

    assert page.status_code == 422
    assert page["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("page", ["note/", "sheet/", "sheet.pdf", "export/"])
def test_pages_of_somebody_elses_runner_are_not_there(
    client: Client, physio: User, page: str
) -> None:
    other = a_runner()
    an_assessment(patient=other)
    told: dict[str, Any] = {"text": "Calm.", "why": "So."}

    answers = [
        client.get(path_to(other, page)),
        client.post(path_to(other, page), told),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert (CareNote.objects.count(), looks()) == (0, [])
