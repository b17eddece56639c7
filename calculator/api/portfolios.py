"""Portfolios of a token's owner: start one from a sent file, list them, say where each stands."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.core.files.base import File
from rest_framework.request import Request
from rest_framework.reverse import reverse

from calculator.api import own_rows
from calculator.api.schema.portfolio import PortfolioFile, PortfolioPage, PortfolioStanding
from calculator.api.schema.typed import Schema
from calculator.engine.errors import InvalidInput
from calculator.evidence.models import Release
from calculator.portfolios import file_views, mending, services, uploads
from calculator.portfolios.errors import Refused
from calculator.portfolios.models import Portfolio, State
from calculator.portfolios.run.progress import progress_of
from calculator.scenarios.models import Scenario

LIST = "portfolios"
FILE = "file"
OWN_FIELDS = {FILE, "columns", "totals_by", "scenario", "name"}


def start(
    *, given: Mapping[str, str], file: File, name: str, by: Any, release: Release
) -> Portfolio:
    """Check a file and start it.

    Raises:
        InvalidInput: by field; inputs under ``inputs``.
        Refused: if the account keeps or runs as many as one may.
    """
    scenario, inputs = _scenario(given.get("scenario", ""), by), _inputs(given.get("inputs", ""))
    try:
        with uploads.received(file.chunks(), name) as path:
            portfolio = services.upload_portfolio(
                by=by,
                path=path,
                name=given.get("name") or name,
                scenario=scenario,
                inputs=inputs,
                release=release,
            )
    except InvalidInput as error:
        raise InvalidInput(_placed(error.errors)) from error
    return _run(portfolio, given.get("totals_by", ""))


def mend(*, portfolio: Portfolio, file: File, name: str, by: Any) -> Portfolio:
    """Start the rows of a portfolio that a file of mended cells names.

    Raises:
        InvalidInput: by field.
        Refused: if nothing was refused, or the account keeps or runs as many as one may.
    """
    with uploads.received(file.chunks(), name) as path:
        mended = mending.mend_portfolio(portfolio=portfolio, by=by, path=path)
    return _run(mended, portfolio.totals_by)


def given_in(values: Mapping[str, Any], fields: Mapping[str, Schema]) -> dict[str, str]:
    """Return the fields beside the file, of those that are declared.

    Raises:
        InvalidInput: for one that there is not, or that is too long.
    """
    errors: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for name, value in values.items():
        if name in {FILE, "release"}:
            continue
        if name not in fields:
            errors[name[:80]] = ["There is no such field."]
        elif not isinstance(value, str) or "\x00" in value:
            errors[name] = ["Give a text."]
        elif len(value) > fields[name]["maxLength"]:
            errors[name] = [f"Give at most {fields[name]['maxLength']:,} characters."]
        else:
            found[name] = value
    if errors:
        raise InvalidInput(errors)
    return found


def hash_of(given: Mapping[str, str], file: File) -> str:
    """Return a hash of what was sent, whatever the boundaries of the form."""
    digest = sha256(json.dumps(sorted(given.items())).encode())
    for block in file.chunks():
        digest.update(block)
    file.seek(0)
    return digest.hexdigest()


def page_of(request: Request) -> PortfolioPage:
    """Return a page of the caller's portfolios, the newest first.

    Raises:
        Problem: if the query has anything that cannot be used.
    """
    mine = Portfolio.objects.visible_to(request.user).select_related("release", "mends")
    shown, following = own_rows.page(request, mine, of=LIST)
    rows = [described(portfolio, request) for portfolio in shown]
    return {"count": mine.count(), "next": following, "results": rows}


def described(portfolio: Portfolio, request: Request) -> PortfolioStanding:
    """Return where a portfolio stands."""
    progress, finished = progress_of(portfolio), portfolio.finished_at
    return {
        "id": portfolio.token,
        "name": portfolio.name,
        "url": request.build_absolute_uri(portfolio.get_absolute_url()),
        "status": portfolio.state,
        "error": portfolio.error,
        "created_at": portfolio.created_at.isoformat(),
        "finished_at": finished.isoformat() if finished else None,
        "rows": portfolio.rows,
        "rows_done": progress.rows_done,
        "rows_per_second": progress.rate,
        "seconds_left": progress.seconds_left,
        "refused": portfolio.refused,
        "mends": portfolio.mends.token if portfolio.mends else None,
        "totals_by": portfolio.totals_by,
        "doubts": portfolio.check_report["doubts"],
        "totals": portfolio.totals,
        "files": _files(portfolio, request),
        "sha256": portfolio.sha256,
        "model_version": portfolio.model_version,
        "evidence_release": portfolio.release.slug,
    }


def _run(portfolio: Portfolio, totals_by: str) -> Portfolio:
    """Start a checked portfolio; one that cannot be started is not kept."""
    try:
        return services.run_portfolio(portfolio=portfolio, totals_by=totals_by)
    except (InvalidInput, Refused):
        services.discard_portfolio(portfolio=portfolio)
        raise


def _files(portfolio: Portfolio, request: Request) -> list[PortfolioFile]:
    if portfolio.state != State.DONE:
        return []
    made = [(name, kept["size"], kept["sha256"]) for name, kept in sorted(portfolio.files.items())]
    made.append((file_views.LINES, None, None))
    return [
        {
            "name": name,
            "url": reverse("api:read-portfolio-file", [portfolio.token, name], request=request),
            "size": size,
            "sha256": digest,
        }
        for name, size, digest in made
    ]


def _scenario(token: str, by: Any) -> Scenario | None:
    if not token:
        return None
    found = Scenario.objects.owned_by(by).filter(token=token).first()
    if found is None:
        raise InvalidInput({"scenario": ["You keep no calculation of this id."]})
    return found


def _inputs(text: str) -> dict[str, Any]:
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InvalidInput({"inputs": ["Give a JSON object."]})
    return found


def _placed(errors: Mapping[str, Any]) -> dict[str, Any]:
    return {name if name in OWN_FIELDS else f"inputs.{name}": said for name, said in errors.items()}
