"""What a page of the admin costs: its time, its queries, and how they are gone about."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from time import perf_counter
from typing import Any

from django.db import connection
from django.test import Client

BIG = 10_000  # rows of a table that nothing may read from end to end

Query = tuple[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The queries of a page, and what of them a large database forbids, in words."""

    queries: int
    forbidden: tuple[str, ...]


def seconds_of(client: Client, address: str) -> float:
    """Return how long a page takes.

    :raises AssertionError: if there is no such page.
    """
    begun = perf_counter()
    page = client.get(address)
    taken = perf_counter() - begun
    assert page.status_code == HTTPStatus.OK, (address, page.status_code)
    return taken


def cost_of(client: Client, address: str, *, big: int = BIG) -> Cost:
    """Return what a page costs. No table of more than ``big`` rows may be read whole."""
    with _queries() as queries:
        seconds_of(client, address)
    tables, found = _big_tables(big), []
    for sql, given in queries:
        if not sql.startswith(("SELECT", "(SELECT")):
            continue
        found += [
            f"reads all of {name}: {sql}" for name in _read_whole(sql, given) & tables
        ]
        if "COUNT(*)" in sql and "LIMIT" not in sql:
            found.append(f"counts all rows: {sql}")
        if "OFFSET" in sql:
            found.append(f"passes over rows: {sql}")
    return Cost(queries=len(queries), forbidden=tuple(found))


@contextmanager
def _queries() -> Iterator[list[Query]]:
    """Lend a list of the statements that are sent, with their values."""
    sent: list[Query] = []

    def note(execute: Any, sql: str, given: Any, *more: Any) -> object:
        sent.append((sql, given))
        return execute(sql, given, *more)

    with connection.execute_wrapper(note):
        yield sent


def _read_whole(sql: str, given: Any) -> set[str]:
    """Return the tables that a statement reads from end to end, as the planner says."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", given)
        [[[plan]]] = cursor.fetchall()
    told = plan if isinstance(plan, dict) else json.loads(plan)
    nodes = _nodes(told["Plan"])
    return {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for part in node.get("Plans", ()):
        yield from _nodes(part)


def _big_tables(big: int) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [big]
        )
        return {name for (name,) in cursor.fetchall()}
