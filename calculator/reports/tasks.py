"""Work of a worker: make a report; send again what was lost."""

from celery import shared_task
from django.db import transaction
from django.urls import reverse

from calculator import jobs
from calculator.reports import services
from calculator.reports.fiduciary import services as fiduciary
from calculator.reports.models import FiduciaryFile, Report
from calculator.webhooks import tasks as webhooks
from calculator.webhooks.events import REPORT_FINISHED


@shared_task
def make_report(pk: int) -> None:
    """Make the report unless another worker has it or it is finished."""
    jobs.perform(Report, pk, services.make_report, after=announce_report)


@shared_task
def reap_reports() -> None:
    """Send again the reports that nobody works on."""
    jobs.reap(Report, make_report.delay, after=announce_report)


def announce_report(report: Report) -> None:
    """Tell the programs of those who asked, and of the calculation's owner, that it is ended."""
    scenario = report.scenario
    asked = set(report.asked_by.values_list("pk", flat=True))
    webhooks.announce(
        kind=REPORT_FINISHED,
        subject=f"{report.token}|{report.finished_at}",
        data={
            "report": reverse("api:read-report", args=[report.token]),
            "calculation": reverse("api:read-calculation", args=[scenario.token]),
            "paper": report.paper,
            "status": report.status,
            "error": report.error,
        },
        to=asked | ({scenario.created_by_id} if scenario.created_by_id else set()),
    )


def send_report(report: Report) -> None:
    """Start the task after commit. A broker that is down is logged: the reaper sends it later."""

    def send() -> None:
        make_report.delay(report.pk)

    if report.status == jobs.Status.QUEUED:
        transaction.on_commit(send, robust=True)


@shared_task
def make_fiduciary_file(pk: int) -> None:
    """Make the file unless another worker has it or it is finished."""
    jobs.perform(FiduciaryFile, pk, fiduciary.make_file)


@shared_task
def reap_fiduciary_files() -> None:
    """Send again the files that nobody works on."""
    jobs.reap(FiduciaryFile, make_fiduciary_file.delay)


def send_fiduciary_file(file: FiduciaryFile) -> None:
    """Start the task after commit, as ``send_report``."""

    def send() -> None:
        make_fiduciary_file.delay(file.pk)

    if file.status == jobs.Status.QUEUED:
        transaction.on_commit(send, robust=True)
