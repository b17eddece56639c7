"""A piece of a portfolio: its cells, what judges and calculates it, and what is kept of it.

All that can be written piece by piece is, by the worker that calculated it: the last steps only
put it together.
"""

from pathlib import Path

import polars as pl

from calculator.portfolios import storing
from calculator.portfolios.models import Portfolio
from calculator.portfolios.reading import files, good_rows
from calculator.portfolios.reading.columns import AGAIN
from calculator.portfolios.reading.judging import ROW, Judge, Judged, table_of
from calculator.portfolios.run import ranking
from calculator.portfolios.run.calculating import Calculator, Profiles

KEPT: dict[str, Profiles] = {}  # of this process: the profiles of the release it works on


def means_of(portfolio: Portfolio) -> tuple[Judge, Calculator]:
    """Return what judges and what calculates the pieces of a portfolio."""
    release = portfolio.release
    key = f"{release.pk}:{release.content_hash}"
    if key not in KEPT:
        KEPT.clear()
        KEPT[key] = Profiles()
    judge = good_rows.judge_of(portfolio)
    return judge, Calculator(
        labels=judge.columns.labels, totals_by=portfolio.totals_by, profiles=KEPT[key]
    )


def cells_of(name: str) -> pl.DataFrame:
    """Return the cells of a stored piece, with the mark of names that stand there twice."""
    return read(name).select(pl.all().exclude(AGAIN), AGAIN)


def read(name: str) -> pl.DataFrame:
    """Return a stored table."""
    with storing.local(name) as path:
        return pl.read_parquet(path, memory_map=False)


def write(
    cells: pl.DataFrame, judged: Judged, by: Calculator, folder: Path, *, is_first: bool
) -> tuple[int, list[Path]]:
    """Calculate a piece; return how many groups were, and the files that hold all of it.

    Results as Parquet and as text, of which the first piece has the header; refused cells as text;
    the groups that may rank; and its part of the totals.
    """
    numbered = by.numbered(cells, judged)
    table = numbered.drop(ROW)
    results, candidates = folder / "results.parquet", folder / "candidates.parquet"
    text, refused, totals = folder / "text.csv", folder / "refused.csv", folder / "totals.npz"
    table.write_parquet(results, compression="lz4")
    ranking.candidates([numbered], ROW).write_parquet(candidates, compression="lz4")
    with text.open("wb") as out:
        files.write_csv(table, out, is_first=is_first)
    with refused.open("wb") as out:
        files.write_csv(table_of(judged.refusals), out, is_first=is_first)
    totals.write_bytes(by.totals.to_bytes())
    return table.height, [results, candidates, text, refused, totals]
