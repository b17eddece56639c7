"""Step 8: what the program costs (Eq. 15)."""

from dataclasses import dataclass

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.page import Cell, Page
from calculator.reports.workbook.scalars import Scalars
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.decisions import Decisions
from calculator.reports.workbook.steps.uptake import Uptake
from calculator.reports.workbook.table import Column, Table

TITLE = noop("8 Program cost")
SAYS = noop(
    "Eq. 15. The design’s fee comes from the evidence unless you enter one. Other fees, the "
    "incentive and the implementation fee are 0 until you enter them. Nothing here grows with "
    "medical prices."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramCost:
    """Fees in force, cost of a year without opinions, cost by year."""

    fees: dict[str, Cell]
    fixed: Cell
    by_year: Column[int]


def write_fees(rows: Scalars, s: Setting, *, named: bool = False) -> dict[str, Cell]:
    """Write the fees in force."""
    terms = {
        "fee_per_employee_month": (
            _("Fee per employee per month"),
            equations.fee_per_employee_month(s),
        ),
        "fee_per_member_month": (_("Fee per member per month"), equations.fee_per_member_month(s)),
        "fee_per_opinion": (_("Fee per opinion"), equations.fee_per_opinion(s)),
        "incentive_per_opinion": (
            _("Incentive per opinion"),
            equations.entered_or_nothing(s, "incentive_per_opinion"),
        ),
        "annual_administration_cost": (
            _("Own administration a year"),
            s.value("annual_administration_cost") + 0,
        ),
        "implementation_fee": (
            _("Implementation fee, once"),
            equations.entered_or_nothing(s, "implementation_fee"),
        ),
    }
    return {
        key: rows.add(label, "15", term, "cents", name=f"fees.{key}" if named else "")
        for key, (label, term) in terms.items()
    }


def write(page: Page, s: Setting, decisions: Decisions, uptake: Uptake) -> ProgramCost:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [38, 16, 20, 20])
    rows = Scalars(page, 3, _("Fees in force"))
    fees = write_fees(rows, s, named=True)
    fixed = rows.add(
        _("Cost of a year, however few the opinions"),
        "15",
        equations.fixed_cost(fees, decisions.all_members, decisions.employees),
        "cents",
    )
    years: Table[int] = Table(
        page,
        rows.next + 1,
        _("Contract year, undiscounted"),
        {year: _("Year {year}", year=year) for year in s.facts.years},
    )
    opinions = years.column(_("Opinions"), "Eq. 3", lambda t: uptake.opinions_by_year[t], "count")
    cost = years.column(
        _("Program cost"),
        "Eq. 15",
        lambda t: equations.program_cost(s, fees, t, fixed, opinions[t]),
        "cents",
        look="result",
    )
    return ProgramCost(fees=fees, fixed=fixed, by_year=cost)
