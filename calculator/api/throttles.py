"""How often one caller may ask, by kind of request; the rates are in the settings.

Requests are counted in windows that begin by the clock, one counter a caller, kind and window,
raised in one step: however many server processes share the cache, none is missed.
"""

import time
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.throttling import ScopedRateThrottle

from calculator.api.callers import caller_of
from calculator.limits import used_by, window


class ScopedThrottle(ScopedRateThrottle):
    """Counts requests of one caller in the view's ``throttle_scope``; knows what is left."""

    used: int | None = None

    @property
    def THROTTLE_RATES(self) -> dict[str, str]:  # noqa: N802
        """The rates in force."""
        return api_settings.DEFAULT_THROTTLE_RATES

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count the request; say whether it is within the limit."""
        self.scope = getattr(view, self.scope_attr, None)
        rate = self.get_rate() if self.scope else None
        if rate is None:
            return True
        self.num_requests, self.duration = self.parse_rate(rate)
        self.now = self.timer()
        self.used = used_by(caller_of(request), self.scope, duration=self.duration, now=self.now)
        return self.used is None or self.used <= self.num_requests

    @staticmethod
    def timer() -> float:
        """Return the time; all server processes go by the same clock."""
        return time.time()

    def wait(self) -> float:
        """Return the whole seconds until the next window."""
        return float(window(self.duration, self.now)[1])

    def announce(self, response: Response) -> None:
        """Write the limit, what remains of it and the seconds until it is whole again."""
        if self.used is None:  # no limit is set, or nobody counts
            return
        left, seconds = max(0, self.num_requests - self.used), int(self.wait())
        response["RateLimit-Policy"] = f'"{self.scope}";q={self.num_requests};w={self.duration}'
        response["RateLimit"] = f'"{self.scope}";r={left};t={seconds}'
        response["RateLimit-Limit"] = str(self.num_requests)
        response["RateLimit-Remaining"] = str(left)
        response["RateLimit-Reset"] = str(seconds)
