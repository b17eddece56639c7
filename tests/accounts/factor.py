"""An authenticator app for people in tests."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


def enroll(user):
    """Give this person an app; return the person."""
    if not Authenticator.objects.filter(user=user).exists():
        auth.TOTP.activate(user, SECRET)
    return user


def code(secret: str = SECRET, steps: int = 0) -> str:
    """Return what the app shows now, or some steps of half a minute later."""
    value = auth.hotp_value(secret, int(time.time()) // PERIOD + steps)
    return auth.format_hotp_value(value)
