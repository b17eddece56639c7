"""The sheet that lays all designs side by side, live, with the doubt that was calculated."""

from collections.abc import Mapping

from calculator.engine.analyses import DesignRow
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook.formula import most, pick, place, size, when
from calculator.reports.workbook.page import Cell, Page
from calculator.reports.workbook.results import Results
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.table import Column, Table

TITLE = noop("Designs")
SAYS = noop(
    "All designs with the same yellow cells. Grey columns are from the simulation of the saved "
    "calculation and do not follow."
)
LIVE = {
    "opinions": (noop("Opinions"), "Eq. 3", "count"),
    "surgeries_avoided": (noop("Operations avoided"), "Eq. 6", "count"),
    "plan_saving": (noop("Plan saving"), "Eq. 13, 17", "cents"),
    "productivity": (noop("Productivity"), "Eq. 14, 17", "cents"),
    "program_cost": (noop("Program cost"), "Eq. 15, 17", "cents"),
    "net": (noop("Net"), "Eq. 16, 17", "cents"),
    "benefit_cost_ratio": (noop("Returns per $1"), "Eq. 18", "ratio"),
    "roi": (noop("ROI"), "Eq. 19", "share"),
    "annual_plan_saving": (noop("Plan saving a year"), "Eq. 23", "cents"),
    "annual_program_cost": (noop("Program cost a year"), "Eq. 23", "cents"),
    "annual_net": (noop("Net a year"), "Eq. 23", "cents"),
}
CENT = 0.005


def write(
    page: Page, s: Setting, totals: Mapping[str, Mapping[str, Cell]], results: Results, number: Cell
) -> Cell:
    """Write the sheet; return the cell with the place of the design of the highest net."""
    page.heading(_(TITLE), _(SAYS), [46, *([17] * 16)])
    table: Table[str] = Table(page, 3, _("Design"), s.facts.designs, freeze=True)
    live: dict[str, Column[str]] = {
        key: table.column(_(title), equation, lambda d, key=key: totals[d][key], kind)
        for key, (title, equation, kind) in LIVE.items()
    }
    _saved(page, s, table)
    row, net = table.bottom - 1, live["net"].range
    page.text(row, 0, _("Highest net of all designs"))
    highest = page.formula(row, 1, most(*net), "cents", "result")
    page.text(row + 1, 0, _("Its place in the list above"))
    best = page.formula(row + 1, 1, place(highest, net), "month", "result", name="designs.best")
    page.text(row + 2, 0, _("Chosen design: this sheet and the sheets 1 to 10 agree"))
    apart = size(pick(net, number) - results.totals["net"])
    page.formula(row + 2, 1, when(apart.below(CENT), _("yes"), _("no")), "text", "result")
    return best


def _saved(page: Page, s: Setting, table: Table[str]) -> None:
    rows: dict[str, DesignRow] = {row["slug"]: row for row in s.facts.result["designs"]}
    heads = (
        _("As saved: net"),
        _("10% of draws below"),
        _("90% of draws below"),
        _("Chance that it pays"),
    )
    col = table.next
    for offset, title in enumerate((*heads, _("Chance that it is best"))):
        page.text(table.top, col + offset, title, "figure")
        page.text(table.top + 1, col + offset, _("does not follow"), "equation")
    for row, slug in enumerate(s.facts.designs, start=table.top + 2):
        saved = rows[slug]
        spread = saved["net_percentiles"]
        page.fixed(row, col, saved["net"], "cents")
        page.fixed(row, col + 1, spread["10"], "cents")
        page.fixed(row, col + 2, spread["90"], "cents")
        page.fixed(row, col + 3, saved["probability_net_positive"], "share")
        page.fixed(row, col + 4, saved["probability_best"], "share")
