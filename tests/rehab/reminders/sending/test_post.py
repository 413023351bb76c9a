from collections.abc import Sequence

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django import Settings

from rehab.reminders.sending.post import (
    AddressRefused,
    Deferred,
    MailRefused,
    ServerAway,
    Unknown,
    hand_over,
    kept_connection,
)
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
    except (AddressRefused, Deferred, MailRefused, ServerAway, Unknown) as fault:
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
        (f"RCPT {JO}", "451 Try again later", "Deferred 451"),
        (f"RCPT {JO}", "421 Closing down", "Deferred 421"),
        (f"RCPT {JO}", "999 What?", "Deferred 999"),
        (f"DATA {JO}", "452 The disk is full", "Deferred 452"),
        (f"DATA {JO}", "421 Closing down", "Deferred 421"),
        ("MAIL", "421 Too many mails", "Deferred 421"),
        (f"RCPT {JO}", DROP, "Deferred SMTPServerDisconnected"),
        (f"RCPT {JO}", HANG, "Deferred SMTPServerDisconnected"),
        ("MAIL", DROP, "Deferred SMTPServerDisconnected"),
        (f"RCPT {JO}", "550 No such person", "AddressRefused 550"),
        (f"RCPT {JO}", "550 5.1.1 No such person", "AddressRefused 550"),
        (f"RCPT {JO}", "554 5.2.1 Closed", "AddressRefused 554"),
        (f"RCPT {JO}", "550 [10.5.7.1] No such person", "AddressRefused 550"),
        (f"RCPT {JO}", "550 5.7.1 We do not trust you", "MailRefused 550"),
        (f"RCPT {JO}", "550 Not one of my hosts (#5.7.1)", "MailRefused 550"),
        (f"RCPT {JO}", "553 5.1.8 Your domain does not exist", "MailRefused 553"),
        (f"RCPT {JO}", "552 5.2.3 Too long", "MailRefused 552"),
        (f"RCPT {JO}", "530 Sign in first", "MailRefused 530"),
        (f"RCPT {JO}", "554 No", "MailRefused 554"),
        ("MAIL", "550 We do not know you", "MailRefused 550"),
        (f"DATA {JO}", "554 We do not take this", "MailRefused 554"),
        (f"DATA {JO}", "550 5.1.1 No such person", "MailRefused 550"),
        (f"DATA {JO}", DROP, "Unknown SMTPServerDisconnected"),
        (f"DATA {JO}", HANG, "Unknown SMTPServerDisconnected"),
        (f"DATA {JO}", "999 What?", "Unknown SMTPDataError"),
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


class Elsewhere(BaseEmailBackend):
    """Another way to send than SMTP, which breaks off."""

    def send_messages(self, _mails: Sequence[EmailMessage]) -> int:
        raise TimeoutError


def test_a_backend_that_does_not_say_how_far_it_came_may_have_sent_the_mail(
    settings: Settings,
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{Elsewhere.__qualname__}"

    assert hand_over_all(JO) == ["Unknown TimeoutError"]
