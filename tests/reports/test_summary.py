"""The two pages: what they say, how they are tagged, and that they hold for the largest cases."""

import io
import re
from datetime import date

import pikepdf
import pypdf
import pytest

from calculator.evidence import catalog
from calculator.exhibits.paper import summary_for_paper
from calculator.reports import sheet, typeset
from calculator.scenarios import services
from tests.reports import pdf
from tests.reports.conftest import ADDRESS, flat

DAY = date(2026, 11, 22)
TEN_THOUSAND = {"members": 10_000}
PAYER = {
    "audience": "payer",
    "members_by_line": {
        "commercial": 3_000_000,
        "medicare_advantage": 900_000,
        "medicaid": 1_100_000,
    },
    "design": "targeted",
}
SIZES = {"letter": (612, 792), "a4": (595, 842)}


def document(raw, *, paper="letter", address=ADDRESS):
    return sheet.of_result(
        services.calculate(raw=raw),
        release=catalog.live_release(),
        paper=paper,
        day=DAY,
        again=("Reopens at", address),
    )


def every_area():
    return [area.slug for area in catalog.evidence_of(catalog.live_release()).areas]


def largest():
    """Return 5,000,000 members, every area, ten years, and over a hundred parameters replaced."""
    evidence = catalog.evidence_of(catalog.live_release())
    own = {
        parameter.name: {"base": parameter.base, "low": parameter.low, "high": parameter.high}
        for parameter in evidence.parameters
        if parameter.low < parameter.base < parameter.high
    }
    own["surgery_cost.lumbar_fusion"] = {"base": 9_000_000, "low": 8_000_000, "high": 10_000_000}
    return {
        "members": 5_000_000,
        "areas": every_area(),
        "horizon_years": 10,
        "include_productivity": True,
        "design": "mandatory",
        "lens": "as_claimed",
        "funding": "fully_insured",
        "savings_retained": 0.99,
        "fee_per_opinion": 1234.5,
        "overrides": own,
    }


@pytest.fixture
def losing(db):
    return typeset.pdf(document(TEN_THOUSAND))


def said(content):
    return flat("".join(pdf.text(content)))


@pytest.mark.parametrize("raw", [TEN_THOUSAND, PAYER, {"members": 50_000, "lens": "as_claimed"}])
def test_it_says_what_the_page_says(db, raw):
    summary = summary_for_paper(services.calculate(raw=raw))
    first, second = map(flat, pdf.text(typeset.pdf(document(raw))))

    for words in (
        summary.headline,
        summary.verdict,
        summary.context,
        summary.luck,
        summary.designs.title,
        *summary.designs.notes,
        *(column.note for column in summary.designs.table.columns),
        summary.how_sure.title,
        *(part for tile in summary.tiles for part in (tile.label, tile.value, tile.detail)),
        *(part for turn in summary.turns for part in (turn.question, turn.answer)),
        *(cell.text for row in summary.designs.table.rows for cell in row.cells),
    ):
        assert flat(words) in first, words
    shown = int(re.search(r"The(\d+)figuresthatmove", second)[1])
    assert shown >= 10
    for words in (
        *(cell.text for row in summary.assumptions.rows[:shown] for cell in row.cells[:-1]),
        *(part for item in summary.not_included for part in item),
        *(part for line in summary.fingerprint for part in line),
    ):
        assert flat(words) in second, words


def test_it_states_the_sources_of_a_figure(losing):
    assert "martin1982" in pdf.text(losing)[1]
    assert "Judgement" in pdf.text(losing)[1]


def test_it_states_what_was_changed(db):
    own = {"engagement": {"base": 1.25, "low": 0.5, "high": 3}}
    content = typeset.pdf(document({**TEN_THOUSAND, "overrides": own}))

    second = pdf.text(content)[1]
    assert "You changed 1 input" in second
    assert "Yours" in second


def test_it_states_the_address_whole_and_links_to_it(losing):
    link = pypdf.PdfReader(io.BytesIO(losing)).pages[1].annotations[0].get_object()

    assert ADDRESS in pdf.text(losing)[1]
    assert link["/A"]["/URI"] == ADDRESS


