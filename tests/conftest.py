"""What every test can count on: the shipped evidence release, loaded once, and its people.

Bob edits drafts, rita reviews, rosa publishes; mallory is staff and may nothing.
"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pytest_django import DjangoDbBlocker, Settings

from calculator.accounts.models import User
from calculator.evidence import services
from tests.accounts.factor import enroll
from tests.evidence import steps

# A machine that does other things too is slow, not wrong.
hypothesis.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
if hypothesis.get_current_profile_name() == "default":
    hypothesis.load_profile("patient")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        call_command("load_release", verbosity=0)


@pytest.fixture(autouse=True)
def _static_files_as_they_lie(settings: Settings) -> None:
    """Serve static files from their folders: tests collect none."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def _pages_without_limits(settings: Settings) -> None:
    """Let tests ask as much as they like; tests/test_limits.py sets limits of its own."""
    settings.PAGE_LIMITS = {}


@pytest.fixture
def admin_user(admin_user: User) -> User:
    """Give the administrator the second factor that staff must have."""
    return enroll(admin_user)


@pytest.fixture(autouse=True)
def _approvals_without_a_preview() -> Iterator[None]:
    """Approve without the impact of each draft; tests/review puts the question back."""
    asked = services.CONCERNS[:]
    services.CONCERNS.clear()
    yield
    services.CONCERNS[:] = asked


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
