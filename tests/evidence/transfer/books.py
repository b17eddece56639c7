"""Make files as people make them: CSV as bytes, and workbooks."""

import csv
import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook

FINDING = {
    "id": "new-study-dx",
    "source": "meyer2015",
    "topic": "all",
    "measure": "diagnosis_change",
    "value": "0.25",
    "unit": "share of opinions",
    "numerator": "10",
    "denominator": "40",
    "independence": "independent",
    "verification": "source_seen",
}
SOURCE = {
    "id": "newstudy2026",
    "authors": "Doe J",
    "title": "A new study",
    "independence": "independent",
}


def a_csv(*rows: Mapping[str, object], delimiter: str = ",", newline: str = "\r\n") -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=newline)
    writer.writerow(rows[0])
    writer.writerows(row.values() for row in rows)
    return file.getvalue().encode()


def a_workbook(**sheets: Iterable[Iterable[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows_of(*rows: Mapping[str, object]) -> list[list[object]]:
    return [list(rows[0]), *(list(row.values()) for row in rows)]
