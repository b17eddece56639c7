"""A checklist that the program fills: each item of a standard, where it is answered, or why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from calculator.engine.result import Result
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

Status = Literal["answered", "partly", "not done", "not applicable"]
Values = Mapping[str, str]  # what is filled in at the {places} of an item


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What items are filled from."""

    result: Result
    reproduced: str  # whether the numbers came out again
    findings: int
    from_sellers: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what it asks in our words, what this file says to it, and where.

    What it says, and where, may have {places} for what the calculation gives.
    """

    number: str
    name: str
    asks: str
    status: Status
    says: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A standard and our answers, as they are declared; said in the reader's language."""

    slug: str
    label: str
    lead: str
    items: tuple[Item, ...]
    notes: tuple[str, ...] = ()


TITLE = noop("{label}: {answered} of {n} items are answered in full")


def filled(checklist: Checklist, values: Values) -> Exhibit:
    """Return a checklist as a table, with how many of its items are answered."""
    items, label = checklist.items, checklist.label
    answered = sum(item.status == "answered" for item in items)
    return Exhibit(
        slug=checklist.slug,
        label=label,
        title=_(TITLE, label=label, answered=answered, n=len(items)),
        lead=_(checklist.lead),
        table=Table(
            caption=label,
            columns=(
                Column(key="item", title=_("Item")),
                Column(key="asks", title=_("What it asks")),
                Column(key="status", title=_("Status")),
                Column(key="says", title=_("What this file says")),
                Column(key="where", title=_("Where")),
            ),
            rows=tuple(_row(item, values) for item in items),
        ),
        notes=tuple(_(note) for note in checklist.notes),
    )


def _row(item: Item, values: Values) -> Row:
    where = "; ".join(place.format(**values) for place in item.where)
    texts = (_(item.asks), _(item.status), _(item.says, **values), where)
    name = header(f"{item.number} {_(item.name)}")
    return Row(cells=(name, *(Cell(text=text) for text in texts)))
