"""What becomes of reminders when the mail server answers otherwise than with yes."""

from datetime import timedelta
from email import message_from_bytes, policy
from time import monotonic

import pytest
from pytest_django import Settings

from accounts.models import User
from rehab.models import Reminder
from rehab.plans import trust_address
from rehab.reminders.links import STOP
from rehab.reminders.sending import outcomes
from rehab.reminders.sending.outcomes import MAX_ATTEMPTS, wait_before
from tests.factories import NOON, a_plan, a_reminder, a_runner
from tests.rehab.reminders.draining import claimed, drain_at, outcome
from tests.rehab.reminders.mail_server import DROP, HANG, LINE_BY_LINE, OK, MailServer

pytestmark = pytest.mark.django_db

State = Reminder.State
JO = "jo@example.org"
HOUR = timedelta(hours=1)
SOON = NOON + timedelta(seconds=1)


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
    assert f"List-Unsubscribe: <{STOP.url(reminder)}>" in head
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
    [
        (f"DATA {JO}", "554 We do not take this", 554),
        (f"RCPT {JO}", "550 5.7.1 We do not trust you", 550),
        ("MAIL", "550 We do not know you", 550),
    ],
)
def test_a_refusal_of_us_or_of_a_mail_parks_that_mail_alone(
    mail_server: MailServer, command: str, answer: str, code: int
) -> None:
    refused, other = to_jo(), a_reminder(due_at=SOON)
    also_to_jo = a_reminder(plan=refused.of_plan, kind="WELCOME", slot=2, due_at=SOON)
    mail_server.answers[command] = [answer]

    drain_at(NOON)
    drain_at(SOON)

    reason = f"The mail server refused it with code {code}."
    assert outcome(refused) == (State.PARKED, reason, 1)
    assert (outcome(other)[0], outcome(also_to_jo)[0]) == (State.SENT, State.SENT)


@pytest.mark.parametrize(
    ("command", "unsure"), [("MAIL", False), (f"RCPT {JO}", False), (f"DATA {JO}", True)]
)
def test_a_mail_of_which_a_server_talks_without_end_is_put_off_while_it_is_held(
    mail_server: MailServer, settings: Settings, command: str, *, unsure: bool
) -> None:
    settings.REMINDER_LEASE, settings.MAIL_TIMEOUT = 2, 0.4
    reminder = to_jo()
    mail_server.answers[command] = [LINE_BY_LINE]
    began = monotonic()

    drain_at(NOON)

    reminder.refresh_from_db()
    assert monotonic() - began < settings.REMINDER_LEASE / 2
    assert (reminder.put_off, reminder.unsure) == (True, unsure)


def test_an_address_at_which_nobody_is_gets_no_mail_until_it_is_trusted_again(
    mail_server: MailServer,
) -> None:
    refused, other = to_jo(), a_reminder(due_at=SOON)
    plan, jo = refused.of_plan, refused.person
    next_one = a_reminder(plan=plan, kind="WELCOME", slot=2, due_at=SOON + HOUR)
    later = a_reminder(plan=plan, slot=3, due_at=SOON + 4 * HOUR)
    mail_server.answers[f"RCPT {JO}"] = ["550 No such person"]

    drain_at(SOON)
    drain_at(SOON + HOUR)
    jo.refresh_from_db()
    assert jo.mail_refused_at == SOON
    trust_address(person=jo, at=SOON + 2 * HOUR)
    for hours in (2, 4):
        drain_at(SOON + hours * HOUR)

    why = "The mail server refused the address with code 550."
    assert outcome(refused) == (State.PARKED, why, 1)
    assert outcome(next_one)[:2] == (State.WITHDRAWN, "The address takes no mail.")
    assert (outcome(other)[0], outcome(later)[0]) == (State.SENT, State.SENT)


def test_a_refused_address_that_was_changed_meanwhile_stops_nothing(
    mail_server: MailServer,
) -> None:
    refused = to_jo()
    batch = claimed(NOON)
    reminder = Reminder.objects.select_related("person").get()
    User.objects.update(email="jo@new.example.org")

    outcomes.stop_address(batch, reminder, at=NOON, code="550")

    assert outcome(refused)[0] == State.PARKED
    assert User.objects.get(pk=refused.person_id).mail_refused_at is None


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        (f"RCPT {JO}", "451 Try again later"),
        (f"RCPT {JO}", "421 Closing down"),
        (f"RCPT {JO}", DROP),
        (f"DATA {JO}", "452 The disk is full"),
        ("MAIL", "421 Too many mails"),
    ],
)
def test_what_was_not_taken_is_tried_again_and_costs_no_try_while_the_others_go(
    mail_server: MailServer, command: str, answer: str
) -> None:
    waiting, other = to_jo(), a_reminder(due_at=SOON)
    mail_server.answers[command] = [answer]

    drain_at(SOON)
    assert outcome(waiting) == (State.DUE, "", 0)
    assert (waiting.deferred, waiting.put_off, waiting.unsure) == (1, True, False)
    assert outcome(other) == (State.SENT, "", 1)

    drain_at(SOON + wait_before(waiting))
    assert outcome(waiting) == (State.SENT, "", 1)


