"""Moving time on by data: all that somebody told was told so many days earlier."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import psycopg
from dotenv import dotenv_values
from psycopg import sql

from config.embedded.postgres import SUPERUSER
from tests.sites import Site

# By which column the rows of one person are found, the first of these that a table has.
WHOSE: Final = {
    "person_id": "person_id = %(person)s",
    "patient_id": "patient_id = %(person)s",
    "plan_id": "plan_id IN (SELECT id FROM rehab_plan WHERE person_id = %(person)s)",
}
TIMES: Final = {"date", "timestamp with time zone"}
# Where days stand in words.
IN_WORDS: Final = {
    "rehab_planchange": ("subject", "before", "after"),
    "rehab_diaryentry": ("about",),
}
COLUMNS: Final = """
    SELECT table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name ~ '^(rehab|triage)_'
"""
LATER: Final = "{column} + %(days)s * interval '1 day'"
LATER_IN_WORDS: Final = r"""
    CASE WHEN {column} ~ '^\d{{4}}-\d\d-\d\d$'
        THEN to_char({column}::date + %(days)s, 'YYYY-MM-DD') ELSE {column} END
"""
OUT_OF_THE_WAY: Final = 100_000  # days, so that no row meets another one on its way


def days_pass(site: Site, email: str, days: int) -> None:
    """Move the check and the plan of somebody, and what stands in it, so many days back."""
    address = dotenv_values(site.data_dir / "up.env")["DATABASE_URL"]
    assert address is not None
    with psycopg.connect(address, user=SUPERUSER) as connection:
        # Rows that are only added to move as well.
        connection.execute("SET session_replication_role = replica")
        find = "SELECT id FROM accounts_user WHERE email = %s"
        found = connection.execute(find, [email]).fetchone()
        assert found is not None
        for step in (OUT_OF_THE_WAY, -OUT_OF_THE_WAY - days):
            told = {"person": found[0], "days": step}
            for table, columns in _tables(connection).items():
                connection.execute(_update(table, columns), told)


def _tables(connection: psycopg.Connection) -> Mapping[str, Mapping[str, str]]:
    """Return the types of the columns of each table that knows whose its rows are."""
    tables: dict[str, dict[str, str]] = defaultdict(dict)
    for table, column, kind in connection.execute(COLUMNS).fetchall():
        tables[table][column] = kind
    return {name: each for name, each in tables.items() if WHOSE.keys() & each.keys()}


def _update(table: str, columns: Mapping[str, str]) -> sql.Composed:
    """Return the statement that moves the rows of one person by so many days."""
    moved = {column: LATER for column, kind in columns.items() if kind in TIMES}
    moved |= dict.fromkeys(IN_WORDS.get(table, ()), LATER_IN_WORDS)
    sets = [
        sql.SQL(f"{{column}} = {later}").format(column=sql.Identifier(column))
        for column, later in moved.items()
    ]
    whose = next(rows for column, rows in WHOSE.items() if column in columns)
    return sql.SQL("UPDATE {table} SET {sets} WHERE {whose}").format(
        table=sql.Identifier(table), sets=sql.SQL(", ").join(sets), whose=sql.SQL(whose)
    )
