"""alice keeps calculations; bob is staff with a second factor, rosa staff without one yet."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache

from tests.accounts.factor import enroll

PASSWORD = "one-long-pass-phrase"


@pytest.fixture(autouse=True)
def _no_limits_used_up():
    cache.clear()


@pytest.fixture
def alice(db):
    return get_user_model().objects.create_user("alice", "alice@example.org", PASSWORD)


@pytest.fixture
def bob(db):
    return enroll(get_user_model().objects.create_superuser("bob", "bob@example.org", PASSWORD))


@pytest.fixture
def rosa(db):
    return get_user_model().objects.create_superuser("rosa", "rosa@example.org", PASSWORD)
