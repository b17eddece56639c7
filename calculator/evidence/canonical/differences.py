"""What differs between two states of the evidence: which records, and which of their fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.evidence.canonical.content import Content, parameter_name
from calculator.evidence.models.change import Action
from calculator.evidence.shapes import Row
from calculator.language import gettext_noop as noop

Key = tuple[str, str]

ORDER = "order"
RELEASE = "release"
KINDS = {
    "sources": noop("Source"),
    "findings": noop("Finding"),
    "parameters": noop("Parameter"),
    "claims": noop("Claim"),
    "programs": noop("Program"),
    "market": noop("Market estimate"),
    "areas": noop("Clinical area"),
    "lines_of_business": noop("Line of business"),
    "designs": noop("Program design"),
    "lenses": noop("Lens"),
    ORDER: noop("Order of"),
    RELEASE: noop("Release"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One record in two states; the first is None where it was added, the second where removed."""

    kind: str
    name: str
    before: Row | None
    after: Row | None

    @property
    def action(self) -> Action:
        """Added, changed or removed."""
        if self.before is None:
            return Action.ADDED
        return Action.REMOVED if self.after is None else Action.CHANGED

    def __str__(self) -> str:
        return f"{KINDS.get(self.kind, self.kind).lower()} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a record in two states; None where it was empty."""

    name: str
    before: object
    after: object


def name_of(kind: str, row: Row) -> str:
    """Return the name of a canonical row among its kind."""
    if kind == RELEASE:
        return RELEASE
    return parameter_name(row) if kind == "parameters" else str(row.get("id", row.get("slug")))


def rows_of(content: Content) -> dict[Key, Row]:
    """Return every row of the content by kind and name."""
    return {(kind, name_of(kind, row)): row for kind, rows in content.items() for row in rows}


def differences(before: Content, after: Content) -> list[Difference]:
    """Return the records that differ, in the order of the newer state, the removed ones last."""
    old, new = rows_of(before), rows_of(after)
    found = [
        Difference(kind=kind, name=name, before=old.get((kind, name)), after=new.get((kind, name)))
        for kind, name in dict.fromkeys([*new, *old])
        if old.get((kind, name)) != new.get((kind, name))
    ]
    return found + list(_orders(before, after))


def _orders(before: Content, after: Content) -> Iterator[Difference]:
    """Yield the kinds whose lasting records stand in another order."""
    for kind in after:
        old, new = ([name_of(kind, row) for row in side.get(kind, [])] for side in (before, after))
        both = set(old) & set(new)
        first, last = ([name for name in names if name in both] for names in (old, new))
        if first != last:
            yield Difference(kind=ORDER, name=kind, before={"names": first}, after={"names": last})


def fields(before: Row | None, after: Row | None) -> list[FieldChange]:
    """Return the fields in which two states of a record differ, those inside others by a dot."""
    old, new = values(before), values(after)
    return [
        FieldChange(name=name, before=old.get(name), after=new.get(name))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    ]


def taken_back(began: Row, live: Row, draft: Row) -> list[str]:
    """Return the fields that the live release changed and the draft would put otherwise.

    >>> taken_back({"base": 1, "low": 0}, {"base": 2, "low": 0}, {"base": 1, "low": 0.5})
    ['base']
    """
    theirs = {field.name for field in fields(began, live)}
    return [field.name for field in fields(live, draft) if field.name in theirs]


def values(row: Row | None) -> dict[str, object]:
    """Return the fields of a row, those inside others by a dot."""
    return dict(_flat(row or {}))


def _flat(row: Row, prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
