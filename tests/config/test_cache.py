import socket
import time
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from config import settings as production  # noqa: TID251 # tests have another cache


@pytest.fixture(params=["refused", "silent"])
def redis_is_away(request: pytest.FixtureRequest, settings: Settings) -> Iterator[None]:
    """Put in Redis' place a port without a listener, or a listener that never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        if request.param == "refused":
            listener.close()
        away = {"LOCATION": f"redis://127.0.0.1:{port}/0"}
        settings.CACHES = {"default": production.CACHES["default"] | away}
        yield


@pytest.mark.usefixtures("redis_is_away")
def test_while_redis_is_away_the_cache_is_empty_and_every_lock_is_free() -> None:
    began = time.monotonic()

    answers = []
    for _ in range(20):
        caches["default"].set("key", "value")
        answers.append((caches["default"].get("key"), caches["default"].add("lock", 1)))

    assert answers == [(None, True)] * 20
    assert time.monotonic() - began < 0.5


@pytest.mark.django_db
@pytest.mark.usefixtures("redis_is_away")
def test_while_redis_is_away_signing_in_is_as_quick_as_ever(client: Client) -> None:
    began = time.monotonic()

    page = client.post("/sign-in/", {"email": "ada@example.org"})

    assert page["Location"] == "/sign-in/code/"
    assert User.objects.get().email == "ada@example.org"
    assert time.monotonic() - began < 2


def test_a_redis_that_comes_back_is_asked_again_after_a_rest(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.cache.REST_SECONDS", 0)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    away = {"LOCATION": f"redis://127.0.0.1:{port}/0"}
    settings.CACHES = {"default": production.CACHES["default"] | away}
    lost = caches["default"].get("key")

    with socket.create_server(("127.0.0.1", port)) as listener:
        listener.settimeout(2)
        caches["default"].get("key")
        asked, _address = listener.accept()
        asked.close()

    assert lost is None


def test_what_is_cached_comes_back_as_it_was(settings: Settings) -> None:
    settings.CACHES = production.CACHES
    cache = caches["default"]

    cache.set("tests.config", [1.5, 2.5], timeout=5)

    assert cache.get("tests.config") == [1.5, 2.5]
    assert [cache.add("tests.config", 1), cache.delete("tests.config")] == [False, True]
