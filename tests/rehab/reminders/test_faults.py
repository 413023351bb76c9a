"""What becomes of reminders when the mail server answers otherwise than with yes."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from pytest_django import Settings

from rehab.models import Reminder
from rehab.models.reminder import MAX_ATTEMPTS
from rehab.reminders.dispatch import FIRST_WAIT
from rehab.reminders.links import stop_url
from tests.factories import NOON, a_plan, a_reminder, a_runner
from tests.rehab.reminders.draining import drain_at, fate
from tests.rehab.reminders.mail_server import DROP, HANG, OK, MailServer

pytestmark = pytest.mark.django_db

State = Reminder.State
JO = "jo@example.org"


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what we logged ourselves; the mail server of the test logs too."""
    return [log.getMessage() for log in caplog.records if log.name.startswith("rehab")]


def to_jo() -> Reminder:
    return a_reminder(plan=a_plan(person=a_runner(email=JO, name="O'Neil <b>")))


def test_the_bytes_on_the_wire_hold_the_headers_whole(mail_server: MailServer) -> None:
    reminder = to_jo()

    drain_at(NOON)

    [raw] = mail_server.received
    head = raw.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")
    assert f"List-Unsubscribe: <{stop_url(reminder)}>" in head
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
    assert f"Message-ID: <reminder-{reminder.pk}@stridewell.example>" in head
    assert f"To: {JO}" in head
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    mail = message_from_bytes(raw, policy=policy.default)
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "Hello O'Neil <b>." in text
    assert "Hello O&#x27;Neil &lt;b&gt;." in html


@pytest.mark.parametrize(
    ("command", "answer", "code"),
    [("RCPT", "550 No such person", 550), ("DATA", "554 We do not take this", 554)],
)
def test_a_mail_that_is_refused_for_good_is_parked(
    mail_server: MailServer, command: str, answer: str, code: int
) -> None:
    refused, other = to_jo(), a_reminder()
    mail_server.answers[f"{command} {JO}"] = [answer]

    drain_at(NOON)

    reason = f"The mail server refused it with code {code}."
    assert fate(refused) == (State.PARKED, reason, 1)
    assert fate(other) == (State.SENT, "", 1)


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        (f"RCPT {JO}", "451 Try again later"),
        (f"RCPT {JO}", "421 Closing down"),
        (f"RCPT {JO}", DROP),
        (f"DATA {JO}", "452 The disk is full"),
        (f"DATA {JO}", DROP),
        (f"DATA {JO}", HANG),
        ("MAIL", "550 We do not know you"),
    ],
)
def test_any_other_fault_is_waited_out_while_the_others_go(
    mail_server: MailServer, command: str, answer: str
) -> None:
    waiting, other = to_jo(), a_reminder(due_at=NOON + timedelta(seconds=1))
    mail_server.answers[command] = [answer]
    later = NOON + timedelta(seconds=1)

    drain_at(later)
    assert fate(waiting) == (State.DUE, "", 1)
    assert fate(other) == (State.SENT, "", 1)

    drain_at(later + FIRST_WAIT)
    assert fate(waiting) == (State.SENT, "", 2)


def test_a_mail_that_came_though_the_server_did_not_say_so_comes_again_as_the_same(
    mail_server: MailServer,
) -> None:
    to_jo()
    mail_server.answers[f"DATA {JO}"] = [DROP]

    drain_at(NOON)
    drain_at(NOON + FIRST_WAIT)

    first, second = (message_from_bytes(raw) for raw in mail_server.received)
    assert (first["Message-ID"], first["Date"]) == (second["Message-ID"], second["Date"])


def test_each_wait_is_longer_and_the_last_try_ends_in_parking(
    mail_server: MailServer,
) -> None:
    reminder = a_reminder(
        kind=Reminder.Kind.WELCOME, plan=a_plan(person=a_runner(email=JO))
    )
    mail_server.answers[f"RCPT {JO}"] = ["451 Try again later"] * MAX_ATTEMPTS
    at, waits = NOON, []

    while reminder.state == State.DUE:
        drain_at(at)
        reminder.refresh_from_db()
        waits.append((reminder.lease_until or at) - at)
        at += waits[-1]

    minutes = [wait / timedelta(minutes=1) for wait in waits]
    assert minutes == [2, 6, 18, 54, 0]
    assert fate(reminder) == (State.PARKED, "Failed too often.", MAX_ATTEMPTS)


def test_while_the_server_is_away_nothing_is_lost_and_no_try_counts(
    mail_server: MailServer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    reminders = [a_reminder() for _ in range(12)]
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    for minute in range(30):
        drain_at(NOON + timedelta(minutes=minute))
    assert {fate(reminder) for reminder in reminders} == {(State.DUE, "", 0)}
    assert {*said(caplog)} == {"the mail server is away: ConnectionRefusedError"}

    settings.EMAIL_PORT = port
    drain_at(NOON + timedelta(minutes=30))
    assert {fate(reminder) for reminder in reminders} == {(State.SENT, "", 1)}


def test_a_server_that_goes_away_between_two_mails_gets_the_second_later(
    mail_server: MailServer,
) -> None:
    first, second = to_jo(), a_reminder(due_at=NOON + timedelta(seconds=1))
    mail_server.answers |= {
        f"RCPT {JO}": ["421 Closing down"],
        "EHLO": [OK, "421 Busy"],
    }
    mail_server.answers["HELO"] = ["421 Busy"]
    later = NOON + timedelta(seconds=1)

    drain_at(later)
    assert fate(first) == (State.DUE, "", 1)
    assert fate(second) == (State.DUE, "", 0)

    drain_at(later + FIRST_WAIT)
    assert (fate(first), fate(second)) == ((State.SENT, "", 2), (State.SENT, "", 1))


def test_the_log_holds_no_address(
    mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    reminder = to_jo()
    mail_server.answers[f"RCPT {JO}"] = [f"451 <{JO}> is busy"]

    drain_at(NOON)

    assert said(caplog) == [f"reminder {reminder.pk} was not sent: SMTPRecipientsRefused"]
