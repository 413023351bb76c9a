"""How fast several ways send the same reminders to one mail server, taken in turn.

Whatever else slows this machine down slows them all down, so that their ratios within a
round hold where the rates do not.
"""

import smtplib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from time import perf_counter, sleep

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.db.models import Max, Min
from django.test.utils import override_settings
from django.utils import timezone

from rehab.models import Reminder
from rehab.reminders.mails import compose
from rehab.reminders.sending.dispatch import drain
from rehab.reminders.sending.drain_locks import OF_DRAINS
from rehab.reminders.sending.smtp import EmailBackend
from rehab.tasks import drain as drain_task
from tests.benchmarks.reminders.filling import owe, owe_again
from tests.benchmarks.reminders.machine import share_busy
from tests.benchmarks.reminders.one_task import send_one
from tests.benchmarks.reminders.processes import Worker, environment

REMINDERS = 1000
TASKS = 150  # of the slowest way: a round is to last about as long
ROUNDS = 7
POLL_SECONDS, PATIENCE_SECONDS = 0.05, 60
OURS, TWO, USUAL = "one worker", "two workers", "a task a reminder"
RAW, KEPT, LOOSE = "smtplib, mails ready", "one kept connection", "a connection a mail"


@dataclass(frozen=True, slots=True)
class Found:
    """The mails a second of each way, and how busy this machine was, in each round."""

    rates: dict[str, list[float]]
    busy: dict[str, list[float]]

    def ratio(self, one: str, other: str) -> float:
        """Return the median of how much faster one way was than another in a round."""
        pairs = zip(self.rates[one], self.rates[other], strict=True)
        return median(mine / theirs for mine, theirs in pairs)


class ConnectionAMail(EmailBackend):
    """The usual way: connect, send one mail, leave."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent: int = super().send_messages(email_messages)
        self.close()
        return sent


def compare(mail_port: int) -> Found:
    """Send the same reminders in all ways, by turns, for a few rounds."""
    owe(REMINDERS)
    with _ways(mail_port) as ways:
        found = Found({name: [] for name in ways}, {name: [] for name in ways})
        for number in range(ROUNDS + 1):
            for name, send in ways.items():
                owe_again()
                with share_busy() as busy:
                    rate = send()
                if number:  # the first round only warms up
                    found.rates[name].append(rate)
                    found.busy[name] += busy
    return found


@contextmanager
def _ways(mail_port: int) -> Iterator[dict[str, Callable[[], float]]]:
    database = connection.settings_dict["NAME"]
    surroundings = environment(database=str(database), mail_port=mail_port)
    one, two, usual = Worker("one"), Worker("two"), Worker("usual")
    by_the_book = (
        "--include=tests.benchmarks.reminders.one_task",
        "--prefetch-multiplier=4",
    )
    with ExitStack() as stack:
        stack.enter_context(one.running(surroundings))
        stack.enter_context(two.running(surroundings))
        stack.enter_context(usual.running(surroundings, *by_the_book))
        loose = f"{__name__}.{ConnectionAMail.__qualname__}"
        yield {
            OURS: lambda: _by_workers([one]),
            USUAL: lambda: _by_tasks(usual),
            RAW: _ready_mails(),
            TWO: lambda: _by_workers([one, two]),
            KEPT: _drain,
            LOOSE: override_settings(EMAIL_BACKEND=loose)(_drain),
        }


def _by_workers(workers: Sequence[Worker]) -> float:
    for worker in workers:
        drain_task.apply_async(queue=worker.queue)
    rate = _rate(REMINDERS)
    while _is_draining():  # it looks for more: what is owed next is not for it
        sleep(POLL_SECONDS)
    return rate


def _is_draining() -> bool:
    """Say whether a drain is in its place, which is an advisory lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory'"
            " AND classid = %s)",
            [OF_DRAINS],
        )
        [found] = cursor.fetchone()
    return bool(found)


def _by_tasks(worker: Worker) -> float:
    pks = Reminder.objects.order_by("pk").values_list("pk", flat=True)[:TASKS]
    for pk in pks:
        send_one.apply_async((pk,), queue=worker.queue)
    return _rate(TASKS)


def _rate(count: int) -> float:
    """Wait until so many went; return how many went in a second.

    The clock begins with the first that was settled: how long Celery takes to hand out the
    first task is not what is measured.
    """
    last = Reminder.objects.order_by("pk")[count - 1].pk
    left = Reminder.objects.filter(pk__lte=last, state=Reminder.State.DUE)
    begun = perf_counter()
    while left.exists():
        assert perf_counter() - begun < PATIENCE_SECONDS, "the workers do not get on"
        sleep(POLL_SECONDS)
    _sent(count)
    settled = Reminder.objects.filter(state=Reminder.State.SENT)
    times = settled.aggregate(first=Min("settled_at"), last=Max("settled_at"))
    later = settled.filter(settled_at__gt=times["first"])
    lasted: timedelta = times["last"] - times["first"]
    return later.count() / lasted.total_seconds()


def _drain() -> float:
    begun = perf_counter()
    drain(clock=timezone.now, lasting=timedelta(hours=1))
    return _sent(REMINDERS) / (perf_counter() - begun)


def _ready_mails() -> Callable[[], float]:
    """Return what hands over the same mails without a database, a template or Django."""
    reminders = Reminder.objects.select_related("person", "plan__assessment")
    mails = map(compose, reminders)
    ready = [(mail.to, mail.message().as_bytes(linesep="\r\n")) for mail in mails]

    def send() -> float:
        begun = perf_counter()
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
            for recipients, content in ready:
                server.sendmail(settings.DEFAULT_FROM_EMAIL, recipients, content)
        return len(ready) / (perf_counter() - begun)

    return send


def _sent(count: int) -> int:
    sent = Reminder.objects.filter(state=Reminder.State.SENT).count()
    assert sent == count, f"{sent} of {count} were sent"
    return sent
