"""The two PostgreSQL roles: one owns the tables, the other only works with their rows.

The web, the worker and the beat sign in as the second, which can neither change a table nor
drop a trigger nor truncate: so what is append-only stays append-only.
"""

from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

import psycopg
from psycopg import sql

from config.embedded.data_dir import DataDir
from config.embedded.faults import CannotStart

APP_ROLE: Final = "stridewell_app"
OWNER_ROLE: Final = "stridewell_owner"
DATABASE: Final = "stridewell"
ALLOW_ROWS: Final = Path(__file__).with_name("allow_rows.sql")


def prepare_own_server(superuser_url: str) -> tuple[str, str]:
    """Make the roles and the database on a server of our own, where they are not there yet.

    :returns: the address for the owner and the one for the application.
    """
    owner_url = _replaced(superuser_url, user=OWNER_ROLE, database=DATABASE)
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        if not _has_role(connection, APP_ROLE):
            connection.execute(f"CREATE ROLE {APP_ROLE} LOGIN")
        if not _has_role(connection, OWNER_ROLE):
            # Tests make a database of their own and step into the other role.
            connection.execute(
                f"CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB IN ROLE {APP_ROLE}"
            )
        if not _has_database(connection):
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}")
    with psycopg.connect(owner_url, autocommit=True) as connection:
        allow_rows(connection)
    return owner_url, _replaced(owner_url, user=APP_ROLE)


def prepare_given_server(owner_url: str, data_dir: DataDir) -> tuple[str, str]:
    """Make the application's role on a server somebody gave us the owner's address of.

    :returns: the address for the owner and the one for the application.
    :raises CannotStart: when the server is out of reach or does not let the role be used.
    """
    password = data_dir.secret("app_role_password")
    app_url = _replaced(owner_url, user=APP_ROLE, password=password)
    try:
        with psycopg.connect(owner_url, autocommit=True) as connection:
            if not _has_role(connection, APP_ROLE):
                make = sql.SQL(f"CREATE ROLE {APP_ROLE} LOGIN PASSWORD {{}}")
                connection.execute(make.format(password))
            allow_rows(connection)
        psycopg.connect(app_url).close()
    except psycopg.errors.InsufficientPrivilege:
        msg = (
            f"The user of DATABASE_URL may not make the role {APP_ROLE}, which Stridewell"
            " runs as: give that user CREATEROLE, or unset DATABASE_URL."
        )
        raise CannotStart(msg) from None
    except (psycopg.OperationalError, psycopg.ProgrammingError) as fault:
        msg = (
            f"DATABASE_URL: {fault}\nIf its server runs: the password of {APP_ROLE} there"
            f" must be the one in {data_dir.root / 'app_role_password'}."
        )
        raise CannotStart(msg) from None
    return owner_url, app_url


def allow_rows(as_owner: psycopg.Connection) -> None:
    """Let the application work with the rows of all tables the owner has or will have."""
    as_owner.execute(ALLOW_ROWS.read_bytes())


def _has_role(connection: psycopg.Connection, name: str) -> bool:
    row = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    return row is not None


def _has_database(connection: psycopg.Connection) -> bool:
    query = "SELECT FROM pg_database WHERE datname = %s"
    return connection.execute(query, [DATABASE]).fetchone() is not None


def _replaced(url: str, *, user: str, password: str = "", database: str = "") -> str:
    parts = urlsplit(url)
    who = f"{user}:{quote(password)}" if password else user
    where = parts.netloc.rpartition("@")[2]
    path = f"/{database}" if database else parts.path
    return parts._replace(netloc=f"{who}@{where}", path=path).geturl()
