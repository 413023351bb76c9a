from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Erasure, User
from accounts.privacy import erase
from tests.factories import a_runner
from tests.factories.everything import an_erasure

pytestmark = pytest.mark.django_db


def said(*args: str) -> str:
    out = StringIO()
    call_command("erase_again", *args, stdout=out)
    return out.getvalue()


def test_the_list_holds_numbers_and_times_of_those_who_are_gone() -> None:
    person = a_runner()
    an_erasure(person=a_runner(), days_ago=1)
    asked = an_erasure(person=person)
    erase(person=person, at=timezone.now())

    listed = said()

    times = f"{asked.asked_at.isoformat()},{asked.due_at.isoformat()}"
    assert listed == f"person_number,asked_at,due_at\n{person.pk},{times}\n"


def test_whoever_is_on_the_list_is_forgotten_again(tmp_path: Path) -> None:
    person, other = a_runner(), a_runner()
    User.objects.update(joined_at=timezone.now() - timedelta(days=99))
    asked_at = timezone.now() - timedelta(days=20)
    due_at = asked_at + timedelta(days=7)
    file = tmp_path / "erased.csv"
    file.write_text(
        "person_number,asked_at,due_at\n"
        f"{person.pk},{asked_at.isoformat()},{due_at.isoformat()}\n"
    )

    first, second = said(str(file)), said(str(file))

    assert (first, second) == ("1 of 1 forgotten again\n", "0 of 1 forgotten again\n")
    assert [*User.objects.all()] == [other]
    assert Erasure.objects.get().person_number == person.pk


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "person_number,asked_at,due_at\nx,y,z\n"])
def test_what_is_no_list_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.csv"
    file.write_text(text)

    with pytest.raises(CommandError, match="is no list of this command"):
        said(str(file))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="FileNotFoundError"):
        said(str(tmp_path / "none.csv"))
