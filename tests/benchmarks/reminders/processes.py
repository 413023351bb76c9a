"""The processes of a benchmark: a mail server, workers of Celery, and what they cost."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from config.celery import app

TICKS = os.sysconf("SC_CLK_TCK")
MODULE = __package__


@contextmanager
def a_mail_server() -> Iterator[int]:
    """Run a mail server in a process of its own and give its port."""
    command = [sys.executable, "-m", f"{MODULE}.sink"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield int(server.stdout.readline() if server.stdout else 0)
        finally:
            server.terminate()


def environment(*, database: str, mail_port: int) -> dict[str, str]:
    """Return the environment of a process that works on a database and mails to a port."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    mail = f"smtp://127.0.0.1:{mail_port}"
    return os.environ | {"DATABASE_URL": url, "EMAIL_URL": mail}


class Worker:
    """A worker of Celery with one process and a queue of its own."""

    def __init__(self, name: str) -> None:
        self.name, self.queue = f"{name}-{uuid4().hex}@here", f"{name}-{uuid4().hex}"

    @contextmanager
    def running(self, surroundings: Mapping[str, str], *options: str) -> Iterator[None]:
        """Run it, with ``options`` of the command line."""
        command = [sys.executable, "-m", "celery", "--app=config", "worker"]
        command += [f"--hostname={self.name}", f"--queues={self.queue}"]
        command += ["--concurrency=1", "--without-gossip", "--without-mingle", *options]
        nowhere = subprocess.DEVNULL
        with subprocess.Popen(
            command, env=surroundings, stdout=nowhere, stderr=nowhere
        ) as process:
            try:
                self._wait_until_it_answers(process)
                yield
            finally:
                process.terminate()

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        while not app.control.ping(destination=[self.name], timeout=0.5):
            assert process.poll() is None, "a worker did not start"


def busy_seconds(pid: int | str = "self") -> float:
    """Return for how long a process has used a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_of_memory() -> int:
    """Return the most memory that this process ever held, in kB.

    What ``resource`` says of it may be the peak of the process that started this one.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])
