"""Portfolio files read in chunks of text cells, and results written chunk by chunk."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from calculator.engine.errors import InvalidInput
from calculator.evidence.transfer.cells import DANGEROUS, NUMBER, defuse
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

CHUNK = 200_000  # rows held at once
MOST_TEXT = (
    400_000_000  # bytes of a chunk: a small Parquet file can repeat one text a million times
)
LONGEST_HEADER = 100_000  # bytes: 200 columns with names of 500
TOO_WIDE = noop("The first line is too long: the names of the columns may have {n} kB together.")
TOO_MUCH = noop("The cells are too long: 200,000 rows may have {n} kB of text.")
NO_CELLS = noop("The column {name} holds lists or bytes: send one text or number in a cell.")
UNREADABLE = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)


def header(source: Path) -> list[str]:
    """Return the names of a file's columns, as written.

    Raises:
        InvalidInput: under ``file``, if it cannot be read as what its name says.
    """
    try:
        names = _parquet_names(source) if source.suffix.lower() == ".parquet" else _names(source)
    except UNREADABLE as error:
        raise unreadable(source, error) from error
    if sum(map(len, names)) > LONGEST_HEADER:
        raise _refused(TOO_WIDE, LONGEST_HEADER)
    return names


def head(source: Path, names: list[str], rows: int) -> pl.DataFrame:
    """Return the first rows as text cells, as ``chunks`` does.

    Raises:
        InvalidInput: under ``file``, if they cannot be read.
    """
    try:
        return cells_of(_scan(source, names).head(rows).collect())
    except UNREADABLE as error:
        raise unreadable(source, error) from error


def cells_of(batch: pl.DataFrame) -> pl.DataFrame:
    """Return text cells, outer spaces cut off, None where nothing stands.

    Raises:
        InvalidInput: under ``file``, if they hold more text than is held at once.
    """
    texts = batch.select(pl.all().cast(pl.String))
    if sum(texts.select(pl.all().str.len_bytes().cast(pl.UInt64).sum()).row(0)) > MOST_TEXT:
        raise _refused(TOO_MUCH, MOST_TEXT)
    cells = texts.select(pl.all().str.strip_chars())
    return cells.select(pl.when(pl.all() != "").then(pl.all()))


def chunks(source: Path, names: list[str]) -> Iterator[pl.DataFrame]:
    """Yield chunks of text cells, outer spaces cut off, None where nothing stands.

    Raises:
        InvalidInput: under ``file``, at the first chunk that cannot be read.
    """
    try:
        for batch in _scan(source, names).collect_batches(chunk_size=CHUNK, maintain_order=True):
            yield cells_of(batch)
    except UNREADABLE as error:
        raise unreadable(source, error) from error


def write_csv(frame: pl.DataFrame, out: BinaryIO, *, is_first: bool) -> None:
    """Write rows as CSV; no text leaves that a spreadsheet would run."""
    frame.with_columns(_defused(frame)).write_csv(out, include_header=is_first)


def unreadable(source: Path, error: BaseException) -> InvalidInput:
    """Return the message for a file that is not what its name says."""
    said = str(error).casefold().strip()
    if not said:
        reason = _("it is empty")
    elif "utf" in said:
        reason = _("its text is not UTF-8; save it as “CSV UTF-8”")
    else:
        reason = _("it is damaged, or not what its name says")
    return InvalidInput(
        {"file": [_("{name} cannot be read: {reason}.", name=source.name, reason=reason)]}
    )


def _names(source: Path) -> list[str]:
    with source.open("rb") as file:
        if len(file.readline(LONGEST_HEADER + 1)) > LONGEST_HEADER:
            raise _refused(TOO_WIDE, LONGEST_HEADER)
    first = pl.read_csv(source, has_header=False, n_rows=1, infer_schema=False)
    return [str(name or "").strip() for name in first.row(0)] if first.height else []


def _parquet_names(source: Path) -> list[str]:
    schema = pl.read_parquet_schema(source)
    for name, kind in schema.items():
        if kind.is_nested() or kind == pl.Binary:
            raise InvalidInput({"file": [_(NO_CELLS, name=name[:60])]})
    return list(schema)


def _refused(said: str, most: int) -> InvalidInput:
    return InvalidInput({"file": [_(said, n=format(most // 1_000, ","))]})


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
