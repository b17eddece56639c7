"""Step 7: work days not lost, a line of its own (Eq. 14)."""

from dataclasses import dataclass

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.formula import products
from calculator.reports.workbook.page import Page
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.decisions import Decisions
from calculator.reports.workbook.steps.surgical import Surgical
from calculator.reports.workbook.steps.uptake import Uptake
from calculator.reports.workbook.table import Column, Table

TITLE = noop("7 Productivity")
SAYS = noop(
    "Eq. 14. Work time of operations lastingly avoided. It is counted only when asked for, and "
    "only for an employer. It does not grow with prices, and all of it is the employer’s."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Productivity:
    """Per unit of uptake by area, and by year."""

    worth: Column[str]
    avoided_by_year: Column[int]
    by_year: Column[int]


def write(
    page: Page, s: Setting, decisions: Decisions, uptake: Uptake, surgical: Surgical
) -> Productivity:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [38, *([20] * 4)])
    areas = list(s.facts.of_pathway("surgical"))
    table: Table[str] = Table(page, 3, _("Clinical area"), s.facts.areas)
    each = table.column(
        _("Dollars per operation avoided"),
        "Eq. 14",
        lambda a: equations.productivity_of_surgery(s, a),
        "cents",
        of=areas,
    )
    avoided = table.column(
        _("Operations avoided a year, if all asked"),
        "Eq. 6",
        lambda a: decisions.all_lines[a] * surgical.avoided[a],
        "count",
        of=areas,
    )
    worth = table.column(
        _("Dollars a year, if all asked"),
        "Eq. 14",
        lambda a: avoided[a] * each[a],
        "money",
        of=areas,
    )
    avoided_range, worth_range = (table.whole(column) for column in (avoided, worth))
    years: Table[int] = Table(
        page,
        table.bottom,
        _("Contract year, undiscounted"),
        {year: _("Year {year}", year=year) for year in s.facts.years},
    )
    avoided_by_year = years.column(
        _("Operations avoided"),
        "Eq. 6",
        lambda t: products(uptake.by_year[t].range, avoided_range),
        "count",
    )
    by_year = years.column(
        _("Productivity"),
        "Eq. 14",
        lambda t: products(uptake.by_year[t].range, worth_range),
        "cents",
        look="result",
    )
    return Productivity(worth=worth, avoided_by_year=avoided_by_year, by_year=by_year)
