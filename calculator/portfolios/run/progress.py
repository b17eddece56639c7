"""How far a running portfolio is: rows done, how fast, and about how long yet."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, Sum
from django.utils import timezone

from calculator.jobs import Status
from calculator.portfolios.models import Kind, Portfolio


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Rows of the file done, of how many, a second, and seconds left; None where not known yet."""

    stage: str
    rows_done: int
    rows: int | None
    rate: float | None
    seconds_left: float | None

    @property
    def percent(self) -> int:
        """Return the share of rows done, in percent."""
        return round(100 * self.rows_done / self.rows) if self.rows else 0


def progress_of(portfolio: Portfolio, now: datetime | None = None) -> Progress:
    """Return how far a portfolio is."""
    chunks = portfolio.steps.filter(kind=Kind.CHUNK)
    begun = portfolio.started_at or portfolio.created_at
    found = chunks.aggregate(
        done=Sum("rows", filter=Q(status=Status.DONE)),
        lately=Sum("rows", filter=Q(status=Status.DONE, finished_at__gte=begun)),
        pieces=Count("pk"),
        ended=Count("pk", filter=Q(status=Status.DONE)),
        since=Min("started_at", filter=Q(started_at__gte=begun)),
    )
    done, rate, left = found["done"] or 0, None, None
    if found["lately"] and found["since"] is not None and portfolio.is_moving:
        passed = ((now or timezone.now()) - found["since"]).total_seconds()
        rate = found["lately"] / max(passed, 1e-3)
        left = ((portfolio.rows or 0) - done) / rate
    stage = "reading" if not found["pieces"] else "calculating"
    if found["pieces"] and found["ended"] == found["pieces"]:
        stage = "writing"
    return Progress(stage=stage, rows_done=done, rows=portfolio.rows, rate=rate, seconds_left=left)
