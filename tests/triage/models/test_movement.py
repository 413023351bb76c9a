from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection

from tests.factories import (
    NOON,
    a_clinic,
    a_movement_check,
    a_physio,
    a_result,
    a_runner,
    an_assessment,
)
from triage.models import MovementCheck
from triage.protocols.medial_knee.movement import MOVEMENT
from triage.rules.answers import Silence
from triage.rules.parts import Level
from triage.services import forget_unclaimed, publish_protocol

pytestmark = pytest.mark.django_db


def a_row(**given: Any) -> MovementCheck:
    """Store a row past the services, as only the database can refuse it."""
    release = publish_protocol(protocol=MOVEMENT, at=NOON)
    return MovementCheck.objects.create(**{"release": release, "begun_at": NOON} | given)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_check_gives_back_what_was_told() -> None:
    check = a_movement_check(
        assessment=an_assessment(), arch=Silence.NOT_SURE, squat="often"
    )

    check.refresh_from_db()
    fit = dict.fromkeys(MOVEMENT.pages[0].keys, False)
    assert check.given == fit | {"arch": Silence.NOT_SURE, "squat": "often"}
    assert str(check) == f"movement check {check.pk}"


@pytest.mark.parametrize("level", [*Level][2:])
def test_the_database_wants_a_result_that_can_wait(level: Level) -> None:
    urgent = a_result(patient=a_runner(), level=level)

    with pytest.raises(IntegrityError, match="no movement check without a result"):
        a_row(assessment=urgent)


def test_the_database_allows_one_open_check_a_result() -> None:
    assessment = an_assessment()
    a_row(assessment=assessment, checked_at=NOON)
    a_row(assessment=assessment)

    with pytest.raises(IntegrityError, match="triage_one_open_movement_check_a_result"):
        a_row(assessment=assessment)


def test_the_database_lets_no_check_end_before_it_begins() -> None:
    with pytest.raises(IntegrityError, match="triage_movement_checked_after_begun"):
        a_row(assessment=an_assessment(), checked_at=NOON - timedelta(seconds=1))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE triage_movementcheck SET answers = '{}'",
        "UPDATE triage_movementcheck SET checked_at = NULL",
        "UPDATE triage_movementcheck SET release_id = release_id + 1",
    ],
)
def test_what_was_found_is_never_changed(sql: str) -> None:
    a_movement_check(assessment=an_assessment(), squat="often")

    with pytest.raises(ProgrammingError, match="pgtrigger"):
        run(sql)


@pytest.mark.parametrize("column", ["assessment_id", "release_id"])
def test_an_open_check_stays_with_its_result(column: str) -> None:
    a_movement_check(assessment=an_assessment(), finished=False)

    with pytest.raises(ProgrammingError, match="pgtrigger"):
        run(f"UPDATE triage_movementcheck SET {column} = {column} + 1")  # noqa: S608 # our own names


@pytest.mark.parametrize("finished", [True, False])
def test_a_check_of_somebody_is_kept(finished: bool) -> None:  # noqa: FBT001 # a parameter
    a_movement_check(assessment=an_assessment(patient=a_runner()), finished=finished)

    with pytest.raises(IntegrityError, match="a movement check of somebody is kept"):
        run("DELETE FROM triage_movementcheck")


def test_a_check_goes_with_the_answers_that_nobody_signed_in_to_keep() -> None:
    a_movement_check(assessment=an_assessment())

    forgotten = forget_unclaimed(at=NOON + timedelta(days=30))

    assert forgotten == 1
    assert not MovementCheck.objects.exists()


def test_only_the_physios_of_a_runner_see_the_check() -> None:
    clinic = a_clinic()
    check = a_movement_check(assessment=an_assessment(patient=a_runner(clinic=clinic)))
    physio, stranger = a_physio(clinic=clinic), a_physio(clinic=a_clinic())

    assert [*MovementCheck.objects.visible_to(physio)] == [check]
    assert [*MovementCheck.objects.visible_to(stranger)] == []


def test_open_and_finished_checks_are_told_apart() -> None:
    assessment = an_assessment()
    finished = a_movement_check(assessment=assessment)
    begun = a_movement_check(assessment=assessment, finished=False)

    assert [*MovementCheck.objects.finished()] == [finished]
    assert [*MovementCheck.objects.open()] == [begun]
