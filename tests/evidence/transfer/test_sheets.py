import io
import zipfile
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.evidence.transfer import sheets
from calculator.evidence.transfer.sheets import BAD, BadFile, read_file
from tests.evidence.transfer.books import FINDING, SOURCE, a_csv, a_workbook, rows_of

ROWS = [(2, list(FINDING.values()))]


def read(data: bytes, name: str = "findings.csv", kind: str = "") -> list[sheets.Table]:
    return read_file(data, name=name, kind=kind)


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_in_all_its_dialects(delimiter, newline, mark):
    (table,) = read(mark + a_csv(FINDING, delimiter=delimiter, newline=newline))

    assert table.kind == "findings"
    assert table.headings == list(FINDING)
    assert table.rows == ROWS


def test_quotes_hold_delimiters_and_line_breaks():
    (table,) = read(a_csv({"id": "a", "note": 'said "no, never"\r\nand left'}, {"id": "b"}))

    assert table.rows[0] == (2, ["a", 'said "no, never"\r\nand left'])
    assert table.rows[1] == (3, ["b"])


def test_blank_rows_are_passed_over_and_keep_their_number():
    (table,) = read(b"id,note\r\n,,,\r\n\r\nx,y\r\n")

    assert table.rows == [(4, ["x", "y"])]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xff\xfei\x00d\x00", "UTF-16"),
        ("id,note\nx,caf\xe9\n".encode("latin-1"), "Line 2 is not UTF-8"),
        (b"id\n\x00\n", "not a text file"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0rest", "old or locked"),
        (b"PK\x03\x04 no zip at all", "broken"),
        (b'id,note\n"open,\n', "cannot be read"),
        (b"\r\n,,\r\n", "no row of headings"),
        (b"id\nx,too,many\n", "more cells than there are headings"),
        (b",".join(b"c%d" % n for n in range(99)), "more than 60 columns"),
        (b"x" * (sheets.MAX_BYTES + 1), "larger than 2 MB"),
        (b"id\n" + b"x\n" * (sheets.MAX_ROWS + 1), "more than 2,000 rows"),
        (b"id\n" + b"\n" * (sheets.MAX_BLANK + 1) + b"x\n", "more than 2,000 rows"),
        (b"id\n" + b"y" * 140_000, "field larger than field limit"),
    ],
)
def test_a_bad_file_is_refused_in_words(data, said):
    with pytest.raises(BadFile, match=said):
        read(data)


def test_as_many_rows_as_allowed_are_read():
    (table,) = read(b"id\n" + b"x\n" * sheets.MAX_ROWS)

    assert len(table.rows) == sheets.MAX_ROWS


def test_a_very_long_cell_is_marked():
    (table,) = read(b"id,note\nx," + b"y" * (sheets.MAX_TEXT + 1))

    assert "more than 20,000 letters" in table.rows[0][1][1][BAD]


def test_a_csv_of_no_known_kind_is_refused():
    with pytest.raises(BadFile, match="Choose what the rows are"):
        read(b"id\nx\n", name="my list.csv")


def test_a_chosen_kind_beats_the_name():
    (table,) = read(b"id\nx\n", name="findings.csv", kind="claims")

    assert table.kind == "claims"


def test_a_workbook_gives_a_table_a_sheet():
    tables = read(a_workbook(Findings=rows_of(FINDING), sources=rows_of(SOURCE)), name="x.xlsx")

    assert [table.kind for table in tables] == ["findings", "sources"]
    assert tables[0].rows == ROWS


def test_a_workbook_of_one_sheet_takes_the_chosen_kind():
    (table,) = read(a_workbook(Sheet1=rows_of(FINDING)), name="x.xlsx", kind="findings")

    assert table.rows == ROWS


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (a_workbook(Sheet1=[["id"]]), "", "Sheet “sheet1” is not one of"),
        (a_workbook(**{"claims": [["id"]], "Claims ": [["id"]]}), "", "Two sheets"),
        (a_workbook(claims=[["id"]], sources=[["id"]]), "claims", "several sheets"),
        (a_workbook(claims=[]), "", "no row of headings"),
        (packed(word__document=b"x"), "", "not an XLSX"),
        (packed(**{"xl__workbook.xml": b"x", "xl__vbaProject.bin": b"x"}), "", "macros"),
        (packed(**{"xl__workbook.xml": b"<x/>"}), "", "broken"),
        (packed(**{"xl__workbook.xml": b"0" * (sheets.MAX_UNPACKED + 1)}), "", "when unpacked"),
        (packed(**{f"p{n}": b"" for n in range(300)}), "", "when unpacked"),
    ],
)
def test_a_bad_workbook_is_refused_in_words(data, kind, said):
    with pytest.raises(BadFile, match=said):
        read(data, name="x.xlsx", kind=kind)


def test_formulas_errors_and_dates_are_marked_and_never_computed():
    book = a_workbook(claims=[["id", "a", "b", "c", "d"], ["x", "=1+1", "#N/A", date.today(), 7]])
    (table,) = read(book, name="x.xlsx")

    said = [cell[BAD] for cell in table.rows[0][1][1:4]]
    assert "formula" in said[0]
    assert "error" in said[1]
    assert "date" in said[2]
    assert table.rows[0][1][4] == 7


def doctored(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            held = archive.read(name)
            assert name != part or old in held
            parts[name] = held.replace(old, new) if name == part else held
    return packed(**parts)


def test_entities_are_not_expanded():
    bomb = b'<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'
    book = doctored(a_workbook(claims=[["id"]]), "xl/worksheets/sheet1.xml", b"<worksheet", bomb)

    with pytest.raises(BadFile, match="broken"):
        read(book, name="x.xlsx")


def test_a_sheet_that_lies_about_its_size_is_not_believed():
    book = doctored(
        a_workbook(claims=[["id"], ["x"]]),
        "xl/worksheets/sheet1.xml",
        b'ref="A1:A2"',
        b'ref="A1:XFD1048576"',
    )
    (table,) = read(book, name="x.xlsx")

    assert table.rows == [(2, ["x"])]


@given(st.binary(max_size=400), st.sampled_from(["findings.csv", "x.xlsx", "junk"]))
def test_junk_is_read_or_refused(data, name):
    try:
        tables = read(data, name=name)
    except BadFile as error:
        assert str(error)
    else:
        assert all(len(row) <= len(t.headings) for t in tables for _, row in t.rows)


@cache
def sound() -> bytes:
    """Return one workbook for all examples: its length moves with the time it was made at."""
    return a_workbook(claims=[["id", "claim"], ["a", "b"]])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_spoiled_workbook_is_read_or_refused(data):
    book = bytearray(sound())
    for _ in range(data.draw(st.integers(1, 8))):
        book[data.draw(st.integers(4, len(book) - 1))] = data.draw(st.integers(0, 255))

    try:
        read(bytes(book), name="x.xlsx")
    except BadFile as error:
        assert str(error)


def test_a_cell_that_is_no_text_is_marked():
    assert "no text" in sheets._short("a\x00b")[BAD]
    assert "neither text nor a number" in sheets._short(object())[BAD]
