"""A visit clears what was told before it, and nothing that was told after it that day."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import User
from rehab.models import Clearance
from rehab.plans import SeenBeforeTold, has_red_flag, newest_raised, record_clearance
from tests.factories import (
    NOON,
    a_clearance,
    a_clinic,
    a_physio,
    a_plan,
    a_result,
    a_runner,
    an_assessment,
    an_entry,
)
from triage.models import LevelOverrule
from triage.rules.parts import Level
from triage.services import claim_assessment

pytestmark = pytest.mark.django_db

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TODAY, EVENING = NOON.date(), NOON + 8 * HOUR


def recorded(person: User, *, at: datetime = EVENING, **said: Any) -> Clearance:
    told: dict[str, Any] = {"by": person, "seen_on": TODAY, "who": Clearance.Who.PHYSIO}
    allowed = {"may_exercise": True, "may_run": False}
    return record_clearance(person=person, at=at, **told | allowed | said)


@pytest.mark.parametrize("by_physio", [False, True])
def test_a_sign_told_after_the_visit_of_the_same_day_stays(
    by_physio: bool,  # noqa: FBT001 - a table
) -> None:
    clinic = a_clinic()
    runner = a_runner(clinic=clinic)
    by = a_physio(clinic=clinic) if by_physio else runner
    plan = a_plan(person=runner, opened_at=NOON - 9 * DAY)
    an_entry(plan=plan, level=Level.SAME_DAY, at=NOON)
    an_entry(plan=plan, level=Level.SAME_DAY, at=NOON + 2 * HOUR, about="later")

    for seen_after in (None, NOON, NOON + HOUR):
        with pytest.raises(SeenBeforeTold) as refused:
            recorded(runner, by=by, seen_after=seen_after)
        assert refused.value.told_at == NOON + 2 * HOUR

    assert has_red_flag(runner)
    assert not Clearance.objects.exists()
    kept = recorded(runner, by=by, seen_after=NOON + 2 * HOUR)
    assert kept.seen_after == NOON + 2 * HOUR
    assert not has_red_flag(runner)


@pytest.mark.parametrize("days", [1, 2])
def test_what_was_told_on_a_day_before_needs_no_word(days: int) -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.SAME_DAY, at=NOON - days * DAY)

    assert recorded(runner).seen_after is None
    assert not has_red_flag(runner)


def test_what_can_wait_two_weeks_needs_none_either() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.WITHIN_2_WEEKS, at=NOON)

    assert recorded(runner).pk


def test_a_sign_of_a_stressed_bone_does() -> None:
    runner = a_runner()
    an_assessment(patient=runner, at=NOON, bone_spot=True, landing=True)

    with pytest.raises(SeenBeforeTold):
        recorded(runner)


def test_a_no_clears_nothing_and_is_kept_without_a_word() -> None:
    runner = a_runner()
    a_result(patient=runner, level=Level.SAME_DAY, at=NOON)

    assert recorded(runner, may_exercise=False).pk
    assert has_red_flag(runner)


def test_a_check_was_told_when_it_was_answered_not_when_it_found_its_person() -> None:
    runner = a_runner()
    check = an_assessment(at=NOON, locking=True)
    claim_assessment(assessment_id=check.pk, patient=runner, at=NOON + 5 * HOUR)

    with pytest.raises(SeenBeforeTold) as refused:
        recorded(runner)

    assert refused.value.told_at == NOON
    assert recorded(runner, seen_after=NOON).pk


def said(runner: User, level: Level, at: datetime = NOON) -> LevelOverrule:
    check = runner.assessments.latest("pk")
    by = a_physio(clinic=runner.care_links.get().clinic)
    return LevelOverrule.objects.create(
        assessment=check, level=level, why="So.", by=by, at=at
    )


def test_a_raised_level_stands_until_a_visit_or_another_word() -> None:
    runner = a_runner(clinic=a_clinic())
    an_assessment(patient=runner, at=NOON - DAY)

    assert newest_raised(runner) is None
    first = said(runner, Level.SAME_DAY)
    assert newest_raised(runner) == first
    said(runner, Level.SELF_CARE)
    assert newest_raised(runner) is None
    third = said(runner, Level.WITHIN_A_WEEK, NOON + HOUR)
    assert newest_raised(runner) == third
    a_clearance(person=runner, at=EVENING)
    assert newest_raised(runner) is None
