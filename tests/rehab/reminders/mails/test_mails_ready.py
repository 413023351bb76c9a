"""A mail that is built already, in the hands of whoever sends or reads it."""

import copy

import pytest
from django.core import mail as outbox
from django.core.mail import get_connection

from rehab.models import Reminder
from rehab.reminders.mails import compose
from tests.rehab.reminders.reading import unsaved

Kind = Reminder.Kind


def test_the_bytes_are_a_message_for_whoever_looks_into_them() -> None:
    message = compose(unsaved(Kind.CARE, name="Jo", email="a@example.org")).message()
    sent = message.as_bytes(linesep="\r\n")

    first, second = message.get_payload()

    assert message.get_content_type() == "multipart/alternative"
    assert message["To"] == "a@example.org"
    assert (first.get_content_type(), second.get_content_type()) == (
        "text/plain",
        "text/html",
    )
    assert message.as_bytes(linesep="\r\n") == sent
    assert message.as_string().encode() == sent.replace(b"\r\n", b"\n")


def test_a_header_that_is_added_later_is_in_the_bytes() -> None:
    message = compose(unsaved(Kind.CARE, name="Jo", email="a@example.org")).message()
    before = message.as_bytes()

    message["X-Signed"] = "yes"

    assert message.as_bytes() == before.replace(b"\n\n", b"\nX-Signed: yes\n\n", 1)


def test_the_bytes_can_be_had_with_other_ends_of_lines_and_an_envelope() -> None:
    message = compose(unsaved(Kind.CARE, name="Jo", email="a@example.org")).message()

    with_returns, plain = message.as_bytes(linesep="\r\n"), message.as_bytes()

    assert with_returns.replace(b"\r\n", b"\n") == plain
    assert message.as_bytes(unixfrom=True).startswith(b"From nobody ")


def test_a_message_can_be_copied_and_has_nothing_that_no_message_has() -> None:
    message = compose(unsaved(Kind.CARE, name="Jo", email="a@example.org")).message()

    again = copy.copy(message)

    assert again.as_bytes() == message.as_bytes()
    assert not hasattr(message, "no_such_thing")
    assert not hasattr(message, "no_such_thing")  # once it has been read, too


@pytest.mark.parametrize("backend", ["locmem", "console", "dummy"])
def test_any_mail_backend_can_send_it(
    backend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = compose(unsaved(Kind.CARE, name="Jo", email="a@example.org"))
    connection = get_connection(f"django.core.mail.backends.{backend}.EmailBackend")

    assert connection.send_messages([mail]) == 1

    shown = capsys.readouterr().out
    assert ("Subject: A short break for you" in shown) == (backend == "console")
    assert [each.subject for each in outbox.outbox] == (
        ["A short break for you"] if backend == "locmem" else []
    )
