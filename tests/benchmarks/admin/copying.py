"""Rows by the million, which the database copies from a few.

What belongs to one runner lies far apart on the disk, as what was written on different days
does.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import connection, models

Read = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """How a row is copied: ``each`` times for every ``every``-th runner.

    ``columns`` differ between the copies, in SQL: ``n`` counts the runners from 0, ``k``
    the copies of one runner; ``{table}`` is the key of their row in another.
    """

    row: models.Model
    columns: Mapping[str, str]
    each: int = 1
    every: int = 1


def copy_all(
    copies: Sequence[Copies],
    *,
    runners: int,
    more: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Copy rows for as many ``runners``, then fill the tables of ``more`` by their SQL.

    Of a table that others refer to, the first copies are one for every runner.
    """
    tables = sorted({table_of(one.row) for one in copies} | more.keys())
    newest = {table: _newest(table) for table in tables}
    keys = {table: f"{newest[table]} + 1 + n" for table in tables}
    with _as_bare_as_can_be(tables):
        for one in copies:
            table = table_of(one.row)
            newest[table] += _copy(one, runners, newest[table], keys)
        for sql in more.values():
            run(sql)


def table_of(row: models.Model | type[models.Model]) -> str:
    return row._meta.db_table  # noqa: SLF001 - Django documents it


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def read(sql: str, *given: Any) -> Read:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        rows: Read = cursor.fetchall()
    return rows


def _newest(table: str) -> int:
    [[pk]] = read(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608 - all ours
    return int(pk)


def _copy(one: Copies, runners: int, newest: int, keys: Mapping[str, str]) -> int:
    """Copy a row, with keys after the ``newest`` one; return how often."""
    table, people = table_of(one.row), len(range(0, runners, one.every))
    told = {name: how.format(**keys) for name, how in one.columns.items()}
    values = {"id": f"{newest} + 1 + i", **told}
    names = [each.column for each in one.row._meta.concrete_fields]  # noqa: SLF001 - likewise
    chosen = ", ".join(values.get(name, f'"{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    run(
        f"INSERT INTO {table} ({columns}) SELECT {chosen} FROM {table},"  # noqa: S608 - all ours
        f" generate_series(0, {people * one.each - 1}) AS i,"
        f" LATERAL (SELECT i % {people} * {one.every} AS n, i / {people} AS k) AS copy"
        f" WHERE id = {one.row.pk}"
    )
    return people * one.each


@contextmanager
def _as_bare_as_can_be(tables: Sequence[str]) -> Iterator[None]:
    """Take away what is checked or kept with each row, and put it back for all at once.

    Foreign keys come back without a look at the rows: only the planner reads them.
    """
    indexes = read(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
        " WHERE indrelid = ANY(%s::regclass[]) AND NOT EXISTS"
        " (SELECT FROM pg_constraint WHERE conindid = indexrelid)",
        tables,
    )
    keys = read(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])",
        tables,
    )
    run("SET statement_timeout = 0; SET maintenance_work_mem = '256MB'")
    for table in tables:
        run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for table, name, _ in keys:
        run(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        run(f"DROP INDEX {name}")
    yield
    for _, how in indexes:
        run(how)
    for table, name, how in keys:
        run(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {how} NOT VALID')
    for table in tables:
        run(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608 - all ours
        run(f"VACUUM (ANALYZE) {table}")
