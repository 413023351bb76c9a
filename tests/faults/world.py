"""A Stridewell of real processes: two databases, a mail server, workers, beat and web."""

import secrets
import shutil
import signal
import smtplib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import psycopg
import redis

from config.embedded.data_dir import DataDir
from config.embedded.ports import free_port
from config.embedded.postgres import start_postgres
from config.embedded.processes import Program
from config.embedded.redis import start_redis
from config.embedded.roles import prepare_own_server
from tests.faults.mortals import Mortals
from tests.faults.sink import Manner


def _library_of_faketime() -> str:
    """Return what moves the clock of a program that is linked with it, if it is here."""
    faketime = shutil.which("faketime")
    if faketime is None:
        return ""
    ask = [faketime, "-f", "+0", "printenv", "LD_PRELOAD"]
    return subprocess.run(ask, capture_output=True, check=True, text=True).stdout.strip()


WORKERS: Final = ("worker-1", "worker-2")
SETTINGS: Final = "tests.faults.settings"
PYTHON: Final = sys.executable
ANSWER_SECONDS: Final = 30
FAKETIME: Final = _library_of_faketime()


@dataclass
class World:
    """What runs, and how to break and mend it. Call it from the main thread only.

    :ivar folder: where all of it lives: data, logs, mood and log of the mail server.
    :ivar environment: the settings of every process.
    """

    folder: Path
    mortals: Mortals
    environment: dict[str, str] = field(default_factory=dict)
    manner: Manner = field(default_factory=Manner)

    def behave(self, manner: Manner) -> None:
        """Change how the mail server is, but for the time it thinks."""
        replace(manner, pause=self.manner.pause).write(self.folder)

    def mails_so_far(self) -> int:
        """Return how many mails the mail server has taken."""
        log = self.folder / "sink.jsonl"
        return log.read_bytes().count(b"\n") if log.exists() else 0

    def add(self, name: str, part: str, *, clock: str = "") -> None:
        """Start a worker or beat, if need be with a clock of its own (``+10m``)."""
        self.mortals.start(_celery(name, part, self, clock=clock))

    def await_databases(self) -> None:
        """Wait until both answer."""
        self.await_postgres()
        self.mortals.wait_until(self._redis_answers, what="Redis")

    def await_postgres(self) -> None:
        self.mortals.wait_until(self._postgres_answers, what="PostgreSQL")

    def _postgres_answers(self) -> bool:
        try:
            psycopg.connect(self.environment["DATABASE_URL"]).close()
        except psycopg.OperationalError:
            return False
        return True

    def _redis_answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.environment["REDIS_URL"]) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False


@contextmanager
def whole_world(folder: Path, more: Mapping[str, str], manner: Manner) -> Iterator[World]:
    """Start everything in an empty folder; stop it in the end.

    :param more: settings besides those that say where the servers are.
    """
    data_dir = DataDir(folder)
    with Mortals(data_dir.folder("log")) as mortals:
        world = World(folder=folder, mortals=mortals, manner=manner)
        world.environment = {**_servers(world, data_dir), **more}
        for name in WORKERS:
            world.add(name, "worker")
        world.add("beat", "beat")
        mortals.start(_web(world))
        yield world
        # What is frozen could not hear that it is to end.
        for name in mortals.names():
            mortals.signal(name, signal.SIGCONT)


def _servers(world: World, data_dir: DataDir) -> dict[str, str]:
    """Start what Stridewell needs and make its tables; return where everything is."""
    mortals = world.mortals
    superuser_url = start_postgres(mortals, data_dir)
    owner_url, app_url = prepare_own_server(superuser_url)
    redis_url = start_redis(mortals, data_dir)
    mail, web = free_port(), free_port()
    world.manner.write(world.folder)
    mortals.start(_module("sink", "tests.faults.sink", str(mail), str(world.folder)))
    settings = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DEMO_MODE": "False",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "PUBLIC_URL": f"http://localhost:{web}",
        "DATABASE_URL": app_url,
        "REDIS_URL": f"{redis_url}/0",
        "CACHE_URL": f"{redis_url}/1",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail}",
        "MAIL_FROM": "Stridewell <hello@stridewell.example>",
        "FAULTS_FAST": "",
        "FAULTS_SABOTAGE": "",
    }
    as_owner = settings | {"DATABASE_URL": owner_url, "STATEMENT_TIMEOUT_MS": "0"}
    mortals.run(_manage("migrate", as_owner, "--skip-checks"))
    mortals.run(_manage("publish_protocol", settings, "--allow-calmer", "--note=All."))
    mortals.wait_until(lambda: _takes_mail(mail), what="The mail server")
    return settings


def _takes_mail(port: int) -> bool:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=2):
            return True
    except OSError:
        return False


def _module(name: str, module: str, *arguments: str) -> Program:
    return Program(
        name=name, command=[PYTHON, "-m", module, *arguments], serves_others=True
    )


def _manage(command: str, environment: Mapping[str, str], *options: str) -> Program:
    whole = [PYTHON, "manage.py", command, *options]
    return Program(name=command, command=whole, environment=environment)


def _celery(name: str, part: str, world: World, *, clock: str) -> Program:
    # One process a worker, so that one kill is one worker that dies.
    options = {
        "worker": ["--concurrency=1", "--without-gossip", "--without-mingle"],
        "beat": [f"--schedule={world.folder / name}", "--pidfile="],
    }
    options["worker"] += [f"--hostname={name}@%h"]
    module = "tests.faults.moved" if clock else "celery"
    command = [PYTHON, "-m", module, "--app=config", part, "--loglevel=INFO"]
    environment = dict(world.environment)
    if clock:
        environment |= {"LD_PRELOAD": FAKETIME, "FAKETIME": clock}
        environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1"
    return Program(
        name=name,
        command=[*command, *options[part]],
        environment=environment,
        patience=ANSWER_SECONDS,
    )


def _web(world: World) -> Program:
    port = world.environment["PUBLIC_URL"].rpartition(":")[2]
    command = [PYTHON, "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}"]
    command += ["--worker-class=gthread", "--workers=1", "--threads=4"]
    command += ["--no-control-socket", "--graceful-timeout=5"]
    command += ["--config=python:config.gunicorn"]
    return Program(name="web", command=command, environment=world.environment)
