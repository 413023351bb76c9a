"""Pages of the admin with few runners and with many, in turn, and what they are held to."""

import logging
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.test.utils import (
    override_settings,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

from accounts.models import User
from tests.benchmarks.admin.copying import read
from tests.benchmarks.admin.filling import World, fill
from tests.benchmarks.admin.looking import Cost, cost_of, seconds_of
from tests.benchmarks.admin.pages import MOST_QUERIES, Page, lists, pages_of
from tests.benchmarks.reminders.machine import machine
from tests.factories import sign_in_staff

FEW = 1000
SIDES = 2
ROUNDS = 9
MOST_TIMES = 3.0  # as long with many runners as with few
PLAIN_STATIC = f"{StaticFilesStorage.__module__}.{StaticFilesStorage.__qualname__}"


@dataclass(frozen=True, slots=True)
class Side:
    """A database with so many runners, and who looks at them."""

    database: BaseDatabaseWrapper
    world: World
    physios: dict[str, Client]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let everything go to this database."""
        before = connections["default"]
        connections["default"] = self.database
        try:
            yield
        finally:
            connections["default"] = before

    def pages(self) -> list[Page]:
        return [*pages_of(self.world.runner), *lists()]


@dataclass(frozen=True, slots=True)
class Line:
    """A page with many runners beside the same page with few."""

    page: Page
    cost: Cost
    few: Sequence[float]
    many: Sequence[float]

    @property
    def times(self) -> float:
        return median(many / few for few, many in zip(self.few, self.many, strict=True))

    @property
    def faults(self) -> tuple[str, ...]:
        slow = self.times >= MOST_TIMES
        many = self.cost.queries > MOST_QUERIES
        return (
            *self.cost.forbidden,
            *([f"takes {self.times:.1f} times as long"] if slow else []),
            *([f"sends {self.cost.queries} queries"] if many else []),
        )

    def __str__(self) -> str:
        few, many = (f"{1000 * median(times):7.1f}" for times in (self.few, self.many))
        kept = "no" if self.faults else "yes"
        figures = f"{self.cost.queries:>4}{few}{many}{self.times:7.2f}"
        return f"{self.page.name:<42}{figures}  {kept}"


def main() -> None:
    """Print what each page costs, and end with 1 if one costs more than it may."""
    asked = ArgumentParser()
    asked.add_argument("--runners", type=int, default=1_000_000)
    asked.add_argument("--diary", type=int, default=20, help="entries for each runner")
    told = asked.parse_args()
    logging.disable(logging.INFO)  # a line for each request would be measured as well
    setup_test_environment()
    plain = override_settings(STORAGES={"staticfiles": {"BACKEND": PLAIN_STATIC}})
    with plain, _databases() as (few, many):
        _say(machine())
        sides = [_a_side(few, FEW, told.diary), _a_side(many, told.runners, told.diary)]
        lines = []
        for line in _compare(*sides):
            _say(line)
            lines.append(line)
    faults = [f"{line.page.name} {fault}" for line in lines for fault in line.faults]
    _say(*faults)
    sys.exit(bool(faults))


def _compare(few: Side, many: Side) -> Iterator[Line]:
    """Yield a line for each page and physio, all beside who sees all of the few."""
    _say(f"{'':<42}queries, ms with few, with many, times as long, kept")
    for who in many.physios:
        pages = zip(few.pages(), many.pages(), strict=True)
        for small, big in pages:
            with many.at_work():
                cost = cost_of(many.physios[who], big.address)
            times: list[tuple[float, float]] = []
            for _ in range(ROUNDS + 1):
                with few.at_work():
                    first = seconds_of(few.physios["everybody"], small.address)
                with many.at_work():
                    times.append((first, seconds_of(many.physios[who], big.address)))
            name = Page(f"{who}: {big.name}", big.address)
            yield Line(name, cost, *map(list, zip(*times[1:], strict=True)))  # one warms up


def _a_side(database: BaseDatabaseWrapper, runners: int, diary: int) -> Side:
    before = connections["default"]
    connections["default"] = database
    begun = perf_counter()
    world = fill(runners=runners, diary=diary)
    [[size]] = read("SELECT pg_size_pretty(pg_database_size(current_database()))")
    _say(f"{runners:,} runners: {size}, {perf_counter() - begun:.0f} s to fill")
    people = {"everybody": world.everybody, "some": world.some, "named": world.named}
    physios = {who: _signed_in(person) for who, person in people.items()}
    connections["default"] = before
    return Side(database, world, physios)


def _signed_in(physio: User) -> Client:
    client = Client()
    sign_in_staff(client, physio)
    return client


@contextmanager
def _databases() -> Iterator[Sequence[BaseDatabaseWrapper]]:
    """Lend two databases, each empty."""
    made = setup_databases(verbosity=0, interactive=False, parallel=SIDES)
    settings, lent = connection.settings_dict, []
    for number in range(1, SIDES + 1):
        database = connections.create_connection("default")
        database.settings_dict = settings | {"NAME": f"{settings['NAME']}_{number}"}
        lent.append(database)
    try:
        yield lent
    finally:
        for database in lent:
            database.close()
        teardown_databases(made, verbosity=0, parallel=SIDES)


def _say(*lines: object) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
