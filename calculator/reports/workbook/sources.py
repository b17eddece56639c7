"""The sheet of works that the parameters rest on."""

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook.facts import Facts
from calculator.reports.workbook.page import Page

TITLE = noop("Sources")
SAYS = noop(
    "The works behind the findings that the parameters rest on, by the names used on “Parameters”."
)


def write(page: Page, facts: Facts) -> None:
    """Write the sheet."""
    page.heading(_(TITLE), _(SAYS), [26, 104, 76], is_long=True)
    page.freeze(4, 1)
    for col, title in enumerate((_("Source"), _("Citation"), _("Address"))):
        page.text(3, col, title, "head")
    for row, work in enumerate(facts.works, start=4):
        page.text(row, 0, work.slug)
        page.text(row, 1, work.citation, "wrapped")
        page.link(row, 2, work.url, work.url)
    page.sheet.repeat_rows(3)
    page.sheet.print_area(0, 0, 3 + len(facts.works), 2)
