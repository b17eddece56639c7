"""Who asks: the owner of a token, or an address. Limits and kept replies are counted by it."""

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from calculator.limits import network_of


def caller_of(request: Request) -> str:
    """Return a short name of the caller, the same on every request."""
    if request.auth is not None:
        return f"token:{request.auth.pk}"
    return f"address:{network_of(BaseThrottle().get_ident(request))}"
