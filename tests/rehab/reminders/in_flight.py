"""A mail that is being sent, for as long as a test wants, and what happens beside it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from unittest.mock import patch

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

LONG = 5  # seconds; nothing here takes that long


@contextmanager
def being_sent() -> Iterator[tuple[Event, Event]]:
    """Let a mail server take its time: say when it is asked, wait until it may answer."""
    asked, may_answer = Event(), Event()
    send = EmailBackend.send_messages

    def slowly(backend: EmailBackend, mails: list[EmailMessage]) -> int:
        asked.set()
        assert may_answer.wait(LONG)
        return send(backend, mails)

    with patch.object(EmailBackend, "send_messages", slowly):
        yield asked, may_answer


@contextmanager
def beside() -> Iterator[Callable[[Callable[[], object]], Future[object]]]:
    """Run things in other threads, each over a connection of its own."""

    def alone(what: Callable[[], object]) -> object:
        try:
            return what()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        yield lambda what: pool.submit(alone, what)
