"""What somebody meets who types ``make run``, with real servers and real signals."""

import os
import signal
import smtplib
import stat
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import psycopg
import pytest
from dotenv import dotenv_values

from tests.sites import Site, begin_site, open_site

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = open_site(tmp_path_factory.mktemp("data"), "--empty")
    yield site
    site.stop()


def variable(site: Site, name: str) -> str:
    value = dotenv_values(site.data_dir / "up.env")[name]
    assert value is not None
    return value


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def parents() -> dict[int, int]:
    """Return the parent of each process that lives."""
    found = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = file.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state != "Z":
            found[int(file.parent.name)] = int(parent)
    return found


def family(pid: int) -> set[int]:
    """Return a process and all below it."""
    above = parents()
    members = {pid}
    while more := {child for child, parent in above.items() if parent in members} - members:
        members |= more
    return members


def left_of(members: set[int], *, seconds: float = 10) -> set[int]:
    """Return who still lives after some patience."""
    end = time.monotonic() + seconds
    while left := members & parents().keys():
        if time.monotonic() > end:
            break
        time.sleep(0.1)
    return left


def child_running(site: Site, words: str) -> int:
    """Return the first process of a site whose command line holds these words."""
    while True:
        for pid in family(site.process.pid):
            line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
            if words.encode() in line:
                return pid


def the_releases(site: Site) -> list[str]:
    code = (
        "from triage.models import ProtocolRelease\n"
        "print(*ProtocolRelease.objects.values_list('pk', flat=True))"
    )
    return site.manage("shell", "--no-imports", "--command", code).split()


def test_it_is_ready_once_it_prints_its_address(site: Site) -> None:
    with urlopen(f"{site.url}/health/web") as response:  # noqa: S310 - our own address
        assert response.status == HTTPStatus.OK


def test_other_commands_join_it(site: Site) -> None:
    code = "from django.conf import settings; print(settings.PUBLIC_URL)"

    assert site.manage("shell", "--no-imports", "--command", code) == f"{site.url}\n"


def test_a_second_one_beside_it_says_so_and_stops(site: Site) -> None:
    second = begin_site(site.data_dir.with_name("second"), DATA_DIR=str(site.data_dir))

    assert second.process.wait(timeout=20) == 1
    assert second.printed() == (
        f"Stridewell already runs from {site.data_dir} (process {site.process.pid},"
        f" {site.url}). Stop that one with Ctrl-C, or set another DATA_DIR.\n"
    )


