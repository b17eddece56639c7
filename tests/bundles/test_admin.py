"""Bundles in the admin: staff see that one failed and why, and never what is in it."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from calculator.bundles.models import Bundle
from calculator.jobs import Status
from calculator.portfolios import storing
from calculator.reports import services as reports
from tests.bundles.conftest import GROUPS, ask, work

pytestmark = pytest.mark.django_db

LIST = reverse("admin:bundles_bundle_changelist")


@pytest.fixture
def failed(done, monkeypatch) -> Bundle:
    with monkeypatch.context() as broken:
        broken.setattr(reports, "pdf", lambda document: 1 / 0)
        return work(ask(done))


@pytest.fixture
def press(admin_client):
    def press(action: str, bundle: Bundle, **more: str) -> str:
        data = {"action": action, "_selected_action": [bundle.pk]} | more
        return admin_client.post(LIST, data, follow=True).content.decode()

    return press


def change(bundle: Bundle) -> str:
    return reverse("admin:bundles_bundle_change", args=[bundle.pk])


def test_failed_one_is_found_and_queued_again(admin_client, failed, press):
    page = admin_client.get(LIST, {"status": "failed", "q": "alice"}).content.decode()

    pressed = press("queue_again", failed)

    assert failed.error in page
    assert "Queued again: 1." in pressed
    assert work(failed).status == Status.DONE


def test_nothing_in_it_is_shown_or_can_be_changed(admin_client, made):
    page = admin_client.get(change(made)).content.decode()

    assert made.sha256 in page
    assert "3 of 3 PDFs" in page
    assert not any(name in page for name in (*GROUPS[:2], "<textarea"))
    assert admin_client.get(reverse("admin:bundles_bundle_add")).status_code == 403


@pytest.mark.parametrize("way", ["page", "list"])
def test_deleted_one_leaves_no_file_and_the_portfolio_stands(
    admin_client, press, made, way, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        if way == "page":
            admin_client.post(change(made).replace("change", "delete"), {"post": "yes"})
        else:
            press("delete_selected", made, post="yes")

    assert not Bundle.objects.exists()
    assert default_storage.exists(made.portfolio.source)
    folder = f"{storing.FOLDER}/{made.portfolio.token}/{storing.REPORTS}"
    assert default_storage.listdir(folder)[1] == []
