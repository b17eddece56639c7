"""Read an uploaded file into tables of cells: CSV or XLSX, told apart by their first bytes.

Nothing is evaluated and nothing is trusted: size, rows, columns and unpacked size are limited, a
formula is kept as a mark that refuses its row, and a broken file is an error in words.
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import load_workbook

from calculator.evidence.errors import WorkflowError
from calculator.evidence.transfer.cells import Cell
from calculator.evidence.transfer.columns import KINDS

MAX_BYTES = 2_000_000
MAX_UNPACKED = 30_000_000
MAX_PARTS = 200
MAX_ROWS = 2_000
MAX_BLANK = 100_000
MAX_COLUMNS = 60
MAX_TEXT = 20_000
BAD = "!"  # the key of a cell that cannot be read; its value says why
UNREADABLE = {
    "f": "holds a formula: paste its value",
    "e": "holds an error of the spreadsheet",
    "d": "holds a date: write it as text",
}
STARTS = {
    b"\xd0\xcf\x11\xe0": "This is an old or locked workbook: save it as .xlsx without a password.",
    b"%PDF": "This is a PDF: upload CSV or XLSX.",
    b"\xff\xfe": "This is UTF-16 text: save it as “CSV UTF-8”.",
    b"\xfe\xff": "This is UTF-16 text: save it as “CSV UTF-8”.",
}


class BadFile(WorkflowError):
    """A file that cannot be read as tables; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one kind: the headings, and each row with its number in the sheet."""

    kind: str
    headings: list[str]
    rows: list[tuple[int, list[object]]]


def read_file(data: bytes, *, name: str, kind: str = "") -> list[Table]:
    """Return the tables of a file.

    Args:
        data: the whole file.
        name: its name; ``findings.csv`` says what its rows are.
        kind: what the rows are, where the name or the sheets do not say.

    Raises:
        BadFile: if it is too large, broken, of another type, or has no known kind.
    """
    if not data:
        raise BadFile("The file is empty.")
    if len(data) > MAX_BYTES:
        raise BadFile(f"The file is larger than {MAX_BYTES // 1_000_000} MB: split it.")
    for start, said in STARTS.items():
        if data.startswith(start):
            raise BadFile(said)
    if data.startswith(b"PK"):
        return _workbook(data, kind)
    stem = name.rpartition("/")[2].partition(".")[0].lower()
    chosen = kind or (stem if stem in KINDS else "")
    if not chosen:
        raise BadFile("Choose what the rows are, or name the file findings.csv and the like.")
    return [_table(chosen, _csv_rows(data))]


def _csv_rows(data: bytes) -> Iterator[list[object]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadFile(
            f"Line {line} is not UTF-8: save the file as “CSV UTF-8” and upload it again."
        ) from error
    if "\x00" in text:
        raise BadFile("This is not a text file: upload CSV or XLSX.")
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise BadFile(f"Line {reader.line_num} cannot be read: {error}.") from error


def _workbook(data: bytes, kind: str) -> list[Table]:
    try:
        _refuse_bomb(zipfile.ZipFile(io.BytesIO(data)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that are not read
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            sheets = book.worksheets
            if kind and len(sheets) != 1:
                raise BadFile("The workbook has several sheets: name each after its rows.")
            named = [(kind or sheet.title.strip().lower(), sheet) for sheet in sheets]
            _refuse_unknown([title for title, _ in named])
            return [_table(title, _sheet_rows(sheet)) for title, sheet in named]
    except BadFile:
        raise
    except Exception as error:  # a broken workbook makes the library raise anything
        raise BadFile("The workbook is broken and cannot be read.") from error


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise BadFile("The workbook is too large when unpacked.")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise BadFile("This is not an XLSX workbook.")
    if "xl/vbaProject.bin" in names:
        raise BadFile("The workbook has macros: save it as .xlsx.")


def _refuse_unknown(titles: Sequence[str]) -> None:
    if not titles:
        raise BadFile("The workbook has no sheet.")
    for title in titles:
        if title not in KINDS:
            raise BadFile(f"Sheet “{title}” is not one of {', '.join(KINDS)}: rename or remove it.")
        if titles.count(title) > 1:
            raise BadFile(f"Two sheets are called “{title}”.")


def _sheet_rows(sheet: Iterable) -> Iterator[list[object]]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    for row in sheet.iter_rows():
        yield [_cell(cell) for cell in row]


def _cell(cell: object) -> object:
    said = UNREADABLE.get(getattr(cell, "data_type", ""))
    return {BAD: said} if said else cell.value


def _table(kind: str, rows: Iterable[list[object]]) -> Table:
    """Gather rows under their headings; blank rows and blank columns at the end are passed over."""
    headings: list[str] | None = None
    found: list[tuple[int, list[object]]] = []
    for number, raw in enumerate(rows, 1):
        row = _trimmed(raw)
        if number > MAX_BLANK or (row and len(found) == MAX_ROWS):
            raise BadFile(f"{kind}: more than {MAX_ROWS:,} rows. Split the file.")
        if not row:
            continue
        if len(row) > MAX_COLUMNS:
            raise BadFile(f"{kind}: row {number} has more than {MAX_COLUMNS} columns.")
        if headings is None:
            headings = [str(cell).strip() for cell in row]
        elif len(row) > len(headings):
            raise BadFile(f"{kind}: row {number} has more cells than there are headings.")
        else:
            found.append((number, [_short(cell) for cell in row]))
    if headings is None:
        raise BadFile(f"{kind}: there is no row of headings.")
    return Table(kind, headings, found)


def _trimmed(row: list[object]) -> list[object]:
    filled = [index for index, cell in enumerate(row) if not _blank(cell)]
    return list(row[: filled[-1] + 1]) if filled else []


def _blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _short(cell: object) -> Cell | Mapping[str, str]:
    if isinstance(cell, str) and len(cell) > MAX_TEXT:
        return {BAD: f"holds more than {MAX_TEXT:,} letters"}
    if isinstance(cell, str) and "\x00" in cell:
        return {BAD: "holds what is no text"}
    if cell is None or isinstance(cell, str | int | float | bool | Mapping):
        return cell
    return {BAD: "holds something that is neither text nor a number"}
