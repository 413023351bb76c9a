"""What every test stands on: settings as in production, but for three named here."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from config.embedded.roles import APP_ROLE, allow_rows
from config.history import hold_history


@pytest.hookimpl(trylast=True)  # after pytest-randomly, which shuffles
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what starts processes last, and let it prove nothing about coverage.

    Playwright keeps an event loop, beside which Django refuses to use the database.
    """
    for item in items:
        if _lateness(item):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=_lateness)


def _lateness(item: pytest.Item) -> int:
    return 2 * bool(item.get_closest_marker("e2e")) + bool(
        item.get_closest_marker("process")
    )


@pytest.fixture(scope="session", autouse=True)
def _settings_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        # Names with hashes need a collectstatic first; the browser tests see those.
        STORAGES=settings.STORAGES | {"staticfiles": static},
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        # A cache of their own, so that tests at the same time share no rate limits.
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    ):
        yield


@pytest.fixture(autouse=True)
def _empty_cache(_settings_of_tests: None) -> None:
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Give the application's role in the test database what it has in production."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        allow_rows(connection.connection)
        for app in apps.get_app_configs():
            hold_history(app)


@pytest.fixture
def as_application(db: None) -> None:
    """Let the rest of a test run as the role of production, which owns nothing."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APP_ROLE}")
