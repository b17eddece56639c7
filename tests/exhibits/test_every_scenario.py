"""Whatever is asked, the answer can be read: nothing breaks a sentence, a table or a drawing."""

import re
from collections import Counter
from functools import cache
from xml.etree import ElementTree

import pytest

from calculator.exhibits import catalog, paper, sentences
from calculator.exhibits.exhibit import Exhibit
from calculator.exhibits.palette import PRINT
from tests.exhibits.cases import SCENARIOS, result_of
from tests.exhibits.words import drawings, everything, texts

NAMES = tuple(SCENARIOS)
BROKEN = re.compile(r"\bnan\b|\binf\b|\bNone\b|\{|\}|  |  |--|\.\.|about under|about less|\$-|-\$")
CENTS = re.compile(r"\$[\d,]+\.\d\d(?! ?(per \$1|per employee per month|per member per month))")
MAY_SHOW_CENTS = {"Returns per $1", "Low to high", "Value", "95% range", "Yours", "Default"}


@cache
def shown(name: str) -> tuple[object, ...]:
    return everything(result_of(name))


@cache
def exhibits_of(name: str) -> tuple[Exhibit, ...]:
    return catalog.exhibits_for(result_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_broken(name: str) -> None:
    found = [text for text in texts(shown(name)) if BROKEN.search(text)]

    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_every_exhibit_has_a_finding_and_a_way_to_read_it(name: str) -> None:
    exhibits = exhibits_of(name)

    assert all(e.title and e.label and e.lead for e in exhibits)
    assert all(e.table for e in exhibits)
    assert all(e.chart.alt and e.chart.svg.label for e in exhibits if e.chart)
    assert max(Counter(e.slug for e in exhibits).values()) == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_row_fits_its_columns(name: str) -> None:
    tables = [e.table for e in exhibits_of(name)]
    tables.append(paper.summary_for_paper(result_of(name)).assumptions)

    for table in tables:
        for row in table.rows:
            assert len(row.cells) == (1 if row.kind == "group" else len(table.columns))
            assert row.cells[0].is_header


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_is_well_formed_and_carries_no_style_or_script(name: str) -> None:
    for svg in drawings(shown(name)):
        for markup in (svg.markup(), svg.for_print()):
            root = ElementTree.fromstring(markup)
            tags = {element.tag.split("}")[1] for element in root.iter()}

            assert tags <= {"svg", "title", "rect", "line", "circle", "path", "text"}
            assert not any("style" in e.attrib or "id" in e.attrib for e in root.iter())
            assert root.attrib["role"] == "img"
            assert root.attrib["aria-label"] == root[0].text != ""
        assert {mark.classes for mark in svg.marks} <= set(PRINT)


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_lies_on_its_drawing(name: str) -> None:
    for svg in drawings(exhibits_of(name)):
        for mark in svg.marks:
            at = dict(mark.geometry)
            for key in ("x", "x1", "x2", "cx"):
                assert 0 <= float(at.get(key, 0)) <= svg.width
            for key in ("y", "y1", "y2", "cy"):
                assert 0 <= float(at.get(key, 0)) <= svg.height


@pytest.mark.parametrize("name", NAMES)
def test_sentences_show_no_cents_but_in_returns_and_monthly_fees(name: str) -> None:
    result = result_of(name)
    shown = [sentences.headline(result), sentences.verdict(result)]
    shown += [e.title for e in catalog.exhibits_for(result) if e.slug != "fee"]

    assert [text for text in shown if CENTS.search(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_tables_show_no_cents_but_in_returns_and_fees(name: str) -> None:
    for exhibit in exhibits_of(name):
        if exhibit.slug in {"fee", "two-way", "reference-case"}:
            continue
        for row in exhibit.table.rows:
            for column, cell in zip(exhibit.table.columns, row.cells, strict=False):
                if column.title not in MAY_SHOW_CENTS:
                    assert not CENTS.search(cell.text), (exhibit.slug, cell.text)


@pytest.mark.parametrize("name", NAMES)
def test_roi_is_never_stated_in_dollars(name: str) -> None:
    for text in texts(shown(name)):
        assert not re.search(r"ROI[^;,.]*\$", text)


@pytest.mark.parametrize("name", NAMES)
def test_losses_carry_a_minus_sign_wherever_they_are_colored(name: str) -> None:
    for exhibit in exhibits_of(name):
        for row in exhibit.table.rows:
            for cell in row.cells:
                if cell.tone == "loss" and "$" in cell.text:
                    assert cell.text.startswith("−")
                if cell.tone == "gain" and "$" in cell.text:
                    assert not cell.text.startswith("−")
