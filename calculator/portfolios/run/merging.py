"""The last steps of a portfolio: what the pieces left, put together as the files of its results."""

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import polars as pl

from calculator.portfolios import storing
from calculator.portfolios.models import Portfolio, Step
from calculator.portfolios.reading import files
from calculator.portfolios.reading.judging import ROW
from calculator.portfolios.run import pieces, ranking, writing
from calculator.portfolios.run.totals import Totals

SHOWN = 50  # rows of a ranking on the page
Merged = tuple[list[Path], dict[str, Any]]  # files, and what else was found


def text(portfolio: Portfolio, chunks: Sequence[Step], folder: Path) -> Merged:
    """Return results and refused cells as CSV, with the counts and the totals."""
    results, refused = folder / f"{writing.RESULTS}.csv", folder / writing.REFUSED
    totals = Totals(portfolio.totals_by)
    with results.open("wb") as good, refused.open("wb") as bad:
        for chunk in chunks:
            _append(chunk.found["text"], good)
            _append(chunk.found["refused"], bad)
            with storing.local(chunk.found["totals"]) as path:
                totals.merge(Totals.from_bytes(portfolio.totals_by, path.read_bytes()))
    counts = {"rows": sum(chunk.rows for chunk in chunks), "good": good_of(chunks)}
    return [results, refused], {**counts, "totals": totals.rows()}


def table(portfolio: Portfolio, chunks: Sequence[Step], folder: Path) -> Merged:
    """Return the results as one Parquet file."""
    path = folder / f"{writing.RESULTS}.parquet"
    with ExitStack() as held:
        parts = [held.enter_context(storing.local(chunk.found["results"])) for chunk in chunks]
        pl.scan_parquet(parts).sink_parquet(path, maintain_order=True)
    return [path], {}


def workbook(portfolio: Portfolio, chunks: Sequence[Step], folder: Path) -> Merged:
    """Return the results as a workbook, where they are short enough."""
    if good_of(chunks) > writing.XLSX_ROWS:
        return [], {}
    path = folder / f"{writing.RESULTS}.xlsx"
    writing.write_workbook(pl.concat(pieces.read(chunk.found["results"]) for chunk in chunks), path)
    return [path], {}


def ranked(portfolio: Portfolio, chunks: Sequence[Step], folder: Path) -> Merged:
    """Return the ranking as CSV, with its first rows."""
    path = folder / writing.RANKING
    found = _ranked(portfolio, chunks)
    with path.open("wb") as out:
        files.write_csv(found, out, is_first=True)
    return [path], {"ranking": ranking.as_plain(found, SHOWN)}


def good_of(chunks: Sequence[Step]) -> int:
    """Return how many groups were calculated."""
    return sum(chunk.found["good"] for chunk in chunks)


def _ranked(portfolio: Portfolio, chunks: Sequence[Step]) -> pl.DataFrame:
    good = good_of(chunks)
    if not good:
        return pl.DataFrame(schema={"rank": pl.UInt32, "group_id": pl.String, "net": pl.Float64})
    judge, calculator = pieces.means_of(portfolio)
    return ranking.ranked(
        ranking.candidates((pieces.read(chunk.found["candidates"]) for chunk in chunks), ROW),
        groups=good,
        place=ROW,
        read=lambda number: pieces.cells_of(chunks[number].source),
        judge=judge,
        by=calculator,
    )


def _append(name: str, out: Any) -> None:
    with storing.local(name) as path, path.open("rb") as content:
        shutil.copyfileobj(content, out, storing.BLOCK)
