"""Notes about a runner: kept as they were written, and corrected by others."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from accounts.models import User
from rehab.models import CareNote
from rehab.models.note import LONGEST_NOTE
from rehab.oversight.notes import NoSuchNote, write_note
from rehab.plans import NotTreating, SaysNothing, TooLong
from tests.factories import NOON, a_clinic, a_physio, a_runner
from tests.rehab.oversight.steps import own_physio

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def physio() -> User:
    return a_physio(clinic=a_clinic())


@pytest.fixture
def runner(physio: User) -> User:
    return a_runner(clinic=physio.memberships.get().clinic)


def test_a_note_is_kept_without_the_space_around_it(physio: User, runner: User) -> None:
    note = write_note(person=runner, by=physio, text=" Calm. \n Warm.\n ", at=NOON)

    kept = CareNote.objects.get()
    assert (kept.pk, kept.text, kept.kind) == (note.pk, "Calm. \n Warm.", "NOTE")
    assert (kept.person, kept.by, kept.at, kept.corrects) == (runner, physio, NOON, None)


def test_the_same_words_soon_after_are_one_note(physio: User, runner: User) -> None:
    first = write_note(person=runner, by=physio, text="Calm.", at=NOON)
    again = write_note(person=runner, by=physio, text="Calm.", at=NOON + MINUTE)
    later = write_note(person=runner, by=physio, text="Calm.", at=NOON + 61 * MINUTE)

    assert again == first
    assert later != first
    assert CareNote.objects.count() == 2


def test_a_correction_is_a_note_that_names_the_other(physio: User, runner: User) -> None:
    wrong = write_note(person=runner, by=physio, text="Left.", at=NOON)

    right = write_note(
        person=runner, by=physio, text="Right.", at=NOON + MINUTE, corrects=wrong
    )

    wrong.refresh_from_db()
    assert (wrong.text, right.corrects) == ("Left.", wrong)


def test_a_note_about_somebody_else_is_not_corrected(physio: User, runner: User) -> None:
    other = a_runner(clinic=physio.memberships.get().clinic)
    theirs = write_note(person=other, by=physio, text="Left.", at=NOON)

    with pytest.raises(NoSuchNote):
        write_note(person=runner, by=physio, text="Right.", at=NOON, corrects=theirs)


def test_nobody_writes_about_a_runner_whom_they_do_not_treat(
    physio: User, runner: User
) -> None:
    both = own_physio(runner)

    for person, by in ((a_runner(), physio), (both, both)):
        with pytest.raises(NotTreating):
            write_note(person=person, by=by, text="Calm.", at=NOON)

    assert write_note(person=runner, by=physio, text="Calm.", at=NOON).pk


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_note_says_something(physio: User, runner: User, text: str) -> None:
    with pytest.raises(SaysNothing):
        write_note(person=runner, by=physio, text=text, at=NOON)


def test_a_note_has_an_end(physio: User, runner: User) -> None:
    write_note(person=runner, by=physio, text="x" * LONGEST_NOTE, at=NOON)

    with pytest.raises(TooLong):
        write_note(person=runner, by=physio, text="x" * (LONGEST_NOTE + 1), at=NOON)


@pytest.mark.usefixtures("as_application")
@pytest.mark.parametrize(
    "query", ["UPDATE rehab_carenote SET text = 'x'", "DELETE FROM rehab_carenote"]
)
def test_the_application_can_neither_change_nor_delete_a_note(
    physio: User, runner: User, query: str
) -> None:
    write_note(person=runner, by=physio, text="Calm.", at=NOON)

    with connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute(query)
