"""The cache behind the rate limits. While Redis is away nobody waits, nobody is refused."""

from time import monotonic
from typing import Any

from django_redis.cache import RedisCache
from redis import ConnectionPool
from redis.connection import Connection
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import TimeoutError as RedisSilent

REST_SECONDS = 5


class RestingPool(ConnectionPool):
    """Connections that give Redis a rest once it did not answer.

    Without it each of the dozen commands behind one form would wait its whole time-out.
    """

    away_until = 0.0

    def get_connection(self, *args: Any, **kwargs: Any) -> Connection:  # noqa: ANN401
        """Return a connection that works.

        :raises RedisAway: at once for ``REST_SECONDS`` after Redis was refused or silent.
        """
        if monotonic() < self.away_until:
            raise RedisAway
        try:
            return super().get_connection(*args, **kwargs)
        except (RedisAway, RedisSilent):
            self.away_until = monotonic() + REST_SECONDS
            raise


class ForgivingCache(RedisCache):  # type: ignore[misc] # django-redis ships no types here
    """A cache that may be lost: while Redis is away it is empty, and every lock is free."""

    def add(self, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401
        added: bool | None = super().add(*args, **kwargs)
        return True if added is None else added
