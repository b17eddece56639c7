"""What matters most: each figure at its low and its high, ranked by how far it moves the net."""

from calculator.engine.result import Owsa, Result
from calculator.exhibits import facts, glossary, strips
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, group, header, tone_of
from calculator.exhibits.formats import parameter_range, table_money
from calculator.exhibits.links import evidence_path
from calculator.exhibits.names import named
from calculator.exhibits.scale import Scale
from calculator.language import gettext as _

SHOWN = 12


def tornado(result: Result) -> Exhibit:
    """Return the figures that move net most, single ones and then groups."""
    single = [row for row in result["owsa"] if not row["is_group"]][:SHOWN]
    groups = [row for row in result["owsa"] if row["is_group"]]
    base = result["totals"]["net"]
    scale = strips.axis(
        [base, *(row[side] for row in single + groups for side in ("net_low", "net_high"))]
    )
    rows = [_row(row, scale, base) for row in single]
    if groups:
        rows += [group(_("Moved together")), *(_row(row, scale, base) for row in groups)]
    when = facts.over_the_years(result)
    return Exhibit(
        slug="tornado",
        label=_("What matters most"),
        title=_title(single, base),
        lead=_(
            "One figure at a time at its low and its high, all others as they are: "
            "net at present value {when}.",
            when=when,
        ),
        table=Table(
            caption=_(
                "Net {when} with one figure at its low and its high, widest first", when=when
            ),
            columns=(
                Column(key="figure", title=_("Figure")),
                Column(key="range", title=_("Low to high")),
                Column(key="low", title=_("Net at its low"), is_numeric=True),
                Column(key="high", title=_("Net at its high"), is_numeric=True),
                Column(
                    key="bar",
                    title=_("Swing"),
                    note=_(
                        "Light: at its low. Dark: at its high. Dashed line: the base case. "
                        "Solid line: zero."
                    ),
                ),
                Column(key="grade", title=_("Grade")),
            ),
            rows=tuple(rows),
        ),
        terms=glossary.terms("grade"),
    )


def _row(row: Owsa, scale: Scale, base: float) -> Row:
    strip = strips.swing(
        scale, at_low=row["net_low"], base=base, at_high=row["net_high"], label=named(row["label"])
    )
    href = "" if row["is_group"] else evidence_path(row["parameter"])
    return Row(
        cells=(
            header(named(row["label"]), href=href),
            Cell(text=_range(row)),
            Cell(text=table_money(row["net_low"]), tone=tone_of(row["net_low"])),
            Cell(text=table_money(row["net_high"]), tone=tone_of(row["net_high"])),
            Cell(text=table_money(row["range"]), strip=strip),
            Cell(text=row["grade"] or "—"),
        )
    )


def _range(row: Owsa) -> str:
    if row["low"] is None or row["high"] is None:
        return _("all at once")
    key = row["parameter"].partition(".")[0]
    return parameter_range(row["low"], row["high"], row["unit"], key)


def _title(rows: list[Owsa], base: float) -> str:
    if not rows:
        return _("No figure in doubt moves the result")
    first = rows[0]
    crossing = [
        row
        for row in rows
        if min(row["net_low"], row["net_high"]) < 0 < max(row["net_low"], row["net_high"])
    ]
    if not crossing:
        if base > 0:
            return _("No single figure, anywhere in its range, turns a gain into a loss")
        return _("No single figure, anywhere in its range, turns the loss into a gain")
    return _("“{label}” matters most", label=named(first["label"]))
