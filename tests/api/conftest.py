"""The API in tests: a client that sends JSON, and no limits but where a test sets them."""

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client

CALCULATIONS = "/api/v1/calculations"


@pytest.fixture(autouse=True)
def _no_limits(settings):
    for cache in caches.all(initialized_only=True):
        cache.clear()
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {
        "DEFAULT_THROTTLE_RATES": dict.fromkeys(
            settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "100000/min"
        )
    }


@pytest.fixture
def post(client: Client) -> Callable:
    """Send a body as JSON; text is sent as it is."""

    def send(body: object, to: str = CALCULATIONS, **more: object):
        return client.post(to, body, content_type="application/json", **more)

    return send
