"""``manage.py up``: the whole of Stridewell on this machine, for a look or for a demo."""

import argparse
import http.client
import os
import smtplib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import redis

from config.embedded.data_dir import BASE_DIR, DataDir
from config.embedded.faults import AskedToStop, CannotStart
from config.embedded.ports import first_free_port, free_port
from config.embedded.postgres import start_postgres
from config.embedded.processes import Children, Program
from config.embedded.redis import start_redis
from config.embedded.roles import prepare_given_server, prepare_own_server

DEFAULT_PORT: Final = "8000"
# What collectstatic copies changes with these; the locks stand for Django's own files.
STATIC_SOURCES: Final = ("static", "config/demo", "requirements")


def up(arguments: Sequence[str]) -> int:
    """Run everything until Ctrl-C or SIGTERM.

    :returns: an exit status: 0 after a stop that was asked for.
    """
    empty = _parser().parse_args(arguments).empty
    data_dir = DataDir.chosen()
    os.chdir(BASE_DIR)
    try:
        _run(data_dir, empty=empty)
    except AskedToStop:
        _say("Stopped.")
    except CannotStart as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def _run(data_dir: DataDir, *, empty: bool) -> None:
    with data_dir.claimed(), Children(data_dir.folder("log")) as children:
        environment = _open_web(children, data_dir)
        address = environment["PUBLIC_URL"]
        data_dir.say_who_runs(address)
        _say(f"Open {address} (Ctrl-C stops it). All it keeps is in {data_dir.root}")
        # Last, since the first page needs none of it and everybody waits for it. The demo's
        # past comes before the worker, to whom its mails would be too late.
        _bring_in_people(children, data_dir, environment, empty=empty)
        for part in ("worker", "beat"):
            children.start(_celery(part, data_dir, environment))
        children.watch()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py up", description=up.__doc__)
    parser.add_argument(
        "--empty", action="store_true", help="do not bring in the runners of the demo"
    )
    return parser


def _open_web(children: Children, data_dir: DataDir) -> dict[str, str]:
    """Start what the first page needs, each after what it needs; return the settings."""
    port = _chosen_port()
    mail = _mail_server(data_dir)
    children.start(mail)
    owner_url, app_url = _databases(children, data_dir)
    environment = {
        **_own_settings(data_dir, port),
        **mail.environment,
        **_redis(children, data_dir),
        "DATABASE_URL": app_url,
    }
    data_dir.publish_environment(environment)
    as_owner = environment | {"DATABASE_URL": owner_url, "STATEMENT_TIMEOUT_MS": "0"}
    # Checks are for those who write the code: `make check` runs them.
    migrate = _manage("migrate", as_owner, "--skip-checks")
    children.run(migrate, *_collectstatic(data_dir, environment))
    children.start(_web(port, environment))
    children.wait_until(_takes_mail(mail), what="The mail server")
    _bring_in_rules(children, environment)
    children.wait_until(lambda: _is_alive(port), what="The web server")
    return environment


def _chosen_port() -> int:
    wanted = os.environ.get("PORT") or DEFAULT_PORT
    if not wanted.isdecimal() or not 0 < int(wanted) < 2**16:
        msg = f"PORT is {wanted!r}: set it to a number from 1 to 65535."
        raise CannotStart(msg)
    port = first_free_port(int(wanted))
    if port != int(wanted):
        _say(f"Port {wanted} is taken, so this one listens on {port}.")
    return port


def _own_settings(data_dir: DataDir, port: int) -> dict[str, str]:
    return {
        "SECRET_KEY": os.environ.get("SECRET_KEY") or data_dir.secret("secret_key"),
        "PUBLIC_URL": f"http://localhost:{port}",
        "MAIL_FROM": "Stridewell <hello@stridewell.example>",
        "DEMO_MODE": "True",
        "STATIC_ROOT": str(data_dir.folder("static")),
    }


