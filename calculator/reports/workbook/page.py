"""One sheet: texts that are never run, yellow inputs, and formulas that carry their value."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from calculator.evidence.transfer.cells import defuse
from calculator.reports.workbook.formula import Blank, Cells, Formula, Term, lift
from calculator.reports.workbook.styles import SIZES, WRAPPED, Styles

LONGEST_TEXT = 16_000  # a cell takes 32,767 halves of letters
LONGEST_URL = 2_000
NAME = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z0-9_]+)?")
LOOKS_LIKE_A_CELL = re.compile(r"[a-z]{1,3}\d+|r\d*c\d*|[rc]\d*", re.IGNORECASE)
WIDEST = 8  # columns over which a sentence runs
LINE = 15.0  # points that a line of the common size is high
COMMON_SIZE = 11
ROOM = 1.05  # widths of a digit that a letter may need
NARROWEST = 8.0
PAPER_WIDTH = 230  # digits side by side on a sheet of paper that are still read with ease


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
        self.sheet.set_footer("&L&F&C&A&R&P / &N")
        self.is_frozen = False
        self._widths: list[float] = []
        self._heights: dict[int, float] = {}

    def heading(
        self, title: str, says: str, widths: Sequence[float], *, is_long: bool = False
    ) -> None:
        """Write the title, one sentence on what the sheet does, and set the columns' widths.

        A long sheet is printed on as many pages as its rows need, any other on one.
        """
        self._widths = list(widths)
        for col, width in enumerate(widths):
            self.sheet.set_column(col, col, width)
        self.print_columns(len(widths), is_long=is_long)
        self.text(0, 0, title, "title")
        self.merged(1, max(min(len(widths), WIDEST) - 1, 1), says, "note", height=34)
        self.grow(0, 28)

    def print_columns(self, count: int, *, is_long: bool) -> None:
        """Print the first columns on so many pages side by side that they can be read."""
        pages = math.ceil(sum(self._widths[:count]) / PAPER_WIDTH)
        self.sheet.fit_to_pages(pages, 0 if is_long else 1)
        if pages > 1:
            self.sheet.repeat_columns(0)

    def freeze(self, row: int, col: int) -> None:
        """Keep the rows above and the columns before in sight."""
        self.sheet.freeze_panes(row, col)
        self.is_frozen = True

    def grow(self, row: int, height: float) -> None:
        """Make a row at least so high, in points."""
        if height > self._heights.get(row, LINE):
            self._heights[row] = height
            self.sheet.set_row(row, height)

    def text(
        self, row: int, col: int, words: object, look: str = "cell", kind: str = "plain"
    ) -> Cell:
        """Write words, whoever wrote them: a cell of text, never a formula or a link."""
        look = "label" if look == "cell" and col == 0 else look
        cell = self._text(row, col, words, look, kind)
        if look in WRAPPED:
            self._fit(row, str(cell.value), look, col, col)
        return cell

    def merged(
        self, row: int, last: int, words: object, look: str, *, height: float, first: int = 0
    ) -> None:
        """Write words over several columns of a row."""
        self.sheet.merge_range(row, first, row, last, "", self.styles.get(look))
        cell = self._text(row, first, words, look, "plain")
        self.grow(row, height)
        self._fit(row, str(cell.value), look, first, last)

    def spread(self, row: int, last: int, term: Term, look: str, *, height: float) -> None:
        """Write a sentence that is a formula over several columns of a row."""
        self.sheet.merge_range(row, 0, row, last, "", self.styles.get(look))
        cell = self.formula(row, 0, term, "text", look)
        self.grow(row, height)
        self._fit(row, str(cell.value), look, 0, last)

    def link(self, row: int, col: int, url: str, words: str) -> None:
        """Write a link to the web; what is no such address is written as text."""
        if not url.startswith(("https://", "http://")) or len(url) > LONGEST_URL:
            self.text(row, col, words)
            return
        shown = defuse(words)[:LONGEST_TEXT]
        self.sheet.write_url(row, col, url, self.styles.get("link"), string=shown)

    def to_sheet(self, row: int, col: int, title: str) -> None:
        """Write a link to another sheet of this workbook."""
        target = f"internal:'{title}'!A1"
        self.sheet.write_url(row, col, target, self.styles.get("link"), string=title)

    def number(self, row: int, col: int, value: float, kind: str, look: str = "cell") -> Cell:
        """Write a number that nobody is meant to change here."""
        self.sheet.write_number(row, col, value, self.styles.get(look, kind))
        return self._cell(row, col, float(value))

    def fixed(self, row: int, col: int, value: float | None, kind: str) -> None:
        """Write a figure of the calculation that does not follow the yellow cells."""
        if value is None:
            self.text(row, col, "—", "fixed", kind)
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
        return self._cell(row, col, Blank() if value is None else value, name)

    def formula(
        self, row: int, col: int, term: Term, kind: str, look: str = "cell", *, name: str = ""
    ) -> Cell:
        """Write a formula with its value."""
        found = lift(term)
        text = found.text.replace(f"'{self.title}'!", "")
        value: object = found.value
        if isinstance(value, Blank):
            value = 0.0
        if isinstance(value, float) and not math.isfinite(value):
            value = "#DIV/0!"
        self.sheet.write_formula(row, col, f"={text}", self.styles.get(look, kind), value)
        return self._cell(row, col, found.value, name)

    def area(self, top: int, left: int, bottom: int, right: int) -> str:
        """Return the address of a rectangle, as other sheets name it."""
        first, last = xl_rowcol_to_cell(top, left), xl_rowcol_to_cell(bottom, right)
        return f"'{self.title}'!{first}:{last}"

    def _text(self, row: int, col: int, words: object, look: str, kind: str) -> Cell:
        said = defuse(str(words))[:LONGEST_TEXT]
        self.sheet.write_string(row, col, said, self.styles.get(look, kind))
        return self._cell(row, col, said)

    def _fit(self, row: int, said: str, look: str, first: int, last: int) -> None:
        """Make a row high enough for words over these columns: Excel does not do it by itself."""
        size = SIZES.get(look, COMMON_SIZE) / COMMON_SIZE
        width = sum(self._widths[first : last + 1]) or NARROWEST
        lines = sum(max(1, math.ceil(len(p) * size * ROOM / width)) for p in said.split("\n"))
        if lines > 1:
            self.grow(row, lines * LINE * size)

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
