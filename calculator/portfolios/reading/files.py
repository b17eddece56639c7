"""Portfolio files read in chunks of text cells, and results written chunk by chunk."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from calculator.engine.errors import InvalidInput
from calculator.evidence.transfer.cells import DANGEROUS, NUMBER, defuse
from calculator.language import gettext as _

CHUNK = 200_000  # rows held at once


def header(source: Path) -> list[str]:
    """Return the names of a file's columns, as written.

    Raises:
        InvalidInput: under ``file``, if it cannot be read as what its name says.
    """
    try:
        if source.suffix.lower() == ".parquet":
            return list(pl.read_parquet_schema(source))
        first = pl.read_csv(source, has_header=False, n_rows=1, infer_schema=False)
        return [str(name or "").strip() for name in first.row(0)] if first.height else []
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(source, error) from error


def head(source: Path, names: list[str], rows: int) -> pl.DataFrame:
    """Return the first rows as text cells, as ``chunks`` does.

    Raises:
        InvalidInput: under ``file``, if they cannot be read.
    """
    try:
        return cells_of(_scan(source, names).head(rows).collect())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(source, error) from error


def cells_of(batch: pl.DataFrame) -> pl.DataFrame:
    """Return text cells, outer spaces cut off, None where nothing stands."""
    cells = batch.select(pl.all().cast(pl.String).str.strip_chars())
    return cells.select(pl.when(pl.all() != "").then(pl.all()))


def chunks(source: Path, names: list[str]) -> Iterator[pl.DataFrame]:
    """Yield chunks of text cells, outer spaces cut off, None where nothing stands.

    Raises:
        InvalidInput: under ``file``, at the first chunk that cannot be read.
    """
    try:
        for batch in _scan(source, names).collect_batches(chunk_size=CHUNK, maintain_order=True):
            yield cells_of(batch)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise unreadable(source, error) from error


def write_csv(frame: pl.DataFrame, out: BinaryIO, *, is_first: bool) -> None:
    """Write rows as CSV; no text leaves that a spreadsheet would run."""
    frame.with_columns(_defused(frame)).write_csv(out, include_header=is_first)


def unreadable(source: Path, error: Exception) -> InvalidInput:
    """Return the message for a file that is not what its name says."""
    said = str(error).strip().splitlines()
    reason = said[0][:300] if said else _("it is empty")
    return InvalidInput(
        {"file": [_("{name} cannot be read: {reason}.", name=source.name, reason=reason)]}
    )


def _scan(source: Path, names: list[str]) -> pl.LazyFrame:
    if source.suffix.lower() == ".parquet":
        return pl.scan_parquet(source)
    return pl.scan_csv(source, infer_schema=False, new_columns=names)


def _defused(frame: pl.DataFrame) -> list[pl.Series]:
    """Return the text columns in which something had to be made harmless."""
    runs, is_number = f"^{DANGEROUS.pattern}", f"^({NUMBER.pattern})$"
    found = []
    for column in frame.select(pl.col(pl.String)):
        if (column.str.contains(runs) & ~column.str.contains(is_number)).any():
            found.append(column.map_elements(defuse, return_dtype=pl.String))
    return found
