from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from accounts.models import Erasure
from accounts.privacy import (
    ask_to_be_erased,
    erase,
    take_back_erasure,
)
from tests.factories import (
    NOON,
    a_runner,
)
from tests.factories.everything import an_erasure

pytestmark = pytest.mark.django_db


def test_to_ask_twice_keeps_the_first_date() -> None:
    person = a_runner()
    first = ask_to_be_erased(person=person, at=NOON)

    second = ask_to_be_erased(person=person, at=NOON + timedelta(days=3))

    assert (second, second.due_at) == (first, NOON + timedelta(days=7))


def test_what_was_taken_back_can_be_asked_for_again() -> None:
    person = a_runner()
    first = take_back_erasure(erasure=ask_to_be_erased(person=person, at=NOON), at=NOON)

    second = ask_to_be_erased(person=person, at=NOON + timedelta(days=1))

    assert first.taken_back_at == NOON
    assert second.due_at == NOON + timedelta(days=8)


def test_to_take_back_twice_or_too_late_changes_nothing() -> None:
    person = a_runner()
    once = take_back_erasure(erasure=an_erasure(person=person), at=timezone.now())
    an_erasure(person=person)
    done = erase(person=person, at=timezone.now())

    again = take_back_erasure(erasure=once, at=timezone.now())
    late = take_back_erasure(erasure=done, at=timezone.now())

    assert again.taken_back_at == once.taken_back_at
    assert (late.taken_back_at, late.done_at) == (None, done.done_at)


def test_by_a_clock_that_is_behind_it_is_taken_back_when_it_was_asked() -> None:
    asked = ask_to_be_erased(person=a_runner(), at=NOON)

    kept = take_back_erasure(erasure=asked, at=NOON - timedelta(minutes=5))

    assert kept.taken_back_at == NOON


def test_what_was_asked_and_what_became_of_it_stands() -> None:
    person = a_runner()
    an_erasure(person=person)
    done = erase(person=person, at=timezone.now())
    every = Erasure.objects.filter(pk=done.pk)

    for changed in ({"person_number": 1}, {"due_at": NOON}, {"done_at": None}):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            every.update(**changed)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        every.delete()


@pytest.mark.parametrize("days", [0, 6])
def test_the_database_holds_seven_days_of_grace(days: int) -> None:
    with pytest.raises(IntegrityError, match="accounts_seven_days_of_grace"):
        ask_to_be_erased(person=a_runner(), at=NOON, grace=timedelta(days=days))
