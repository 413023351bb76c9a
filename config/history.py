"""What only grows is kept from the application's role by rights as well as by triggers.

pgtrigger's triggers can be switched off for a session by whoever can run SQL in it. A right
that was taken away cannot. What must go all the same goes by functions of the database that
run as the owner and refuse whatever nobody asked for: ``WAYS_OUT`` names them.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from psycopg import sql

from accounts.triggers import ONLY_GROWS
from config.embedded.roles import APP_ROLE

# By app: what the application may call to delete history. Each is made by a migration.
WAYS_OUT = {
    "accounts": (
        "accounts_erase(bigint)",
        "accounts_forget_looks(timestamptz, integer)",
    ),
    "triage": ("triage_erase(bigint)",),
    "rehab": ("rehab_erase(bigint)", "rehab_forget_mails(timestamptz, integer)"),
}


def hold_history(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_signal: object
) -> None:
    """Let the application add to the tables of an app that only grow, and nothing more.

    Beyond that it may call the app's ``WAYS_OUT``, and nobody else may.

    Runs after ``migrate``, as the owner of the tables. Without the role it does nothing.
    """
    tables = tables_that_only_grow(sender.get_models())
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if cursor.fetchone() is None:
            return
        for table in tables:
            cursor.execute(_take_back(table).as_string(cursor.connection))
        for function in WAYS_OUT.get(sender.label, ()):
            cursor.execute("SELECT to_regprocedure(%s)", [function])
            if cursor.fetchone() != (None,):  # else migrated back to before it
                cursor.execute(_allow_alone(function).as_string(cursor.connection))


def tables_that_only_grow(models: Iterable[type[Model]]) -> list[str]:
    """Return the tables of the models that say so by their trigger ``only_added_to``."""
    return [
        model._meta.db_table  # noqa: SLF001 # Django documents it
        for model in models
        if ONLY_GROWS in {trigger.name for trigger in _triggers(model)}
    ]


def _triggers(model: type[Model]) -> Iterable[Any]:
    return getattr(model._meta, "triggers", ())  # noqa: SLF001 # Django documents it


def _take_back(table: str) -> sql.Composed:
    statement = sql.SQL("REVOKE UPDATE, DELETE ON {} FROM {}")
    return statement.format(sql.Identifier(table), sql.Identifier(APP_ROLE))


def _allow_alone(function: str) -> sql.Composed:
    # Whatever is made, or restored without its rights, may be called by everybody.
    statement = sql.SQL(
        "REVOKE ALL ON FUNCTION {0} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {0} TO {1}"
    )
    return statement.format(sql.SQL(function), sql.Identifier(APP_ROLE))
