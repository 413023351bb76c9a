"""Where a run keeps what it must remember: one directory, readable by its owner alone."""

import fcntl
import os
import secrets
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from config.embedded.faults import CannotStart

BASE_DIR: Final = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class DataDir:
    root: Path

    @classmethod
    def chosen(cls) -> Self:
        """Take ``DATA_DIR`` from the environment, or ``.data`` in the checkout."""
        return cls(Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data").resolve())

    @property
    def environment_file(self) -> Path:
        return self.root / "up.env"

    @property
    def _lock_file(self) -> Path:
        return self.root / "up.lock"

    def folder(self, name: str) -> Path:
        """Return a folder of this name, made when it is not there."""
        folder = self.root / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def secret(self, name: str) -> str:
        """Return the secret kept under this name, drawn at random the first time."""
        file = self.root / name
        if not file.exists():
            _write_privately(file, secrets.token_urlsafe(64))
        return file.read_text()

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Hold this directory for one run. The kernel lets go of the lock, however we end.

        :raises CannotStart: when another run holds it.
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._lock_file.open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                msg = (
                    f"Stridewell already runs from {self.root} ({lock.read().strip()})."
                    " Stop that one with Ctrl-C, or set another DATA_DIR."
                )
                raise CannotStart(msg) from None
            self.say_who_runs("starting")
            try:
                yield
            finally:
                self.environment_file.unlink(missing_ok=True)

    def say_who_runs(self, where: str) -> None:
        """Leave a line in the lock for whoever finds it held."""
        self._lock_file.write_text(f"process {os.getpid()}, {where}\n")

    def is_running(self) -> bool:
        if not self._lock_file.exists():
            return False
        with self._lock_file.open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def publish_environment(self, environment: Mapping[str, str]) -> None:
        """Let other commands, and a shell that sources the file, join this run."""
        lines = [f"{name}={shlex.quote(value)}\n" for name, value in environment.items()]
        _write_privately(self.environment_file, "".join(lines))


def join_running() -> None:
    """Take over the environment of a running ``up``, if this process has none.

    :raises CannotStart: when that one has not got as far as to have an environment.
    """
    data_dir = DataDir.chosen()
    if "SECRET_KEY" in os.environ or not data_dir.is_running():
        return
    try:
        lines = shlex.split(data_dir.environment_file.read_text())
    except FileNotFoundError:
        msg = (
            f"Stridewell is still starting from {data_dir.root}:"
            " wait until it prints its address, then try again."
        )
        raise CannotStart(msg) from None
    for line in lines:
        name, _, value = line.partition("=")
        os.environ.setdefault(name, value)


def _write_privately(file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as handle:
        handle.write(text)
