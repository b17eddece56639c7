"""Where results and counters are cached: in each process, or in a Redis that may be away."""

import logging
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

OWN_ENTRIES = 200
AWAY = (RedisError, OSError)
PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 5}  # seconds


def of(redis_url: str) -> dict[str, dict[str, Any]]:
    """Return the caches: results, and apart from them counters, which results must not push out."""
    if not redis_url:
        local = "django.core.cache.backends.locmem.LocMemCache"
        return {
            "default": {"BACKEND": local, "OPTIONS": {"MAX_ENTRIES": OWN_ENTRIES}},
            "limits": {
                "BACKEND": local,
                "LOCATION": "limits",
                "OPTIONS": {"MAX_ENTRIES": 10_000},
            },
        }
    redis = {"LOCATION": redis_url, "OPTIONS": PATIENCE}
    return {
        "default": {"BACKEND": "msoroi.caches.ForgivingCache", **redis},
        "limits": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "KEY_PREFIX": "limits",
            **redis,
        },
    }


class ForgivingCache(RedisCache):
    """A Redis without which every page answers: while it is away each process remembers by itself.

    So results are calculated anew, and the sign-in library goes on counting who guesses.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache("while-redis-is-away", {"OPTIONS": {"MAX_ENTRIES": OWN_ENTRIES}})

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Keep a value unless there is one; say whether it was kept."""
        return bool(self._asked("add", *args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Return a value, or the default."""
        return self._asked("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep a value."""
        self._asked("set", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget a value; say whether it was there."""
        return bool(self._asked("delete", *args, **kwargs))

    def _asked(self, verb: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), verb)(*args, **kwargs)
        except AWAY:
            logger.warning("The cache does not answer: this process remembers by itself.")
            return getattr(self._own, verb)(*args, **kwargs)
