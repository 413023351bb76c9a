import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django import Settings

from rehab.reminders.post import Refused, ServerAway, hand_over, kept_connection
from tests.rehab.reminders.mail_server import DROP, HANG, MailServer

JO, KIM = "jo@example.org", "kim@example.org"


def a_mail(to: str = JO) -> EmailMessage:
    return EmailMessage("Hello", "Words.", to=[to])


def hand_over_all(*recipients: str) -> list[str]:
    """Hand over a mail to each, and return what became of each."""
    with kept_connection() as connection:
        return [_outcome(to, connection) for to in recipients]


def _outcome(to: str, connection: BaseEmailBackend) -> str:
    try:
        hand_over(a_mail(to), connection)
    except (Refused, ServerAway) as fault:
        return f"{type(fault).__name__} {fault}"
    except (OSError, ValueError) as fault:
        return type(fault).__name__
    return "went"


def test_many_mails_go_over_one_connection(mail_server: MailServer) -> None:
    assert hand_over_all(JO, KIM, JO) == ["went", "went", "went"]
    assert (len(mail_server.received), len(mail_server.peers)) == (3, 1)


@pytest.mark.parametrize(
    ("command", "answer", "outcome"),
    [
        (f"RCPT {JO}", "550 No such person", "Refused 550"),
        (f"DATA {JO}", "554 We do not take this", "Refused 554"),
        (f"RCPT {JO}", "451 Try again later", "SMTPRecipientsRefused"),
        (f"DATA {JO}", "452 The disk is full", "SMTPDataError"),
        (f"RCPT {JO}", "421 Closing down", "SMTPRecipientsRefused"),
        (f"DATA {JO}", "421 Closing down", "SMTPDataError"),
        (f"RCPT {JO}", DROP, "SMTPServerDisconnected"),
        (f"DATA {JO}", DROP, "SMTPServerDisconnected"),
        (f"DATA {JO}", HANG, "SMTPServerDisconnected"),
        ("MAIL", "550 We do not know you", "SMTPSenderRefused"),
        ("MAIL", "421 Too many mails", "SMTPSenderRefused"),
    ],
)
def test_a_fault_with_one_mail_leaves_the_next_one_alone(
    mail_server: MailServer, command: str, answer: str, outcome: str
) -> None:
    mail_server.answers[command] = [answer]

    assert hand_over_all(JO, KIM) == [outcome, "went"]


def test_a_server_that_lets_nobody_in_is_away(mail_server: MailServer) -> None:
    mail_server.answers |= {"EHLO": ["421 Busy"], "HELO": ["421 Busy"]}

    assert hand_over_all(JO, KIM) == ["ServerAway SMTPHeloError", "went"]


def test_a_server_that_is_not_there_is_away(
    mail_server: MailServer, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1

    assert hand_over_all(JO) == ["ServerAway ConnectionRefusedError"]


def test_an_address_with_a_newline_never_reaches_the_server(
    mail_server: MailServer,
) -> None:
    assert hand_over_all(f"{JO}\nBcc: {KIM}", KIM) == ["ValueError", "went"]
    assert len(mail_server.received) == 1


def test_a_connection_that_was_never_needed_is_never_opened(
    mail_server: MailServer,
) -> None:
    mail_server.answers["EHLO"] = ["421 Busy"]

    assert hand_over_all() == []
    assert mail_server.answers["EHLO"] == ["421 Busy"]