@pytest.mark.parametrize("answer", [DROP, HANG])
def test_a_mail_that_may_have_gone_is_tried_once_more_as_the_same_mail(
    mail_server: MailServer, answer: str
) -> None:
    reminder = to_jo()
    mail_server.answers[f"DATA {JO}"] = [answer]

    drain_at(NOON)
    assert outcome(reminder) == (State.DUE, "", 1)
    assert reminder.unsure
    drain_at(NOON + wait_before(reminder))

    assert outcome(reminder) == (State.SENT, "", 2)
    first, second = (message_from_bytes(raw) for raw in mail_server.received)
    assert (first["Message-ID"], first["Date"]) == (second["Message-ID"], second["Date"])


def test_a_mail_that_may_have_gone_twice_is_parked(mail_server: MailServer) -> None:
    reminder = to_jo()
    mail_server.answers[f"DATA {JO}"] = [DROP, DROP]

    drain_at(NOON)
    reminder.refresh_from_db()
    drain_at(NOON + wait_before(reminder))

    assert outcome(reminder) == (State.PARKED, "It may have gone.", 2)
    assert len(mail_server.received) == 2


def test_a_mail_that_may_have_gone_and_has_no_time_left_is_missed_and_says_so(
    mail_server: MailServer,
) -> None:
    reminder = to_jo()
    mail_server.answers[f"DATA {JO}"] = [DROP]

    drain_at(NOON)
    drain_at(NOON + 3 * HOUR)

    assert outcome(reminder) == (State.MISSED, "Not sent in time. It may have gone.", 1)


def test_what_is_not_taken_waits_longer_each_time_until_its_own_time_is_up(
    mail_server: MailServer,
) -> None:
    reminder = to_jo()
    mail_server.answers[f"RCPT {JO}"] = ["451 Try again later"] * 100
    at, waits = NOON, []

    while reminder.state == State.DUE:
        drain_at(at)
        reminder.refresh_from_db()
        waits.append((reminder.lease_until or at) - at)
        at += waits[-1]

    assert outcome(reminder) == (State.MISSED, "Not sent in time.", 0)
    assert reminder.settled_at == at
    leases = [1, 2, 4, 8, 16, *[32] * (reminder.deferred - 5)]
    assert [
        lease * 50 <= wait.total_seconds() <= lease * 75
        for lease, wait in zip(leases, waits[:-1], strict=True)
    ] == [True] * reminder.deferred


def test_what_was_put_off_together_comes_back_apart() -> None:
    reminders = [Reminder(pk=number, attempts=1) for number in range(100)]

    waits = {wait_before(reminder) for reminder in reminders}

    assert len(waits) == len(reminders)
    assert waits == {wait_before(reminder) for reminder in reminders}


def test_a_fault_of_ours_is_tried_five_times_and_parked(mail_server: MailServer) -> None:
    poison = a_reminder(
        kind="WELCOME", plan=a_plan(person=a_runner(email="jo@example.org\nbcc: kim"))
    )
    at = NOON

    while poison.state == State.DUE:
        drain_at(at)
        poison.refresh_from_db()
        at = poison.lease_until or at

    assert outcome(poison) == (State.PARKED, "Failed too often.", MAX_ATTEMPTS)


def test_while_the_server_is_away_nothing_is_lost_and_no_try_counts(
    mail_server: MailServer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    reminders = [a_reminder() for _ in range(12)]
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1

    for minute in range(30):
        drain_at(NOON + timedelta(minutes=minute))
    assert {outcome(reminder) for reminder in reminders} == {(State.DUE, "", 0)}
    assert {*said(caplog)} == {
        "claimed=12 in_doubt=0",
        "handed_back=12 why=away fault=ConnectionRefusedError",
    }

    settings.EMAIL_PORT = port
    drain_at(NOON + timedelta(minutes=30))
    assert {outcome(reminder) for reminder in reminders} == {(State.SENT, "", 1)}


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
    assert outcome(first) == (State.DUE, "", 0)
    assert outcome(second) == (State.DUE, "", 0)

    drain_at(later + wait_before(first))
    assert (outcome(first), outcome(second)) == ((State.SENT, "", 1), (State.SENT, "", 1))


def test_the_log_holds_no_address(
    mail_server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    reminder = to_jo()
    mail_server.answers[f"RCPT {JO}"] = [f"451 <{JO}> is busy"]

    drain_at(NOON)

    assert said(caplog) == [
        "claimed=1 in_doubt=0",
        f"reminder={reminder.pk} kind=CARE from=CLAIMED to=PUT_OFF attempt=1 lag=0 why=451",
    ]
