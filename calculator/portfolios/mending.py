"""Refused cells mended: the rows that they stand in are calculated alone, as their own portfolio.

What is sent is the file of refused cells with better values: ``row``, ``column`` and ``value``.
"""

import tempfile
from pathlib import Path
from typing import Any

import polars as pl

from calculator.engine.errors import InvalidInput
from calculator.evidence.transfer.cells import restore
from calculator.language import gettext as _
from calculator.portfolios import services, storing, uploads
from calculator.portfolios.errors import Refused
from calculator.portfolios.models import Portfolio, State
from calculator.portfolios.reading import files, good_rows, workbook
from calculator.portfolios.reading.columns import GROUP, MAX_COLUMNS
from calculator.portfolios.reading.judging import ROW
from calculator.portfolios.run import writing

PLACE = ("row", "column")
CELLS = {"row": pl.Int64, "column": pl.String, "value": pl.String}
SHOWN = 5
MOST_CELLS = 100_000  # they are held in memory while somebody waits


def mend_portfolio(*, portfolio: Portfolio, by: Any, path: Path) -> Portfolio:
    """Check and keep the mended rows of a portfolio as one of their own; nothing runs yet.

    Raises:
        InvalidInput: under ``file`` or ``columns``, if what was sent does not mend refused cells.
        Refused: if nothing was refused, or the account keeps as many portfolios as one may.
    """
    check_mendable(portfolio)
    with tempfile.TemporaryDirectory() as folder:
        cells = _cells(path, Path(folder))
        mended = Path(folder) / f"{uploads.stem_of(portfolio.name)}_mended.csv"
        _rows(portfolio, cells, Path(folder)).write_csv(mended)
        return services.upload_portfolio(
            by=by,
            path=mended,
            name=mended.name,
            inputs=portfolio.defaults,
            release=portfolio.release,
            mends=portfolio,
        )


def check_mendable(portfolio: Portfolio) -> None:
    """Refuse a portfolio that has no refused cells.

    Raises:
        Refused: saying why.
    """
    if portfolio.state != State.DONE:
        raise Refused(_("It is not done: nothing is known to mend."))
    if not portfolio.refused:
        raise Refused(_("Nothing of this portfolio was refused."))


def _cells(path: Path, folder: Path) -> pl.DataFrame:
    """Return the mended cells, each once: row, column, value as it was before it was defused."""
    plain = workbook.as_plain(path, folder)
    names = files.header(plain)
    missing = [name for name in CELLS if name not in names]
    if missing:
        raise _wrong(
            _(
                "There is no column {column}: send the file of refused cells, mended.",
                column=missing[0],
            )
        )
    cells = pl.DataFrame(schema=dict.fromkeys(CELLS, pl.String))
    for chunk in files.chunks(plain, names):
        cells = pl.concat([cells, chunk.select(*CELLS)])
        if cells.height > MOST_CELLS:
            raise _wrong(
                _(
                    "These are too many cells: mend {n} at most at a time.",
                    n=format(MOST_CELLS, ","),
                )
            )
    cells = cells.cast(CELLS, strict=False).unique(maintain_order=True)
    if cells.is_empty() or any(cells[name].null_count() for name in PLACE):
        raise _wrong(_("Each row needs the row and the column of a refused cell."))
    twice = cells.filter(cells.select(PLACE).is_duplicated())
    if len(twice):
        row, column, _value = twice.row(0)
        raise _wrong(
            _(
                "Row {row} has two values for {column}: leave one.",
                row=format(row, ","),
                column=column,
            )
        )
    if cells["column"].n_unique() > MAX_COLUMNS:
        raise _wrong(_("These are too many columns: {n} at most.", n=MAX_COLUMNS))
    return cells.with_columns(_restored(cells["value"]))


def _rows(portfolio: Portfolio, cells: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """Return the rows of the first file that the cells stand in, with the cells in place."""
    wanted = cells["row"].unique().sort()
    strange = wanted.filter(~wanted.is_in(_refused(portfolio, wanted).implode()))
    if len(strange):
        shown = ", ".join(f"{row:,}" for row in strange.head(SHOWN))
        raise _wrong(_("Only refused rows can be mended; these were not: {rows}.", rows=shown))
    rows = _of_file(portfolio, wanted, folder)
    for (column,), found in cells.group_by("column", maintain_order=True):
        rows = _placed(rows, str(column), found)
    twice = _calculated(portfolio, rows[GROUP])
    if len(twice):
        raise _wrong(_("Another group of the first file has the name “{name}”.", name=twice[0]))
    return rows.drop(ROW)


def _of_file(portfolio: Portfolio, wanted: pl.Series, folder: Path) -> pl.DataFrame:
    """Return the wanted rows of the first file, which is read no further than the last of them."""
    parts, first = [], 1
    with storing.local(portfolio.source) as source:
        plain = workbook.as_plain(source, folder)
        for chunk in files.chunks(plain, files.header(plain)):
            numbered = chunk.with_row_index(ROW, offset=first).cast({ROW: pl.Int64})
            parts.append(numbered.filter(pl.col(ROW).is_in(wanted.implode())))
            first += chunk.height
            if first > wanted[-1]:
                break
    return pl.concat(parts)


def _refused(portfolio: Portfolio, wanted: pl.Series) -> pl.Series:
    """Return those of the rows that were refused."""
    with storing.local(portfolio.files[writing.REFUSED]["name"]) as path:
        found = pl.scan_csv(path, infer_schema=False).select(pl.col("row").cast(pl.Int64))
        return found.filter(pl.col("row").is_in(wanted.implode())).collect()["row"]


def _calculated(portfolio: Portfolio, names: pl.Series) -> pl.Series:
    """Return those of the names that a calculated group has."""
    with storing.local(portfolio.files[good_rows.RESULTS]["name"]) as path:
        found = pl.scan_parquet(path).select(GROUP)
        return found.filter(pl.col(GROUP).is_in(names.implode())).collect()[GROUP]


def _placed(rows: pl.DataFrame, column: str, found: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the values of one column in place; a column may be new."""
    if column not in rows.columns:
        rows = rows.with_columns(pl.lit(None, dtype=pl.String).alias(column))
    mended = pl.col(ROW).replace_strict(found["row"], found["value"], default=pl.col(column))
    return rows.with_columns(mended.alias(column))


def _restored(values: pl.Series) -> pl.Series:
    return values.map_elements(restore, return_dtype=pl.String)


def _wrong(said: str) -> InvalidInput:
    return InvalidInput({"file": [said]})
