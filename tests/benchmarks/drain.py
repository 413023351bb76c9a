"""How fast one worker sends a thousand reminders, and what its kept connection brings.

All ways send to one mail server on this machine, by turns, so that their ratios hold even
where the rates move with whatever else the machine does.
"""

import smtplib
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from time import perf_counter, process_time

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.test.utils import override_settings, setup_databases, teardown_databases

from rehab.models import Reminder
from rehab.reminders.dispatch import drain
from rehab.reminders.mails import compose
from tests.factories import NOON, a_reminder

REMINDERS, ROUNDS = 1000, 3


class ConnectionAMail(EmailBackend):
    """The usual way: connect, send one mail, leave."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = super().send_messages(email_messages)
        self.close()
        return sent


@dataclass(frozen=True, slots=True)
class Cost:
    """What one round took: reminders a second, and seconds of this processor a reminder."""

    rate: float
    cpu: float


def main() -> None:
    """Print the medians of a few rounds of each way, and their ratios."""
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        with (
            _mail_server() as port,
            override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port),
        ):
            _owe()
            _report(_measure())
    finally:
        teardown_databases(databases, verbosity=0)


def _measure() -> dict[str, list[Cost]]:
    kept = "django.core.mail.backends.smtp.EmailBackend"
    usual = f"{__name__}.{ConnectionAMail.__qualname__}"
    ways: dict[str, Callable[[], None]] = {
        "drain, one kept connection": override_settings(EMAIL_BACKEND=kept)(_drain),
        "drain, a connection a mail": override_settings(EMAIL_BACKEND=usual)(_drain),
        "smtplib alone, mails ready": _ready_mails(),
    }
    costs: dict[str, list[Cost]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, send_all in ways.items():
            Reminder.objects.update(state=Reminder.State.DUE, settled_at=None, attempts=0)
            costs[name].append(_timed(send_all))
    return costs


def _report(costs: dict[str, list[Cost]]) -> None:
    kept, *_ = costs.values()
    sys.stdout.write(
        f"{REMINDERS} reminders, {ROUNDS} rounds, medians; x: the first way over this one\n"
    )
    for name, rounds in costs.items():
        rate = median(cost.rate for cost in rounds)
        cpu = median(cost.cpu for cost in rounds) * 1e6
        ratio = median(
            ours.rate / cost.rate for ours, cost in zip(kept, rounds, strict=True)
        )
        sys.stdout.write(f"  {name}  {rate:7.0f}/s  {cpu:5.0f} us CPU  x {ratio:.2f}\n")


def _timed(send_all: Callable[[], None]) -> Cost:
    wall, cpu = perf_counter(), process_time()
    send_all()
    wall, cpu = perf_counter() - wall, process_time() - cpu
    return Cost(rate=REMINDERS / wall, cpu=cpu / REMINDERS)


def _drain() -> None:
    drain(clock=lambda: NOON, lasting=timedelta(hours=1))
    assert Reminder.objects.filter(state=Reminder.State.SENT).count() == REMINDERS


def _ready_mails() -> Callable[[], None]:
    """Return what hands over the same mails without a database, a template or Django."""
    reminders = Reminder.objects.select_related("person", "plan")
    ready = [
        (mail.to, mail.message().as_bytes(linesep="\r\n"))
        for mail in map(compose, reminders)
    ]

    def send_all() -> None:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
            for recipients, content in ready:
                server.sendmail(settings.DEFAULT_FROM_EMAIL, recipients, content)

    return send_all


def _owe() -> None:
    for _ in range(REMINDERS):
        a_reminder()


@contextmanager
def _mail_server() -> Iterator[int]:
    """Run a mail server in a process of its own and give its port."""
    command = [sys.executable, "-m", "tests.benchmarks.sink"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield int(server.stdout.readline() if server.stdout else 0)
        finally:
            server.terminate()
