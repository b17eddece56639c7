"""Workbooks read as text: nothing run, nothing unfolded beyond its limits."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from calculator.engine.errors import InvalidInput
from calculator.portfolios.reading import workbook

GROUPS = [("group_id", "members"), ("a", 1200.0), ("b", "5 000")]


def book(path: Path, rows: list[tuple]) -> Path:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def read(path: Path, **limit: int) -> list[str]:
    folder = path.parent / "out"
    folder.mkdir(exist_ok=True)
    return workbook.as_plain(path, folder, **limit).read_text().splitlines()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "groups.xlsx"


def test_cells_are_read_as_one_would_type_them(path):
    rows = [*GROUPS, (), ("c", True), (date(2026, 1, 2), 0.5), ("d", None)]

    assert read(book(path, rows)) == [
        *("group_id,members", "a,1200", "b,5 000", "c,true"),
        *("2026-01-02T00:00:00,0.5", "d,"),
    ]


def test_formulas_are_not_run(path):
    assert read(book(path, [*GROUPS, ("c", "=1+1")]))[-1] == "c,"


def test_other_files_are_left_as_they_are(tmp_path):
    assert workbook.as_plain(tmp_path / "a.csv", tmp_path) == tmp_path / "a.csv"


def test_look_at_the_first_rows_stops_there(path):
    assert len(read(book(path, GROUPS), limit=1)) == 2


def test_too_many_rows_are_refused(path, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_ROWS", 1)

    with pytest.raises(InvalidInput, match="may have 1 rows"):
        read(book(path, GROUPS))


def test_cells_beyond_the_header_are_refused(path):
    with pytest.raises(InvalidInput, match="more cells"):
        read(book(path, [*GROUPS, ("c", 1, "more")]))


def test_blank_rows_end_the_reading_at_last(path, monkeypatch):
    monkeypatch.setattr(workbook, "MAX_BLANK", 2)
    made = [*GROUPS, (None, " "), (" ",), (" ",), ("z", 5)]

    assert read(book(path, made))[-1] == "b,5 000"


def test_small_file_that_unfolds_into_a_large_one_is_refused(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)

    with pytest.raises(InvalidInput, match="unpacks into too much"):
        read(path)


@pytest.mark.parametrize("content", [b"no archive", b""], ids=["text", "empty"])
def test_what_is_no_workbook_is_refused(path, content):
    path.write_bytes(content)

    with pytest.raises(InvalidInput, match=r"not an \.xlsx workbook"):
        read(path)


def test_broken_workbook_is_refused(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<no")

    with pytest.raises(InvalidInput, match="broken"):
        read(path)
