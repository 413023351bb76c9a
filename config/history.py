"""What only grows is kept from the application's role by rights as well as by triggers.

pgtrigger's triggers can be switched off for a session by whoever can run SQL in it. A right
that was taken away cannot.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from psycopg import sql

from accounts.triggers import ONLY_GROWS
from config.embedded.roles import APP_ROLE


def hold_history(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_signal: object
) -> None:
    """Let the application add to the tables of an app that only grow, and nothing more.

    Runs after ``migrate``, as the owner of the tables. Without the role it does nothing.
    """
    tables = tables_that_only_grow(sender.get_models())
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if cursor.fetchone() is None:
            return
        for table in tables:
            cursor.execute(_take_back(table).as_string(cursor.connection))


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
