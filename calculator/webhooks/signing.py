"""Secrets and signatures by the Standard Webhooks specification.

A secret is derived from the site's own key and a random word of the endpoint, so the database
alone signs nothing.
"""

import base64
from datetime import datetime

from django.utils.crypto import get_random_string, salted_hmac
from standardwebhooks import Webhook

PREFIX = "whsec_"
SALT = "calculator.webhooks"
LETTERS = 32


def new_seed() -> str:
    """Return the random word of an endpoint.

    >>> len(new_seed())
    32
    """
    return get_random_string(LETTERS)


def secret_of(seed: str) -> str:
    """Return the secret that belongs to a random word; whoever has it can verify and sign."""
    derived = salted_hmac(SALT, seed, algorithm="sha256").digest()
    return PREFIX + base64.b64encode(derived).decode()


def headers_of(*, seed: str, message: str, body: str, now: datetime) -> dict[str, str]:
    """Return the three headers of a message."""
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret_of(seed)).sign(message, now, body),
    }
