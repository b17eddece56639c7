"""An owner of endpoints, who may use this machine's own addresses unless a test forbids it."""

import pytest

from calculator.webhooks import services
from calculator.webhooks.events import EVENTS
from tests.webhooks.receiver import receiver


@pytest.fixture(autouse=True)
def _here(settings) -> None:
    settings.WEBHOOKS_TO_PRIVATE = True


@pytest.fixture
def ada(django_user_model, db):
    return django_user_model.objects.create_user("ada")


@pytest.fixture
def received():
    with receiver() as found:
        yield found


@pytest.fixture
def endpoint(ada, received):
    return services.add_endpoint(owner=ada, url=received.url, events=list(EVENTS))[0]
