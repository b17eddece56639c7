"""Tables as CSV: what the page shows, and the lists of the result with every digit.

They begin with the mark of UTF-8: without it Excel reads accents and minus signs as other letters.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from calculator.engine.result import Result
from calculator.evidence.transfer import cells
from calculator.exhibits.exhibit import Exhibit, Row, Table
from calculator.language import gettext as _
from calculator.reports.fiduciary import places


def of_exhibits(exhibits: Iterable[Exhibit]) -> dict[str, bytes]:
    """Return place to CSV of every exhibit that has a table, and first what each of them holds."""
    found, listed = {}, [[_("File"), _("What it holds"), _("In short"), _("How to read it")]]
    for exhibit in exhibits:
        if exhibit.table:
            place = places.table(exhibit.slug)
            found[place] = of_table(exhibit.table)
            listed.append([place, exhibit.table.caption, exhibit.title, exhibit.lead])
    return {places.TABLES: _csv(listed), **found}


def of_table(table: Table) -> bytes:
    """Return a table as the page shows it: rounded, in words, no text that a spreadsheet runs."""
    titles = [column.title for column in table.columns]
    return _csv([titles, *(_texts(row, len(titles)) for row in table.rows)])


def of_result(result: Result) -> dict[str, bytes]:
    """Return place to CSV of every list of rows in a result, unrounded."""
    return {places.data(name): _of_rows(rows) for name, rows in _lists("", result)}


def _texts(row: Row, width: int) -> list[str]:
    said = [f"{cell.text} ({cell.hint})" if cell.hint else cell.text for cell in row.cells]
    return said + [""] * (width - len(said))


def _lists(name: str, value: Mapping[str, object]) -> Iterator[tuple[str, list[Mapping]]]:
    """Yield each list of objects with its dotted name."""
    for key, held in value.items():
        path = f"{name}.{key}" if name else key
        if isinstance(held, Mapping):
            yield from _lists(path, held)
        elif isinstance(held, list) and held and all(isinstance(row, Mapping) for row in held):
            yield path, held


def _of_rows(rows: Sequence[Mapping[str, object]]) -> bytes:
    flat = [dict(_leaves("", row)) for row in rows]
    titles = list(dict.fromkeys(title for row in flat for title in row))
    return _csv([titles, *([row.get(title) for title in titles] for row in flat)])


def _leaves(name: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, held in value.items():
            yield from _leaves(f"{name}.{key}" if name else str(key), held)
    elif isinstance(value, list):
        yield name, "; ".join(cells.written(item) for item in value)
    else:
        yield name, value


def _csv(rows: Iterable[Iterable[object]]) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    for row in rows:
        writer.writerow([cells.written(value) for value in row])
    return held.getvalue().encode("utf-8-sig")
