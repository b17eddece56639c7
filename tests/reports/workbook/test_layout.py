"""How the sheets look, on a screen and on paper: nothing cut, heads in sight, fit to be read."""

import openpyxl
import pytest

from calculator.language import speaking
from calculator.reports.workbook import book
from calculator.reports.workbook.page import LINE
from calculator.reports.workbook.styles import LOOKS
from tests.reports.workbook.books import PAYER, facts_of, opened

WHITE, READABLE = "#FFFFFF", 4.5


@pytest.fixture(scope="module")
def found() -> openpyxl.Workbook:
    """The workbook whose words are longest and whose figures are largest."""
    with speaking("es"):
        return opened(book.bytes_of(facts_of(**PAYER)))


def test_no_figure_can_be_too_wide_for_its_column(found):
    """A cell of figures shrinks: a payer's billions are never shown as a row of hashes."""
    for sheet in found:
        for row in sheet.iter_rows():
            for at in row:
                if at.number_format != "General":
                    assert at.alignment.shrink_to_fit, (sheet.title, at.coordinate)


def test_every_label_is_shown_whole(found):
    count = 0
    for sheet in found:
        width = sheet.column_dimensions["A"].width
        for row in range(3, sheet.max_row + 1):
            at = sheet.cell(row, 1)
            is_plain = at.data_type == "s" and not at.font.b and not at.hyperlink
            if is_plain and len(at.value) > width:
                count += 1
                assert at.alignment.wrap_text, (sheet.title, at.value)
                assert sheet.row_dimensions[row].height >= 2 * LINE, (sheet.title, at.value)
    assert count > 5


def test_every_sheet_is_printed_no_wider_than_it_can_be_read(found):
    for sheet in found:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1) <= 2
        if (sheet.page_setup.fitToWidth or 1) > 1:
            assert sheet.print_title_cols


def test_every_sheet_but_the_first_keeps_its_heads_in_sight(found):
    first, *others = found

    assert first.freeze_panes is None
    assert [sheet.title for sheet in others if sheet.freeze_panes is None] == []


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_can_be_read(look):
    parts = LOOKS[look]

    dark, light = (
        _luminance(str(parts.get(key, other)))
        for key, other in (("font_color", "#1B2A3A"), ("bg_color", WHITE))
    )

    low, high = sorted((dark, light))
    assert (high + 0.05) / (low + 0.05) >= READABLE


def _luminance(color: str) -> float:
    shares = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
