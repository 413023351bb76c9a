from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError

from rehab.models import Clearance
from tests.factories import NOON, a_clearance, a_clinic, a_physio, a_runner

pytestmark = pytest.mark.django_db


def test_a_clearance_says_which_it_is_without_saying_whose() -> None:
    kept = a_clearance(person=a_runner())

    assert str(kept) == f"clearance {kept.pk}"


def test_the_database_lets_nobody_run_who_may_not_exercise() -> None:
    with pytest.raises(IntegrityError, match="rehab_who_may_run_may_exercise"):
        a_clearance(person=a_runner(), may_exercise=False, may_run=True)


def test_the_database_lets_no_visit_come_after_what_is_still_to_be_told() -> None:
    soon = NOON + timedelta(days=1)
    assert a_clearance(at=NOON, seen_after=soon).seen_after == soon

    with pytest.raises(IntegrityError, match="rehab_seen_after_nothing_to_come"):
        a_clearance(at=NOON, seen_after=soon + timedelta(seconds=1))


def test_the_database_lets_nobody_change_or_delete_a_clearance() -> None:
    rows = Clearance.objects.filter(pk=a_clearance(person=a_runner()).pk)

    with pytest.raises(ProgrammingError, match="Cannot update or delete"):
        rows.update(may_run=False)


def test_a_physio_sees_the_clearances_of_their_own_runners() -> None:
    clinic = a_clinic()
    mine = a_clearance(person=a_runner(clinic=clinic))
    a_clearance(person=a_runner(clinic=a_clinic()))

    assert [*Clearance.objects.visible_to(a_physio(clinic=clinic))] == [mine]
