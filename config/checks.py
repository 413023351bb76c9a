from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning  # noqa: A004 - Django's name for it
from django.db import connections

# Whoever owns a table may drop its triggers, and a superuser may do anything.
POWERS = """
SELECT rolsuper OR EXISTS (
    SELECT FROM pg_tables WHERE schemaname = 'public' AND pg_has_role(tableowner, 'MEMBER')
)
FROM pg_roles WHERE rolname = current_user
"""


def check_role(
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001 - a check's signature
    *,
    databases: Sequence[str] | None = None,
    **_more: object,
) -> list[CheckMessage]:
    """Warn where the application could change tables, and so history that only grows.

    Runs with ``check --deploy --database default``.
    """
    return [
        Warning(
            "This database role owns tables or is a superuser.",
            hint="Run migrations as the owner, and everything else as stridewell_app.",
            obj=alias,
            id="stridewell.W001",
        )
        for alias in databases or ()
        if _can_change_tables(alias)
    ]


def _can_change_tables(alias: str) -> bool:
    with connections[alias].cursor() as cursor:
        cursor.execute(POWERS)
        (answer,) = cursor.fetchone()
    return bool(answer)
