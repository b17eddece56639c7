"""The bridge as tables: whole dollars that add up from one release to the other."""

from collections.abc import Mapping, Sequence

from calculator.engine.pieces import Piece
from calculator.engine.result import Result
from calculator.exhibits.addends import signed_money, whole_dollars
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Cell, Column, Row, Table, header, tone_of
from calculator.exhibits.formats import DASH, ratio, table_money
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext, pgettext
from calculator.review.bridges import DesignBridge, ReleaseBridge, ScenarioBridge, Side

KIND = {
    "parameter": "",
    "area": noop("clinical area"),
    "line": noop("line of business"),
    "design": noop("design"),
}
MODEL = "model"


def designs(found: ReleaseBridge, *, names: tuple[str, str]) -> Table:
    """Return the reference case of every design on both releases."""
    before, after = names
    return Table(
        caption=_("The reference case, 10,000 members, by design: net a year and return per $1"),
        columns=(
            Column(key="design", title=_("Design")),
            Column(key="before", title=_("Net a year, {when}", when=before), is_numeric=True),
            Column(key="after", title=_("Net a year, {when}", when=after), is_numeric=True),
            Column(key="change", title=pgettext("table", "Change"), is_numeric=True),
            Column(key="ratio", title=_("Returns per $1"), is_numeric=True),
        ),
        rows=tuple(_design_row(row) for row in found.designs),
    )


def release_bridge(found: ReleaseBridge, *, names: tuple[str, str]) -> Table:
    """Return what each changed piece adds to net a year, design by design."""
    shown = [row for row in found.designs if row.bridge is not None]
    effects = [row.bridge.effects for row in shown if row.bridge]
    ends = [(row.bridge.start, row.bridge.end) for row in shown if row.bridge]
    moving = _moving(found.pieces, effects)
    return Table(
        caption=_("What each change adds to net a year, by design"),
        columns=(
            Column(key="piece", title=pgettext("table", "Change")),
            *(Column(key=row.slug, title=named(row.name), is_numeric=True) for row in shown),
        ),
        rows=_rows(moving, effects, ends, names),
        note=_note(len(found.pieces) - len(moving), [row.bridge.is_exact for row in shown]),
    )


def scenario_bridge(found: ScenarioBridge, *, names: tuple[str, str]) -> Table:
    """Return what leads from the net that was kept to today's."""
    pieces, effects = list(found.pieces), dict(found.bridge.effects)
    if round(found.model, 2) != 0:
        pieces.insert(0, Piece(kind="parameter", name=MODEL, label=_("The model itself")))
        effects[f"parameter:{MODEL}"] = found.model
    moving = _moving(pieces, [effects])
    return Table(
        caption=_("What each change adds to net a year"),
        columns=(
            Column(key="piece", title=pgettext("table", "Change")),
            Column(key="net", title=_("Net a year"), is_numeric=True),
        ),
        rows=_rows(moving, [effects], [(found.pinned, found.bridge.end)], names),
        note=_note(len(pieces) - len(moving), [found.bridge.is_exact]),
    )


def then_and_now(then: Result, now: Result, *, names: tuple[str, str]) -> Table:
    """Return the headline as it was kept beside today's."""
    rows = [
        (_("Net a year"), *(table_money(r["annual"]["net"]) for r in (then, now))),
        (_("Saved a year"), *(table_money(r["annual"]["plan_saving"]) for r in (then, now))),
        (_("Spent a year"), *(table_money(r["annual"]["program_cost"]) for r in (then, now))),
        (_("Returns per $1"), *(ratio(r["totals"]["benefit_cost_ratio"]) for r in (then, now))),
        (_("Chance that it pays"), *(chance(_chance(r)) for r in (then, now))),
    ]
    return Table(
        caption=_("The same question, then and now"),
        columns=(
            Column(key="what", title=_("Figure")),
            Column(key="then", title=names[0], is_numeric=True),
            Column(key="now", title=names[1], is_numeric=True),
        ),
        rows=tuple(
            Row(cells=(header(name), Cell(text=old), Cell(text=new))) for name, old, new in rows
        ),
    )


def _chance(result: Result) -> float:
    return result["psa"]["probability_net_positive"]


def _design_row(row: DesignBridge) -> Row:
    both = row.before and row.after
    change = round(row.after.net) - round(row.before.net) if both else None
    return Row(
        cells=(
            header(named(row.name)),
            _net(row.before),
            _net(row.after),
            Cell(text=DASH) if change is None else Cell(text=signed_money(change)),
            Cell(text=_("{before} to {after}", before=_ratio(row.before), after=_ratio(row.after))),
        )
    )


def _net(side: Side | None) -> Cell:
    return Cell(text=DASH) if side is None else _money(round(side.net))


def _ratio(side: Side | None) -> str:
    return DASH if side is None else ratio(side.benefit_cost_ratio)


def _money(dollars: int) -> Cell:
    return Cell(text=table_money(dollars), tone=tone_of(dollars))


def _moving(pieces: Sequence[Piece], effects: Sequence[Mapping[str, float]]) -> list[Piece]:
    """Return the pieces that move the net of any column, the largest first."""
    size = {p.key: max((abs(e[p.key]) for e in effects), default=0.0) for p in pieces}
    moving = [piece for piece in pieces if size[piece.key] > 0]
    return sorted(moving, key=lambda piece: -size[piece.key])


def _rows(
    moving: Sequence[Piece],
    effects: Sequence[Mapping[str, float]],
    ends: Sequence[tuple[float, float]],
    names: tuple[str, str],
) -> tuple[Row, ...]:
    """Return first the start, then each piece, then the end; every column adds up."""
    columns = [
        whole_dollars([effect[piece.key] for piece in moving], round(end) - round(start))
        for effect, (start, end) in zip(effects, ends, strict=True)
    ]
    pieces = [
        Row(
            cells=(
                header(named(piece.label), hint=_(KIND[piece.kind])),
                *(_added(c[i]) for c in columns),
            )
        )
        for i, piece in enumerate(moving)
    ]
    first, last = (
        Row(
            cells=(
                header(_("Net a year, {when}", when=name)),
                *(_money(round(pair[at])) for pair in ends),
            ),
            kind="total",
        )
        for at, name in enumerate(names)
    )
    return first, *pieces, last


def _added(dollars: int) -> Cell:
    return Cell(text=signed_money(dollars), tone=tone_of(dollars) or "muted")


def _note(silent: int, exact: Sequence[bool]) -> str:
    notes = []
    if silent:
        notes.append(
            ngettext(
                "{n} other change moves no base case here.",
                "{n} other changes move no base case here.",
                silent,
                n=silent,
            )
        )
    if not all(exact):
        notes.append(
            _(
                "So many pieces differ that their shares are averaged over a fixed set of orders; "
                "they add up all the same."
            )
        )
    return " ".join(notes)
