"""The columns of each table: a canonical row laid flat, and read back cell by cell.

The columns follow from the declared shapes, so that a field added there travels at once. A list
of findings is one cell of names; ages and lenses take a column each; a map is JSON in one cell.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from calculator.engine.evidence import BANDS
from calculator.evidence import shapes
from calculator.evidence.models.parameters import BAND_RATES
from calculator.evidence.shapes import EMPTY, SHAPES, Field, Malformed, Row
from calculator.evidence.transfer import cells
from calculator.evidence.transfer.cells import Cell

KINDS = ("sources", "findings", "parameters", "claims")
NAMED_BY = {"sources": ("id",), "findings": ("id",), "claims": ("id",)}
NAMED_BY["parameters"] = ("key", "area")
READ_OVER = ("citation",)  # what the public tables add; an import does not mind it


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the place of its value in a row, and how a cell is read."""

    name: str
    path: tuple[str, ...]
    read: Callable[[Cell], object]
    required: bool = False
    is_json: bool = False


def _day(value: Cell) -> object:
    return shapes.day(cells.as_text(value))


def _json(value: Cell) -> object:
    try:
        found = shapes.plain(json.loads(cells.as_text(value)))
        json.dumps(found, ensure_ascii=False).encode()  # half a character is no text
    except (ValueError, RecursionError) as error:
        raise Malformed('must be JSON such as {"share": 0.2}') from error
    return found


READERS: dict[Callable[[object], object], Callable[[Cell], object]] = {
    shapes.text: cells.as_text,
    shapes.number: cells.as_number,
    shapes.whole: cells.as_whole,
    shapes.flag: cells.as_flag,
    shapes.day: _day,
    shapes.texts: cells.as_names,
}


def columns_of(kind: str, lenses: Iterable[str]) -> list[Column]:
    """Return the columns of a kind; a parameter has some for each lens."""
    found: list[Column] = []
    for field in SHAPES[kind]:
        if field.name == "by_age_band":
            found += [
                Column(name, (field.name, band), cells.as_number)
                for name, band in zip(BAND_RATES, BANDS, strict=True)
            ]
        elif field.name == "lenses":
            found += [
                _column(part, (field.name, lens, part.name), f"{lens}.{part.name}")
                for lens in lenses
                for part in SHAPES["replacements"]
            ]
        else:
            found.append(_column(field, (field.name,), field.name))
    return found


def _column(field: Field, path: tuple[str, ...], name: str) -> Column:
    required = field.required and len(path) == 1
    if field.read in READERS:
        return Column(name, path, READERS[field.read], required)
    return Column(name, path, lambda cell: field.read(_json(cell)), required, is_json=True)


def value_at(row: Row, path: tuple[str, ...]) -> object:
    """Return what stands at a place of a row, None where nothing does."""
    found: object = row
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def cell_value(column: Column, row: Row) -> object:
    """Return the value of a column as one cell: a number or a text."""
    value = value_at(row, column.path)
    if column.read is cells.as_names:
        return "; ".join(value or ())
    if column.is_json and value is not None:
        return json.dumps(value, ensure_ascii=False)
    return value


def with_value(row: Row, path: tuple[str, ...], value: object) -> Row:
    """Return a copy of a row with a value at a place; an empty value empties the place."""
    first, *rest = path
    if rest:
        inner = row.get(first)
        value = with_value(dict(inner) if isinstance(inner, Mapping) else {}, tuple(rest), value)
    changed = {key: held for key, held in row.items() if key != first}
    if value in EMPTY:
        return changed
    if first in row:
        return {key: (value if key == first else held) for key, held in row.items()}
    return changed | {first: value}


def name_of(kind: str, row: Row) -> str:
    """Return the name of a row: its id, or key and area of a parameter."""
    return ".".join(str(row[part]) for part in NAMED_BY[kind] if row.get(part))
