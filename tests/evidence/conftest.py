"""A draft, and its editor before it."""

import pytest

from calculator.evidence import services


@pytest.fixture
def draft(bob):
    return services.start_draft(by=bob, name="Next")


@pytest.fixture
def editor(client, bob):
    client.force_login(bob)
    return client
