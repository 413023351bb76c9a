"""Child processes that start and stop in order, and never outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from config.embedded.faults import AskedToStop, CannotStart

STOPPING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PR_SET_PDEATHSIG: Final = 1  # from linux/prctl.h
POLL_SECONDS: Final = 0.05
WATCH_SECONDS: Final = 0.2
LINES_SHOWN: Final = 10


@dataclass(frozen=True, kw_only=True)
class Program:
    """A program to run.

    :ivar environment: what it gets on top of ours.
    :ivar stop: the signal that asks it to finish.
    :ivar orphaned: the signal it gets when we are killed.
    :ivar patience: how many seconds it may take to finish before it is killed.
    :ivar serves_others: whether it is asked to finish only when the others have finished.
    """

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)
    stop: signal.Signals = signal.SIGTERM
    orphaned: signal.Signals = signal.SIGKILL
    patience: float = 10
    serves_others: bool = False


def start(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    orphaned: signal.Signals,
    log: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program that gets the signal ``orphaned`` when this process ends (on Linux).

    The kernel watches the thread that starts the program, so call it from the main thread.

    :param environment: all of it, ours not added.
    :param log: where its output goes; without one it shares our terminal and its Ctrl-C.
    """
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL if log else None,
        stdout=log,
        stderr=log,
        start_new_session=log is not None,
        # Safe here: there is one thread, and the function only calls into the kernel.
        preexec_fn=_tied_to_this_process(orphaned),  # noqa: PLW1509
    )


class Children:
    """The programs of one run. Leaving the context stops them, servers after their clients.

    :ivar afterwards: what is cleared away once all have stopped.
    :ivar asked_to_stop: the signals that asked us to since the context was entered.
    """

    def __init__(self, logs: Path) -> None:
        self.afterwards = ExitStack()
        self.asked_to_stop: list[int] = []
        self._logs = logs
        self._running: list[tuple[Program, subprocess.Popen[bytes]]] = []
        self._ending: list[tuple[Program, subprocess.Popen[bytes]]] = []

    def __enter__(self) -> Self:
        # Noted here and acted upon in `check`: an exception out of a signal handler can be
        # lost in a hook after a fork, or strike between a start and our knowing of it.
        for signum in STOPPING:
            handler = signal.signal(signum, lambda got, _: self.asked_to_stop.append(got))
            self.afterwards.callback(signal.signal, signum, handler)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for wave in (False, True):
            everybody = self._running + self._ending
            members = [pair for pair in everybody if pair[0].serves_others is wave]
            for program, process in members:
                process.send_signal(program.stop)
            for program, process in members:
                _wait_for(program, process)
        self.afterwards.close()

    def start(self, program: Program) -> None:
        """Start a program that runs until it is stopped."""
        self._running.append((program, self._begin(program)))

    def run(self, *programs: Program) -> None:
        """Run programs that end by themselves, side by side, and wait for all of them.

        :raises CannotStart: when one fails; the message shows the end of its log.
        :raises AskedToStop: after a signal.
        """
        self._ending = [(program, self._begin(program)) for program in programs]
        while self._ending:
            self.check()
            time.sleep(POLL_SECONDS)
            self._ending = [pair for pair in self._ending if pair[1].poll() != 0]

    def check(self) -> None:
        """Notice a program that failed or should still be running, and being asked to stop.

        :raises CannotStart: with the end of its log.
        :raises AskedToStop: after a signal.
        """
        if self.asked_to_stop:
            raise AskedToStop
        failed = [pair for pair in self._ending if pair[1].poll()]
        ended = [pair for pair in self._running if pair[1].poll() is not None]
        if failed or ended:
            raise self._failed(*(failed + ended)[0])

    def wait_until(
        self, ready: Callable[[], bool], *, what: str, seconds: float = 60
    ) -> None:
        """Wait for something that the running programs will bring about.

        :raises CannotStart: when one of them ends instead, or the time is up.
        :raises AskedToStop: after a signal.
        """
        end = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > end:
                msg = (
                    f"{what} did not answer within {seconds:.0f} seconds: see {self._logs}"
                )
                raise CannotStart(msg)
            time.sleep(POLL_SECONDS)

    def watch(self) -> None:
        """Stay.

        :raises CannotStart: when a program ends.
        :raises AskedToStop: after a signal.
        """
        while True:
            self.check()
            time.sleep(WATCH_SECONDS)

    def _begin(self, program: Program) -> subprocess.Popen[bytes]:
        with self._new_log(program) as log:
            return start(
                program.command,
                environment=os.environ | program.environment,
                orphaned=program.orphaned,
                log=log,
            )

    def _log_of(self, program: Program) -> Path:
        return self._logs / f"{program.name}.log"

    def _new_log(self, program: Program) -> IO[bytes]:
        log = self._log_of(program)
        if log.exists():
            log.replace(log.with_suffix(".log.1"))
        return log.open("wb")

    def _failed(self, program: Program, process: subprocess.Popen[bytes]) -> CannotStart:
        log = self._log_of(program)
        last_lines = log.read_text(errors="replace").splitlines()[-LINES_SHOWN:]
        what = f"{program.name} ended by itself (exit status {process.returncode})"
        return CannotStart(
            "\n".join([*last_lines, f"{what}, so all stops. Its log: {log}"])
        )


def _wait_for(program: Program, process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(timeout=program.patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    # Whatever it left behind is in its own process group.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _tied_to_this_process(orphaned: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    return partial(_tie, ctypes.CDLL(None).prctl, os.getpid(), orphaned)


def _tie(prctl: Callable[[int, int], int], parent: int, orphaned: signal.Signals) -> None:
    prctl(PR_SET_PDEATHSIG, orphaned)
    if os.getppid() != parent:  # it ended before the kernel knew what we want
        os.kill(os.getpid(), orphaned)
