"""How a portfolio moves on: what follows when a step has ended."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from calculator.jobs import Status
from calculator.portfolios import storing
from calculator.portfolios.models import Kind, Output, Portfolio, State, Step

OPEN = (Status.QUEUED, Status.RUNNING)


@transaction.atomic
def advance(*, pk: int, after: Callable[[Portfolio], object] | None = None) -> list[int]:
    """Make the steps that can be made now, or end the portfolio; return the steps to send.

    Called whenever a step ends and by the reaper: a second call does nothing. ``after`` is called
    with the ended portfolio in the transaction that ends it, done or failed.
    """
    portfolio = Portfolio.objects.select_for_update().filter(pk=pk, state=State.RUNNING).first()
    if portfolio is None or portfolio.steps.filter(status__in=OPEN).exists():
        return []
    failed = portfolio.steps.filter(status=Status.FAILED).order_by("kind", "number").first()
    if failed is not None:
        _end(portfolio, after, state=State.FAILED, error=failed.error)
        return []
    if not portfolio.steps.filter(kind=Kind.CHUNK).exists():
        return _chunks(portfolio, portfolio.steps.get(kind=Kind.CUT).found["pieces"])
    merged = portfolio.steps.filter(kind=Kind.MERGE).order_by("number")
    if not merged:
        return [
            Step.objects.create(portfolio=portfolio, kind=Kind.MERGE, number=number).pk
            for number in Output.values
        ]
    _end(portfolio, after, state=State.DONE, **_results(merged))
    token = portfolio.token
    transaction.on_commit(lambda: storing.sweep_steps(token), robust=True)
    return []


def stuck() -> list[int]:
    """Return the portfolios that run though none of their steps is open."""
    is_open = Step.objects.filter(status__in=OPEN).values("portfolio")
    running = Portfolio.objects.filter(state=State.RUNNING).exclude(pk__in=is_open)
    return list(running.values_list("pk", flat=True))


def _chunks(portfolio: Portfolio, pieces: list[dict[str, Any]]) -> list[int]:
    made, first = [], 0
    for number, piece in enumerate(pieces):
        made.append(
            Step(portfolio=portfolio, kind=Kind.CHUNK, number=number, first_row=first, **piece)
        )
        first += piece["rows"]
    Step.objects.bulk_create(made, batch_size=500)
    Portfolio.objects.filter(pk=portfolio.pk).update(rows=first)
    found = portfolio.steps.filter(kind=Kind.CHUNK).order_by("number")
    return list(found.values_list("pk", flat=True))


def _results(merged: Iterable[Step]) -> dict[str, Any]:
    """Return what the last steps found, as fields of the portfolio."""
    found = {Output(step.number): step.found for step in merged}
    counts = found[Output.TEXT]
    return {
        "rows": counts["rows"],
        "refused": counts["rows"] - counts["good"],
        "totals": counts["totals"],
        "ranking": found[Output.RANKING]["ranking"],
        "files": {name: kept for each in found.values() for name, kept in each["files"].items()},
    }


def _end(portfolio: Portfolio, after: Callable[[Portfolio], object] | None, **fields: Any) -> None:
    Portfolio.objects.filter(pk=portfolio.pk).update(finished_at=timezone.now(), **fields)
    if after is not None:
        after(Portfolio.objects.get(pk=portfolio.pk))
