"""What runners do to a plan, in few words, and how to read what came of it."""

from datetime import time, timedelta
from typing import Any

from accounts.models import User
from rehab.models import DiaryEntry, Plan, Reminder
from rehab.plans import open_plan, record_diary_entry
from tests.factories import NOON
from triage.protocols.medial_knee import FOLLOW_UP
from triage.rules.answers import Answer

LATER = NOON + timedelta(hours=1)
NOTHING_NEW: dict[str, Answer] = dict.fromkeys(FOLLOW_UP.questions, False)


def opened(person: User, **given: Any) -> Plan:
    defaults: dict[str, Any] = {
        "assessment_id": person.assessments.latest("pk").pk,
        "time_zone": "Europe/Berlin",
        "reminder_times": [time(18), time(9), time(13)],
        "no_ice": False,
        "no_compression": True,
        "at": LATER,
    }
    return open_plan(person=person, **defaults | given)


def told(reminder: Reminder, **given: Any) -> DiaryEntry:
    calm: dict[str, Any] = {
        "done": True,
        "pain": 2,
        "worse": False,
        "signs": NOTHING_NEW,
        "at": LATER,
    }
    return record_diary_entry(reminder=reminder, **calm | given)


def changes(plan: Plan) -> list[tuple[str, str, User | None]]:
    rows = plan.changes.order_by("pk").select_related("by")
    return [(change.what, change.why, change.by) for change in rows]
