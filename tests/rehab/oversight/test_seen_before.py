"""Whoever comes second sees what changed meanwhile."""

from datetime import timedelta

import pytest

from accounts.models import User
from rehab.models import CareNote, Plan
from rehab.oversight.seen_before import ChangedMeanwhile, refuse_changed, token_of
from tests.factories import NOON, a_clearance, a_plan, a_runner, a_user
from tests.rehab.oversight.steps import physio_of, treated
from triage.models import LevelOverrule

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def a_change(plan: Plan, minutes: int = 0, by: User | None = None) -> object:
    at = NOON + minutes * MINUTE
    return plan.changes.create(what="VISIT", why="So.", at=at, by=by)


def test_a_page_that_shows_all_there_is_may_act() -> None:
    plan = treated()
    a_change(plan)

    refuse_changed(plan.person, token_of(plan.person))
    refuse_changed(a_runner(), "0.0.0.0")  # noqa: S104 - no address: a token of nothing


def test_what_came_since_is_told_oldest_first() -> None:
    plan = treated()
    runner, physio = plan.person, physio_of(plan.person)
    a_change(plan)
    token = token_of(runner)
    last = a_change(plan, 4)
    visit = a_clearance(person=runner, at=NOON + 3 * MINUTE)
    noted = CareNote.objects.create(
        person=runner, by=physio, at=NOON + 2 * MINUTE, text="Called."
    )
    said = LevelOverrule.objects.create(
        assessment=plan.assessment, level=3, why="So.", by=physio, at=NOON + MINUTE
    )

    with pytest.raises(ChangedMeanwhile) as refused:
        refuse_changed(runner, token)

    assert refused.value.changes == (said, noted, visit, last)
    assert str(refused.value) == "4 changes meanwhile"


def test_what_happens_to_others_is_no_change() -> None:
    plan = treated()
    token = token_of(plan.person)
    a_change(a_plan())

    refuse_changed(plan.person, token)


@pytest.mark.parametrize("token", ["", "x", "1.2.3", "1.2.3.4.5", "-1.0.0.0", "9" * 99])
def test_a_token_that_no_page_sent_has_seen_nothing(token: str) -> None:
    plan = treated()
    change = a_change(plan)

    with pytest.raises(ChangedMeanwhile) as refused:
        refuse_changed(plan.person, token)

    assert refused.value.changes == (change,)
    refuse_changed(a_user(), token)


def test_of_many_changes_the_newest_are_told() -> None:
    plan = treated()
    made = [a_change(plan, minutes) for minutes in range(25)]

    with pytest.raises(ChangedMeanwhile) as refused:
        refuse_changed(plan.person, "")

    assert refused.value.changes == tuple(made[-20:])


def test_a_token_is_read_in_one_query(django_assert_num_queries: object) -> None:
    runner = treated().person

    with django_assert_num_queries(1):  # type: ignore[operator] # a fixture
        token_of(runner)
