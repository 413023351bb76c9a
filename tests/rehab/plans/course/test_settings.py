from typing import Any

import pytest
from django.core.exceptions import ValidationError

from rehab.models import Plan, Reminder
from rehab.plans import Settings, change_settings, name_activities
from rehab.reminders.owing.first_days import owe_acute_care
from tests.factories import NOON, a_plan
from tests.rehab.rows import everything
from tests.rehab.steps import LATER, changes

pytestmark = pytest.mark.django_db


def set_to(plan: Plan, **given: Any) -> Plan:
    """Change the settings of a plan that the factory made, but only what is ``given``."""
    as_it_is: dict[str, Any] = {
        "unit": Plan.Unit.KM,
        "monthly": False,
        "activities": [],
        "time_zone": "UTC",
    }
    settings = Settings(**as_it_is | given)
    return change_settings(plan=plan, settings=settings, at=LATER)


@pytest.mark.parametrize(
    "given",
    [
        {"unit": Plan.Unit.MILES},
        {"monthly": True},
        {"activities": ["Stairs"]},
    ],
)
def test_a_change_is_kept_and_noted_once(given: dict[str, Any]) -> None:
    plan = a_plan()

    set_to(plan, **given)
    changed = set_to(plan, **given)

    assert {key: getattr(changed, key) for key in given} == given
    assert changes(plan) == [("SETTINGS", "The runner changed it.", plan.person)]


def test_what_stays_as_it_is_leaves_no_trace() -> None:
    plan = a_plan()
    before = everything()

    set_to(plan)

    assert everything() == before


def test_a_new_place_moves_the_mails_that_are_still_to_come() -> None:
    plan = a_plan()
    owe_acute_care(plan=plan, at=NOON)

    set_to(plan, time_zone="Asia/Tokyo")

    due = plan.reminders.filter(state=Reminder.State.DUE, kind=Reminder.Kind.CARE)
    moved = plan.reminders.filter(state=Reminder.State.WITHDRAWN)
    plan.person.refresh_from_db()
    assert plan.person.time_zone == "Asia/Tokyo"
    assert {each.due_at.hour for each in due} == {0, 4, 9}
    assert {each.reason for each in moved} == {"It comes at another time now."}
    assert {each.due_at.hour for each in moved} == {9, 13, 18}


def test_a_place_that_there_is_not_changes_nothing() -> None:
    plan = a_plan()
    before = everything()

    with pytest.raises(ValidationError):
        set_to(plan, time_zone="Mars/Olympus")

    assert everything() == before


def test_activities_are_named_once() -> None:
    plan = a_plan()

    name_activities(plan=plan, names=["Stairs", "Hop"], at=LATER)
    named = name_activities(plan=plan, names=["Stairs", "Hop"], at=LATER)

    assert named.activities == ["Stairs", "Hop"]
    assert changes(plan) == [("SETTINGS", "The runner changed it.", plan.person)]