def _mail_server(data_dir: DataDir) -> Program:
    port, folder = free_port(), data_dir.folder("mail")
    return Program(
        name="mail",
        command=[sys.executable, "-m", "config.embedded.mail", str(port), folder],
        environment={"EMAIL_URL": f"smtp://127.0.0.1:{port}", "MAIL_DIR": str(folder)},
        serves_others=True,
    )


def _takes_mail(mail: Program) -> Callable[[], bool]:
    address = urlsplit(mail.environment["EMAIL_URL"])

    def takes_mail() -> bool:
        try:
            with smtplib.SMTP(address.hostname or "", address.port or 0, timeout=2):
                return True
        except OSError:  # smtplib's own faults are among them
            return False

    return takes_mail


def _databases(children: Children, data_dir: DataDir) -> tuple[str, str]:
    given = os.environ.get("DATABASE_URL")
    if given:
        return prepare_given_server(given, data_dir)
    return prepare_own_server(start_postgres(children, data_dir))


def _redis(children: Children, data_dir: DataDir) -> dict[str, str]:
    given = os.environ.get("REDIS_URL")
    if not given:
        server = start_redis(children, data_dir)
        return {"REDIS_URL": f"{server}/0", "CACHE_URL": f"{server}/1"}
    cache = os.environ.get("CACHE_URL") or urlsplit(given)._replace(path="/1").geturl()
    for url in (given, cache):
        try:
            redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2).ping()
        except (redis.RedisError, ValueError) as fault:
            msg = f"The Redis of REDIS_URL or CACHE_URL does not answer: {fault}"
            raise CannotStart(msg) from None
    return {"REDIS_URL": given, "CACHE_URL": cache}


def _manage(command: str, environment: Mapping[str, str], *options: str) -> Program:
    whole = [sys.executable, "manage.py", command, *options]
    return Program(name=command, command=whole, environment=environment)


def _collectstatic(data_dir: DataDir, environment: Mapping[str, str]) -> Iterator[Program]:
    # Copying and packing takes seconds, so only when a source is newer than the copies.
    manifest = data_dir.root / "static" / "staticfiles.json"
    if not manifest.exists() or manifest.stat().st_mtime < _newest(STATIC_SOURCES):
        yield _manage("collectstatic", environment, "--no-input")


def _newest(sources: Sequence[str]) -> float:
    folders = [BASE_DIR / source for source in sources]
    files = [*folders, *(file for folder in folders for file in folder.rglob("*"))]
    return max(file.stat().st_mtime for file in files if file.exists())


def _web(port: int, environment: Mapping[str, str]) -> Program:
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", f"--bind=127.0.0.1:{port}"]
    command += ["--worker-class=gthread", "--workers=2", "--threads=4", "--preload"]
    command += ["--no-control-socket", "--graceful-timeout=5"]
    command += ["--config=python:config.gunicorn"]
    return Program(name="web", command=command, environment=environment)


def _celery(part: str, data_dir: DataDir, environment: Mapping[str, str]) -> Program:
    options = {
        "worker": ["--without-gossip", "--without-mingle"],
        "beat": [f"--schedule={data_dir.folder('beat') / 'schedule'}", "--pidfile="],
    }
    command = [sys.executable, "-m", "celery", "--app=config", part, "--loglevel=INFO"]
    return Program(name=part, command=[*command, *options[part]], environment=environment)


def _bring_in_rules(children: Children, environment: Mapping[str, str]) -> None:
    # Whoever starts a version on this machine wants its rules, calmer or not.
    note = "The rules that came with this version, also where they are calmer than before."
    publish = "--allow-calmer", f"--note={note}"
    children.run(_manage("publish_protocol", environment, *publish))


def _bring_in_people(
    children: Children, data_dir: DataDir, environment: Mapping[str, str], *, empty: bool
) -> None:
    seeded = data_dir.root / "seeded"
    if not empty and not seeded.exists():
        children.run(_manage("seed_demo", environment))
        seeded.touch()


def _is_alive(port: int) -> bool:
    connection = http.client.HTTPConnection("localhost", port, timeout=2)
    try:
        connection.request("GET", "/health/live")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _say(line: str) -> None:
    print(line, flush=True)
