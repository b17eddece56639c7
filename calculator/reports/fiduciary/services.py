"""Ask for a fiduciary file, make it, try again. Views and the API start the task themselves."""

import hashlib
from typing import Any

from django.db import transaction

from calculator import jobs
from calculator.jobs import Status
from calculator.reports import services
from calculator.reports.fiduciary import archive, contents
from calculator.reports.languages import written_in
from calculator.reports.models import FiduciaryFile, Report


@transaction.atomic
def request_file(*, report: Report) -> FiduciaryFile:
    """Return the file around this report; a failed one is queued anew.

    The caller starts the task with ``tasks.send_fiduciary_file`` when the file is queued.
    """
    file, _ = FiduciaryFile.objects.get_or_create(report=report)
    return retry_file(file=file) if file.status == Status.FAILED else file


def retry_file(*, file: FiduciaryFile) -> FiduciaryFile:
    """Queue a failed file anew; any other is left as it stands."""
    jobs.retry(file)
    found = FiduciaryFile.objects.select_related("report__scenario")
    return found.without_files().get(pk=file.pk)


def make_file(file: FiduciaryFile) -> dict[str, Any]:
    """Return the finished fields of a claimed file.

    Raises:
        JobError: with what to tell the person who waits.
    """
    report, scenario = file.report, file.report.scenario
    with written_in(report.language):
        held = contents.files_of(
            scenario,
            paper=report.paper,
            address=report.address,
            summary=services.pdf(services.document_of(report)),
            progress=lambda percent: jobs.extend(file, progress=percent),
        )
    content = archive.zipped(archive.with_sums(held), day=scenario.created_at.date())
    return {
        "content": content,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
    }
