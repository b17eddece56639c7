"""A portfolio as a workbook: its first sheet read as text, row by row; nothing in it is run.

What a formula showed when the workbook was saved is read. Sizes are limited before anything is
unpacked, so that a small file cannot unfold into a large one.
"""

import csv
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook

from calculator.engine.errors import InvalidInput
from calculator.language import gettext as _
from calculator.portfolios.reading.columns import MAX_COLUMNS

SUFFIX = ".xlsx"
MAX_ROWS = 100_000
MAX_UNPACKED = 400_000_000
MAX_PARTS = 500
MAX_RATIO = 200  # bytes out of one byte in; a sheet of numbers has about 10
MAX_BLANK = 1_000
LONGEST = 2_000


def as_plain(source: Path, folder: Path, *, limit: int | None = None) -> Path:
    """Return a file that can be scanned: the source itself, or its first sheet written as CSV.

    Args:
        source: CSV, Parquet or XLSX.
        folder: where the CSV goes.
        limit: rows of interest; by default all, and too many are refused.

    Raises:
        InvalidInput: under ``file``, for a workbook that cannot be read or is too large.
    """
    if source.suffix.lower() != SUFFIX:
        return source
    _check(source)
    plain = folder / f"{source.stem}.csv"
    try:
        with warnings.catch_warnings(), plain.open("w", encoding="utf-8", newline="") as out:
            warnings.simplefilter("ignore")  # styles and extensions that are not read
            book = load_workbook(source, read_only=True, data_only=True)
            csv.writer(out).writerows(_rows(book.worksheets[0].iter_rows(values_only=True), limit))
            book.close()
    except InvalidInput:
        raise
    except Exception as error:  # a broken workbook makes the library raise anything
        raise _refused(_("The workbook is broken and cannot be read.")) from error
    return plain


def _check(source: Path) -> None:
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise _refused(
            _(
                "This is not an .xlsx workbook. Save it as “Excel workbook (.xlsx)” without a "
                "password, or as CSV."
            )
        ) from error
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or unpacked / packed > MAX_RATIO:
        raise _refused(_("The workbook unpacks into too much. Send the groups as CSV or Parquet."))


def _rows(rows: Iterable[tuple[object, ...]], limit: int | None) -> Iterator[list[str]]:
    """Yield the header and the rows below it, as wide as the header; blank rows are left out."""
    width = blank = count = 0
    for row in rows:
        cells = [_text(cell) for cell in row[: MAX_COLUMNS + 1]]
        if not any(cells):
            blank += 1
            if blank > MAX_BLANK:
                return
            continue
        if not width:
            width = max(i for i, cell in enumerate(cells) if cell) + 1
        elif any(cells[width:]):
            raise _refused(_("A row has more cells than there are names in the first row."))
        count += 1
        if limit is not None and count > limit + 1:
            return
        if count > MAX_ROWS + 1:
            raise _refused(
                _(
                    "A workbook may have {n} rows. Send more groups as CSV or Parquet.",
                    n=format(MAX_ROWS, ","),
                )
            )
        yield [*cells[:width], *[""] * (width - len(cells))]


def _text(cell: object) -> str:
    """Return a cell as one would type it.

    >>> _text(12.0), _text(0.1), _text(None), _text(True)
    ('12', '0.1', '', 'true')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell).strip()[:LONGEST]


def _refused(said: str) -> InvalidInput:
    return InvalidInput({"file": [said]})
