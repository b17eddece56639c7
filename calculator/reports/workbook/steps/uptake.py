"""Step 2: how many of them ask for an opinion (Eq. 2 and 3)."""

from dataclasses import dataclass

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.formula import Cells, products, total
from calculator.reports.workbook.page import Cell, Page, across, block
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.decisions import Decisions
from calculator.reports.workbook.table import Column, Table

TITLE = noop("2 Opinions")
SAYS = noop(
    "Eq. 2 and 3. Uptake = the design’s share of decisions that ask, or your own, x engagement "
    "(or compliance) x the year’s ramp, never above 0.95. Opinions = decisions x uptake."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptake:
    """Shares and opinions; ``sums`` adds the shares of all years of an area."""

    wish: Column[str]
    by_year: dict[int, Column[str]]
    sums: Column[str]
    opinions: Column[str]
    opinions_by_year: dict[int, Cell]

    def years_of(self, area: str) -> Cells:
        """Return the row of an area."""
        return across([column[area] for column in self.by_year.values()])

    @property
    def grid(self) -> Cells:
        """All areas and years."""
        columns = list(self.by_year.values())
        return block([[column[area] for column in columns] for area in self.wish])


def write(page: Page, s: Setting, decisions: Decisions) -> Uptake:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [38, *([12] * (len(s.facts.years) + 3))])
    table: Table[str] = Table(page, 3, _("Clinical area"), s.facts.areas, freeze=True)
    wish = table.column(
        _("Uptake before ramp and cap"), "Eq. 2", lambda a: equations.uncapped_uptake(s, a), "share"
    )
    by_year = {year: _year(table, s, wish, year) for year in s.facts.years}
    columns = list(by_year.values())
    sums = table.column(
        _("Sum over the contract"),
        "Eq. 2",
        lambda a: total(across([c[a] for c in columns])),
        "rate",
    )
    opinions = table.column(
        _("Opinions over the contract"),
        "Eq. 3",
        lambda area: decisions.all_lines[area] * sums[area],
        "count",
        look="result",
    )
    row = table.bottom - 2
    page.text(row, 0, _("Opinions in the year (Eq. 3)"))
    yearly = {
        year: page.formula(
            row, 1 + year, products(decisions.all_lines.range, column.range), "count", "result"
        )
        for year, column in by_year.items()
    }
    return Uptake(wish=wish, by_year=by_year, sums=sums, opinions=opinions, opinions_by_year=yearly)


def _year(table: Table[str], s: Setting, wish: Column[str], year: int) -> Column[str]:
    return table.column(
        _("Uptake, year {year}", year=year),
        "Eq. 2",
        lambda a: equations.uptake(s, wish[a], year),
        "share",
    )
