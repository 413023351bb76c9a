"""``manage.py within -- COMMAND``: a command with servers of its own, gone after it."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from config.embedded.data_dir import DataDir
from config.embedded.faults import AskedToStop, CannotStart
from config.embedded.postgres import start_postgres
from config.embedded.processes import POLL_SECONDS, Children, start
from config.embedded.redis import start_redis
from config.embedded.roles import prepare_own_server

USAGE: Final = 2
SIGNALLED: Final = 128  # a shell's way to say: ended by the signal above this number


def within(arguments: Sequence[str]) -> int:
    """Run a command with its own PostgreSQL, signed in as the owner, and its own Redis.

    :returns: the exit status of the command.
    """
    command = list(arguments)
    if command[:1] == ["--"]:
        del command[0]
    if not command:
        print("usage: manage.py within -- COMMAND [ARGUMENT …]", file=sys.stderr)
        return USAGE
    try:
        with tempfile.TemporaryDirectory(prefix="stridewell-") as root:
            data_dir = DataDir(Path(root))
            with Children(data_dir.folder("log")) as children:
                environment = os.environ | _environment(children, data_dir)
                process = start(command, environment=environment, orphaned=signal.SIGTERM)
                return _accompany(process, children)
    except AskedToStop:
        return SIGNALLED + signal.SIGINT
    except CannotStart as fault:
        print(fault, file=sys.stderr)
        return 1


def _environment(children: Children, data_dir: DataDir) -> dict[str, str]:
    superuser_url = start_postgres(children, data_dir, throw_away=True)
    owner_url, _ = prepare_own_server(superuser_url)
    redis_url = start_redis(children, data_dir)
    return {
        "SECRET_KEY": data_dir.secret("secret_key"),
        "PUBLIC_URL": "http://localhost:8000",
        "DATABASE_URL": owner_url,
        "REDIS_URL": f"{redis_url}/0",
        "CACHE_URL": f"{redis_url}/1",
        "EMAIL_URL": "smtp://127.0.0.1:25",  # tests collect mail in memory
        "MAIL_FROM": "Stridewell <hello@stridewell.example>",
        "STATIC_ROOT": str(data_dir.folder("static")),
        "PATH": os.pathsep.join(
            [
                str(Path(sys.executable).parent),
                os.environ.get("PATH", os.defpath),
            ]
        ),
    }


def _accompany(process: subprocess.Popen[bytes], children: Children) -> int:
    while process.poll() is None:
        # Ctrl-C in a terminal reaches the command as well; anything else reached only us.
        if set(children.asked_to_stop) - {signal.SIGINT}:
            process.terminate()
        time.sleep(POLL_SECONDS)
    status: int = process.returncode
    return status if status >= 0 else SIGNALLED - status
