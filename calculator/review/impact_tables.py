"""A preview as tables: the reference sponsors, and the saved calculations together."""

from collections.abc import Callable
from typing import Literal

from calculator.exhibits.addends import signed_money
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Cell, Column, Row, Table, group, header, tone_of
from calculator.exhibits.formats import DASH, ratio, table_money, words_money
from calculator.review import aggregate
from calculator.review.impact import DRAWS, DesignImpact, Headline, Impact, SponsorImpact

TURNS = {True: "turns: it would pay", False: "turns: it would no longer pay"}
STAYS = {True: "pays", False: "does not pay"}


def flipped(found: Impact) -> Table:
    """Return the verdicts of reference sponsors that turn."""
    rows = [
        Row(cells=(header(sponsor["name"], hint=design["name"]), *_numbers(design)))
        for sponsor in found["sponsors"]
        for design in sponsor["designs"]
        if design["flips"]
    ]
    return Table(
        caption="Reference sponsors whose verdict turns",
        columns=_columns("Sponsor and design"),
        rows=tuple(rows),
    )


def sponsors(found: Impact) -> Table:
    """Return every reference sponsor with every design."""
    rows: list[Row] = []
    for sponsor in found["sponsors"]:
        rows += _of_sponsor(sponsor)
    return Table(
        caption=f"{len(found['sponsors'])} reference sponsors, every design, net a year",
        columns=_columns("Design"),
        rows=tuple(rows),
        note=f"Net and return are the base case; the chance is taken from {DRAWS:,} draws.",
    )


def saved(found: Impact) -> Table:
    """Return the saved calculations together; no group has fewer than five questions."""
    shown = found["saved"]
    rows: list[Row] = []
    if shown["total"]:
        rows.append(_cell_row(shown["total"], kind="total"))
        for title, cells in (("By design", shown["by_design"]), ("By size", shown["by_size"])):
            if cells:
                rows += [group(title), *(_cell_row(cell) for cell in cells)]
    return Table(
        caption="Saved calculations: by how much their net a year moves",
        columns=(
            Column(key="group", title="Group"),
            Column(key="count", title="Questions", is_numeric=True),
            Column(key="median", title="Median shift", is_numeric=True),
            Column(key="largest", title="Largest shift", is_numeric=True),
            Column(key="flips", title="Verdicts that turn", is_numeric=True),
        ),
        rows=tuple(rows),
        note="The same question asked twice counts once. Groups of fewer than "
        f"{aggregate.FEWEST} are put together, and shifts are rounded, so that nobody's "
        "calculation can be told from the rest.",
    )


def unanswered(found: Impact) -> str:
    """Return how many saved questions the newer release could not answer, in words."""
    number = found["saved"]["unanswered"]
    if number == 0:
        return ""
    many = f"Fewer than {aggregate.FEWEST}" if number is None else f"{number:,}"
    return f"{many} saved questions could no longer be asked as they were entered."


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(key="name", title=first),
        Column(key="before", title="Net now", is_numeric=True),
        Column(key="after", title="Net then", is_numeric=True),
        Column(key="change", title="Change", is_numeric=True),
        Column(key="ratio", title="Returns per $1", is_numeric=True),
        Column(key="chance", title="Chance that it pays", is_numeric=True),
        Column(key="verdict", title="Verdict"),
    )


def _of_sponsor(sponsor: SponsorImpact) -> list[Row]:
    designs = [
        Row(
            cells=(header(design["name"]), *_numbers(design)),
            kind="chosen" if design["flips"] else "plain",
        )
        for design in sponsor["designs"]
    ]
    return [group(sponsor["name"]), *designs]


def _numbers(design: DesignImpact) -> tuple[Cell, ...]:
    before, after = design["before"], design["after"]
    change = round(after["net"]) - round(before["net"]) if before and after else None
    return (
        _net(before),
        _net(after),
        Cell(text=DASH if change is None else signed_money(change)),
        Cell(text=_pair(before, after, lambda side: ratio(side["benefit_cost_ratio"]))),
        Cell(text=_pair(before, after, lambda side: chance(side["chance"]))),
        Cell(text=_verdict(design)),
    )


def _net(side: Headline | None) -> Cell:
    if side is None:
        return Cell(text=DASH)
    return Cell(text=table_money(side["net"]), tone=tone_of(side["net"]))


def _pair(before: Headline | None, after: Headline | None, say: Callable[[Headline], str]) -> str:
    first, last = (DASH if side is None else say(side) for side in (before, after))
    return first if first == last else f"{first} to {last}"


def _verdict(design: DesignImpact) -> str:
    side = design["after"] or design["before"]
    if side is None:
        return DASH
    if design["before"] is None or design["after"] is None:
        return "new design" if design["after"] else "design goes"
    return (TURNS if design["flips"] else STAYS)[side["pays"]]


def _cell_row(cell: aggregate.Cell, kind: Literal["plain", "total"] = "plain") -> Row:
    return Row(
        cells=(
            header(cell["label"]),
            Cell(text=f"{cell['count']:,}"),
            Cell(text=_shift(cell["median"]), tone=tone_of(cell["median"])),
            Cell(text=_shift(cell["largest"]), tone=tone_of(cell["largest"])),
            Cell(text=f"{cell['flips']:,}"),
        ),
        kind=kind,
    )


def _shift(dollars: float) -> str:
    return f"+{words_money(dollars)}" if round(dollars) > 0 else words_money(dollars)
