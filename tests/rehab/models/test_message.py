import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.models import User
from rehab.models import Heartbeat, Message
from tests.factories import NOON, a_clinic, a_physio, a_runner, a_user

pytestmark = pytest.mark.django_db


def a_message(person: User, text: str = "Well done.") -> Message:
    return Message.objects.create(person=person, by=a_user(), at=NOON, text=text)


def test_a_message_names_itself_by_its_number() -> None:
    message = a_message(a_runner())

    assert str(message) == f"message {message.pk}"


def test_a_message_says_something() -> None:
    with pytest.raises(IntegrityError, match="rehab_message_says_something"):
        a_message(a_runner(), text="")


def test_a_message_is_never_changed_or_deleted() -> None:
    message = a_message(a_runner())

    with (
        pytest.raises(ProgrammingError, match="Cannot update"),
        transaction.atomic(),
    ):
        Message.objects.filter(pk=message.pk).update(text="Changed.")
    with (
        pytest.raises(ProgrammingError, match="Cannot update"),
        transaction.atomic(),
    ):
        message.delete()


def test_a_physio_sees_what_was_written_to_their_own_runners() -> None:
    clinic = a_clinic()
    mine = a_message(a_runner(clinic=clinic))
    a_message(a_runner())

    assert [*Message.objects.visible_to(a_physio(clinic=clinic))] == [mine]


def test_a_heartbeat_tells_of_what_and_when() -> None:
    assert str(Heartbeat(name="tick", at=NOON)) == f"tick at {NOON:%Y-%m-%d %H:%M}"
