"""How often one address may ask, by kind of request; the rates are in the settings."""

from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.throttling import ScopedRateThrottle


class ScopedThrottle(ScopedRateThrottle):
    """Counts requests of one address in the view's ``throttle_scope``; knows what is left."""

    @property
    def THROTTLE_RATES(self) -> dict[str, str]:  # noqa: N802
        """The rates in force."""
        return api_settings.DEFAULT_THROTTLE_RATES

    def announce(self, response: Response) -> None:
        """Write the limit, what remains of it and the seconds until it is whole again."""
        if not hasattr(self, "history"):  # no limit is set
            return
        left = max(0, self.num_requests - len(self.history))
        oldest = self.history[-1] if self.history else self.now
        response["RateLimit-Limit"] = str(self.num_requests)
        response["RateLimit-Remaining"] = str(left)
        response["RateLimit-Reset"] = str(max(0, round(self.duration - (self.now - oldest))))
