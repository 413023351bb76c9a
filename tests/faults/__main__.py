"""``python -m tests.faults``: play seeds, some at once, and print what came of each.

Ends with 1 if the promise was broken, and names what broke it. The folder of such a seed,
with all logs, is kept.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from config.embedded.data_dir import BASE_DIR
from config.embedded.processes import start
from tests.faults.checker import Verdict, check
from tests.faults.history import History
from tests.faults.world import FAKETIME, PYTHON

POLL_SECONDS: Final = 0.2
COLUMNS: Final = (
    "seed",
    "what happened, in order",
    "sent",
    "missed",
    "parked",
    "withdrawn",
    "put off",
    "lost",
    "doubled",
    "unheard, again",
    "after a stop",
    "worst delay",
)


@dataclass(frozen=True)
class Running:
    """A seed that is being played."""

    seed: int
    folder: Path
    process: subprocess.Popen[bytes]


def main() -> int:
    """Play what is asked for.

    :returns: an exit status: 1 if a seed broke the promise or broke off.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="how many")
    parser.add_argument("--first", type=int, default=1, help="the number of the first")
    parser.add_argument("--reminders", type=int, default=200, help="how many in each")
    parser.add_argument("--jobs", type=int, default=4, help="how many seeds at once")
    parser.add_argument("--fast", action="store_true", help="minutes become seconds")
    parser.add_argument("--sabotage", default="", help="a name in tests/faults/sabotage.py")
    given = parser.parse_args()
    os.chdir(BASE_DIR)
    if not FAKETIME:
        _say("There is no faketime, so no clock is moved.")
    _say(_line(COLUMNS), _line("---" for _ in COLUMNS))
    options = [f"--reminders={given.reminders}", f"--sabotage={given.sabotage}"]
    options += ["--fast"] if given.fast else []
    seeds = range(given.first, given.first + given.seeds)
    broken = [_report(done) for done in _played([*seeds], options, jobs=given.jobs)]
    _say("", f"{len(broken)} seeds; the promise was broken in {sum(broken)}.")
    return int(any(broken))


def _played(
    seeds: Sequence[int], options: Sequence[str], *, jobs: int
) -> Iterator[Running]:
    """Play seeds, so many at once, and yield each in their order."""
    running: dict[int, Running] = {}
    waiting, next_out = list(seeds), list(seeds)
    while next_out:
        alive = sum(each.process.poll() is None for each in running.values())
        if waiting and alive < jobs:
            seed = waiting.pop(0)
            running[seed] = _begin(seed, options)
        first = running.get(next_out[0])
        if first and first.process.poll() is not None:
            next_out.pop(0)
            yield first
        time.sleep(POLL_SECONDS)


def _begin(seed: int, options: Sequence[str]) -> Running:
    folder = Path(tempfile.mkdtemp(prefix=f"stridewell-seed-{seed}-"))
    with (folder / "seed.log").open("wb") as log:
        process = start(
            [PYTHON, "-m", "tests.faults.seed", str(seed), folder, *options],
            environment=os.environ,
            orphaned=signal.SIGTERM,
            log=log,
        )
    return Running(seed, folder, process)


def _report(done: Running) -> bool:
    """Print how a seed went; return if it broke the promise."""
    if done.process.returncode:
        last = (done.folder / "seed.log").read_text().splitlines()[-10:]
        _say(*last, f"Seed {done.seed} broke off: see {done.folder}")
        return True
    history = History.read(done.folder / "history.json")
    verdict = check(history)
    _say(_line(_cells(done.seed, history, verdict)))
    if verdict.broken:
        _say(*verdict.broken, f"Seed {done.seed} broke the promise: see {done.folder}")
        return True
    shutil.rmtree(done.folder)
    return False


def _cells(seed: int, history: History, verdict: Verdict) -> list[object]:
    troubles = sorted(history.troubles, key=lambda trouble: trouble.began)
    states = ("SENT", "MISSED", "PARKED", "WITHDRAWN")
    return [
        seed,
        ", ".join(trouble.what for trouble in troubles),
        *(verdict.states.get(state, 0) for state in states),
        verdict.put_off,
        len(verdict.lost),
        verdict.doubled,
        verdict.repeated,
        len(verdict.unwanted),
        f"{verdict.worst_delay:.0f} s",
    ]


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
