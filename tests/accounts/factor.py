"""An authenticator app for people in tests."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30

_given: set[tuple[str, int]] = set()


def enroll(user):
    """Give this person an app; return the person."""
    if not Authenticator.objects.filter(user=user).exists():
        auth.TOTP.activate(user, SECRET)
    return user


def code(secret: str = SECRET, steps: int = 0) -> str:
    """Return what the app shows now, or some steps of half a minute later."""
    return code_of(secret, int(time.time()) // PERIOD + steps)


def unused_code(user: str) -> str:
    """Return a code this person was not given in this run, for each is accepted only once.

    The site's clock may be half a minute behind: where the next code is given too, wait.
    """
    while True:
        now = int(time.time()) // PERIOD
        for period in (now, now + 1):
            if (user, period) not in _given:
                _given.add((user, period))
                return code_of(SECRET, period)
        time.sleep(1)


def code_of(secret: str, period: int) -> str:
    """Return what the app shows in this half minute, counted from 1970."""
    return auth.format_hotp_value(auth.hotp_value(secret, period))
