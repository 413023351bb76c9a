from collections.abc import Callable, Sequence

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from pytest_django import Settings

from rehab.reminders.mails.ready import ReadyMail
from rehab.reminders.sending.post import (
    AddressRefused,
    Deferred,
    MailRefused,
    ServerAway,
    Unknown,
    hand_over,
    kept_connection,
)
from tests.rehab.reminders.mail_server import DROP, HANG, LINE_BY_LINE, OK, MailServer

JO, KIM = "jo@example.org", "kim@example.org"


def a_mail(to: str = JO) -> EmailMessage:
    return EmailMessage("Hello", "Words.", to=[to])


def a_ready_mail(to: str = JO) -> ReadyMail:
    content = b"Subject: Hello\r\n\r\nWords.\r\n"
    return ReadyMail(content=content, from_email="hello@stridewell.example", to=[to])


def hand_over_all(
    *recipients: str, a_mail: Callable[[str], EmailMessage] = a_mail
) -> list[str]:
    """Hand over a mail to each, and return what became of each."""
    with kept_connection() as connection:
        return [_outcome(a_mail(to), connection) for to in recipients]


def _outcome(mail: EmailMessage, connection: BaseEmailBackend) -> str:
    try:
        hand_over(mail, connection)
    except (AddressRefused, Deferred, MailRefused, ServerAway, Unknown) as fault:
        return f"{type(fault).__name__} {fault}"
    except (OSError, ValueError) as fault:
        return type(fault).__name__
    return "went"


def test_many_mails_go_over_one_connection(mail_server: MailServer) -> None:
    assert hand_over_all(JO, KIM, JO) == ["went", "went", "went"]
    assert (len(mail_server.received), len(mail_server.peers)) == (3, 1)


FAULTS = [
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
]


@pytest.mark.parametrize(("command", "answer", "outcome"), FAULTS)
def test_a_fault_with_one_mail_leaves_the_next_one_alone(
    mail_server: MailServer, command: str, answer: str, outcome: str
) -> None:
    mail_server.answers[command] = [answer]

    assert hand_over_all(JO, KIM) == [outcome, "went"]


@pytest.mark.parametrize("offers", [[], ["PIPELINING"]], ids=["one by one", "at once"])
@pytest.mark.parametrize("fault", FAULTS, ids="-".join)
def test_so_it_does_with_mails_that_are_built_already(
    mail_server: MailServer, fault: tuple[str, str, str], offers: list[str]
) -> None:
    command, answer, outcome = fault
    mail_server.offers = offers
    mail_server.answers[command] = [answer]

    outcomes = hand_over_all(JO, KIM, JO, a_mail=a_ready_mail)

    assert outcomes == [outcome, "went", "went"]
    assert [to for _, [to] in mail_server.envelopes][-2:] == [KIM, JO]


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({f"RCPT {JO}": ["550 No such person"]}, "AddressRefused 550"),
        ({f"RCPT {JO}": ["451 Later"], f"DATA {JO}": [DROP]}, "Deferred 451"),
    ],
)
def test_a_server_that_asks_for_a_mail_it_has_refused_gets_nothing_of_it(
    mail_server: MailServer, answers: dict[str, list[str]], outcome: str
) -> None:
    mail_server.offers, mail_server.asks_anyway = ["PIPELINING"], True
    mail_server.answers |= answers

    assert hand_over_all(JO, KIM, a_mail=a_ready_mail) == [outcome, "went"]
    assert [len(content) for content in mail_server.received] == [0, 26]


def test_a_server_that_leaves_after_a_refusal_has_refused(mail_server: MailServer) -> None:
    mail_server.offers = ["PIPELINING"]
    mail_server.answers |= {"MAIL": ["421 Closing down"], f"RCPT {JO}": [DROP]}

    assert hand_over_all(JO, KIM, a_mail=a_ready_mail) == ["Deferred 421", "went"]


@pytest.mark.parametrize(
    "a_mail", [a_mail, a_ready_mail], ids=["built then", "built before"]
)
@pytest.mark.parametrize(
    ("command", "outcome"),
    [
        ("MAIL", "Deferred SMTPServerDisconnected"),
        (f"RCPT {JO}", "Deferred SMTPServerDisconnected"),
        (f"DATA {JO}", "Unknown SMTPServerDisconnected"),
    ],
)
def test_a_server_that_talks_and_never_answers_has_taken_a_mail_only_if_it_was_whole(
    mail_server: MailServer,
    settings: Settings,
    a_mail: Callable[[str], EmailMessage],
    *,
    command: str,
    outcome: str,
) -> None:
    settings.MAIL_TIMEOUT = 0.4
    mail_server.answers[command] = [LINE_BY_LINE]

    assert hand_over_all(JO, KIM, a_mail=a_mail) == [outcome, "went"]


@pytest.mark.parametrize(
    "goodbye", [DROP, f"221 {'Bye ' * 3000}"], ids=["none", "too long"]
)
@pytest.mark.parametrize(
    ("answer", "outcome", "goodbyes"),
    [(OK, "went", 1), ("550 No such person", "AddressRefused 550", 2)],
)
def test_a_goodbye_that_breaks_changes_nothing(
    mail_server: MailServer, goodbye: str, *, answer: str, outcome: str, goodbyes: int
) -> None:
    mail_server.answers |= {f"RCPT {JO}": [answer], "QUIT": [goodbye] * goodbyes}

    assert hand_over_all(JO, KIM, a_mail=a_ready_mail) == [outcome, "went"]
    assert mail_server.answers["QUIT"] == []


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
