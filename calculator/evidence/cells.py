"""Cells of a spreadsheet: no text that someone typed may run as a formula."""

import csv
from collections.abc import Iterable, Iterator

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defused(value: object) -> object:
    """Return a cell that a spreadsheet shows as text; numbers stay numbers.

    >>> defused("=1+1"), defused("-3 to 4"), defused(-3.5), defused("plain")
    ("'=1+1", "'-3 to 4", -3.5, 'plain')
    >>> defused(" @home"), defused(None), defused(" = ")
    ("' @home", '', "' = ")
    """
    if value is None:
        return ""
    if isinstance(value, str) and (value.startswith(FORMULA) or value.lstrip().startswith(FORMULA)):
        return f"'{value}"
    return value


class _Line:
    def write(self, text: str) -> str:
        return text


def written(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield rows as lines of CSV, every cell defused."""
    writer = csv.writer(_Line())
    for row in rows:
        yield writer.writerow([defused(cell) for cell in row])
