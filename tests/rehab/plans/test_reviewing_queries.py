"""How many queries a review takes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rehab.models import Plan
from rehab.plans import (
    record_day,
    review_plan,
)
from tests.factories import (
    NOON,
    a_plan,
)
from tests.rehab.steps import telling

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TODAY = NOON.date()
MIDNIGHT = NOON.replace(hour=0)


def test_a_review_costs_no_more_the_longer_a_history_is() -> None:
    counts = []
    for told in (1, 30):
        plan = a_plan(phase=1)
        for days in range(told):
            record_day(plan=plan, telling=telling(), done=True, at=NOON + days * DAY)
        Plan.objects.filter(pk=plan.pk).update(reviewed_on=TODAY + 32 * DAY)
        with CaptureQueriesContext(connection) as queries:
            review_plan(plan_id=plan.pk, at=NOON + 33 * DAY)
        counts.append(len(queries))

    assert counts[1] - counts[0] <= 4


def queries_of_a_review(*, days: int) -> int:
    """Return how many queries it takes to review so many days, the last of them today."""
    plan = a_plan(phase=1, reviewed_on=TODAY - DAY, begun_on=TODAY - DAY)
    record_day(plan=plan, telling=telling(), done=True, at=NOON - DAY)
    with CaptureQueriesContext(connection) as queries:
        review_plan(plan_id=plan.pk, at=MIDNIGHT + (days - 1) * DAY)
    return len(queries)


def test_a_day_is_reviewed_in_a_handful_of_queries() -> None:
    one, two, five = (queries_of_a_review(days=days) for days in (1, 2, 5))

    assert one <= 20
    assert five - two <= 3 * 11


def test_a_day_without_anything_new_is_not_read_again() -> None:
    plan = a_plan(phase=1, reviewed_on=TODAY)

    with CaptureQueriesContext(connection) as queries:
        assert review_plan(plan_id=plan.pk, at=NOON) == []

    assert len(queries) <= 5
