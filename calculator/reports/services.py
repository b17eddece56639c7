"""Ask for a report, make it, try again. Views, API and commands start the task themselves."""

import hashlib
import logging
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from calculator import jobs
from calculator.engine.errors import InvalidInput
from calculator.jobs import JobError, Status
from calculator.language import current
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports import brand, sheet, typeset
from calculator.reports.languages import written_in
from calculator.reports.models import PAGES, Format, Language, Paper, Report
from calculator.reports.workbook import book
from calculator.scenarios.models import Scenario

logger = logging.getLogger(__name__)

MOST_BRANDS = 20  # of one calculation
MANY_BRANDS = noop(
    "PDFs with {n} names and logos were made of this calculation. Calculate anew for another, or "
    "leave both out."
)
UNSET = noop(
    "The document could not be set in type on two pages. Print the page of the calculation "
    "instead, or try again; if it fails once more, tell whoever runs this site and give them the "
    "address of this page."
)


@transaction.atomic
def request_report(
    *,
    scenario: Scenario,
    paper: str,
    address: str,
    format: str = Format.PDF,
    head: brand.Brand = brand.NONE,
    language: str = "",
    by: object = None,
) -> Report:
    """Return the report of this calculation; a failed one is queued anew.

    A workbook has neither paper nor head. Without a ``language`` it speaks the one in which it is
    asked for.

    ``address`` is the full address that reopens the calculation; it is printed. The caller starts
    the task with ``tasks.send_report`` when the report is queued. ``by`` is told when it is done.

    Raises:
        InvalidInput: under ``employer``, if many names and logos were printed already.
    """
    found = Format(format)
    if found == Format.XLSX:
        paper, head = Paper.LETTER, brand.NONE
    _judge_number(scenario, head)
    report, _created = Report.objects.get_or_create(
        scenario=scenario,
        paper=Paper(paper),
        format=found,
        language=Language(language or current()),
        brand=head.key,
        defaults={"address": address, "employer": head.employer, "logo": head.logo},
    )
    if isinstance(by, AbstractBaseUser):
        report.asked_by.add(by)
    if report.status == Status.FAILED:
        return retry_report(report=report)
    return report


def retry_report(*, report: Report) -> Report:
    """Queue a failed report anew; any other is left as it stands."""
    jobs.retry(report)
    return Report.objects.select_related("scenario").without_files().get(pk=report.pk)


def make_report(report: Report) -> dict[str, Any]:
    """Return the finished fields of a claimed report.

    Raises:
        JobError: with what to tell the person who waits.
    """
    with written_in(report.language):
        if report.format == Format.XLSX:
            content = book.workbook_of(report.scenario, address=report.address)
            return _finished(content, pages=None)
        document = document_of(report)
        jobs.extend(report, progress=50)
        return _finished(pdf(document), pages=PAGES)


def document_of(report: Report) -> sheet.Document:
    """Return what a report prints, in the language that is spoken."""
    document = sheet.of_scenario(report.scenario, paper=report.paper, address=report.address)
    logo = bytes(report.logo) if report.logo else None
    return brand.headed(document, brand.Brand(report.employer, logo))


def pdf(document: sheet.Document) -> bytes:
    """Return a document as PDF; the source of the summary asserts that it has two pages.

    Raises:
        JobError: if it cannot be set in type so.
    """
    try:
        return typeset.pdf(document)
    except typeset.TypesetError as error:
        logger.exception("A document could not be set in type")
        raise JobError(UNSET) from error


def _judge_number(scenario: Scenario, head: brand.Brand) -> None:
    if not head.key:
        return
    known = set(scenario.reports.exclude(brand="").values_list("brand", flat=True))
    if head.key not in known and len(known) >= MOST_BRANDS:
        raise InvalidInput({"employer": [_(MANY_BRANDS, n=MOST_BRANDS)]})


def _finished(content: bytes, *, pages: int | None) -> dict[str, Any]:
    return {
        "content": content,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "pages": pages,
    }
