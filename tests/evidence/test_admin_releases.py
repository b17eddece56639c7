import pytest
from django.urls import reverse

from calculator.evidence import services
from calculator.evidence.models import (
    Finding,
    Parameter,
    Release,
)
from tests.evidence.browsing import MODELS, change

pytestmark = pytest.mark.django_db


def test_editor_starts_a_draft(editor):
    address = reverse("admin:evidence_release_start_draft")
    page = editor.get(reverse("admin:evidence_release_changelist")).content.decode()
    assert address in page

    response = editor.post(address, {"name": "Evidence release May 2027"})

    made = Release.objects.get(slug="evidence-release-may-2027")
    assert response.url == change(made)
    assert made.is_draft
    assert "already a release named" in editor.post(address, {"name": made.name}).content.decode()


def test_reading_the_step_pages_changes_nothing(client, rosa, draft):
    client.force_login(rosa)

    page = client.get(reverse("admin:evidence_release_publish", args=[draft.pk]))

    assert page.status_code == 200
    draft.refresh_from_db()
    assert draft.is_draft


def test_publisher_publishes_with_a_reason(client, rosa, draft):
    client.force_login(rosa)
    address = reverse("admin:evidence_release_publish", args=[draft.pk])
    assert address in client.get(change(draft)).content.decode()

    without = client.post(address, {"reason": "  "})
    done = client.post(address, {"reason": "Prices of 2027."})

    assert "This field is required." in without.content.decode()
    assert done.url == change(draft)
    draft.refresh_from_db()
    assert draft.is_live
    assert draft.published_by == rosa
    assert "not a draft" in client.post(address, {"reason": "Again."}).content.decode()


def test_what_keeps_a_draft_from_being_published_is_listed(client, rosa, draft):
    client.force_login(rosa)
    Parameter.objects.filter(release=draft, slug="engagement").delete()

    page = client.post(
        reverse("admin:evidence_release_publish", args=[draft.pk]), {"reason": "Try."}
    )

    assert "engagement is missing" in page.content.decode()


def test_publisher_withdraws_a_superseded_release(client, rosa, draft):
    old = Release.objects.published().get()
    services.publish_release(release=draft, by=rosa, reason="New.")
    client.force_login(rosa)
    address = reverse("admin:evidence_release_withdraw", args=[old.pk])
    assert address in client.get(change(old)).content.decode()

    client.post(address, {"reason": "An error."})

    old.refresh_from_db()
    assert old.state == Release.State.WITHDRAWN
    assert old.withdrawn_by == rosa


@pytest.mark.parametrize("step", ["publish", "withdraw"])
def test_editor_may_not_publish_or_withdraw(editor, draft, step):
    address = reverse(f"admin:evidence_release_{step}", args=[draft.pk])

    assert editor.get(address).status_code == 403
    assert editor.post(address, {"reason": "Please."}).status_code == 403


def test_publisher_may_not_edit(client, rosa, draft):
    client.force_login(rosa)
    parameter = Parameter.objects.filter(release=draft).first()

    assert client.post(change(parameter), {}).status_code == 403
    assert client.get(reverse("admin:evidence_release_start_draft")).status_code == 403


def test_outsider_sees_nothing(client, mallory):
    client.force_login(mallory)

    for model in MODELS:
        address = reverse(f"admin:evidence_{model._meta.model_name}_changelist")
        assert client.get(address).status_code == 403


def test_a_draft_can_be_thrown_away_and_a_release_cannot(editor, draft):
    live = Release.objects.published().get()
    address = reverse("admin:evidence_release_delete", args=[draft.pk])

    assert "with everything in it" in editor.get(address).content.decode()
    editor.post(address, {"post": "yes"})
    refused = editor.post(reverse("admin:evidence_release_delete", args=[live.pk]), {"post": "yes"})

    assert refused.status_code == 403
    assert list(Release.objects.all()) == [live]
    assert Finding.objects.count() == 544


@pytest.mark.parametrize("path", ["0/publish/", "abc/change/", "999/change/"])
def test_unknown_releases_are_not_a_crash(client, admin_client, path):
    response = admin_client.get(f"/admin/evidence/release/{path}")

    assert response.status_code in (302, 404)
