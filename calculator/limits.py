"""Counters of what one caller asked for in a minute, in the cache that all processes share."""

import ipaddress
import logging
import time
from hashlib import sha256

from django.core.cache import caches
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

IPV6_NETWORK = 64  # bits of an address that tell customers of a provider apart


def counted(name: str, *, seconds: int) -> int | None:
    """Raise a counter by one and return it; None where the cache does not answer.

    Without a counter a request is let through: a cache that is down must not close the site.
    """
    cache = caches["limits"]
    try:
        for _ in range(3):
            try:
                return int(cache.incr(name))
            except ValueError:  # the first request in its window, or the first of several at once
                cache.add(name, 0, seconds)
    except (RedisError, OSError):
        logger.warning("The cache does not answer: requests are not counted.")
    return None


def used_by(caller: str, kind: str, *, duration: int, now: float | None = None) -> int | None:
    """Count a request of a caller in the present window; return how many there are in it.

    ``kind`` is what is counted apart. None where the cache does not answer. Of the caller, a token
    or a network, only a hash is kept.
    """
    current, _left = window(duration, now)
    who = sha256(caller.encode()).hexdigest()[:32]
    return counted(f"{kind}:{who}:{current}", seconds=2 * duration)


def window(duration: int, now: float | None = None) -> tuple[int, int]:
    """Return which window of so many seconds the clock is in, and the seconds until the next.

    >>> window(60, 80.0)
    (1, 41)
    """
    now = time.time() if now is None else now
    return int(now // duration), int(duration - now % duration) + 1


def network_of(address: str) -> str:
    """Return what counts as one caller: an address; of IPv6, where one has many, their network.

    >>> network_of("10.0.0.1"), network_of("2001:db8::1:2"), network_of("unknown")
    ('10.0.0.1', '2001:db8::', 'unknown')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found), IPV6_NETWORK), strict=False).network_address)
