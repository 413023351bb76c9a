import socket
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from accounts.outgoing import outgoing


@pytest.fixture
def mail_server_refuses(settings: Settings) -> None:
    """Point mail at a port where nobody listens."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = closed.getsockname()[1]
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def mail_server_is_silent(settings: Settings) -> Iterator[None]:
    """Point mail at a server that takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.1
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        yield
        outgoing.rests_until = 0  # or the tests after this one could send nothing
