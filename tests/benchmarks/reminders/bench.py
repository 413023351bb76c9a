"""One worker against its yardsticks, few rows against many, and what each is held to."""

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from django.db import connection
from django.test.utils import override_settings, setup_databases, teardown_databases

from tests.benchmarks.reminders import contest, sizes, statements
from tests.benchmarks.reminders.contest import KEPT, LOOSE, OURS, RAW, TWO, USUAL, Found
from tests.benchmarks.reminders.machine import machine
from tests.benchmarks.reminders.processes import a_mail_server

OF_SIZES = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A figure and what it is held to: at least ``least``, at most ``most``, or nothing."""

    what: str
    figure: float
    least: float = 0
    most: float = float("inf")

    def __str__(self) -> str:
        bars = [f"at least {self.least:g}"] * (self.least > 0)
        bars += [f"at most {self.most:g}"] * (self.most < float("inf"))
        bar, held = " and ".join(bars), self.least <= self.figure <= self.most
        kept = ("no", "yes")[held] if bars else ""
        return f"{self.what:<62}{self.figure:>8.2f}  {bar:<32}{kept}"


def main() -> None:
    """Print a table of all that is measured."""
    logging.disable(logging.INFO)  # a line for each mail, on the terminal
    with (
        _databases() as databases,
        a_mail_server() as port,
        override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=port),
    ):
        _say(machine())
        found = contest.compare(port)
        _say(*_rates(found))
        a_batch = statements.a_batch()
        costs = sizes.compare(port, databases)
    _say(*_costs(costs))
    _say(*_table(found, a_batch, costs))


def _table(found: Found, a_batch: float, costs: sizes.Sizes) -> Iterator[Line]:
    ratio = found.ratio
    yield Line(f"{OURS} to {USUAL}, one worker too", ratio(OURS, USUAL), least=8)
    yield Line(f"{OURS} to {RAW}", ratio(OURS, RAW), least=0.3)
    yield Line("statements a batch", a_batch, most=statements.MOST)
    of_sizes = f"{sizes.MANY:,} due to {sizes.FEW:,}"
    yield Line(f"processor time a reminder, {of_sizes}", costs.processors(), most=1.2)
    yield Line(f"memory of a worker, {of_sizes}", costs.memory(), least=0.9, most=1.1)
    yield Line(f"{TWO} to {OURS}", ratio(TWO, OURS), least=1)
    yield Line(f"{KEPT} to {LOOSE}", ratio(KEPT, LOOSE))


def _rates(found: Found) -> Iterator[str]:
    for name, rates in found.rates.items():
        spread = f"{min(rates):.0f} to {max(rates):.0f}"
        busy = f"{median(found.busy[name]):.0%} of all processors in use"
        yield f"{name:<24}{median(rates):>6.0f} a second ({spread}), {busy}"


def _costs(found: sizes.Sizes) -> Iterator[str]:
    for count, costs in ((sizes.FEW, found.few), (sizes.MANY, found.many)):
        worker, database = (
            median(cost[key] for cost in costs) for key in ("worker", "database")
        )
        yield (
            f"{count:>9,} due: {worker:.0f} us of a worker and {database:.0f} us of its"
            f" database session a reminder, {costs[-1]['peak'] / 1024:.1f} MB at most"
        )


def _say(*lines: object) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines) + "\n")
    sys.stdout.flush()


@contextmanager
def _databases() -> Iterator[Sequence[str]]:
    """Lend a database, and the names of two more like it for the sizes."""
    made = setup_databases(verbosity=0, interactive=False, parallel=OF_SIZES)
    name = connection.settings_dict["NAME"]
    try:
        yield [f"{name}_{number}" for number in range(1, OF_SIZES + 1)]
    finally:
        teardown_databases(made, verbosity=0, parallel=OF_SIZES)
