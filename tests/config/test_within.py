"""Servers for one command, gone after it."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from config.embedded.data_dir import BASE_DIR
from tests.config.test_up import family, left_of
from tests.sites import PYTHON, environment

pytestmark = pytest.mark.process


def begin_within(tmp_path: Path, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [PYTHON, BASE_DIR / "manage.py", "within", *command],
        cwd=tmp_path,
        env=environment(tmp_path) | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_the_command_has_servers_of_its_own_and_its_status_comes_back(
    tmp_path: Path,
) -> None:
    code = (
        "import os, psycopg, redis\n"
        "print(redis.Redis.from_url(os.environ['REDIS_URL']).ping())\n"
        "print(psycopg.connect(os.environ['DATABASE_URL']).info.user)\n"
        "raise SystemExit(3)\n"
    )

    process = begin_within(tmp_path, "--", "python", "-c", code)

    printed, _ = process.communicate()
    assert (process.returncode, printed) == (3, "True\nstridewell_owner\n")
    assert list(tmp_path.iterdir()) == []


def test_without_a_command_it_says_how_to_use_it(tmp_path: Path) -> None:
    process = begin_within(tmp_path, "--")

    printed, _ = process.communicate()
    assert (process.returncode, printed) == (
        2,
        "usage: manage.py within -- COMMAND [ARGUMENT …]\n",
    )


@pytest.mark.parametrize(("how", "status"), [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_stopped_it_leaves_nothing_running(
    tmp_path: Path, how: signal.Signals, status: int
) -> None:
    with begin_within(
        tmp_path, "--", "sh", "-c", "touch started; exec sleep 60"
    ) as process:
        while not (tmp_path / "started").exists():
            time.sleep(0.05)
        running = family(process.pid)

        process.send_signal(how)

        assert process.wait(timeout=30) == status
        assert left_of(running) == set()
