import csv
import io
import json
from zipfile import ZipFile

import pytest

from accounts.models import Consent
from accounts.privacy import export_person, kinds
from accounts.privacy.archive import inert
from accounts.privacy.kinds import Plain
from tests.factories import NOON, a_plan, a_runner, an_assessment, an_entry
from tests.factories.everything import somebody_with_everything

pytestmark = pytest.mark.django_db


def test_each_row_of_each_kind_is_in_the_zip_twice() -> None:
    person = somebody_with_everything()
    somebody_with_everything()

    archive = ZipFile(io.BytesIO(export_person(person, at=NOON)))

    for kind in kinds():
        rows = json.loads(archive.read(f"json/{kind.file}.json"))
        table = [*csv.reader(io.StringIO(archive.read(f"csv/{kind.file}.csv").decode()))]
        assert len(rows) == len(table) - 1 == kind.rows_of(person).count()
        assert [[*row] for row in rows] == [table[0]] * len(rows)
        assert [row["number"] for row in rows] == [row.pk for row in kind.rows_of(person)]


def test_a_file_says_what_the_others_hold() -> None:
    archive = ZipFile(io.BytesIO(export_person(a_runner(), at=NOON)))

    about = archive.read("README.txt").decode()

    assert "as of 2026-11-22 12:00 UTC" in about
    assert "about-you: About you, 1\n" in about
    assert "diary: Your diary, 0\n" in about
    assert sorted(archive.namelist()) == sorted(
        ["README.txt"]
        + [f"json/{kind.file}.json" for kind in kinds()]
        + [f"csv/{kind.file}.csv" for kind in kinds()]
    )


def test_what_was_answered_is_told_in_the_words_of_its_day() -> None:
    person = a_runner()
    an_assessment(patient=person)
    entry = an_entry(plan=a_plan(person=person))
    archive = ZipFile(io.BytesIO(export_person(person, at=NOON)))

    checks = json.loads(archive.read("json/checks.json"))
    [day] = json.loads(archive.read("json/diary.json"))

    told = next(check["answers in words"] for check in checks if check["answers"])
    assert all({*each} == {"question", "answer"} for each in told)
    assert len(told) == len(next(check["answers"] for check in checks if check["answers"]))
    assert [each["answer"] for each in day["answers in words"]] == ["No"] * len(entry.signs)


def test_a_clinic_learns_of_no_other_clinic_and_of_no_way_to_sign_in() -> None:
    person = somebody_with_everything()

    archive = ZipFile(io.BytesIO(export_person(person, at=NOON, for_clinic=True)))

    files = {kind.file for kind in kinds()}
    left_out = {f for f in files if f"json/{f}.json" not in archive.namelist()}
    assert left_out == {
        "changes-by-staff",
        "clinics",
        "email-codes",
        "invitations",
        "looks-without-a-clinic",
        "second-steps",
        "who-looked",
        "work",
    }
    assert "This copy is for a clinic" in archive.read("README.txt").decode()


def test_no_key_and_no_code_is_handed_out() -> None:
    person = somebody_with_everything()
    sheet = person.shared_sheets.get()
    archive = ZipFile(io.BytesIO(export_person(person, at=NOON)))

    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()

    assert person.email in everything
    for secret in (sheet.nonce, sheet.fingerprint, person.password):
        assert secret not in everything


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_cell_that_a_spreadsheet_would_run_comes_out_inert(begins: str) -> None:
    person = a_runner(name="Ada")
    said = f"{begins}1+1"
    Consent.objects.create(kind="SEEN", wording=said, given_at=NOON, person=person)
    archive = ZipFile(io.BytesIO(export_person(person, at=NOON)))

    table = archive.read("csv/agreements.csv").decode()
    [row] = csv.DictReader(io.StringIO(table, newline=""))
    [untouched] = json.loads(archive.read("json/agreements.json"))

    assert row["wording"] == f"'{said}"
    assert untouched["wording"] == said


@pytest.mark.parametrize(
    ("value", "cell"),
    [(-1, "-1"), ("-1", "'-1"), (["=a", "b"], "'=a; b"), ("a=b", "a=b"), (None, "")],
)
def test_numbers_stay_numbers(value: Plain, cell: str) -> None:
    assert inert(value) == cell
