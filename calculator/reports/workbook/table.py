"""A table whose rows are areas, years or lines, and whose columns are equations."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Generic, TypeVar

from calculator.language import gettext as _
from calculator.reports.workbook.formula import Cells, Term
from calculator.reports.workbook.page import Cell, Page, down

Key = TypeVar("Key")


class Column(dict[Key, Cell]):
    """The cells of one column by row."""

    @cached_property
    def range(self) -> Cells:
        """The cells as one range."""
        return down(list(self.values()))


class Table(Generic[Key]):
    """Rows down, columns added one by one from the left: a title, an equation number, cells."""

    def __init__(
        self, page: Page, top: int, label: str, rows: Mapping[Key, str], *, freeze: bool = False
    ) -> None:
        self.page, self.top, self.rows = page, top, rows
        self.next = 1
        page.text(top, 0, label, "head")
        page.text(top + 1, 0, _("Equation"), "equation")
        page.grow(top, 48)
        for row, words in enumerate(rows.values(), start=top + 2):
            page.text(row, 0, words)
        if freeze:
            page.freeze(top + 2, 1)
        elif not page.is_frozen:
            page.freeze(0, 1)

    @property
    def bottom(self) -> int:
        """The first row under the table, one left free."""
        return self.top + len(self.rows) + 4

    def column(
        self,
        title: str,
        equation: str,
        term: Callable[[Key], Term],
        kind: str,
        *,
        look: str = "cell",
        of: Sequence[Key] | None = None,
        into: Column[Key] | None = None,
    ) -> Column[Key]:
        """Write a column of formulas, of all rows or of some; ``into`` sees them as they come."""
        col, self.next = self.next, self.next + 1
        self.page.text(self.top, col, title, "figure")
        self.page.text(self.top + 1, col, equation, "numbered")
        found: Column[Key] = Column() if into is None else into
        wanted = set(self.rows if of is None else of)
        for row, key in enumerate(self.rows, start=self.top + 2):
            if key in wanted:
                found[key] = self.page.formula(row, col, term(key), kind, look)
        return found

    def whole(self, column: Column[Key]) -> Cells:
        """Return a column over all rows of the table; cells left empty count for nothing."""
        col = next(iter(column.values())).col
        cells = [
            column.get(key) or Cell(text="", value="", sheet=self.page.title, row=row, col=col)
            for row, key in enumerate(self.rows, start=self.top + 2)
        ]
        return down(cells)
