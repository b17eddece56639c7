"""The results of a portfolio as files: CSV, Parquet, a workbook where it is short, JSON lines."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from calculator.evidence.transfer.cells import defuse

XLSX_ROWS = 50_000  # about ten seconds' work; more rows go as CSV, Parquet or JSON lines
JSON_ROWS = 20_000  # of one block
MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # the same bytes every time
RESULTS, REFUSED, RANKING = "results", "refused.csv", "ranking.csv"


def write_workbook(table: pl.DataFrame, path: Path) -> None:
    """Write one sheet; texts stay texts, whatever they begin with."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": MADE})
        sheet, bold = book.add_worksheet("Groups"), book.add_format({"bold": True})
        sheet.write_row(0, 0, table.columns, bold)
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(table.iter_rows(), start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, defuse(cell))
                elif cell is not None:
                    sheet.write_number(number, column, cell)


def json_lines(path: Path) -> Iterator[bytes]:
    """Yield the rows of a Parquet file as JSON, a line each, in blocks."""
    for block in pl.scan_parquet(path).collect_batches(chunk_size=JSON_ROWS, maintain_order=True):
        out = io.BytesIO()
        block.write_ndjson(out)
        yield out.getvalue()


def write_rows(header: Sequence[str], rows: Iterable[Sequence[object]], path: Path) -> None:
    """Write a small workbook of plain rows."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("Groups")
        for number, row in enumerate([header, *rows]):
            sheet.write_row(number, 0, row)
