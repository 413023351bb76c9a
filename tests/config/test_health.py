from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings


def test_a_process_that_answers_is_alive() -> None:
    response = Client().get("/healthz/live")

    assert (response.status_code, response.content) == (200, b"alive\n")


def test_being_alive_asks_for_no_https(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get("/healthz/live").status_code == 200


def test_the_answer_is_kept_by_nobody() -> None:
    response = Client().get("/healthz/live")

    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}


@pytest.mark.django_db
def test_ready_means_that_every_migration_is_applied() -> None:
    response = Client().get("/healthz/ready")

    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_a_migration_that_waits_makes_it_unready() -> None:
    (last,) = MigrationLoader(connection).graph.leaf_nodes("triage")
    MigrationRecorder(connection).record_unapplied(*last)

    response = Client().get("/healthz/ready")

    assert (response.status_code, response.content) == (
        503,
        b"Migrations wait to be applied.\n",
    )


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

    assert client.get("/healthz/live").status_code == 200


@pytest.mark.usefixtures("database_is_away")
def test_a_database_that_is_away_makes_it_unready(client: Client) -> None:
    client.cookies["session"] = "a" * 32

    response = client.get("/healthz/ready")

    assert (response.status_code, response.content) == (
        503,
        b"The database does not answer.\n",
    )
