from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError

from rehab.models import SeenFollowUp
from tests.factories import (
    NOON,
    a_clinic,
    a_follow_up,
    a_physio,
    a_result,
    a_runner,
    an_assessment,
)
from triage.rules.parts import Level

pytestmark = pytest.mark.django_db


def test_a_follow_up_says_what_it_is_without_saying_whose() -> None:
    follow_up = a_follow_up()

    assert str(follow_up) == f"follow-up {follow_up.pk}"


def test_a_follow_up_asks_after_one_day_and_after_three() -> None:
    assert a_follow_up().ask_on == (date(2026, 11, 23), date(2026, 11, 25))


def test_the_database_knows_no_follow_up_of_a_calm_result() -> None:
    runner = a_runner()
    calm = a_result(patient=runner, level=Level.WITHIN_2_DAYS)

    with pytest.raises(IntegrityError, match="no follow-up without an urgent answer"):
        a_follow_up(person=runner, assessment=calm)


def test_the_database_knows_no_follow_up_of_somebody_elses_result() -> None:
    theirs = a_result(patient=a_runner(), level=Level.EMERGENCY)

    with pytest.raises(IntegrityError, match="no follow-up without an urgent answer"):
        a_follow_up(assessment=theirs)


def test_the_database_knows_no_follow_up_of_nobodys_result() -> None:
    with pytest.raises(IntegrityError, match="no follow-up without an urgent answer"):
        a_follow_up(assessment=an_assessment(locking=True))


def test_the_database_has_one_follow_up_a_result_and_day() -> None:
    first = a_follow_up()
    again: dict[str, Any] = {
        "person": first.person,
        "assessment": first.assessment,
        "agreed": False,
    }
    a_follow_up(**again, begun_on=first.begun_on + timedelta(days=1))

    with pytest.raises(IntegrityError, match="rehab_one_follow_up_a_result_and_day"):
        a_follow_up(**again)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_lets_nobody_change_a_follow_up(change: str) -> None:
    rows = SeenFollowUp.objects.filter(pk=a_follow_up().pk)

    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        rows.update(begun_at=NOON) if change == "update" else rows.delete()


def test_a_physio_sees_the_follow_ups_of_their_own_runners() -> None:
    clinic = a_clinic()
    mine = a_follow_up(person=a_runner(clinic=clinic))
    a_follow_up(person=a_runner(clinic=a_clinic()))

    assert [*SeenFollowUp.objects.visible_to(a_physio(clinic=clinic))] == [mine]
