"""Which tables hold anything of people, as the database and the models know it."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import EmailField, Model
from psycopg import sql

from accounts.models import User
from accounts.privacy import Kind, kinds

# What stays of somebody who is gone, with the reason.
STAYS = {
    "who-looked": "whoever looked answers for it; the number leads nowhere",
    "deleting": "a backup that is put back is cleared of them again",
}


def all_models() -> list[type[Model]]:
    """Return every model with a table of its own, those that Django makes included."""
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if _has_own_table(model)]


def table_of(model: type[Model]) -> str:
    return model._meta.db_table  # noqa: SLF001 # Django documents it


def columns_of(model: type[Model]) -> list[Any]:
    return [*model._meta.concrete_fields]  # noqa: SLF001 # Django documents it


def models_about_people() -> set[type[Model]]:
    """Return each model whose rows lead to a person, in however many steps, or an address.

    A step is a reference to one row: a plan refers to a person, a diary entry to a plan.
    """
    about: set[type[Model]] = {User}
    found = True
    while found:
        more = {model for model in all_models() if _refers_to(model, about)} - about
        about |= more
        found = bool(more)
    with_address = {model for model in all_models() if _has_address(model)}
    by_number = {model for model in all_models() if _has_number(model)}
    return about | with_address | by_number


def kind_of() -> dict[type[Model], Kind]:
    return {kind.model: kind for kind in kinds()}


def rows_by_table(person: User) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for kind in kinds():
        counted[table_of(kind.model)] += kind.rows_of(person).count()
    return {table: count for table, count in counted.items() if count}


def held(person: User) -> set[str]:
    return {kind.file for kind in kinds() if kind.rows_of(person).exists()}


def tables_with(text: str) -> list[str]:
    """Return the tables in which ``text`` stands anywhere."""
    return [table for table in _tables() if _counts(table, "t::text LIKE %s", f"%{text}%")]


def tables_that_refer_to(number: int) -> list[str]:
    """Return the columns, as table.column, that refer to the person with ``number``."""
    return sorted(
        f"{table_of(model)}.{field.column}"
        for model in all_models()
        for field in columns_of(model)
        if field.related_model is User
        and _counts(table_of(model), f'"{field.column}" = %s', number)
    )


def _has_own_table(model: type[Model]) -> bool:
    about = model._meta  # noqa: SLF001 # Django documents it
    return about.managed and not about.proxy


def _refers_to(model: type[Model], others: set[type[Model]]) -> bool:
    return any(field.related_model in others for field in columns_of(model))


def _has_address(model: type[Model]) -> bool:
    return any(isinstance(field, EmailField) for field in columns_of(model))


def _has_number(model: type[Model]) -> bool:
    return any(field.name == "person_number" for field in columns_of(model))


def _tables() -> list[str]:
    return sorted(table_of(model) for model in all_models())


def _counts(table: str, condition: str, value: str | int) -> bool:
    with connection.cursor() as cursor:
        found = sql.SQL("SELECT FROM {} AS t WHERE ").format(sql.Identifier(table))
        cursor.execute(found.as_string(cursor.connection) + condition, [value])
        return cursor.fetchone() is not None