def test_every_page_has_a_footer(losing):
    fingerprint = services.calculate(raw=TEN_THOUSAND)["fingerprint"][:16]

    for number, page in enumerate(pdf.text(losing), start=1):
        assert f"page {number} of 2" in page
        assert fingerprint in page
        assert "November 22, 2026" in page


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(lambda: TEN_THOUSAND, id="losing"),
        pytest.param(lambda: {"members": 50_000, "lens": "as_claimed"}, id="winning"),
        pytest.param(lambda: {**PAYER, "areas": every_area()}, id="payer"),
        pytest.param(lambda: {"members": 1, "horizon_years": 1}, id="one member"),
        pytest.param(largest, id="largest"),
    ],
)
def test_it_is_two_pages_and_keeps_pdf_ua_and_pdf_a(db, paper, raw):
    content = typeset.pdf(document(raw(), paper=paper))

    assert pdf.sizes(content) == [SIZES[paper]] * 2
    assert pdf.failures(content) == []


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_nothing_leaves_the_margins(db, paper):
    words = "An answer of " + "unreasonable" * 60
    wide = document(largest(), paper=paper, address="https://example.org/c/" + "a" * 300)
    wide["designs"]["table"]["rows"][0]["cells"][1]["text"] = "−$123,456,789,012,345"
    wide["assumptions"]["rows"][0]["cells"][0]["text"] = words
    content = typeset.pdf(wide)

    width = SIZES[paper][0]
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        assert ends_of_words(page)
        assert max(ends_of_words(page)) <= width - 0.5 * 72
    assert flat(words) in said(content)


def ends_of_words(page):
    """Return how far right each piece of text reaches, at three tenths of its size a letter."""
    found = []

    def visit(text, _cm, tm, _font, size):
        if text.strip():
            found.append(tm[4] + 0.3 * abs(size * tm[0]) * len(text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def test_a_document_that_needs_three_pages_is_refused(db):
    long = document(TEN_THOUSAND)
    long["missing"] = long["missing"] * 12

    with pytest.raises(typeset.TypesetError, match="two pages"):
        typeset.pdf(long)


def test_words_of_a_reader_are_never_run(db):
    hostile = '#read("/etc/passwd") *bold* #eval("1+1") $x^2$ <label> // gone'
    tampered = document(TEN_THOUSAND)
    tampered["headline"] = hostile

    assert flat(hostile) in said(typeset.pdf(tampered))


def test_the_same_calculation_gives_the_same_bytes(losing):
    assert typeset.pdf(document(TEN_THOUSAND)) == losing


def test_it_has_a_title_an_author_a_language_and_a_date(losing):
    opened = pdf.opened(losing)
    root = opened.Root
    info = pypdf.PdfReader(io.BytesIO(losing)).metadata

    assert info.title == "Second-opinion program for 10,000 members' plan"
    assert info.author == "msoroi"
    assert str(root.Lang) == "en-US"
    assert info.creation_date.date() == DAY
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)


def test_headings_tables_and_drawings_are_tagged(losing):
    opened = pdf.opened(losing)
    tags = pdf.tags(opened)
    figures = [e for e in pdf.elements(opened) if e.S == "/Figure"]

    assert tags["/H1"] == 1
    assert tags["/H2"] >= 6
    assert tags["/Table"] == 2
    assert tags["/TH"] == 6 + 5
    assert tags["/TD"] == 5 * 6 + len(document(TEN_THOUSAND)["assumptions"]["rows"]) * 5
    assert len(figures) == 5 + 1
    assert all(len(str(figure.Alt)) > 20 for figure in figures)
    assert {str(e.A.Scope) for e in header_cells(opened)} == {"/Column"}


def header_cells(opened):
    for element in pdf.elements(opened):
        if element.S == "/TH":
            if isinstance(element.A, pikepdf.Array):
                element.A = next(a for a in element.A if "/Scope" in a)
            yield element


def test_only_our_own_typeface_is_embedded(losing):
    opened = pdf.opened(losing)
    fonts = {
        str(font.BaseFont).partition("+")[2]
        for page in opened.pages
        for font in page.Resources.Font.values()
    }

    assert fonts
    assert all(name.startswith("SourceSansPro-") for name in fonts)
