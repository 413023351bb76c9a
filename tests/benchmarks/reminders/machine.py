"""Where a benchmark ran: without it, no figure says anything."""

import os
import platform
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import redis
from django.conf import settings
from django.db import connection


def machine() -> str:
    """Return processors, versions and what else was going on, in a few lines."""
    found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    model = found[1] if found else platform.machine()
    load, *_ = os.getloadavg()
    return (
        f"{os.cpu_count()} processors ({model}), load {load:.1f} before it began\n"
        f"Python {platform.python_version()}, Django {version('django')},"
        f" Celery {version('celery')}, psycopg {version('psycopg')}\n"
        f"PostgreSQL {_shown('server_version')} (fsync {_shown('fsync')},"
        f" synchronous_commit {_shown('synchronous_commit')},"
        f" shared_buffers {_shown('shared_buffers')}), Redis {_redis()}\n"
    )


@contextmanager
def share_busy() -> Iterator[list[float]]:
    """Lend a list that holds, in the end, which share of all processors was in use."""
    share: list[float] = []
    idle, every = _ticks()
    yield share
    idle_then, every_then = _ticks()
    share.append(1 - (idle_then - idle) / max(every_then - every, 1))


def _ticks() -> tuple[int, int]:
    """Return for how long all processors together were idle so far, and were at all."""
    first, *_ = Path("/proc/stat").read_text().splitlines()
    user, nice, system, idle, waiting, *rest = map(int, first.split()[1:9])
    return idle + waiting, sum((user, nice, system, idle, waiting, *rest))


def _shown(setting: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {setting}")
        [value] = cursor.fetchone()
    return str(value)


def _redis() -> str:
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        return str(client.info("server")["redis_version"])
