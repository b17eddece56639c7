"""The cast: bob edits drafts, rita reviews, rosa publishes; mallory is staff and may nothing."""

import pytest

from calculator.evidence import services
from tests.evidence import steps


@pytest.fixture
def bob(db):
    return steps.editor()


@pytest.fixture
def rita(db):
    return steps.reviewer()


@pytest.fixture
def rosa(db):
    return steps.publisher()


@pytest.fixture
def mallory(db):
    return steps.a_person("mallory")


@pytest.fixture
def draft(bob):
    return services.start_draft(by=bob, name="Next")


@pytest.fixture
def editor(client, bob):
    client.force_login(bob)
    return client
