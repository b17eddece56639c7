import logging
from datetime import timedelta

from django.utils import timezone
from kombu.exceptions import OperationalError

from calculator import jobs
from calculator.jobs import MAX_RUNS, STALE_AFTER, Status
from calculator.reports import services, tasks
from calculator.reports.models import Report
from tests.reports.conftest import fresh


def test_the_task_makes_the_report(made):
    assert (made.status, made.runs, made.progress, made.pages) == (Status.DONE, 1, 100, 2)
    assert len(made.content) == made.size


def test_a_redelivered_task_makes_no_second_file(made, monkeypatch):
    monkeypatch.setattr(services, "pdf", lambda document: b"another")

    tasks.make_report(made.pk)

    again = fresh(made)
    assert (again.sha256, again.finished_at, again.runs) == (made.sha256, made.finished_at, 1)


def test_a_task_that_another_worker_holds_does_nothing(a_report):
    report = a_report()
    held = jobs.claim(Report, report.pk)

    tasks.make_report(report.pk)

    assert (fresh(report).status, fresh(report).claim) == (Status.RUNNING, held.claim)


def test_a_task_for_a_deleted_report_does_nothing(made):
    made.delete()

    tasks.make_report(made.pk)

    assert not Report.objects.exists()


def test_a_document_that_cannot_be_set_fails_with_a_reason_and_can_be_retried(failed):
    assert (failed.status, failed.content) == (Status.FAILED, None)
    assert failed.error == services.UNSET

    services.retry_report(report=failed)
    tasks.make_report(failed.pk)

    assert fresh(failed).status == Status.DONE


def test_after_three_lost_runs_a_report_fails_with_a_reason(a_report, sent):
    report = a_report()
    for _ in range(MAX_RUNS):
        jobs.claim(Report, report.pk, now=timezone.now() - 2 * jobs.LEASE)
        tasks.reap_reports()

    lost = fresh(report)
    assert (lost.status, lost.error) == (Status.FAILED, jobs.GAVE_UP)
    assert sent == [report.pk] * (MAX_RUNS - 1)


def test_the_reaper_sends_what_was_never_sent(a_report, sent):
    report = a_report()
    Report.objects.update(sent_at=timezone.now() - STALE_AFTER - timedelta(seconds=1))

    tasks.reap_reports()

    assert sent == [report.pk]


def test_a_report_is_sent_after_commit(a_report, sent, django_capture_on_commit_callbacks):
    report = a_report()

    with django_capture_on_commit_callbacks(execute=True):
        tasks.send_report(report)
        assert sent == []

    assert sent == [report.pk]


def test_a_finished_report_is_not_sent(made, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.send_report(made)

    assert sent == []


def test_a_broker_that_is_down_leaves_the_report_queued(
    a_report, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def down(pk):
        raise OperationalError("connection refused")

    report = a_report()
    monkeypatch.setattr(tasks.make_report, "delay", down)

    with caplog.at_level(logging.ERROR), django_capture_on_commit_callbacks(execute=True):
        tasks.send_report(report)

    assert fresh(report).status == Status.QUEUED
    assert "connection refused" in caplog.text
