"""The cast: bob edits drafts, rosa publishes, mallory is staff without any permission."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from calculator.evidence import services


def a_user(name: str, *groups: str):
    user = get_user_model().objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups)
    return user


@pytest.fixture
def bob(db):
    return a_user("bob", "Evidence editors")


@pytest.fixture
def rosa(db):
    return a_user("rosa", "Evidence publishers")


@pytest.fixture
def mallory(db):
    return a_user("mallory")


@pytest.fixture
def draft(bob):
    return services.start_draft(by=bob, name="Next")


@pytest.fixture
def editor(client, bob):
    client.force_login(bob)
    return client
