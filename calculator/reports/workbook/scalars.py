"""A list of single figures: what each is, its equation, its value."""

from calculator.language import gettext as _
from calculator.reports.workbook.formula import Term
from calculator.reports.workbook.page import Cell, Page


class Scalars:
    """Rows are added from the top; ``next`` is the first free one."""

    def __init__(self, page: Page, top: int, title: str = "") -> None:
        self.page = page
        for col, words in enumerate((title or _("Figure"), _("Equation"), _("Value"))):
            page.text(top, col, words, "figure" if col == 2 else "head")
        self.next = top + 1

    def add(
        self,
        label: str,
        equation: str,
        term: Term,
        kind: str,
        *,
        name: str = "",
        look: str = "cell",
    ) -> Cell:
        """Write one figure."""
        row, self.next = self.next, self.next + 1
        self.page.text(row, 0, label)
        self.page.text(row, 1, f"Eq. {equation}" if equation else "", "equation")
        return self.page.formula(row, 2, term, kind, look, name=name)
