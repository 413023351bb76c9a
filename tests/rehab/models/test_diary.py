from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection

from rehab.models import DiaryEntry
from tests.factories import NOON, a_clinic, a_physio, a_plan, a_reminder, a_runner
from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.parts import Level
from triage.services import publish_protocol

pytestmark = pytest.mark.django_db


def an_entry(**given: Any) -> DiaryEntry:
    defaults = {
        "at": NOON,
        "local_on": NOON.date(),
        "done": True,
        "pain": 2,
        "worse": False,
        "release": publish_protocol(protocol=FOLLOW_UP, at=NOON),
        "signs": {"new_calf": False},
        "level": Level.SELF_CARE,
    }
    if "plan" not in given:
        given["plan"] = a_plan()
    return DiaryEntry.objects.create(**defaults | given)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"pain": 11, "level": Level.SAME_DAY}, "rehab_pain_is_0_to_10"),
        ({"pain": 6, "signs": {}}, "rehab_a_bad_day_leaves_no_list_open"),
        (
            {"worse": True, "signs": {}, "level": Level.WITHIN_A_WEEK},
            "rehab_a_bad_day_leaves_no_list_open",
        ),
        (
            {"pain": 7, "level": Level.WITHIN_A_WEEK},
            "rehab_strong_pain_at_rest_is_seen_within_2_days",
        ),
        ({"pain": 8, "level": Level.WITHIN_2_DAYS}, "rehab_severe_pain_is_seen_today"),
        (
            {"worse": True, "level": Level.WITHIN_2_WEEKS},
            "rehab_worse_is_seen_within_a_week",
        ),
    ],
)
def test_the_database_refuses_an_entry_that_is_too_calm(
    given: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        an_entry(**given)


def test_there_is_one_entry_a_reminder() -> None:
    reminder = a_reminder()
    an_entry(plan=reminder.plan, reminder=reminder)

    with pytest.raises(IntegrityError, match="reminder_id"):
        an_entry(plan=reminder.plan, reminder=reminder)


@pytest.mark.parametrize(
    "sql", ["UPDATE rehab_diaryentry SET pain = 0", "DELETE FROM rehab_diaryentry"]
)
def test_what_was_told_is_never_rewritten(sql: str) -> None:
    an_entry()

    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete"),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_only_the_physios_of_a_runner_see_the_diary() -> None:
    clinic = a_clinic()
    entry = an_entry(plan=a_plan(person=a_runner(clinic=clinic)))
    an_entry()

    assert [*DiaryEntry.objects.visible_to(a_physio(clinic=clinic))] == [entry]
    assert not DiaryEntry.objects.visible_to(a_physio(clinic=a_clinic())).exists()


def test_an_entry_says_which_it_is() -> None:
    entry = an_entry()

    assert str(entry) == f"entry {entry.pk} of plan {entry.plan_id}"
