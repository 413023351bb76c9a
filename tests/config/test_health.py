import socket
from collections.abc import Iterator
from datetime import timedelta
from time import monotonic

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from rehab.models import Heartbeat
from rehab.models.heartbeat import FAST, TICK
from tests.factories import a_reminder

WRITE_TO = "CELERY_BROKER_WRITE_URL"
MINUTE = timedelta(minutes=1)
FAST_CLOCK = "The clock of a worker is far ahead: it drops ticks."


def asked(what: str) -> tuple[int, list[str]]:
    response = Client().get(f"/health/{what}")
    return response.status_code, response.content.decode().splitlines()


def ticked(*, ago: timedelta = timedelta()) -> None:
    Heartbeat.objects.create(name=TICK, at=timezone.now() - ago)


def test_a_process_that_answers_is_alive() -> None:
    assert asked("live") == (200, ["alive"])


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["live", "web", "ready"])
def test_nobody_is_asked_for_https(settings: Settings, what: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    ticked()

    assert asked(what)[0] == 200


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["live", "web", "ready"])
def test_the_answer_is_kept_by_nobody(what: str) -> None:
    response = Client().get(f"/health/{what}")

    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}


@pytest.mark.django_db
def test_pages_can_be_served_once_every_migration_is_applied() -> None:
    assert asked("web") == (200, ["ready"])


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["web", "ready"])
def test_a_migration_that_waits_makes_it_unready(what: str) -> None:
    ticked()
    (last,) = MigrationLoader(connection).graph.leaf_nodes("triage")
    MigrationRecorder(connection).record_unapplied(*last)

    assert asked(what) == (503, ["Migrations wait to be applied."])


@pytest.mark.django_db
def test_all_is_ready_when_a_tick_ran_lately_and_nothing_is_late() -> None:
    ticked(ago=4 * MINUTE)
    a_reminder(due_at=timezone.now() - 4 * MINUTE)

    assert asked("ready") == (200, ["ready"])


@pytest.mark.django_db
def test_a_fresh_start_is_not_all_ready_before_its_first_tick() -> None:
    assert asked("ready") == (503, ["No tick has run yet."])


@pytest.mark.django_db
def test_each_part_that_fails_has_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WRITE_TO, "redis://127.0.0.1:1/0")
    ticked(ago=6 * MINUTE)
    a_reminder(due_at=timezone.now() - 12 * MINUTE)

    assert asked("ready") == (
        503,
        [
            "The last tick ran 6 minutes ago.",
            "The oldest mail has been due for 12 minutes.",
            "The broker does not answer.",
        ],
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("ago", "said"), [(14, [FAST_CLOCK]), (16, ["ready"])])
def test_a_worker_that_drops_ticks_for_its_clock_is_told_of(
    ago: int, said: list[str]
) -> None:
    ticked()
    Heartbeat.objects.create(name=FAST, at=timezone.now() - ago * MINUTE)

    assert asked("ready")[1] == said


@pytest.mark.django_db
@pytest.mark.parametrize("ahead", [-60, 60])
def test_a_wrong_clock_of_the_web_itself_makes_nothing_late(
    monkeypatch: pytest.MonkeyPatch, ahead: int
) -> None:
    ticked(ago=MINUTE)
    a_reminder(due_at=timezone.now() - MINUTE)
    wrong = timezone.now() + ahead * MINUTE
    monkeypatch.setattr(timezone, "now", lambda: wrong)

    assert asked("ready") == (200, ["ready"])


@pytest.mark.django_db
def test_pages_are_served_without_a_broker_and_without_a_tick(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(WRITE_TO, "redis://127.0.0.1:1/0")

    assert asked("web") == (200, ["ready"])


@pytest.mark.django_db
def test_a_silent_broker_is_waited_for_one_second_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticked()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv(WRITE_TO, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        began = monotonic()

        answer = asked("ready")

    assert answer == (503, ["The broker does not answer."])
    assert monotonic() - began < 2


@pytest.fixture
def database_is_away(transactional_db: None) -> Iterator[None]:
    connection.close()
    address = connection.settings_dict["PORT"]
    connection.settings_dict["PORT"] = 1
    yield
    connection.settings_dict["PORT"] = address
    connection.close()


@pytest.mark.usefixtures("database_is_away")
def test_without_a_database_it_is_alive_whoever_asks(client: Client) -> None:
    client.cookies["session"] = "a" * 32

    assert client.get("/health/live").status_code == 200


@pytest.mark.usefixtures("database_is_away")
@pytest.mark.parametrize("what", ["web", "ready"])
def test_a_database_that_is_away_makes_it_unready(client: Client, what: str) -> None:
    client.cookies["session"] = "a" * 32

    response = client.get(f"/health/{what}")

    assert (response.status_code, response.content) == (
        503,
        b"The database does not answer.\n",
    )
