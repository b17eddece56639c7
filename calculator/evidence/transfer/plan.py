"""From tables to a plan: what each row would do to a draft. Pure: nothing is read or written.

A row names its record. A column that is left out leaves its field as it is; an empty cell empties
it. Whether a value is allowed is judged when the plan is tried on the draft (``writer``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from calculator.evidence.canonical.checks import KEYS
from calculator.evidence.canonical.content import Content, of_line
from calculator.evidence.shapes import SHAPES, Malformed, Row
from calculator.evidence.transfer import cells
from calculator.evidence.transfer.columns import (
    KINDS,
    NAMED_BY,
    READ_OVER,
    Column,
    cell_value,
    columns_of,
    name_of,
    with_value,
)
from calculator.evidence.transfer.sheets import BAD, BadFile, Table


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one record, before and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused; the column is empty where it is the row as a whole."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one row does: the record before and after, or why it does nothing."""

    kind: str
    number: int
    name: str
    before: Row | None
    after: Row
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> str:
        """Return new, changed, unchanged or refused."""
        if self.problems:
            return "refused"
        if self.before is None:
            return "new"
        return "changed" if self.changes else "unchanged"

    def refused(self, *problems: Problem) -> "Entry":
        """Return the entry with reasons against it."""
        return replace(self, problems=(*self.problems, *problems))


@dataclass
class Known:
    """The names that a row may point at, by kind."""

    names: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Content) -> "Known":
        """Return the names in a content."""
        frame = {
            kind: {str(row["slug"]) for row in content[kind]}
            for kind in ("areas", "lines_of_business", "lenses")
        }
        return cls(frame | {kind: {name_of(kind, row) for row in content[kind]} for kind in KINDS})

    def missing(self, kind: str, row: Row) -> Iterable[Problem]:
        """Yield a problem for each name in a row that leads nowhere."""
        for column, target, name in _pointers(kind, row):
            if name not in self.names[target]:
                words = target.replace("_", " ")
                yield Problem(column, f"there is no “{name}” among the {words} of this draft")


def plan(content: Content, tables: Iterable[Table]) -> list[Entry]:
    """Return what each row of the tables does to a content, sources first.

    Raises:
        BadFile: if a heading is unknown, missing or there twice.
    """
    lenses = [str(row["slug"]) for row in content["lenses"]]
    entries: list[Entry] = []
    for table in sorted(tables, key=lambda table: KINDS.index(table.kind)):
        columns = {column.name: column for column in columns_of(table.kind, lenses)}
        _judge_headings(table, columns)
        entries += _entries(
            table, columns, {name_of(table.kind, r): r for r in content[table.kind]}
        )
    return entries


def _judge_headings(table: Table, columns: dict[str, Column]) -> None:
    for heading in table.headings:
        if not heading:
            raise BadFile(f"{table.kind}: a column has no heading.")
        if heading not in columns and heading not in READ_OVER:
            known = ", ".join(columns)
            raise BadFile(f"{table.kind}: unknown column “{heading[:60]}”. Known are: {known}.")
        if table.headings.count(heading) > 1:
            raise BadFile(f"{table.kind}: the column “{heading}” is there twice.")
    for needed in NAMED_BY[table.kind]:
        if needed not in table.headings:
            raise BadFile(f"{table.kind}: the column “{needed}” is missing.")


def _entries(table: Table, columns: dict[str, Column], held: dict[str, Row]) -> list[Entry]:
    seen: dict[str, int] = {}
    found = []
    for number, row in table.rows:
        entry = _entry(table, number, row, columns, held)
        first = seen.setdefault(entry.name, number)
        if entry.name and first != number:
            entry = entry.refused(Problem(NAMED_BY[table.kind][0], f"row {first} has it already"))
        found.append(entry)
    return found


def _entry(
    table: Table,
    number: int,
    row: list[object],
    columns: dict[str, Column],
    held: dict[str, Row],
) -> Entry:
    given: list[tuple[Column, object]] = []
    problems: list[Problem] = []
    filled = [*row, *[None] * (len(table.headings) - len(row))]
    for heading, cell in zip(table.headings, filled, strict=True):
        if heading in READ_OVER:
            continue
        try:
            given.append((columns[heading], _read(columns[heading], cell)))
        except Malformed as error:
            problems.append(Problem(heading, str(error)))
    after: Row = {}
    for column, value in given:
        if column.name in NAMED_BY[table.kind]:
            after = with_value(after, column.path, value)
    name = name_of(table.kind, after)
    before = held.get(name)
    after = before or {}
    for column, value in given:
        after = with_value(after, column.path, value)
    problems += _gaps(table.kind, after, {problem.column for problem in problems})
    return Entry(
        kind=table.kind,
        number=number,
        name=name,
        before=before,
        after=after,
        changes=_changes(columns.values(), before or {}, after),
        problems=tuple(problems),
    )


def _read(column: Column, cell: object) -> object:
    if isinstance(cell, dict):
        raise Malformed(str(cell[BAD]))
    return None if cells.as_text(cell) == "" else column.read(cell)


def _gaps(kind: str, row: Row, known: set[str]) -> Iterable[Problem]:
    """Yield what is required and missing, in the row itself and in each lens and age band."""
    for column in SHAPES[kind]:
        if column.required and column.name not in row and column.name not in known:
            yield Problem(column.name, "is missing")
    for lens, replacement in row.get("lenses", {}).items():
        for part in SHAPES["replacements"]:
            name = f"{lens}.{part.name}"
            if part.required and part.name not in replacement and name not in known:
                yield Problem(name, "is missing: a lens needs all four, or none")
    if kind == "parameters" and "key" in row and row["key"] not in KEYS:
        yield Problem("key", f"the model knows no “{row['key']}”")
    for name in row.get("left_out", {}):
        if name not in row.get("findings", ()):
            yield Problem("left_out", f"“{name}” is not among the findings of this row")
    if 0 < len(row.get("by_age_band", {})) < 4:
        yield Problem("rate_0_17", "give the rates of all four ages, or none")


def _changes(columns: Iterable[Column], before: Row, after: Row) -> tuple[Change, ...]:
    pairs = ((c.name, cell_value(c, before), cell_value(c, after)) for c in columns)
    return tuple(
        Change(name, cells.written(old), cells.written(new))
        for name, old, new in pairs
        if old != new
    )


def _pointers(kind: str, row: Row) -> Iterable[tuple[str, str, str]]:
    """Yield column, kind and name of everything a row points at."""
    if kind == "findings":
        yield "source", "sources", str(row["source"])
    if kind == "claims":
        yield from (("superseded_by", "findings", name) for name in row.get("superseded_by", ()))
    if kind == "parameters":
        if "area" in row:
            yield "area", "lines_of_business" if of_line(row) else "areas", str(row["area"])
        yield from (("findings", "findings", name) for name in row.get("findings", ()))
        yield from (("chosen", "findings", row[name]) for name in ("chosen",) if name in row)
        for lens, replacement in row.get("lenses", {}).items():
            column = f"{lens}.findings"
            yield from ((column, "findings", name) for name in replacement.get("findings", ()))
