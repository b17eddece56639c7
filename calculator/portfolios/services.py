"""What a person does with portfolios: upload, run, stop, go on, delete; and how one moves on.

Keyword-only and atomic. Views and the API start the steps themselves: ``tasks.send_steps``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from calculator import jobs
from calculator.engine.inputs import scenario as reading
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import catalog
from calculator.evidence.models import Release
from calculator.jobs import Status
from calculator.language import current
from calculator.language import gettext as _
from calculator.portfolios import storing
from calculator.portfolios.errors import OUTDATED, Refused
from calculator.portfolios.models import LONGEST_NAME, Kind, Portfolio, State, Step
from calculator.portfolios.reading import checking
from calculator.portfolios.reading.columns import without_size
from calculator.portfolios.run import totals
from calculator.scenarios.models import Scenario
from calculator.scenarios.services import storable

MOST_KEPT = 200  # portfolios of one account
MOST_RUNNING = 5
STOPPED = (State.FAILED, State.CANCELLED)


def upload_portfolio(
    *,
    by: Any,
    path: Path,
    name: str,
    scenario: Scenario | None = None,
    inputs: Mapping[str, Any] | None = None,
    release: Release | None = None,
    mends: Portfolio | None = None,
) -> Portfolio:
    """Check a file and keep it; nothing runs yet.

    Raises:
        InvalidInput: if the file or its columns cannot be used at all.
        Refused: if the account keeps as many as one may.
    """
    release = release or catalog.live_release()
    if Portfolio.objects.visible_to(by).count() >= MOST_KEPT:
        raise Refused(_("An account keeps at most {n} portfolios. Delete some first.", n=MOST_KEPT))
    defaults = defaults_of(scenario, inputs or {})
    evidence = catalog.evidence_of(release)
    if defaults:
        reading.read({**_sized(defaults), **defaults}, evidence)  # wrong defaults are told here
    found = checking.check(path, defaults=defaults, evidence=evidence)
    portfolio = Portfolio(
        owner=by, name=name[-LONGEST_NAME:], release=release, model_version=MODEL_VERSION
    )
    kept = storing.store(path, token=portfolio.token, name=f"source{path.suffix.lower()}")
    portfolio.source, portfolio.size, portfolio.sha256 = kept["name"], kept["size"], kept["sha256"]
    portfolio.scenario, portfolio.mends, portfolio.defaults = scenario, mends, defaults
    portfolio.language = current()
    portfolio.check_report = storable(found)
    portfolio.save()
    return portfolio


def check_of(portfolio: Portfolio) -> dict[str, Any]:
    """Return what a look at a file found, said in the current language."""
    if portfolio.language == current():
        return portfolio.check_report
    evidence = catalog.evidence_of(portfolio.release)
    with storing.local(portfolio.source) as path:
        return storable(checking.check(path, defaults=portfolio.defaults, evidence=evidence))


@transaction.atomic
def run_portfolio(*, portfolio: Portfolio, totals_by: str = "") -> Portfolio:
    """Start the calculation of a checked file.

    Raises:
        InvalidInput: under ``totals_by``, for a column that is no text of the file.
        Refused: if it runs already, or too many of the account do.
    """
    totals.check(totals_by, portfolio.check_report["labels"])
    _room(portfolio)
    started = {"state": State.RUNNING, "started_at": timezone.now(), "totals_by": totals_by}
    if not Portfolio.objects.filter(pk=portfolio.pk, state=State.DRAFT).update(**started):
        raise Refused(_("It was started already."))
    Step.objects.create(portfolio=portfolio, kind=Kind.CUT)
    return Portfolio.objects.get(pk=portfolio.pk)


@transaction.atomic
def cancel_portfolio(*, portfolio: Portfolio) -> Portfolio:
    """Stop a running portfolio; what is calculated so far is kept."""
    running = Portfolio.objects.filter(pk=portfolio.pk, state=State.RUNNING)
    if not running.update(state=State.CANCELLED):
        raise Refused(_("It does not run."))
    return Portfolio.objects.get(pk=portfolio.pk)


@transaction.atomic
def resume_portfolio(*, portfolio: Portfolio) -> Portfolio:
    """Go on with what is not calculated yet.

    Raises:
        Refused: if it was not stopped, or was begun with another model.
    """
    _room(portfolio)
    if portfolio.is_outdated:
        raise Refused(_(OUTDATED))
    stopped = Portfolio.objects.filter(pk=portfolio.pk, state__in=STOPPED)
    if not stopped.update(state=State.RUNNING, error="", started_at=timezone.now()):
        raise Refused(_("It was not stopped."))
    for step in portfolio.steps.filter(status=Status.FAILED):
        jobs.retry(step)
    portfolio.steps.filter(status=Status.QUEUED).update(sent_at=timezone.now())
    return Portfolio.objects.get(pk=portfolio.pk)


@transaction.atomic
def delete_portfolio(*, portfolio: Portfolio) -> None:
    """Delete a portfolio and its files for good.

    Raises:
        Refused: while it runs.
    """
    if portfolio.state == State.RUNNING:
        raise Refused(_("Cancel it first."))
    if portfolio.steps.filter(status=Status.RUNNING, lease_until__gt=timezone.now()).exists():
        raise Refused(_("A worker is about to stop. Try again in some seconds."))
    discard_portfolio(portfolio=portfolio)


@transaction.atomic
def discard_portfolio(*, portfolio: Portfolio) -> None:
    """Delete a portfolio that nobody works on, and its files."""
    token = portfolio.token
    portfolio.delete()
    transaction.on_commit(lambda: storing.sweep(token))


def defaults_of(scenario: Scenario | None, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the raw inputs of rows that are silent: those given over those of a scenario."""
    base: dict[str, Any] = {}
    if scenario is not None:
        base = {**scenario.typed, "seed": scenario.seed, "draws": scenario.draws}
    return without_size({**base, **inputs})


def _sized(defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return a size that goes with the defaults, to judge them before there is a row."""
    if defaults.get("audience") == "payer":
        return {"members_by_line": {"commercial": 1_000}}
    return {"members": 1_000}


def _room(portfolio: Portfolio) -> None:
    running = Portfolio.objects.filter(owner=portfolio.owner_id, state=State.RUNNING)
    if running.count() >= MOST_RUNNING:
        raise Refused(
            _("{n} portfolios run at a time. Wait for one, or cancel it.", n=MOST_RUNNING)
        )
