import pytest
from django.db import DatabaseError, IntegrityError

from rehab.models import Reminder, SeenAnswer
from tests.factories import (
    NOON,
    a_clinic,
    a_follow_up,
    a_physio,
    a_question,
    a_reminder,
    a_runner,
)

pytestmark = pytest.mark.django_db


def an_answer(
    reminder: Reminder | None = None, said: str = SeenAnswer.Said.NOT_YET
) -> SeenAnswer:
    return SeenAnswer.objects.create(reminder=reminder or a_question(), said=said, at=NOON)


def test_an_answer_says_what_it_is_without_saying_whose() -> None:
    answer = an_answer()

    assert str(answer) == f"NOT_YET to reminder {answer.reminder_id}"


def test_the_database_knows_three_answers() -> None:
    with pytest.raises(IntegrityError, match="rehab_seen_not_yet_or_worse"):
        an_answer(said="MAYBE")


def test_the_database_knows_no_answer_to_a_mail_that_did_not_ask() -> None:
    with pytest.raises(IntegrityError, match="no answer to a mail that did not ask"):
        an_answer(a_reminder())


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_lets_nobody_change_an_answer(change: str) -> None:
    rows = SeenAnswer.objects.filter(pk=an_answer().pk)

    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        rows.update(said="SEEN") if change == "update" else rows.delete()


def test_a_physio_sees_the_answers_of_their_own_runners() -> None:
    clinic = a_clinic()
    ours = a_follow_up(person=a_runner(clinic=clinic))
    mine = an_answer(a_question(follow_up=ours))
    an_answer()

    assert [*SeenAnswer.objects.visible_to(a_physio(clinic=clinic))] == [mine]
