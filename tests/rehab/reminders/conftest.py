from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.rehab.reminders.mail_server import MailServer, running


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """Send mails to a real server for the rest of a test."""
    server = MailServer()
    with running(server) as port:
        settings.EMAIL_BACKEND = "rehab.reminders.sending.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_TIMEOUT = 2
        yield server
