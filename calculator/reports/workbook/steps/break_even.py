"""Step 10: the fee and the level of use at which the present value of net is 0 (Eq. 22)."""

from dataclasses import dataclass

from calculator.engine.pathway.decisions import MAX_UPTAKE
from calculator.engine.pathway.program_cost import MONTHS
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.formula import (
    Cells,
    Formula,
    capped_products,
    every,
    lift,
    products,
    ranked,
    smallest,
    when,
)
from calculator.reports.workbook.page import Cell, Page, block, down
from calculator.reports.workbook.scalars import Scalars
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.chain import Chain
from calculator.reports.workbook.table import Column, Table

TITLE = noop("10 Break-even")
SAYS = noop(
    "Eq. 22. The fee solves a straight line. For use, net is a straight line between the "
    "multipliers at which some area reaches the cap of 0.95. Net is evaluated at these, so the "
    "first zero is exact."
)
NONE = noop("none")


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """The two answers, and the unit of the fee."""

    fee: Cell
    basis: Cell
    engagement: Cell


def write(page: Page, s: Setting, chain: Chain) -> BreakEven:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [44, *([14] * len(s.facts.years))], is_long=True)
    rows = Scalars(page, 3)
    pv_net = rows.add(_("Present value of net"), "17", chain.pv(chain.net), "cents")
    basis, fee = _fee(rows, s, chain, pv_net)
    factors = [chain.discount[t] * s.inputs.live[t] for t in s.facts.years]
    paid_out = sum((f * chain.cost.fixed for f in factors), start=lift(0))
    implementation = chain.cost.fees["implementation_fee"]
    fixed = rows.add(_("Cost without any opinion, today"), "15", paid_out + implementation, "cents")
    place = rows.next
    rows.next += 1
    wishes, worths = _grids(page, s, chain, rows.next + 1)
    corners = _corners(page, s, wishes, rows.next + 2 * (len(s.facts.areas) + 5) + 1)
    top = corners.top + len(s.facts.areas) + 4
    page.sheet.print_area(0, 0, top - 2, len(s.facts.years))  # the list of corners is long
    roots = _roots(page, top, corners=corners.cells, wishes=wishes, worths=worths, fixed=fixed)
    rows.next = place
    engagement = rows.add(
        _("Use at which it breaks even, times that expected"),
        "22",
        smallest(roots, _(NONE)),
        "ratio",
        name="break_even.engagement",
        look="result",
    )
    return BreakEven(fee=fee, basis=basis, engagement=engagement)


def _fee(rows: Scalars, s: Setting, chain: Chain, pv_net: Cell) -> tuple[Cell, Cell]:
    fees, per_opinion = chain.cost.fees, equations.is_per_opinion(s)
    unit = when(per_opinion, _("per opinion"), when(s.inputs.is_payer, "pmpm", "pepm"))
    basis = rows.add(_("The fee’s unit"), "22", unit, "text")
    by_head = when(s.inputs.is_payer, fees["fee_per_member_month"], fees["fee_per_employee_month"])
    now = rows.add(_("Fee now"), "15", when(per_opinion, fees["fee_per_opinion"], by_head), "cents")
    people = when(s.inputs.is_payer, chain.decisions.all_members, chain.decisions.employees)
    months = MONTHS * people * products(chain.discount.range, down(list(s.inputs.live.values())))
    opinions = sum(
        (chain.uptake.opinions_by_year[t] * chain.discount[t] for t in s.facts.years), start=lift(0)
    )
    units = rows.add(
        _("Times that it is paid, today"), "22", when(per_opinion, opinions, months), "count"
    )
    found = rows.add(
        _("Fee at which it breaks even (negative: no fee pays)"),
        "22",
        when(units.above(0), (pv_net + now * units) / units, _(NONE)),
        "cents",
        name="break_even.fee",
        look="result",
    )
    return basis, found


def _grids(page: Page, s: Setting, chain: Chain, top: int) -> tuple[Cells, Cells]:
    """Write uncapped use, and what one unit of it is worth today, by area and year."""
    wish = Table[str](page, top, _("Use before the cap"), s.facts.areas)
    wishes = [
        wish.column(
            _("Year {year}", year=t), "Eq. 2", lambda a, t=t: _wish(s, chain, a, t), "share"
        )
        for t in s.facts.years
    ]
    worth = Table[str](page, wish.bottom + 1, _("Worth of a unit of use, today"), s.facts.areas)
    worths = [
        worth.column(
            _("Year {year}", year=t), "Eq. 16, 17", lambda a, t=t: _worth(s, chain, a, t), "money"
        )
        for t in s.facts.years
    ]
    return _block(s, wishes), _block(s, worths)


def _block(s: Setting, columns: list[Column[str]]) -> Cells:
    return block([[column[area] for column in columns] for area in s.facts.areas])


def _wish(s: Setting, chain: Chain, area: str, year: int) -> Formula:
    return chain.uptake.wish[area] * s.inputs.ramp[year] * s.inputs.live[year]


def _worth(s: Setting, chain: Chain, area: str, year: int) -> Formula:
    fees = chain.cost.fees
    each = fees["fee_per_opinion"] + fees["incentive_per_opinion"]
    saved = chain.payers.plan_worth[area] * chain.payers.trend[year]
    net = saved - chain.decisions.all_lines[area] * each
    if area in chain.productivity.worth:
        net = net + chain.productivity.worth[area]
    return net * chain.discount[year] * s.inputs.live[year]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """The multipliers at which an area reaches the cap in a year."""

    top: int
    cells: Cells


def _corners(page: Page, s: Setting, wishes: Cells, top: int) -> Corners:
    table = Table[str](page, top, _("Multiplier that reaches the cap"), s.facts.areas)
    by_area = dict(zip(s.facts.areas, wishes.rows, strict=True))

    def corner(area: str, year: int) -> Formula:
        wish = by_area[area][year - 1]
        return when(wish.above(0), lift(MAX_UPTAKE) / wish, "")

    columns = [
        table.column(_("Year {year}", year=t), "Eq. 22", lambda a, t=t: corner(a, t), "ratio")
        for t in s.facts.years
    ]
    return Corners(top=top, cells=_block(s, columns))


def _roots(
    page: Page, top: int, *, corners: Cells, wishes: Cells, worths: Cells, fixed: Cell
) -> Cells:
    """Write net at every corner in order, and where it crosses zero between two."""
    count = len(list(corners))
    rows = {i: _("Corner {i}", i=i) for i in range(count + 1)}
    table: Table[int] = Table(page, top, _("In order"), rows)
    at = table.column(
        _("Multiplier"), "Eq. 22", lambda i: ranked(corners, i) if i else lift(0), "ratio"
    )
    net = table.column(
        _("Net there"),
        "Eq. 22",
        lambda i: when(
            at[i].is_(""), "", capped_products(MAX_UPTAKE, at[i], wishes, worths) - fixed
        ),
        "cents",
    )

    def root(i: int) -> Formula:
        left, right, before, after = at[i - 1], at[i], net[i - 1], net[i]
        crossing = left + (right - left) * before / (before - after)
        exact = every(after.is_(0), before.is_not(0))
        inner = when(exact, right, when((before * after).below(0), crossing, ""))
        return when(right.is_(""), "", inner)

    return table.column(_("Zero"), "Eq. 22", root, "ratio", of=list(rows)[1:]).range
