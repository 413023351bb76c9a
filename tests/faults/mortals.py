"""Programs that may be killed, frozen and started again one by one."""

import os
from contextlib import suppress
from signal import SIGKILL, Signals
from subprocess import Popen

from config.embedded.processes import Children, Program
from tests.config.test_up import parents

Pair = tuple[Program, Popen[bytes]]


class Mortals(Children):
    """The programs of one run, of which each can be reached by its name."""

    def names(self) -> list[str]:
        """Return the names of all that run, also of those that are frozen."""
        return [program.name for program, _ in self._running]

    def signal(self, name: str, signum: Signals) -> None:
        """Send a signal to a program and all that it started."""
        os.killpg(self._find(name)[1].pid, signum)

    def end(self, name: str, signum: Signals) -> Program:
        """End a program and wait. A kill takes all that it started at the same stroke.

        :returns: what ``start`` needs to bring it back.
        """
        pair = program, process = self._find(name)
        self._running.remove(pair)
        send = os.killpg if signum is SIGKILL else os.kill
        send(process.pid, signum)
        _wait_for(process)
        return program

    def kill_child(self, name: str) -> None:
        """Kill what a program started, and leave it to start another."""
        above = parents()
        parent = self._find(name)[1].pid
        for child in [pid for pid in above if above[pid] == parent]:
            os.kill(child, SIGKILL)

    def send_out(self, program: Program) -> None:
        """Start a program that may end by itself whenever it is done."""
        self._ending.append((program, self._begin(program)))

    def dismiss(self, name: str) -> Pair:
        """Ask a program to end, as on a deployment, and do not wait for it."""
        pair = program, process = self._find(name)
        self._running.remove(pair)
        process.send_signal(program.stop)
        self.afterwards.callback(_clear_away, process)
        return pair

    def bring_back(self, pair: Pair) -> None:
        """Start again what was dismissed, once it has ended."""
        program, process = pair
        _wait_for(process)
        self.start(program)

    def _find(self, name: str) -> Pair:
        return next(pair for pair in self._running if pair[0].name == name)


def _wait_for(process: Popen[bytes]) -> None:
    process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, SIGKILL)


def _clear_away(process: Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
        _wait_for(process)
