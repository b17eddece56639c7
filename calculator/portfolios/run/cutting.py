"""A file cut into pieces that one worker calculates in some seconds each.

The cuts depend on the file alone, so that the same file is added up in the same order whoever
works on it.
"""

from collections.abc import Iterator

import polars as pl

from calculator.jobs import JobError
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.portfolios.reading.columns import Columns

ALIKE, UNLIKE = 50_000, 5_000  # rows of a piece that share, or do not, their age mix and line
PROFILES = 20  # of a piece, about
MOST_PIECES = 5_000
TOO_MANY = noop(
    "This file has too many different profiles: rows that differ in more than size and age mix "
    "take long, and about {n} such rows are the most. Split the file."
)


def pieces(chunk: pl.DataFrame, columns: Columns) -> Iterator[pl.DataFrame]:
    """Yield the rows of a chunk in order, in pieces."""
    share = [*columns.mixes, *columns.sizes]
    rows = ALIKE if len(share) == len(_sizes(columns)) else UNLIKE
    if columns.inputs:
        profiles = chunk.select(columns.inputs).n_unique()
        rows = min(rows, max(1, chunk.height * PROFILES // profiles))
    for start in range(0, chunk.height, rows):
        yield chunk.slice(start, rows)


def check_number(count: int) -> None:
    """Refuse more pieces than a portfolio may have.

    Raises:
        JobError: if there are too many.
    """
    if count > MOST_PIECES:
        raise JobError(_(TOO_MANY, n=format(MOST_PIECES * PROFILES, ",")))


def _sizes(columns: Columns) -> list[str]:
    """Return the size columns that leave a row with one line."""
    lines = [name for name in columns.sizes if "." in name]
    return [name for name in columns.sizes if name not in lines[1:]]
