"""A physio gives a result another level; the decision stands."""

from datetime import timedelta

import pytest

from accounts.models import Clinic, User
from tests.factories import NOON, a_clinic, a_physio, a_result, a_runner
from tests.rehab.steps import an_unfinished_check
from triage.models import Assessment, LevelOverrule
from triage.rules.parts import Level
from triage.services import (
    NoReason,
    NotTreating,
    SameLevel,
    newest_overrule,
    overrule_level,
)

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
WHY = "You limped in."


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def physio(clinic: Clinic) -> User:
    return a_physio(clinic=clinic)


@pytest.fixture
def result(clinic: Clinic) -> Assessment:
    return a_result(patient=a_runner(clinic=clinic), level=Level.WITHIN_2_WEEKS)


def said(result: Assessment, by: User, level: Level, why: str = WHY) -> LevelOverrule:
    return overrule_level(assessment=result, by=by, level=level, why=why, at=LATER)


@pytest.mark.parametrize("level", [Level.SELF_CARE, Level.SAME_DAY])
def test_another_level_is_kept_and_the_decision_stands(
    result: Assessment, physio: User, level: Level
) -> None:
    row = said(result, physio, level, f" {WHY} ")

    result.refresh_from_db()
    assert (row.level, row.why, row.by, row.at) == (level, WHY, physio, LATER)
    assert newest_overrule(result) == row
    assert result.level == result.decided.level == Level.WITHIN_2_WEEKS


def test_the_newest_counts(result: Assessment, clinic: Clinic, physio: User) -> None:
    said(result, physio, Level.SAME_DAY)

    last = said(result, a_physio(clinic=clinic), Level.WITHIN_2_WEEKS)

    assert newest_overrule(result) == last
    assert result.overrules.count() == 2


def test_the_same_twice_on_end_is_kept_once(result: Assessment, physio: User) -> None:
    first, second = (said(result, physio, Level.SAME_DAY) for _ in range(2))

    assert first == second == LevelOverrule.objects.get()


@pytest.mark.parametrize("earlier", [None, Level.SAME_DAY])
def test_the_level_it_has_is_no_other(
    result: Assessment, physio: User, earlier: Level | None
) -> None:
    if earlier:
        said(result, physio, earlier)

    with pytest.raises(SameLevel):
        said(result, physio, earlier or Level.WITHIN_2_WEEKS, "Quite so.")


def test_nothing_is_overruled_without_a_reason(result: Assessment, physio: User) -> None:
    with pytest.raises(NoReason):
        said(result, physio, Level.SAME_DAY, " \n")


def test_nobody_else_overrules(result: Assessment, physio: User) -> None:
    patient = result.patient
    assert patient is not None

    for stranger in (a_physio(clinic=a_clinic()), patient):
        with pytest.raises(NotTreating):
            said(result, stranger, Level.SAME_DAY)


def test_what_was_not_submitted_has_no_level_yet(clinic: Clinic, physio: User) -> None:
    check = an_unfinished_check(a_runner(clinic=clinic), at=NOON)

    with pytest.raises(NotTreating):
        said(check, physio, Level.SAME_DAY)


def test_a_result_that_nobody_spoke_of_has_no_other_level(result: Assessment) -> None:
    assert newest_overrule(result) is None
