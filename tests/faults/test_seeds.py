"""A few seeds at a fast pace; `make faults` plays many at the pace of production."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.embedded.data_dir import BASE_DIR

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]


def play(folder: Path, *options: str) -> tuple[int, str]:
    """Play seeds of 40 in a folder and return the exit status and what was printed."""
    command = [sys.executable, "-m", "tests.faults", "--fast", "--reminders=40", *options]
    done = subprocess.run(
        command,
        cwd=BASE_DIR,
        env=os.environ | {"TMPDIR": str(folder)},
        capture_output=True,
        check=False,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_reminders_are_kept_through_whatever_breaks(tmp_path: Path) -> None:
    status, printed = play(tmp_path, "--first=4", "--seeds=2", "--jobs=2")

    assert status == 0, printed
    assert "2 seeds; the promise was broken in 0." in printed


@pytest.mark.parametrize(
    ("sabotage", "seed", "said"),
    [("SettlesFirst", 3, "sent, and never came"), ("NamesAnew", 30, "came again as")],
)
def test_an_engine_that_breaks_the_promise_is_found_out(
    tmp_path: Path, sabotage: str, seed: int, said: str
) -> None:
    options = [f"--first={seed}", "--seeds=1", f"--sabotage={sabotage}"]

    status, printed = play(tmp_path, *options)

    assert status == 1, printed
    assert said in printed
    shutil.rmtree(tmp_path)  # what broke keeps its databases
