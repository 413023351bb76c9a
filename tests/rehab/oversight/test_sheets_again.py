"""What is recorded on a sheet again, or by the runner whose sheet it is."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rehab.models import Clearance, SharedSheet, SheetRecord
from rehab.oversight.sheets import (
    Signature,
    Visit,
    clear_on_sheet,
    record_on_sheet,
    share_sheet,
)
from rehab.plans import NotTreating, SeenBeforeTold
from tests.factories import NOON, a_runner, an_assessment

pytestmark = pytest.mark.django_db

ANNA = Signature(name="Anna Berg", registration="HCPC PH1")
LATER = NOON + timedelta(hours=3)
VISIT = Visit(seen_on=NOON.date(), may_exercise=True, may_run=False)


def a_sheet(**told: Any) -> SharedSheet:
    person = a_runner()
    check = an_assessment(patient=person, **told)
    return share_sheet(person=person, assessment=check, at=NOON)


def test_new_words_about_a_visit_are_kept_beside_it_and_once() -> None:
    sheet = a_sheet()
    first = clear_on_sheet(sheet=sheet, visit=VISIT, by=ANNA, text="OK.", at=LATER)
    told: dict[str, Any] = {"sheet": sheet, "visit": VISIT, "by": ANNA}

    more = clear_on_sheet(**told, text=" No hops yet. ", at=LATER)
    again = clear_on_sheet(**told, text="No hops yet.", at=LATER + timedelta(hours=2))
    silent = clear_on_sheet(**told, text=" ", at=LATER)
    same = clear_on_sheet(**told, text="OK.", at=LATER)

    assert (more.kind, more.text, more.name) == ("SEEN", "No hops yet.", "Anna Berg")
    assert (again, silent, same) == (more, first, first)
    assert (SheetRecord.objects.count(), Clearance.objects.count()) == (2, 1)


def test_who_is_signed_in_records_nothing_on_their_own_sheet() -> None:
    sheet = a_sheet()
    own = replace(ANNA, account=sheet.person)

    with pytest.raises(NotTreating):
        record_on_sheet(sheet=sheet, kind="SEEN", by=own, at=LATER)
    with pytest.raises(NotTreating):
        clear_on_sheet(sheet=sheet, visit=VISIT, by=own, at=LATER)

    assert not SheetRecord.objects.exists()
    other = replace(ANNA, account=a_runner())
    assert record_on_sheet(sheet=sheet, kind="SEEN", by=other, at=LATER).pk


def test_a_visit_of_the_day_of_a_sign_says_that_it_was_after_it() -> None:
    sheet = a_sheet(locking=True)

    with pytest.raises(SeenBeforeTold) as refused:
        clear_on_sheet(sheet=sheet, visit=VISIT, by=ANNA, at=LATER)
    after = replace(VISIT, seen_after=refused.value.told_at)

    assert clear_on_sheet(sheet=sheet, visit=after, by=ANNA, at=LATER).clearance
