"""Say field by field in what two releases differ: canonical content in, plain words out."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from calculator.evidence.canonical.content import Content
from calculator.evidence.canonical.differences import (
    KINDS,
    Difference,
    FieldChange,
    differences,
    fields,
)
from calculator.evidence.presentation import DASH, figure, words
from calculator.exhibits.exhibit import Cell, Column, Lang, Row, Table, header
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

MODELED = ("parameters", "areas", "lines_of_business", "designs", "lenses")
LITERATURE = ("sources", "findings", "claims", "programs", "market")
VALUED = frozenset({"base", "low", "high"})
ACTIONS = {
    "added": (noop("added"), noop("Added")),
    "changed": (noop("changed"), noop("Changed")),
    "removed": (noop("removed"), noop("Removed")),
}
BANDS = "by_age_band."


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What two releases differ in: for the calculation field by field, else by number."""

    fields: Table
    literature: Table
    added: int
    changed: int
    removed: int

    @property
    def is_same(self) -> bool:
        """Whether nothing differs that the calculation rests on."""
        return not self.fields.rows

    @property
    def has_literature(self) -> bool:
        """Whether any source, finding, claim, program or estimate differs."""
        return bool(self.literature.rows)


def compared(before: Content, after: Content, *, release: str = "") -> Compared:
    """Return the differences of two contents; parameters link to the pages of ``release``."""
    found = differences(before, after)
    modeled = [difference for difference in found if difference.kind in MODELED]
    tally = Counter(difference.action.value for difference in modeled)
    return Compared(
        fields=_fields(modeled, release),
        literature=_literature([d for d in found if d.kind in LITERATURE]),
        **{action: tally[action] for action in ACTIONS},
    )


def label(difference: Difference) -> str:
    """Return what people call a record."""
    row = difference.after or difference.before or {}
    return str(row.get("name") or difference.name)


def said(change: FieldChange, value: object, unit: str) -> str:
    """Return a value as the evidence pages show it."""
    if value is None:
        return DASH
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        last = change.name.rpartition(".")[2]
        is_valued = last in VALUED or change.name.startswith(BANDS)
        return figure(value, unit if is_valued else "")
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


def _fields(modeled: list[Difference], release: str) -> Table:
    rows: list[Row] = []
    for difference in modeled:
        rows += _rows(difference, release)
    return Table(
        caption=_("Field by field: what the calculation rests on"),
        columns=(
            Column(key="record", title=_("Record")),
            Column(key="field", title=_("Field")),
            Column(key="before", title=_("Before")),
            Column(key="after", title=_("After")),
        ),
        rows=tuple(rows),
    )


def _rows(difference: Difference, release: str) -> list[Row]:
    record = header(
        named(label(difference)),
        hint=_(KINDS[difference.kind]).lower(),
        href=_link(difference, release),
    )
    action, cells = difference.action.value, []
    if action == "changed":
        for change in fields(difference.before, difference.after):
            old = _value(change, change.before, _unit(difference.before))
            new = _value(change, change.after, _unit(difference.after))
            cells.append((_field(change.name), old, new))
    else:
        summary = Cell(text=_summary(difference))
        absent = Cell(text=DASH)
        pair = (absent, summary) if action == "added" else (summary, absent)
        cells.append((Cell(text=_(ACTIONS[action][0]), tone="muted"), *pair))
    return [Row(cells=(record, *three)) for three in cells]


def _value(change: FieldChange, value: object, unit: str) -> Cell:
    lang: Lang = "en" if isinstance(value, str | list) else ""
    return Cell(text=said(change, value, unit), lang=lang)


def _field(name: str) -> Cell:
    """Return the name of a field as words, the lens or age band that it belongs to in front."""
    first, _dot, rest = name.partition(".")
    if first == "lenses":
        lens, _dot, what = rest.partition(".")
        return Cell(text=_("{field}, lens {lens}", field=words(what), lens=words(lens)))
    if first == "by_age_band":
        return Cell(text=_("base at age {band}", band=rest))
    return Cell(text=words(name).replace(".", ": "), lang="en")


def _summary(difference: Difference) -> str:
    row = difference.after or difference.before or {}
    if difference.kind != "parameters":
        return named(label(difference))
    unit = _unit(row)
    values = [figure(float(str(row[name])), unit) for name in ("base", "low", "high")]
    return _(
        "{base} ({low} to {high}), grade {grade}",
        base=values[0],
        low=values[1],
        high=values[2],
        grade=row["grade"],
    )


def _literature(found: list[Difference]) -> Table:
    tally = Counter((difference.kind, difference.action.value) for difference in found)
    kinds = [kind for kind in LITERATURE if any(tally[kind, action] for action in ACTIONS)]
    numbers = [
        Column(key=action, title=_(title), is_numeric=True)
        for action, (_word, title) in ACTIONS.items()
    ]
    return Table(
        caption=_("Sources, findings, claims, programs and market estimates"),
        columns=(Column(key="kind", title=_("Record")), *numbers),
        rows=tuple(
            Row(
                cells=(
                    header(_(KINDS[kind])),
                    *(Cell(text=str(tally[kind, action])) for action in ACTIONS),
                )
            )
            for kind in kinds
        ),
    )


def _unit(row: dict[str, object] | None) -> str:
    return str((row or {}).get("unit", ""))


def _link(difference: Difference, release: str) -> str:
    if difference.kind != "parameters" or difference.after is None:
        return ""
    address = reverse("evidence:show-parameter", args=[difference.name])
    return f"{address}?{urlencode({'release': release})}" if release else address
