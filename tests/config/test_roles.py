from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded.data_dir import DataDir
from config.embedded.faults import CannotStart
from config.embedded.postgres import start_postgres
from config.embedded.processes import Children
from config.embedded.roles import prepare_given_server

pytestmark = pytest.mark.process


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Start an empty server and return the address of its superuser."""
    data_dir = DataDir(tmp_path / "server")
    with Children(data_dir.folder("log")) as children:
        yield start_postgres(children, data_dir, throw_away=True)


def an_owner(server: str, *powers: str) -> str:
    """Return the address of a new database for its new owner."""
    with psycopg.connect(server, autocommit=True) as superuser:
        superuser.execute(f"CREATE ROLE somebody LOGIN {' '.join(powers)}".encode())
        superuser.execute(b"CREATE DATABASE site OWNER somebody")
    return server.replace("postgres@", "somebody@").removesuffix("postgres") + "site"


def test_an_owner_who_may_not_make_roles_is_told_what_to_do(
    server: str, tmp_path: Path
) -> None:
    owner_url = an_owner(server)

    with pytest.raises(CannotStart) as caught:
        prepare_given_server(owner_url, DataDir(tmp_path))

    assert str(caught.value) == (
        "The user of DATABASE_URL may not make the role stridewell_app, which Stridewell"
        " runs as: give that user CREATEROLE, or unset DATABASE_URL."
    )


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("postgres://owner@127.0.0.1:1/stridewell", "DATABASE_URL: connection failed"),
        ("nonsense", "DATABASE_URL: missing"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_apart(
    tmp_path: Path, address: str, fault: str
) -> None:
    with pytest.raises(CannotStart, match=fault):
        prepare_given_server(address, DataDir(tmp_path))


def test_on_a_given_server_the_application_may_change_rows_alone(
    server: str, tmp_path: Path
) -> None:
    given = an_owner(server, "CREATEROLE")
    with psycopg.connect(given) as owner:
        owner.execute("CREATE TABLE older (id serial)")

    owner_url, app_url = prepare_given_server(given, DataDir(tmp_path))

    assert owner_url == given
    with psycopg.connect(owner_url) as owner:
        owner.execute("CREATE TABLE newer (id serial)")
    with psycopg.connect(app_url, autocommit=True) as application:
        for table in ("older", "newer"):
            application.execute(f"INSERT INTO {table} DEFAULT VALUES".encode())
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(f"TRUNCATE {table}".encode())


def test_a_second_start_on_a_given_server_finds_the_role_as_it_was(
    server: str, tmp_path: Path
) -> None:
    given = an_owner(server, "CREATEROLE")

    first = prepare_given_server(given, DataDir(tmp_path))

    assert prepare_given_server(given, DataDir(tmp_path)) == first
