"""Kept calculations and the people who may look at them."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache

from calculator.scenarios import services
from calculator.scenarios.models import Scenario


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def alice(db):
    return get_user_model().objects.create_user("alice", password="one-long-pass-phrase")


@pytest.fixture
def mallory(db):
    return get_user_model().objects.create_user("mallory", password="one-long-pass-phrase")


@pytest.fixture
def saved(db) -> Scenario:
    return services.save_scenario(raw={"members": "10,000"})
