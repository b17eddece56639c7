"""Ask for a bundle, try again, discard it. Views and the API start the tasks themselves.

Keyword-only and atomic.
"""

from typing import Any

from django.db import transaction

from calculator import jobs
from calculator.bundles.models import Bundle
from calculator.bundles.moving import pieces_of
from calculator.jobs import Status
from calculator.language import current
from calculator.language import gettext as _
from calculator.portfolios import storing
from calculator.portfolios.errors import OUTDATED, Refused
from calculator.portfolios.models import Portfolio, State
from calculator.reports.models import Language, Paper

MOST_GROUPS = 10_000
MOST_KEPT = 5  # bundles of one account: 10,000 PDFs are some 850 MB
SECONDS_EACH = 0.4  # of one core: a calculation with all that the two pages say, and its PDF


@transaction.atomic
def request_bundle(*, portfolio: Portfolio, paper: str, language: str = "") -> Bundle:
    """Return the bundle of a portfolio; a failed one goes on, another choice is made anew.

    Without a ``language`` the reports speak the one in which they are asked for.
    The caller starts it with ``tasks.send_bundle``.

    Raises:
        Refused: if it cannot be made, or too many of the account are kept or made.
    """
    check_bundled(portfolio)
    found = Bundle.objects.filter(portfolio=portfolio).first()
    said = Language(language or current())
    if found is not None and (found.paper, found.language) == (paper, said):
        return retry_bundle(bundle=found)
    if found is not None:
        if not found.is_finished:
            raise Refused(
                _(
                    "These reports are being made on other paper or in another language. "
                    "Wait, or discard them."
                )
            )
        discard_bundle(bundle=found)
    _room(portfolio.owner)
    groups = groups_of(portfolio)
    made, _is_new = Bundle.objects.get_or_create(  # a button pressed twice asks twice at once
        portfolio=portfolio,
        defaults={
            "paper": Paper(paper),
            "language": said,
            "groups": groups,
            "pieces": pieces_of(groups),
        },
    )
    return made


def check_bundled(portfolio: Portfolio) -> None:
    """Refuse a portfolio whose groups cannot have a report each.

    Raises:
        Refused: saying why.
    """
    if portfolio.state != State.DONE:
        raise Refused(_("Reports are made of a portfolio that is done."))
    groups = groups_of(portfolio)
    if not groups:
        raise Refused(_("No group could be calculated: there is nothing to report."))
    if groups > MOST_GROUPS:
        raise Refused(
            _(
                "This portfolio has {groups} groups; reports are made of {most} at most. Upload "
                "those that you want reports of as a portfolio of their own.",
                groups=format(groups, ","),
                most=format(MOST_GROUPS, ","),
            )
        )
    if portfolio.is_outdated:
        raise Refused(_(OUTDATED))


@transaction.atomic
def retry_bundle(*, bundle: Bundle) -> Bundle:
    """Queue a failed bundle anew, and of its parts those that failed; others stand as they are."""
    if jobs.retry(bundle):
        for part in bundle.parts.filter(status=Status.FAILED):
            jobs.retry(part)
    return Bundle.objects.select_related("portfolio").get(pk=bundle.pk)


@transaction.atomic
def discard_bundle(*, bundle: Bundle) -> None:
    """Delete a bundle and its files; a worker that makes a part of it stops at its next PDF."""
    token = bundle.portfolio.token
    bundle.delete()
    transaction.on_commit(lambda: storing.sweep_reports(token))


def groups_of(portfolio: Portfolio) -> int:
    """Return how many groups of a portfolio were calculated."""
    return (portfolio.rows or 0) - (portfolio.refused or 0)


def _room(owner: Any) -> None:
    kept = Bundle.objects.filter(portfolio__owner=owner)
    if kept.exclude(status__in=[Status.DONE, Status.FAILED]).exists():
        raise Refused(
            _("Reports of another portfolio of yours are being made. Wait, or discard them.")
        )
    if kept.count() >= MOST_KEPT:
        raise Refused(_("Reports of {n} portfolios are kept. Discard some first.", n=MOST_KEPT))
