import pytest
from django.urls import reverse

from calculator.jobs import Status
from calculator.reports.admin import JobAdmin
from tests.reports.conftest import fresh

LIST = reverse("admin:reports_report_changelist")


@pytest.fixture
def queue_again(admin_client):
    def press(*reports):
        keys = [report.pk for report in reports]
        data = {"action": "queue_again", "_selected_action": keys}
        return admin_client.post(LIST, data, follow=True).content.decode()

    return press


def test_the_list_says_what_failed_and_why(admin_client, failed):
    page = admin_client.get(LIST, {"status": "failed"}).content.decode()

    assert failed.error in page


def test_a_report_cannot_be_edited_or_added(admin_client, made):
    page = admin_client.get(reverse("admin:reports_report_change", args=[made.pk]))

    assert made.sha256 in page.content.decode()
    assert b"<textarea" not in page.content
    assert admin_client.get(reverse("admin:reports_report_add")).status_code == 403


def test_failed_reports_are_queued_again_and_others_left(
    queue_again, failed, made, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = queue_again(failed, made)

    assert "Queued again: 1." in page
    assert fresh(failed).status == Status.QUEUED
    assert fresh(made).status == Status.DONE
    assert sent == [failed.pk]


def test_a_job_in_the_admin_must_say_how_it_starts_again():
    with pytest.raises(TypeError, match=r"Silent needs start_again"):
        type("Silent", (JobAdmin,), {})
