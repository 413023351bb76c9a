"""How far a mail came, at the level of the connection itself."""

import pytest
from django.core.mail import EmailMessage, get_connection
from pytest_django import Settings

from rehab.reminders.mails.ready import ReadyMail
from rehab.reminders.sending.smtp import SMTP, EmailBackend, SMTPWithTLS
from tests.rehab.reminders.mail_server import DROP, MailServer

JO = "jo@example.org"


def a_ready_mail() -> ReadyMail:
    content = b"Subject: Hello\r\n\r\nWords.\r\n"
    sender = "Stridewell <hello@stridewell.example>"
    return ReadyMail(content=content, from_email=sender, to=[JO])


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
    assert mail_server.received == [b"Subject: Hello\r\n\r\nWords.\r\n"]


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
