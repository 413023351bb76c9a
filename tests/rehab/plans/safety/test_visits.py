"""A visit clears what was told before it, and nothing that was told after it that day."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from accounts.models import User
from rehab.models import Clearance
from rehab.plans import (
    SeenBeforeTold,
    earliest_visit,
    has_red_flag,
    newest_raised,
    record_clearance,
)
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


def test_what_was_told_before_that_day_began_anywhere_needs_no_word() -> None:
    began = datetime(2026, 11, 21, 10, tzinfo=UTC)  # on the 22nd, furthest ahead of UTC
    early, late = a_runner(), a_runner()
    a_result(patient=early, level=Level.SAME_DAY, at=began - timedelta.resolution)
    a_result(patient=late, level=Level.SAME_DAY, at=began)

    assert recorded(early).seen_after is None
    assert not has_red_flag(early)
    with pytest.raises(SeenBeforeTold):
        recorded(late)


def test_where_nobody_knows_the_clocks_a_sign_after_the_visit_is_asked_about() -> None:
    runner = a_runner()
    told = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # in Sydney at 9:30 on the 22nd
    a_result(patient=runner, level=Level.EMERGENCY, at=told)

    with pytest.raises(SeenBeforeTold) as refused:
        recorded(runner, at=told + HOUR)

    assert (refused.value.told_at, refused.value.level) == (told, Level.EMERGENCY)
    assert has_red_flag(runner)
    assert recorded(runner, at=told + HOUR, seen_after=told).seen_after == told


def test_a_move_to_the_west_does_not_clear_what_was_told_before_it() -> None:
    runner = a_runner(time_zone="Europe/Berlin")
    told = NOON - 2 * HOUR
    a_result(patient=runner, level=Level.SAME_DAY, at=told)
    User.objects.filter(pk=runner.pk).update(time_zone="Pacific/Pago_Pago")
    runner.refresh_from_db()

    with pytest.raises(SeenBeforeTold):
        recorded(runner)

    assert recorded(runner, seen_after=told).pk


NO_INSTANTS = [
    datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(-14 * HOUR)),
    datetime(1, 1, 1, tzinfo=timezone(14 * HOUR)),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(2999, 1, 1, tzinfo=UTC),
    EVENING + timedelta(minutes=1, seconds=1),
]


@pytest.mark.parametrize("sent", NO_INSTANTS)
def test_an_instant_by_which_nobody_can_have_told_anything_counts_as_unsaid(
    sent: datetime,
) -> None:
    healthy, ill = a_runner(), a_runner()
    a_result(patient=ill, level=Level.SAME_DAY, at=NOON)

    with pytest.raises(SeenBeforeTold):
        recorded(ill, seen_after=sent)

    assert recorded(healthy, seen_after=sent).seen_after is None
    assert Clearance.objects.get().seen_after is None


def test_clocks_may_differ_by_a_minute() -> None:
    ahead = EVENING + timedelta(minutes=1)

    assert recorded(a_runner(), seen_after=ahead).seen_after == ahead


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


def test_answers_claimed_on_the_next_day_leave_the_visit_after_them() -> None:
    runner = a_runner()
    check = an_assessment(at=NOON, locking=True)
    claim_assessment(assessment_id=check.pk, patient=runner, at=NOON + DAY)

    assert earliest_visit(runner, NOON + DAY) == TODAY
    assert recorded(runner, at=NOON + DAY, seen_after=NOON).seen_on == TODAY
    assert not has_red_flag(runner)


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
