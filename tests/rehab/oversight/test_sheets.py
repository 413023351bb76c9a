"""A sheet is read by whoever has its code, for 14 days, until the runner ends it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AccessLog, Erasure, User
from rehab.models import Clearance, SharedSheet, SheetRecord
from rehab.oversight.sheets import (
    NoSuchSheet,
    NotTheirResult,
    Signature,
    Visit,
    clear_on_sheet,
    code_of,
    find_sheet,
    log_look,
    open_sheets,
    record_on_sheet,
    share_sheet,
    shared_sheet,
    stop_sharing,
    works,
)
from rehab.plans import ForbiddenSince, SaysNothing, has_red_flag
from tests.factories import NOON, a_clearance, a_clinic, a_physio, a_runner, an_assessment
from triage.services import start_assessment

pytestmark = pytest.mark.django_db

ANNA = Signature(name="Anna Berg", registration="HCPC PH1")
LATER = NOON + timedelta(hours=3)
TWO_WEEKS = timedelta(days=14)
SOON = NOON + timedelta(minutes=30)
TODAY = NOON.date()


def a_sheet(person: User | None = None, **told: Any) -> SharedSheet:
    person = person or a_runner()
    check = an_assessment(patient=person, **told)
    return share_sheet(person=person, assessment=check, at=NOON)


def a_visit(on: date = TODAY, **allowed: Any) -> Visit:
    return Visit(seen_on=on, **{"may_exercise": True, "may_run": False, **allowed})


def test_a_code_opens_the_sheet_of_its_runner() -> None:
    sheet = a_sheet()

    found = find_sheet(code=code_of(sheet), at=LATER)

    assert (found, found.person) == (sheet, sheet.person)


def test_a_code_is_ten_letters_and_numbers_in_two_halves() -> None:
    first, second = code_of(a_sheet()).split("-")

    assert (len(first), len(second)) == (5, 5)
    assert not set(first + second) & set("ILOU")
    assert code_of(a_sheet()) != f"{first}-{second}"


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} \u2013", "lower"])
def test_a_code_is_found_however_it_was_typed(typed: str) -> None:
    sheet = a_sheet()
    code = code_of(sheet)

    found = find_sheet(
        code=code.lower() if typed == "lower" else typed.format(code), at=LATER
    )

    assert found == sheet


def test_letters_that_look_like_numbers_count_as_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nonces = iter(f"{number:032}" for number in range(10_000))
    monkeypatch.setattr("rehab.oversight.sheets.token_hex", lambda _: next(nonces))
    sheet = a_sheet()
    while not {"0", "1"} <= set(code_of(sheet)):
        sheet = a_sheet()

    typed = code_of(sheet).replace("0", "o").replace("1", "l")

    assert find_sheet(code=typed, at=LATER) == sheet


def test_the_database_does_not_hold_the_code() -> None:
    sheet = a_sheet()
    code = code_of(sheet).replace("-", "")

    [held] = SharedSheet.objects.values_list()

    assert not [value for value in held if code.lower() in str(value).lower()]


def test_sharing_twice_keeps_one_code() -> None:
    person = a_runner()
    check = an_assessment(patient=person)

    first = share_sheet(person=person, assessment=check, at=NOON)
    again = share_sheet(person=person, assessment=check, at=LATER)

    assert (again, SharedSheet.objects.count()) == (first, 1)


def test_nobody_shares_what_is_not_theirs_or_not_finished() -> None:
    person = a_runner()
    theirs = an_assessment(patient=a_runner())
    begun = start_assessment(
        release=theirs.release, wording="Keep it.", patient=person, at=NOON
    )

    for check in (theirs, begun):
        with pytest.raises(NotTheirResult):
            share_sheet(person=person, assessment=check, at=NOON)


def test_a_code_ends_after_14_days() -> None:
    sheet = a_sheet()
    code = code_of(sheet)

    last = find_sheet(code=code, at=NOON + TWO_WEEKS - timedelta(seconds=1))

    assert last == sheet
    with pytest.raises(NoSuchSheet):
        find_sheet(code=code, at=NOON + TWO_WEEKS)


def test_the_database_refuses_a_code_that_lasts_longer() -> None:
    sheet = a_sheet()
    longer = SharedSheet(
        person=sheet.person,
        assessment=sheet.assessment,
        nonce="n",
        fingerprint="f",
        made_at=NOON,
        ends_at=NOON + TWO_WEEKS + timedelta(seconds=1),
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        longer.save()


def test_the_runner_ends_every_code_at_once() -> None:
    person = a_runner()
    sheets = [a_sheet(person), a_sheet(person)]

    ended = stop_sharing(person=person, at=LATER)

    assert (ended, stop_sharing(person=person, at=LATER)) == (2, 0)
    assert not open_sheets(person, LATER).exists()
    for sheet in sheets:
        with pytest.raises(NoSuchSheet):
            shared_sheet(pk=sheet.pk, at=LATER)


def test_no_code_opens_the_sheet_of_somebody_who_is_leaving_or_closed() -> None:
    leaving, closed = a_sheet(), a_sheet()
    Erasure.objects.create(
        person_number=leaving.person_id, asked_at=NOON, due_at=NOON + timedelta(days=7)
    )
    User.objects.filter(pk=closed.person_id).update(is_active=False)

    for sheet in (leaving, closed):
        with pytest.raises(NoSuchSheet):
            find_sheet(code=code_of(sheet), at=LATER)


def test_a_new_key_of_the_server_ends_a_code_and_allows_a_new_one(settings: Any) -> None:
    sheet = a_sheet()
    settings.SECRET_KEY = "another" * 8

    made = share_sheet(person=sheet.person, assessment=sheet.assessment, at=LATER)

    assert not works(sheet)
    assert works(made)
    assert made != sheet


def test_each_look_is_logged_by_the_name_that_was_given() -> None:
    sheet = a_sheet()

    first = log_look(sheet=sheet, at=NOON)
    second = log_look(sheet=sheet, by=ANNA, at=LATER)

    assert (first.viewer, first.named) == (None, "somebody with your code")
    assert second.named == "Anna Berg, HCPC PH1 (not verified)"
    assert AccessLog.objects.filter(person=sheet.person).count() == 2


@pytest.mark.parametrize(("kind", "text"), [("SEEN", ""), ("CHANGE", "Less squats.")])
def test_a_record_is_kept_once_and_changes_nothing(kind: str, text: str) -> None:
    sheet = a_sheet()

    first = record_on_sheet(sheet=sheet, kind=kind, by=ANNA, text=f" {text} ", at=NOON)
    again = record_on_sheet(sheet=sheet, kind=kind, by=ANNA, text=text, at=SOON)

    assert again == first
    assert (first.kind, first.name, first.registration, first.text) == (
        kind,
        "Anna Berg",
        "HCPC PH1",
        text,
    )
    assert not Clearance.objects.exists()


def test_a_change_is_asked_for_in_words() -> None:
    with pytest.raises(SaysNothing):
        record_on_sheet(sheet=a_sheet(), kind="CHANGE", by=ANNA, text=" ", at=NOON)


def test_nothing_is_recorded_once_the_runner_ended_it() -> None:
    sheet = a_sheet()
    stop_sharing(person=sheet.person, at=NOON)

    with pytest.raises(NoSuchSheet):
        record_on_sheet(sheet=sheet, kind="SEEN", by=ANNA, at=LATER)
    with pytest.raises(NoSuchSheet):
        clear_on_sheet(sheet=sheet, visit=a_visit(), by=ANNA, at=LATER)


def test_what_is_allowed_counts_as_if_the_runner_had_told_of_it() -> None:
    sheet = a_sheet(locking=True)
    visit = a_visit(seen_after=NOON)

    record = clear_on_sheet(sheet=sheet, visit=visit, by=ANNA, text="OK", at=LATER)

    cleared = record.clearance
    assert cleared is not None
    assert (cleared.by, cleared.who, cleared.may_exercise, cleared.may_run) == (
        sheet.person,
        "PHYSIO",
        True,
        False,
    )
    assert cleared.note == "By the code of the sheet: Anna Berg, HCPC PH1 (not verified)"
    assert (record.kind, record.text) == ("CLEARED", "OK")
    assert not has_red_flag(sheet.person)


def test_the_same_visit_recorded_twice_is_one() -> None:
    sheet = a_sheet()

    first = clear_on_sheet(sheet=sheet, visit=a_visit(), by=ANNA, at=LATER)
    again = clear_on_sheet(sheet=sheet, visit=a_visit(), by=ANNA, at=LATER)

    assert again == first
    assert SheetRecord.objects.count() == 1


def test_a_code_lifts_nothing_that_a_physio_forbade() -> None:
    sheet = a_sheet()
    physio = a_physio(clinic=a_clinic())
    a_clearance(
        person=sheet.person, by=physio, seen_on=NOON.date(), may_exercise=False, at=NOON
    )

    with pytest.raises(ForbiddenSince):
        clear_on_sheet(sheet=sheet, visit=a_visit(), by=ANNA, at=LATER)

    assert not SheetRecord.objects.exists()


@pytest.mark.parametrize(
    "told", [{"name": ""}, {"registration": ""}, {"kind": "CLEARED"}], ids=str
)
def test_the_database_refuses_a_record_that_nobody_signed(told: dict[str, str]) -> None:
    sheet = a_sheet()
    signed = {"kind": "SEEN", "name": "Anna", "registration": "1", "at": NOON}

    with pytest.raises(IntegrityError), transaction.atomic():
        SheetRecord.objects.create(sheet=sheet, **signed | told)


def test_a_physio_reads_what_was_shared_by_those_they_treat() -> None:
    clinic = a_clinic()
    sheet = a_sheet(a_runner(clinic=clinic))
    record = record_on_sheet(sheet=sheet, kind="SEEN", by=ANNA, at=NOON)
    treats, other = a_physio(clinic=clinic), a_physio(clinic=a_clinic())

    shown = [
        (
            [*SharedSheet.objects.visible_to(physio)],
            [*SheetRecord.objects.visible_to(physio)],
        )
        for physio in (treats, other)
    ]

    assert shown == [([sheet], [record]), ([], [])]
    assert (str(sheet), str(record)) == (
        f"sheet {sheet.pk}",
        f"record {record.pk} on sheet {sheet.pk}",
    )
