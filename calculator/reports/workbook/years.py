"""The sheet of the yearly budget: each contract year, undiscounted (Eq. 3 to 16)."""

from calculator.engine.result import Year
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook.formula import total, when
from calculator.reports.workbook.page import Page
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps.chain import Chain
from calculator.reports.workbook.table import Column, Table

TITLE = noop("Yearly budget")
SAYS = noop(
    "What each contract year brings and costs, undiscounted: the budget impact. Years after the"
    " contract’s end stay at 0. Below: what was saved, which does not follow the yellow cells."
)
MONEY = {
    "allowed_saving": (noop("Saving, whoever keeps it"), "Eq. 12"),
    "plan_saving": (noop("Plan saving"), "Eq. 13"),
    "member_saving": (noop("Members’ saving"), "Eq. 13"),
    "insurer_saving": (noop("Insurer’s saving"), "Eq. 13"),
    "productivity": (noop("Productivity"), "Eq. 14"),
    "program_cost": (noop("Program cost"), "Eq. 15"),
    "net": (noop("Net"), "Eq. 16"),
}


def write(page: Page, s: Setting, chain: Chain) -> None:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [26, *([17] * 12)])
    years = {year: _("Year {year}", year=year) for year in s.facts.years}
    table: Table[int] = Table(page, 3, _("Contract year"), years, freeze=True)
    _counts(table, chain)
    live: dict[str, Column[int]] = {}
    for name, (title, equation) in MONEY.items():
        flow = chain.flows[name]
        look = "result" if name == "net" else "cell"
        live[name] = table.column(_(title), equation, lambda t, f=flow: f[t], "cents", look=look)
    added = chain.present.cumulative
    within = s.inputs.live
    table.column(
        _("Net, added up"),
        "Eq. 16",
        lambda t: when(within[t].is_(1), added[t], "—"),
        "cents",
    )
    row = table.bottom - 2
    page.text(row, 0, _("In all"))
    for column in live.values():
        col = next(iter(column.values())).col
        page.formula(row, col, total(column.range), "cents", "result")
    _saved(page, s, table.bottom + 1)


def _counts(table: Table[int], chain: Chain) -> None:
    asked, avoided = chain.uptake.opinions_by_year, chain.productivity.avoided_by_year
    table.column(_("Opinions"), "Eq. 3", lambda t: asked[t], "count")
    table.column(_("Operations avoided"), "Eq. 6", lambda t: avoided[t], "count")


def _saved(page: Page, s: Setting, top: int) -> None:
    """Write the years as they were saved."""
    years: list[Year] = s.facts.result["years"]
    names = ["opinions", "surgeries_avoided", *MONEY, "cumulative_net"]
    page.text(top, 0, _("As saved"), "head")
    for row, year in enumerate(years, start=top + 1):
        page.text(row, 0, _("Year {year}", year=year["year"]), "fixed")
        for col, name in enumerate(names, start=1):
            kind = "count" if col <= 2 else "cents"
            page.fixed(row, col, year[name], kind)  # type: ignore[literal-required]
