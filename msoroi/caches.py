"""Where results and counters are cached: in each process, or in a Redis that may be away."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

AWAY = (RedisError, OSError)
PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 5}  # seconds


def of(redis_url: str) -> dict[str, dict[str, Any]]:
    """Return the caches: results, and apart from them counters, which results must not push out."""
    if not redis_url:
        local = "django.core.cache.backends.locmem.LocMemCache"
        return {
            "default": {"BACKEND": local, "OPTIONS": {"MAX_ENTRIES": 200}},
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
    """A Redis without which every page answers: what it cannot give is calculated anew.

    What reads it must be able to do without: results do, and so do the counters of the sign-in
    library, behind which failed sign-ins are counted in the database.
    """

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Keep a value unless there is one; True also where nothing can be kept."""
        return bool(self._asked(super().add, True, *args, **kwargs))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return a value, or the default."""
        return self._asked(super().get, default, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep a value, if it can be kept."""
        self._asked(super().set, None, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget a value; say whether it was there."""
        return bool(self._asked(super().delete, False, *args, **kwargs))

    def _asked(self, ask: Any, otherwise: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return ask(*args, **kwargs)
        except AWAY:
            logger.warning("The cache does not answer: what it held is calculated anew.")
            return otherwise
