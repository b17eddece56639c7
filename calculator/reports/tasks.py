"""Work of a worker: make a report; send again what was lost."""

from celery import shared_task
from django.urls import reverse

from calculator import jobs
from calculator.reports import services
from calculator.reports.fiduciary import services as fiduciary
from calculator.reports.models import FiduciaryFile, Report
from calculator.webhooks import tasks as webhooks
from calculator.webhooks.events import FIDUCIARY_FILE_FINISHED, REPORT_FINISHED


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
    webhooks.announce(
        kind=REPORT_FINISHED,
        subject=f"{report.token}|{report.finished_at}",
        data={
            "report": reverse("api:read-report", args=[report.token]),
            "calculation": reverse("api:read-calculation", args=[report.scenario.token]),
            "paper": report.paper,
            "status": report.status,
            "error": report.error,
        },
        to=_concerned(report),
    )


def _concerned(report: Report) -> set[int]:
    """Return those who asked for a report, and the owner of its calculation."""
    owner = report.scenario.created_by_id
    asked = set(report.asked_by.values_list("pk", flat=True))
    return asked | ({owner} if owner else set())


def send_report(report: Report) -> None:
    """Start the task of a report that waits, after commit."""
    jobs.send_queued(make_report, report)


@shared_task
def make_fiduciary_file(pk: int) -> None:
    """Make the file unless another worker has it or it is finished."""
    jobs.perform(FiduciaryFile, pk, fiduciary.make_file, after=announce_fiduciary_file)


@shared_task
def reap_fiduciary_files() -> None:
    """Send again the files that nobody works on."""
    jobs.reap(FiduciaryFile, make_fiduciary_file.delay, after=announce_fiduciary_file)


def announce_fiduciary_file(file: FiduciaryFile) -> None:
    """Tell the same people as of its report that the file is ended."""
    webhooks.announce(
        kind=FIDUCIARY_FILE_FINISHED,
        subject=f"{file.token}|{file.finished_at}",
        data={
            "fiduciary_file": reverse("api:read-fiduciary-file", args=[file.token]),
            "calculation": reverse("api:read-calculation", args=[file.scenario.token]),
            "status": file.status,
            "error": file.error,
        },
        to=_concerned(file.report),
    )


def send_fiduciary_file(file: FiduciaryFile) -> None:
    """Start the task of a file that waits, after commit."""
    jobs.send_queued(make_fiduciary_file, file)
