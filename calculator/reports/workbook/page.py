"""One sheet: texts that are never run, yellow inputs, and formulas that carry their value."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from calculator.evidence.transfer.cells import defuse
from calculator.reports.workbook.formula import Cells, Formula, Term, lift
from calculator.reports.workbook.styles import Styles

LONGEST_TEXT = 32_000  # Excel takes 32,767 characters in a cell
LONGEST_URL = 2_000
NAME = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z0-9_]+)?")
LOOKS_LIKE_A_CELL = re.compile(r"[a-z]{1,3}\d+|[rc]\d*", re.IGNORECASE)
WIDEST = 8  # columns over which a sentence runs


@dataclass(frozen=True, slots=True, eq=False)
class Cell(Formula):
    """A written cell: other formulas name it, by its own name where it has one."""

    sheet: str = ""
    row: int = 0
    col: int = 0


class Page:
    """A sheet being written; rows and columns count from 0."""

    def __init__(self, book: xlsxwriter.Workbook, styles: Styles, title: str) -> None:
        self.book, self.styles, self.title = book, styles, title
        self.sheet: Worksheet = book.add_worksheet(title)
        self.sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(1)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&F&C&A&R&P / &N")

    def heading(self, title: str, says: str, widths: Sequence[float]) -> None:
        """Write the title, one sentence on what the sheet does, and set the columns' widths."""
        for col, width in enumerate(widths):
            self.sheet.set_column(col, col, width)
        self.text(0, 0, title, "title")
        self.merged(1, max(min(len(widths), WIDEST) - 1, 1), says, "note", height=34)
        self.sheet.set_row(0, 28)

    def text(self, row: int, col: int, words: object, look: str = "cell") -> Cell:
        """Write words, whoever wrote them: a cell of text, never a formula or a link."""
        said = defuse(str(words))[:LONGEST_TEXT]
        self.sheet.write_string(row, col, said, self.styles.get(look, "plain"))
        return self._cell(row, col, said)

    def merged(self, row: int, last: int, words: object, look: str, *, height: float) -> None:
        """Write words over several columns of a row."""
        self.sheet.merge_range(row, 0, row, last, "", self.styles.get(look))
        self.text(row, 0, words, look)
        self.sheet.set_row(row, height)

    def spread(self, row: int, last: int, term: Term, look: str, *, height: float) -> None:
        """Write a sentence that is a formula over several columns of a row."""
        self.sheet.merge_range(row, 0, row, last, "", self.styles.get(look))
        self.formula(row, 0, term, "text", look)
        self.sheet.set_row(row, height)

    def link(self, row: int, col: int, url: str, words: str) -> None:
        """Write a link to the web; what is no such address is written as text."""
        if not url.startswith(("https://", "http://")) or len(url) > LONGEST_URL:
            self.text(row, col, words)
            return
        shown = defuse(words)[:LONGEST_TEXT]
        self.sheet.write_url(row, col, url, self.styles.get("link"), string=shown)

    def number(self, row: int, col: int, value: float, kind: str, look: str = "cell") -> Cell:
        """Write a number that nobody is meant to change here."""
        self.sheet.write_number(row, col, value, self.styles.get(look, kind))
        return self._cell(row, col, float(value))

    def fixed(self, row: int, col: int, value: float | None, kind: str) -> None:
        """Write a figure of the calculation that does not follow the yellow cells."""
        if value is None:
            self.text(row, col, "—", "fixed")
        else:
            self.number(row, col, value, kind, "fixed")

    def entry(
        self,
        row: int,
        col: int,
        value: float | str | None,
        kind: str,
        *,
        name: str = "",
        allowed: Mapping[str, object] | None = None,
    ) -> Cell:
        """Write a yellow cell; ``allowed`` says what Excel lets in."""
        look = self.styles.get("input", kind)
        if value is None:
            self.sheet.write_blank(row, col, None, look)
        elif isinstance(value, str):
            self.sheet.write_string(row, col, value, look)
        else:
            self.sheet.write_number(row, col, value, look)
        if allowed:
            self.sheet.data_validation(row, col, row, col, dict(allowed))
        return self._cell(row, col, "" if value is None else value, name)

    def formula(
        self, row: int, col: int, term: Term, kind: str, look: str = "cell", *, name: str = ""
    ) -> Cell:
        """Write a formula with its value."""
        found = lift(term)
        text = found.text.replace(f"'{self.title}'!", "")
        value: object = found.value
        if isinstance(value, float) and not math.isfinite(value):
            value = "#DIV/0!"
        self.sheet.write_formula(row, col, f"={text}", self.styles.get(look, kind), value)
        return self._cell(row, col, found.value, name)

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """Return the address of a rectangle, as other sheets name it."""
        first, last = xl_rowcol_to_cell(top, left), xl_rowcol_to_cell(bottom, right)
        return f"'{self.title}'!{first}:{last}"

    def _cell(self, row: int, col: int, value: float | str | bool, name: str = "") -> Cell:
        address = f"'{self.title}'!{xl_rowcol_to_cell(row, col)}"
        if name and NAME.fullmatch(name) and not LOOKS_LIKE_A_CELL.fullmatch(name):
            fixed = xl_rowcol_to_cell(row, col, row_abs=True, col_abs=True)
            self.book.define_name(name, f"='{self.title}'!{fixed}")
            address = name
        return Cell(text=address, value=value, sheet=self.title, row=row, col=col)


def block(rows: Sequence[Sequence[Cell]]) -> Cells:
    """Return cells that lie side by side as one range."""
    first, last = rows[0][0], rows[-1][-1]
    start = xl_rowcol_to_cell(first.row, first.col)
    end = xl_rowcol_to_cell(last.row, last.col)
    return Cells(f"'{first.sheet}'!{start}:{end}", [list(row) for row in rows])


def down(cells: Sequence[Cell]) -> Cells:
    """Return the cells of a column as one range."""
    return block([[cell] for cell in cells])


def across(cells: Sequence[Cell]) -> Cells:
    """Return the cells of a row as one range."""
    return block([list(cells)])
