"""A checklist that the program fills: each item of a standard, where it is answered, or why not."""

from dataclasses import dataclass
from typing import Literal

from calculator.engine.result import Result
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.reports.fiduciary.record import Record

Rows = tuple[tuple[str | tuple[str, ...], ...], ...]  # the fields of items, in order
Status = Literal["answered", "partly", "not done", "not applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What items are filled from."""

    result: Result
    record: Record
    findings: int
    from_sellers: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what it asks in our words, what this file says to it, and where."""

    number: str
    name: str
    asks: str
    status: Status
    says: str
    where: tuple[str, ...] = ()


def exhibit_of(
    items: tuple[Item, ...], *, slug: str, label: str, lead: str, notes: tuple[str, ...] = ()
) -> Exhibit:
    """Return a checklist as a table, with how many of its items are answered."""
    answered = sum(item.status == "answered" for item in items)
    return Exhibit(
        slug=slug,
        label=label,
        title=f"{label}: {answered} of {len(items)} items are answered in full",
        lead=lead,
        table=Table(
            caption=label,
            columns=(
                Column(key="item", title="Item"),
                Column(key="asks", title="What it asks"),
                Column(key="status", title="Status"),
                Column(key="says", title="What this file says"),
                Column(key="where", title="Where"),
            ),
            rows=tuple(_row(item) for item in items),
        ),
        notes=notes,
    )


def _row(item: Item) -> Row:
    texts = (item.asks, item.status, item.says, "; ".join(item.where))
    name = header(f"{item.number} {item.name}")
    return Row(cells=(name, *(Cell(text=text) for text in texts)))
