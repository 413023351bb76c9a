"""What somebody forbade by the code of a sheet stands like the word of a physio."""

from datetime import timedelta
from typing import Any

import pytest

from rehab.oversight.sheets import Signature, Visit, clear_on_sheet, share_sheet
from rehab.plans import ForbiddenSince, record_clearance
from tests.factories import NOON, a_runner, an_assessment

pytestmark = pytest.mark.django_db

YES = {"may_exercise": True, "may_run": True}
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TODAY = NOON.date()


def test_a_runner_does_not_lift_on_the_same_day_what_was_forbidden_by_their_code() -> None:
    runner = a_runner()
    check = an_assessment(patient=runner)
    sheet = share_sheet(person=runner, assessment=check, at=NOON)
    no = Visit(seen_on=TODAY, may_exercise=False, may_run=False)
    anna = Signature(name="Anna Berg", registration="HCPC PH1")
    clear_on_sheet(sheet=sheet, visit=no, by=anna, at=NOON)
    said: dict[str, Any] = {"person": runner, "by": runner, "who": "DOCTOR"} | YES

    with pytest.raises(ForbiddenSince) as refused:
        record_clearance(**said, seen_on=TODAY, at=NOON + HOUR)
    next_day = NOON + HOUR + DAY
    later = record_clearance(**said, seen_on=next_day.date(), at=next_day)

    assert refused.value.earliest == later.seen_on == TODAY + DAY
