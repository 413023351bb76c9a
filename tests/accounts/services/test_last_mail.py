from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from accounts.models import User
from accounts.services import one_may_come
from accounts.signals import last_mail_asked
from tests.factories import a_runner

pytestmark = pytest.mark.django_db


@contextmanager
def listening(answer: object) -> Iterator[list[User]]:
    """Answer, or break, when somebody asks; give who was asked for."""
    asked: list[User] = []

    def listener(*, person: User, **_: object) -> object:
        asked.append(person)
        if isinstance(answer, Exception):
            raise answer
        return answer

    last_mail_asked.connect(listener)
    try:
        yield asked
    finally:
        last_mail_asked.disconnect(listener)


@pytest.mark.parametrize(
    ("answer", "may_come"), [(True, True), (False, False), (ValueError(), True)]
)
def test_whoever_sends_mails_is_asked_and_one_may_come_if_they_cannot_tell(
    answer: object, *, may_come: bool
) -> None:
    person = a_runner()

    with listening(answer) as asked:
        told = one_may_come(person=person)

    assert (told, asked) == (may_come, [person])
