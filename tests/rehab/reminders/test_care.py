"""What a plan asks for, wherever that is said."""

import pytest

from rehab.models import Plan
from rehab.programme.care.rice import COMPRESSION, ELEVATION, ICE, REST, REST_UNTIL_SEEN
from rehab.reminders.care import care_items, is_injured
from tests.factories import a_plan, a_runner, an_assessment


@pytest.mark.parametrize(("no_ice", "items"), [(False, (ICE,)), (True, ())])
def test_a_plan_of_the_first_days_has_what_health_does_not_rule_out(
    *, no_ice: bool, items: tuple[object, ...]
) -> None:
    plan = Plan(no_ice=no_ice)

    asked = care_items(plan, injury=False)

    assert asked == (REST, *items, COMPRESSION, ELEVATION)


@pytest.mark.parametrize("by_itself", [True, False])
def test_what_only_protects_has_ice_after_an_injury_alone(*, by_itself: bool) -> None:
    plan, now = Plan(protect_only=by_itself), not by_itself

    injured, sore = (care_items(plan, injury=told, protects=now) for told in (True, False))

    assert injured == (REST_UNTIL_SEEN, ICE, COMPRESSION, ELEVATION)
    assert sore == (REST_UNTIL_SEEN, ELEVATION)


@pytest.mark.django_db
def test_the_check_tells_of_an_injury() -> None:
    runner = a_runner()
    hurt = an_assessment(patient=runner, onset="twist")

    assert is_injured(a_plan(person=runner, assessment=hurt)) is True
    assert is_injured(a_plan()) is False
