"""What Excel insists on, read from the file itself: Excel cannot be run here.

The limits are those that Excel 2010 and later state; the list of functions holds those that every
such Excel knows without a prefix, so that none is shown as ``#NAME?``.
"""

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest

from calculator.language import speaking
from calculator.reports.workbook import book
from tests import office
from tests.reports.workbook.books import PAYER, cell, facts_of, opened

KNOWN = {
    *("ABS", "AND", "COUNT", "COUNTIF", "FIXED", "IF", "IFERROR", "INDEX", "INT", "ISNUMBER"),
    *("LOG10", "MATCH", "MAX", "MIN", "OR", "ROUND", "SMALL", "SUM", "SUMPRODUCT"),
}
TAKE_RANGES = {"COUNT", "COUNTIF", "INDEX", "MATCH", "MIN", "SMALL", "SUM", "SUMPRODUCT"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
WORDS = re.compile(r'"(?:[^"]|"")*"')
QUOTED = re.compile(r"'(?:[^']|'')*'!")
CALL = re.compile(r"([A-Za-z_][\w.]*)\(")
A_CELL = re.compile(r"[A-Z]{1,3}\d+|R\d*C\d*|[RC]\d*|TRUE|FALSE", re.IGNORECASE)
A_NAME = re.compile(r"[^\W\d][\w.]*")


@pytest.fixture(scope="module", params=["en", "es"])
def content(request) -> bytes:
    with speaking(request.param):
        return book.bytes_of(facts_of(**PAYER))


@pytest.fixture(scope="module")
def parts(content) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert len(names) == len({name.lower() for name in names})
        return {name: archive.read(name) for name in names}


@pytest.fixture(scope="module")
def found(content) -> openpyxl.Workbook:
    return opened(content)


@pytest.fixture(scope="module")
def sheets(parts) -> dict[str, ElementTree.Element]:
    return {
        name: ElementTree.fromstring(part)
        for name, part in parts.items()
        if name.startswith("xl/worksheets/sheet")
    }


@pytest.fixture(scope="module")
def formulas(sheets) -> list[str]:
    found = [f for sheet in sheets.values() for f in sheet.iter(f"{MAIN}f")]
    assert len(found) > 5_000
    assert all(not f.attrib for f in found), "no array, shared or table formula"
    return sorted({f.text or "" for f in found})


def test_every_function_is_one_that_any_excel_knows(formulas):
    used = {name for f in formulas for name in CALL.findall(WORDS.sub("", f))}

    assert used == KNOWN


def test_every_formula_keeps_the_limits(formulas):
    for formula in formulas:
        words = [len(found.replace('""', '"')) - 2 for found in WORDS.findall(formula)]
        deepest, most = _nested(WORDS.sub('""', formula))

        assert len(formula) <= 8_192, formula
        assert max(words, default=0) <= 255, formula
        assert deepest <= 64, formula
        assert most <= 255, formula


def test_no_formula_shrinks_a_range_to_one_cell_in_silence(formulas, parts):
    """A range outside a function that takes one would be read by the row it happens to stand in."""
    for formula in formulas:
        plain = QUOTED.sub("", WORDS.sub('""', formula))
        for found in re.finditer(r"\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+", plain):
            around = _around(plain, found.start())
            assert around[-1] in TAKE_RANGES or "SUMPRODUCT" in around, formula

    assert "xl/metadata.xml" not in parts  # no dynamic array, which an older Excel cannot read


def test_names_are_legal_unique_and_lead_to_one_cell(found):
    names = [name for name in found.defined_names if not name.startswith("_xlnm")]

    assert len(names) > 200
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert A_NAME.fullmatch(name), name
        assert not A_CELL.fullmatch(name), name
        assert len(name) <= 255
        ((sheet, at),) = found.defined_names[name].destinations
        assert found[sheet][at.replace("$", "")].coordinate


def test_names_of_sheets_are_legal(found):
    titles = found.sheetnames

    assert len({title.lower() for title in titles}) == len(titles)
    for title in titles:
        assert 1 <= len(title) <= 31, title
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", title), title
        assert title.lower() != "history"


def test_rules_of_yellow_cells_are_short_and_never_two_for_a_cell(sheets):
    count = 0
    for sheet in sheets.values():
        places = [rule.get("sqref") for rule in sheet.iter(f"{MAIN}dataValidation")]
        assert all(re.fullmatch(r"[A-Z]+\d+", place) for place in places)
        assert len(set(places)) == len(places)
        count += len(places)
        for rule in sheet.iter(f"{MAIN}dataValidation"):
            assert len(rule.get("errorTitle", "")) <= 32
            assert len(rule.get("error", "")) <= 255
            assert all(len(part.text or "") <= 255 for part in rule)

    assert count > 150


def test_every_yellow_cell_has_a_rule(found, sheets):
    ruled = {r.get("sqref") for s in sheets.values() for r in s.iter(f"{MAIN}dataValidation")}

    open_cells = {
        at.coordinate
        for sheet in found
        for row in sheet.iter_rows()
        for at in row
        if not at.protection.locked
    }

    assert open_cells <= ruled


def test_links_and_texts_keep_the_limits(found, parts):
    for name, part in parts.items():
        if name.endswith(".rels"):
            targets = [link.get("Target") for link in ElementTree.fromstring(part)]
            assert len(targets) <= 65_530
            assert all(len(target) <= 2_079 for target in targets)

    for sheet in found:
        for row in sheet.iter_rows():
            for at in row:
                assert len(str(at.value or "").encode("utf-16-le")) <= 2 * 32_767


def test_every_part_is_named_and_leads_to_another(parts):
    types = parts["[Content_Types].xml"].decode()
    for name, part in parts.items():
        ElementTree.fromstring(part)
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for link in ElementTree.fromstring(part).iter(LINKS):
                target = posixpath.normpath(posixpath.join(folder, link.get("Target")))
                is_inside = link.get("TargetMode") != "External"
                assert not is_inside or target.lstrip("/") in parts, (name, target)
        elif name != "[Content_Types].xml":
            assert f'PartName="/{name}"' in types, name


def test_the_first_sheet_leads_to_every_other(found):
    links = [at.hyperlink for row in found.worksheets[0].iter_rows() for at in row if at.hyperlink]
    goals = [link.location.rpartition("!")[0].strip("'") for link in links if link.location]

    assert goals == found.sheetnames[1:]


def test_every_value_carried_is_the_one_that_a_calculation_gives(tmp_path):
    """So a previewer that cannot calculate shows the truth."""
    with speaking("es"):
        content = book.bytes_of(facts_of(**PAYER))
    values = opened(content, values=True)

    calculated = office.recalculated({"book": content}, tmp_path)["book"]

    apart, count = [], 0
    for sheet in opened(content):
        for row in sheet.iter_rows():
            for at in row:
                if at.data_type == "f":
                    count += 1
                    carried = values[sheet.title][at.coordinate].value
                    now = cell(calculated, (sheet.title, at.coordinate))
                    if not _same(carried, now):
                        apart.append((sheet.title, at.coordinate, carried, now))
    assert apart == []
    assert count > 5_000


def test_it_says_its_title_and_language_and_no_person(parts, request):
    core, own = parts["docProps/core.xml"].decode(), parts["docProps/custom.xml"].decode()
    language = request.node.callspec.params["content"]

    assert ("Segunda opinión" if language == "es" else "Medical second opinion") in core
    assert f">{language}<" in own
    for tag in ("creator", "lastModifiedBy"):
        assert re.search(rf"<\w+:{tag}>[^<]", core) is None
    assert not re.search(r"<(Company|Manager)>[^<]", parts["docProps/app.xml"].decode())


def _nested(formula: str) -> tuple[int, int]:
    """Return how deep calls lie in each other, and the most arguments that one has."""
    commas, deepest, most = [0], 0, 0
    for letter in QUOTED.sub("", formula):
        if letter == "(":
            commas.append(0)
            deepest = max(deepest, len(commas) - 1)
        elif letter == ")":
            most = max(most, commas.pop() + 1)
        elif letter == ",":
            commas[-1] += 1
    return deepest, most


def _around(formula: str, at: int) -> list[str]:
    """Return the functions around a place, the outermost first."""
    calls: list[str] = [""]
    for i, letter in enumerate(formula[:at]):
        if letter == "(":
            name = re.search(r"[A-Z0-9]*$", formula[:i])
            calls.append(name[0] if name else "")
        elif letter == ")":
            calls.pop()
    return calls


def _same(carried: object, now: float | str) -> bool:
    if isinstance(carried, bool | int | float) and isinstance(now, float):
        return abs(carried - now) <= 1e-6 + 1e-9 * abs(now)
    return str(carried or "") == str(now)
