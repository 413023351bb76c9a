"""How far a mail came, at the level of the connection itself."""

from collections.abc import Callable
from smtplib import SMTPServerDisconnected
from time import monotonic, sleep

import pytest
from django.core.mail import EmailMessage, get_connection
from pytest_django import Settings

from rehab.reminders.mails.ready import ReadyMail
from rehab.reminders.sending.smtp import SMTP, EmailBackend, SMTPWithTLS
from tests.rehab.reminders.mail_server import (
    BYTE_BY_BYTE,
    DROP,
    GUSH,
    LINE_BY_LINE,
    MailServer,
)

JO = "jo@example.org"


HELLO = b"Subject: Hello\r\n\r\nWords.\r\n"


def a_ready_mail(content: bytes = HELLO, to: str = JO) -> ReadyMail:
    sender = "Stridewell <hello@stridewell.example>"
    return ReadyMail(content=content, from_email=sender, to=[to])


@pytest.fixture
def a_little_time(mail_server: MailServer, settings: Settings) -> MailServer:
    settings.MAIL_TIMEOUT = 0.4
    return mail_server


def send(mail: ReadyMail) -> None:
    """Send a mail over a connection that is open, as it is while mails are sent."""
    backend = EmailBackend()
    backend.open()
    try:
        backend.send_messages([mail])
    finally:
        backend.close()


@pytest.mark.parametrize("is_open", [True, False])
def test_a_mail_that_is_built_already_goes_as_it_is(
    mail_server: MailServer, *, is_open: bool
) -> None:
    backend = EmailBackend()
    if is_open:
        backend.open()

    sent = backend.send_messages([a_ready_mail()])

    backend.close()
    assert sent == 1
    assert mail_server.envelopes == [("hello@stridewell.example", [JO])]
    assert mail_server.received == [HELLO]


@pytest.mark.parametrize("offers", [[], ["PIPELINING"]], ids=["one by one", "at once"])
@pytest.mark.parametrize(
    ("content", "received"),
    [
        (HELLO + b".\r\n..\r\nMAIL FROM:<eve@example.org>\r\n", None),
        (b".\r\n" + HELLO, None),
        (HELLO.removesuffix(b"\r\n"), HELLO),
    ],
    ids=["dots", "a dot first", "no end of line"],
)
def test_no_line_of_a_mail_ends_it_but_the_last(
    mail_server: MailServer, content: bytes, received: bytes | None, offers: list[str]
) -> None:
    mail_server.offers = offers

    send(a_ready_mail(content))

    assert mail_server.received == [received or content]


@pytest.mark.parametrize("offers", [[], ["PIPELINING"]], ids=["one by one", "at once"])
@pytest.mark.parametrize(
    "to",
    [
        "jo@example.org\r\nRCPT TO:<eve@example.org>",
        "jo@example.org>\nRCPT TO:<eve@example.org",
        "jo@example.org\rDATA",
    ],
)
def test_an_address_cannot_hold_another_command(
    mail_server: MailServer, to: str, offers: list[str]
) -> None:
    mail_server.offers = offers

    with pytest.raises(ValueError, match="more than one line"):
        send(a_ready_mail(to=to))

    assert mail_server.envelopes == []


def test_an_unusual_address_gets_its_mail(mail_server: MailServer) -> None:
    send(a_ready_mail(to="o'neil@example.org"))

    assert [to for _, to in mail_server.envelopes] == [["o'neil@example.org"]]


def test_a_server_without_extensions_gets_its_mails(mail_server: MailServer) -> None:
    mail_server.answers["EHLO"] = ["502 What?"]

    send(a_ready_mail())

    assert mail_server.received == [HELLO]


def test_production_sends_by_a_backend_that_says_how_far_it_came(
    settings: Settings,
) -> None:
    settings.EMAIL_BACKEND = "rehab.reminders.sending.smtp.EmailBackend"

    assert isinstance(get_connection(), EmailBackend)


@pytest.mark.parametrize(("use_ssl", "talks"), [(False, SMTP), (True, SMTPWithTLS)])
def test_it_speaks_with_tls_or_without(*, use_ssl: bool, talks: type[SMTP]) -> None:
    backend = EmailBackend(use_ssl=use_ssl, use_tls=False)

    assert backend.connection_class is talks


@pytest.mark.parametrize(
    ("command", "handed_over"),
    [("MAIL", False), (f"RCPT {JO}", False), (f"DATA {JO}", True)],
)
def test_only_a_mail_that_went_out_whole_was_handed_over(
    mail_server: MailServer, command: str, *, handed_over: bool
) -> None:
    mail_server.answers[command] = [DROP]
    backend = EmailBackend()
    backend.open()

    with pytest.raises(OSError, match="Connection unexpectedly closed"):
        backend.send_messages([EmailMessage("Hello", "Words.", to=[JO])])

    talk = backend.connection
    assert isinstance(talk, SMTP)
    assert talk.handed_over is handed_over
    backend.close()


@pytest.mark.parametrize("offers", [[], ["PIPELINING"]], ids=["one by one", "at once"])
@pytest.mark.parametrize("talk", [LINE_BY_LINE, BYTE_BY_BYTE, GUSH])
@pytest.mark.parametrize("command", ["EHLO", "MAIL", f"RCPT {JO}", f"DATA {JO}"])
def test_a_server_that_talks_without_end_is_heard_for_the_time_of_one_mail(
    a_little_time: MailServer, command: str, talk: str, offers: list[str]
) -> None:
    a_little_time.offers, a_little_time.answers[command] = offers, [talk]
    backend = EmailBackend()
    backend.open()
    began = monotonic()

    with pytest.raises(OSError, match=r"took too long|timed out"):
        backend.send_messages([a_ready_mail()])

    took, connection = monotonic() - began, backend.connection
    assert took == pytest.approx(0.4, abs=0.3)
    assert isinstance(connection, SMTP)
    assert connection.handed_over is command.startswith("DATA")
    backend.close()


@pytest.mark.parametrize("talk", [LINE_BY_LINE, BYTE_BY_BYTE, GUSH])
def test_so_is_one_that_lets_nobody_in_and_does_not_say_so(
    a_little_time: MailServer, talk: str
) -> None:
    a_little_time.answers["EHLO"] = [talk]
    backend, began = EmailBackend(username="us", password="secret"), monotonic()

    with pytest.raises(OSError, match=r"took too long|timed out"):
        backend.open()

    assert monotonic() - began == pytest.approx(0.4, abs=0.3)
    backend.close()


@pytest.mark.parametrize("a_mail", [a_ready_mail, lambda: EmailMessage("x", "y", to=[JO])])
def test_each_mail_has_time_of_its_own(
    a_little_time: MailServer, a_mail: Callable[[], EmailMessage]
) -> None:
    backend = EmailBackend()
    backend.open()

    for _ in range(2):
        sleep(0.5)
        backend.send_messages([a_mail()])

    backend.close()
    assert len(a_little_time.received) == 2


def test_nothing_of_a_mail_goes_once_its_time_is_up(a_little_time: MailServer) -> None:
    backend = EmailBackend()
    backend.open()
    connection = backend.connection
    assert isinstance(connection, SMTP)
    sleep(0.5)

    with pytest.raises(SMTPServerDisconnected, match="took too long"):
        connection.noop()

    assert connection.sock is None
    backend.close()
