"""What a reminder costs with few and with many due: processors and memory.

Two processes drain, in turn, a database each, for the same time.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.reminders.processes import MODULE, environment

FEW, MANY = 10_000, 1_000_000
SECONDS, ROUNDS = 1.5, 5
NO_TIMEOUT = {"STATEMENT_TIMEOUT_MS": "0"}  # to fill a table takes longer than a page may

Cost = dict[str, float]


@dataclass(frozen=True, slots=True)
class Sizes:
    """What each round cost with few and with many reminders due."""

    few: list[Cost]
    many: list[Cost]

    def processors(self) -> float:
        """Return how many times the processor time of a reminder is with many due."""
        pairs = zip(self.few, self.many, strict=True)
        return median(_both(many) / _both(few) for few, many in pairs)

    def memory(self) -> float:
        """Return how many times the memory of a worker is, at its peak, with many due."""
        return self.many[-1]["peak"] / self.few[-1]["peak"]


def compare(mail_port: int, databases: Sequence[str]) -> Sizes:
    """Drain a small and a large database in turn."""
    with ExitStack() as stack:
        few, many = (
            stack.enter_context(_a_drainer(count, mail_port, database))
            for count, database in zip((FEW, MANY), databases, strict=True)
        )
        found = [(few(), many()) for _ in range(ROUNDS + 1)][1:]  # one warms up
    return Sizes([small for small, _ in found], [large for _, large in found])


@contextmanager
def _a_drainer(count: int, mail_port: int, database: str) -> Iterator[Callable[[], Cost]]:
    """Run a process that drains when called, with ``count`` reminders due."""
    command = [sys.executable, "-m", f"{MODULE}.drainer", str(count)]
    surroundings = environment(database=database, mail_port=mail_port) | NO_TIMEOUT
    with subprocess.Popen(
        command,
        env=surroundings,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        answers, orders = process.stdout, process.stdin
        assert answers
        assert orders
        assert answers.readline(), "the database was not filled"

        def drain() -> Cost:
            orders.write(f"{SECONDS}\n")
            orders.flush()
            return dict(json.loads(answers.readline()))

        yield drain
        orders.close()


def _both(cost: Cost) -> float:
    return cost["worker"] + cost["database"]
