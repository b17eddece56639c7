"""Step 9: net by year, payback, and what later years are worth today (Eq. 16, 17, 21)."""

from dataclasses import dataclass

from calculator.engine.pathway.program_cost import MONTHS
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.formula import Cells, Formula, every, lift, smallest, when
from calculator.reports.workbook.page import Cell, Page, block
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.payers import Payers
from calculator.reports.workbook.steps.productivity import Productivity
from calculator.reports.workbook.steps.program_cost import ProgramCost
from calculator.reports.workbook.table import Column, Table

TITLE = noop("9 Present value")
SAYS = noop(
    "Eq. 16, 17 and 21. Net = plan saving + productivity - program cost, in each year; the "
    "discount factor brings it to today. Below, the first month in which the sum so far is not "
    "negative."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentValue:
    """Net and discount factor by year; the payback month, a word if never."""

    net: Column[int]
    cumulative: Column[int]
    discount: Column[int]
    payback: Cell


def write(
    page: Page, s: Setting, payers: Payers, productivity: Productivity, cost: ProgramCost
) -> PresentValue:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [38, *([15] * MONTHS)])
    years = {year: _("Year {year}", year=year) for year in s.facts.years}
    table: Table[int] = Table(page, 3, _("Contract year, undiscounted"), years)
    saving, work = payers.flows["plan_saving"], productivity.by_year
    plan = table.column(_("Plan saving"), "Eq. 13", lambda t: saving[t], "cents")
    product = table.column(_("Productivity"), "Eq. 14", lambda t: work[t], "cents")
    spent = table.column(_("Program cost"), "Eq. 15", lambda t: cost.by_year[t], "cents")
    net = table.column(
        _("Net"), "Eq. 16", lambda t: plan[t] + product[t] - spent[t], "cents", look="result"
    )
    cumulative: Column[int] = Column()
    table.column(
        _("Net, added up"),
        "Eq. 16",
        lambda t: net[t] + cumulative[t - 1] if t > 1 else net[t] + 0,
        "cents",
        into=cumulative,
    )
    discount = table.column(
        _("Discount factor"), "Eq. 17", lambda t: equations.discount(s, t), "rate"
    )
    table.column(_("Present value of net"), "Eq. 17", lambda t: net[t] * discount[t], "cents")
    months = _months(page, s, table.bottom, net=net, cumulative=cumulative, cost=cost)
    row = table.bottom + len(years) + 3
    page.text(row, 0, _("Payback month (Eq. 21)"))
    payback = page.formula(row, 1, smallest(months, _("never")), "month", "result")
    return PresentValue(net=net, cumulative=cumulative, discount=discount, payback=payback)


def _months(
    page: Page,
    s: Setting,
    top: int,
    *,
    net: Column[int],
    cumulative: Column[int],
    cost: ProgramCost,
) -> Cells:
    """Write a grid of months, each its number where the sum so far is 0 or more (Eq. 21)."""
    implementation = cost.fees["implementation_fee"]
    years = {year: _("Months of year {year}", year=year) for year in s.facts.years}
    table: Table[int] = Table(page, top, _("Payback"), years)

    def reached(t: int, month: int) -> Formula:
        within = net[t] + implementation if t == 1 else net[t] + 0
        before = cumulative[t - 1] + 0 if t > 1 else lift(0) - implementation
        here = (before + within * (lift(month) / MONTHS)).at_least(0)
        number = MONTHS * (t - 1) + month
        return when(every(s.inputs.live[t].is_(1), here), number, "")

    columns = [
        table.column(_("Month {m}", m=m), "Eq. 21", lambda t, m=m: reached(t, m), "month")
        for m in range(1, MONTHS + 1)
    ]
    return block([[column[t] for column in columns] for t in years])
