"""Step 5: care that opinions add (Eq. 11)."""

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import equations
from calculator.reports.workbook.page import Page
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.table import Column, Table

TITLE = noop("5 Added care")
SAYS = noop(
    "Eq. 11. Every opinion brings some work-up, and a share of them costlier care, counted "
    "where the release says so. Per opinion, at year-1 prices."
)


def write(page: Page, s: Setting) -> Column[str]:
    """Write the sheet; return the cost per opinion by area."""
    page.heading(_(TITLE), _(SAYS), [38, 18, 22])
    table: Table[str] = Table(page, 3, _("Clinical area"), s.facts.areas, freeze=True)
    table.column(
        _("Costlier care counted (1)"),
        "Model 2",
        lambda a: 1.0 if s.facts.area(a).added_care_counted else 0.0,
        "month",
    )
    return table.column(
        _("Added care per opinion"),
        "Eq. 11",
        lambda a: equations.added_care(s, a),
        "cents",
        look="result",
    )
