"""Who may import, and into what."""

import pytest

from calculator.evidence.errors import WorkflowError
from calculator.evidence.models import Finding, Release, Upload
from tests.evidence.transfer.books import FINDING, SOURCE
from tests.evidence.transfer.trials import said_yes, tried

pytestmark = pytest.mark.django_db


def test_a_dry_run_belongs_to_one_person(draft, bob, django_user_model):
    upload, entries = tried(draft, bob, FINDING)
    other = django_user_model.objects.create_superuser("carol")

    with pytest.raises(WorkflowError, match="no longer kept"):
        said_yes(upload, entries, other)


@pytest.mark.parametrize("person", ["mallory", "rosa"])
def test_only_editors_import(draft, person, request):
    with pytest.raises(WorkflowError, match="not allowed to import"):
        tried(draft, request.getfixturevalue(person), FINDING)


def test_who_may_not_add_sources_adds_none(draft, bob, mallory):
    names = ["change_release", "add_finding", "view_release"]
    permissions = bob.groups.get().permissions.filter(codename__in=names)
    mallory.user_permissions.set(permissions)

    with pytest.raises(WorkflowError, match="not allowed to add sources"):
        said_yes(*tried(draft, mallory, SOURCE, kind="sources"), mallory)
    said_yes(*tried(draft, mallory, FINDING), mallory)
    assert Finding.objects.filter(release=draft, slug="new-study-dx").exists()


def test_a_published_release_takes_no_import(bob):
    live = Release.objects.published().get()

    with pytest.raises(WorkflowError, match="only a draft takes an import"):
        tried(live, bob, FINDING)


def test_a_release_published_meanwhile_takes_no_import(draft, bob):
    upload, entries = tried(draft, bob, FINDING)
    Upload.objects.filter(pk=upload.pk).update(release=Release.objects.published().get())

    with pytest.raises(WorkflowError, match="not draft"):
        said_yes(Upload.objects.get(pk=upload.pk), entries, bob)