def test_its_secrets_are_for_its_owner_alone(site: Site) -> None:
    assert mode(site.data_dir) == "0o700"
    assert mode(site.data_dir / "up.env") == "0o600"
    assert mode(site.data_dir / "secret_key") == "0o600"
    assert mode(site.data_dir / "redis.conf") == "0o600"


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE triage_assessment CASCADE",
        "ALTER TABLE triage_assessment DISABLE TRIGGER ALL",
        "DROP TABLE triage_assessment CASCADE",
        "CREATE TABLE mine ()",
        "SET ROLE stridewell_owner",
    ],
)
def test_the_application_can_change_rows_but_no_table(site: Site, statement: str) -> None:
    with (
        psycopg.connect(variable(site, "DATABASE_URL")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def test_the_application_is_neither_owner_nor_superuser(site: Site) -> None:
    query = """
        SELECT current_user, rolsuper, rolcreaterole, rolcreatedb,
            (SELECT count(*) FROM pg_tables WHERE tableowner = current_user)
        FROM pg_roles WHERE rolname = current_user
    """
    with psycopg.connect(variable(site, "DATABASE_URL")) as connection:
        row = connection.execute(query).fetchone()

    assert row == ("stridewell_app", False, False, False, 0)


def test_a_statement_that_fails_leaves_no_answer_in_the_log(site: Site) -> None:
    code = (
        "from accounts.models import User\n"
        "from django.db import IntegrityError\n"
        "User.objects.create_user(email='marked@example.org')\n"
        "try:\n"
        "    User.objects.create_user(email='marked@example.org')\n"
        "except IntegrityError:\n"
        "    print('twice')"
    )

    assert site.manage("shell", "--no-imports", "--command", code) == "twice\n"
    with psycopg.connect(variable(site, "DATABASE_URL")) as connection:
        connection.execute("SET statement_timeout = 50")
        with pytest.raises(psycopg.errors.QueryCanceled):
            connection.execute("SELECT 'marked@example.org', pg_sleep(1)")

    log = (site.data_dir / "log" / "postgres.log").read_text()
    assert "duplicate key value violates unique constraint" in log
    assert "canceling statement due to statement timeout" in log
    assert "marked@" not in log
    assert "pg_sleep" not in log


def test_the_application_may_only_add_to_history(site: Site) -> None:
    query = """
        SELECT table_name FROM information_schema.role_table_grants
        WHERE grantee = current_user AND privilege_type = 'UPDATE'
            AND table_name IN ('accounts_accesslog', 'accounts_user')
    """
    with psycopg.connect(variable(site, "DATABASE_URL")) as connection:
        assert connection.execute(query).fetchall() == [("accounts_user",)]


def test_a_form_in_another_encoding_leaves_no_token_in_the_log(site: Site) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"}
    with pytest.raises(HTTPError) as caught:
        urlopen(Request(f"{site.url}/r/marked/", b"pain=1", kind))  # noqa: S310 - ours

    caught.value.close()
    assert caught.value.code == HTTPStatus.BAD_REQUEST
    assert "marked" not in (site.data_dir / "log" / "web.log").read_text()


def test_mail_that_is_sent_lies_in_a_file(site: Site) -> None:
    address = urlsplit(variable(site, "EMAIL_URL"))
    with smtplib.SMTP(address.hostname or "", address.port or 0) as server:
        server.sendmail(
            "a@example.org",
            ["b@example.org"],
            "Subject: Hi\r\n\r\nGr\u00fc\u00dfe\r\n".encode(),
        )

    kept = [file.read_bytes() for file in sorted(site.mail_dir.iterdir())]
    assert kept == ["Subject: Hi\r\n\r\nGr\u00fc\u00dfe\r\n".encode()]


def test_the_first_page_does_not_wait_for_the_runners_of_the_demo(tmp_path: Path) -> None:
    site = open_site(tmp_path / "data")
    with urlopen(f"{site.url}/demo/") as response:  # noqa: S310 - our own address
        page = response.read().decode()

    assert "They move in within 2 minutes of the first start" in page
    assert site.stop() == 0
    assert not (site.data_dir / "seeded").exists()


def test_killed_it_leaves_nothing_running_and_keeps_its_data(
    site: Site, tmp_path: Path
) -> None:
    first = open_site(tmp_path / "data", "--empty", PORT=str(site.port))
    running = family(first.process.pid)
    key = (first.data_dir / "secret_key").read_text()
    releases = the_releases(first)

    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait()

    assert f"Port {site.port} is taken" in first.printed()
    assert len(running) > len(["up", "mail", "postgres", "redis", "web", "worker", "beat"])
    assert left_of(running) == set()

    again = open_site(tmp_path / "data", "--empty")
    running = family(again.process.pid)

    assert (again.data_dir / "secret_key").read_text() == key
    assert the_releases(again) == releases
    assert again.stop() == 0
    assert again.printed().splitlines()[-1] == "Stopped."
    assert left_of(running, seconds=0) == set()
    assert not (again.data_dir / "up.env").exists()


def test_sigterm_stops_it_as_well_while_it_still_starts(tmp_path: Path) -> None:
    site = begin_site(tmp_path / "data", "--empty")
    while not (site.data_dir / "postgres").exists():
        time.sleep(0.01)
    running = family(site.process.pid)

    site.process.terminate()

    assert site.process.wait(timeout=30) == 0
    assert left_of(running, seconds=0) == set()


def test_when_a_part_ends_all_stops_and_its_log_is_named(tmp_path: Path) -> None:
    site = open_site(tmp_path / "data", "--empty")
    running = family(site.process.pid)

    os.kill(child_running(site, "celery --app=config beat"), signal.SIGKILL)

    assert site.process.wait(timeout=30) == 1
    assert site.printed().splitlines()[-1] == (
        f"beat ended by itself (exit status -9), so all stops."
        f" Its log: {site.data_dir / 'log' / 'beat.log'}"
    )
    assert left_of(running, seconds=0) == set()


@pytest.mark.parametrize("port", ["http", "0", "65536"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    site = begin_site(tmp_path / "data", PORT=port)

    assert site.process.wait(timeout=20) == 1
    assert site.printed() == f"PORT is {port!r}: set it to a number from 1 to 65535.\n"
