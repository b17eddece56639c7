"""A preview as tables: the reference sponsors, and the saved calculations together."""

from collections.abc import Callable
from typing import Literal

from calculator.exhibits.addends import signed_money
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Cell, Column, Row, Table, group, header, tone_of
from calculator.exhibits.formats import DASH, ratio, table_money, words_money
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import pgettext
from calculator.review import aggregate
from calculator.review.impact import DRAWS, DesignImpact, Headline, Impact, SponsorImpact
from calculator.review.sponsors import name_of

TURNS = {True: noop("turns: it would pay"), False: noop("turns: it would no longer pay")}
STAYS = {True: noop("pays"), False: noop("does not pay")}


def flipped(found: Impact) -> Table:
    """Return the verdicts of reference sponsors that turn."""
    rows = [
        Row(
            cells=(
                header(name_of(sponsor["slug"], sponsor["name"]), hint=named(design["name"])),
                *_numbers(design),
            )
        )
        for sponsor in found["sponsors"]
        for design in sponsor["designs"]
        if design["flips"]
    ]
    return Table(
        caption=_("Reference sponsors whose verdict turns"),
        columns=_columns(_("Sponsor and design")),
        rows=tuple(rows),
    )


def sponsors(found: Impact) -> Table:
    """Return every reference sponsor with every design."""
    rows: list[Row] = []
    for sponsor in found["sponsors"]:
        rows += _of_sponsor(sponsor)
    return Table(
        caption=_("{n} reference sponsors, every design, net a year", n=len(found["sponsors"])),
        columns=_columns(_("Design")),
        rows=tuple(rows),
        note=_(
            "Net and return are the base case; the chance is taken from {draws} draws.",
            draws=f"{DRAWS:,}",
        ),
    )


def saved(found: Impact) -> Table:
    """Return the saved calculations together; no group has fewer than five questions."""
    shown = found["saved"]
    rows: list[Row] = []
    if shown["total"]:
        rows.append(_cell_row(shown["total"], kind="total"))
        for title, cells in (
            (_("By design"), shown["by_design"]),
            (_("By size"), shown["by_size"]),
        ):
            if cells:
                rows += [group(title), *(_cell_row(cell) for cell in cells)]
    return Table(
        caption=_("Saved calculations: by how much their net a year moves"),
        columns=(
            Column(key="group", title=_("Group")),
            Column(key="count", title=_("Questions"), is_numeric=True),
            Column(key="median", title=_("Median shift"), is_numeric=True),
            Column(key="largest", title=_("Largest shift"), is_numeric=True),
            Column(key="flips", title=_("Verdicts that turn"), is_numeric=True),
        ),
        rows=tuple(rows),
        note=_(
            "The same question asked twice counts once. Groups of fewer than {fewest} are put "
            "together, and shifts are rounded, so that nobody's calculation can be told from the "
            "rest.",
            fewest=aggregate.FEWEST,
        ),
    )


def unanswered(found: Impact) -> str:
    """Return how many saved questions the newer release could not answer, in words."""
    number = found["saved"]["unanswered"]
    if number == 0:
        return ""
    if number is None:
        return _(
            "Fewer than {fewest} saved questions could no longer be asked as they were entered.",
            fewest=aggregate.FEWEST,
        )
    return _("{n} saved questions could no longer be asked as they were entered.", n=f"{number:,}")


def _columns(first: str) -> tuple[Column, ...]:
    return (
        Column(key="name", title=first),
        Column(key="before", title=_("Net now"), is_numeric=True),
        Column(key="after", title=_("Net then"), is_numeric=True),
        Column(key="change", title=pgettext("table", "Change"), is_numeric=True),
        Column(key="ratio", title=_("Returns per $1"), is_numeric=True),
        Column(key="chance", title=_("Chance that it pays"), is_numeric=True),
        Column(key="verdict", title=_("Verdict")),
    )


def _of_sponsor(sponsor: SponsorImpact) -> list[Row]:
    designs = [
        Row(
            cells=(header(named(design["name"])), *_numbers(design)),
            kind="chosen" if design["flips"] else "plain",
        )
        for design in sponsor["designs"]
    ]
    return [group(name_of(sponsor["slug"], sponsor["name"])), *designs]


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
    return first if first == last else _("{before} to {after}", before=first, after=last)


def _verdict(design: DesignImpact) -> str:
    side = design["after"] or design["before"]
    if side is None:
        return DASH
    if design["before"] is None or design["after"] is None:
        return _("new design") if design["after"] else _("design goes")
    return _((TURNS if design["flips"] else STAYS)[side["pays"]])


def _cell_row(cell: aggregate.Cell, kind: Literal["plain", "total"] = "plain") -> Row:
    return Row(
        cells=(
            header(named(cell["label"])),
            Cell(text=f"{cell['count']:,}"),
            Cell(text=_shift(cell["median"]), tone=tone_of(cell["median"])),
            Cell(text=_shift(cell["largest"]), tone=tone_of(cell["largest"])),
            Cell(text=f"{cell['flips']:,}"),
        ),
        kind=kind,
    )


def _shift(dollars: float) -> str:
    return f"+{words_money(dollars)}" if round(dollars) > 0 else words_money(dollars)
