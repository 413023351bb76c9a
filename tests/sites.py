"""A whole site in processes of its own, for tests that look at it from outside."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from config.embedded.data_dir import BASE_DIR
from config.embedded.ports import free_port
from config.embedded.processes import start

PYTHON: Final = sys.executable
FROM_OUTSIDE: Final = {"PATH", "HOME", "LANG", "TMPDIR"}


@dataclass(frozen=True)
class Site:
    """A running ``manage.py up``."""

    process: subprocess.Popen[bytes]
    data_dir: Path

    @property
    def url(self) -> str:
        """The address it printed."""
        return self.printed().partition("Open ")[2].split()[0]

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @property
    def mail_dir(self) -> Path:
        return self.data_dir / "mail"

    def manage(self, *arguments: str) -> str:
        """Run a management command beside the site and return what it printed."""
        done = subprocess.run(
            [PYTHON, BASE_DIR / "manage.py", *arguments],
            env=environment(self.data_dir),
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def wait_until_open(self, seconds: float = 60) -> None:
        """Wait until it prints its address."""
        end = time.monotonic() + seconds
        while "Open http" not in self.printed():
            assert self.process.poll() is None, self.printed()
            assert time.monotonic() < end, self.printed()
            time.sleep(0.05)

    def printed(self) -> str:
        return _output(self.data_dir).read_text()

    def stop(self) -> int:
        """Stop it as Ctrl-C does and return its exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=60)


def begin_site(data_dir: Path, *options: str, **more: str) -> Site:
    """Begin a ``manage.py up``, on a free port unless told otherwise."""
    with _output(data_dir).open("wb") as output:
        process = start(
            [PYTHON, BASE_DIR / "manage.py", "up", *options],
            environment=environment(data_dir) | {"PORT": str(free_port())} | more,
            orphaned=signal.SIGTERM,
            log=output,
        )
    return Site(process, data_dir)


def open_site(data_dir: Path, *options: str, **more: str) -> Site:
    """Start a ``manage.py up`` and wait until it can be used."""
    site = begin_site(data_dir, *options, **more)
    site.wait_until_open()
    return site


def environment(data_dir: Path) -> dict[str, str]:
    """Return the environment of somebody who has set nothing but DATA_DIR."""
    kept = {name: value for name, value in os.environ.items() if name in FROM_OUTSIDE}
    return kept | {"DATA_DIR": str(data_dir)}


def _output(data_dir: Path) -> Path:
    return data_dir.with_suffix(".output")
