"""A process that drains when told to, and says what that cost.

Its argument is how many reminders are due. For each line that it reads, it drains for as
many seconds as the line says, writes a line, and owes what it sent once more.
"""

import json
import logging
import os
import sys
from datetime import timedelta
from importlib import import_module
from time import process_time

import django
from django.db import connection
from django.utils import timezone


def main() -> None:
    """Fill the database and serve standard input until it ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()  # before anything that needs a model is imported
    logging.disable(logging.INFO)  # a line for each mail, on the terminal
    filling = import_module("tests.benchmarks.reminders.filling")
    filling.owe(int(sys.argv[1]))
    _say({})
    for line in sys.stdin:
        _say(_cost_of_draining(timedelta(seconds=float(line))))
        filling.owe_again()


def _cost_of_draining(lasting: timedelta) -> dict[str, float]:
    """Drain for a while; return how many went and the microseconds of both processors.

    ``peak`` is the most memory this process ever held, in kB.
    """
    dispatch = import_module("rehab.reminders.sending.dispatch")
    processes = import_module("tests.benchmarks.reminders.processes")
    reminder = import_module("rehab.models").Reminder
    backend = _backend()
    ours, theirs = process_time(), processes.busy_seconds(backend)
    dispatch.drain(clock=timezone.now, lasting=lasting)
    ours, theirs = process_time() - ours, processes.busy_seconds(backend) - theirs
    sent = reminder.objects.filter(state=reminder.State.SENT).count()
    return {
        "sent": sent,
        "worker": ours / sent * 1e6,
        "database": theirs / sent * 1e6,
        "peak": processes.peak_of_memory(),
    }


def _backend() -> int:
    """Return the process of the database that serves this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    return int(pid)


def _say(told: dict[str, float]) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
