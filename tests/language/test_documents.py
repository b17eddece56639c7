"""What leaves the site says nothing that was not translated, and Spanish breaks none of it."""

import re
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest

from calculator import language
from calculator.engine.evidence import BANDS
from calculator.engine.inputs.fields import FIELD
from calculator.evidence import catalog
from calculator.evidence.models import Source
from calculator.reports import sheet, typeset
from calculator.reports.workbook import book
from calculator.scenarios import services
from tests.language.pseudo import outside, speaking_pseudo
from tests.reports import pdf
from tests.reports.test_summary import largest
from tests.reports.workbook.books import ADDRESS as WORKBOOK_ADDRESS
from tests.reports.workbook.books import EVIDENCE, facts_of, opened

DAY = date(2026, 11, 22)
ADDRESS = "https://example.org/c/0/"
NOT_SAID = {"https", "example", "org", "Eq", "Model", "msoroi"}
QUOTED = re.compile(r'"([^"]*)"')
HASH = re.compile(r"\b[0-9a-f]{8,}\b")
WORDS = re.compile(r"""&?"[^"]*"&?|'[^']+'!""")
CASES = {
    "employer": {"members": 10_000, "overrides": {"engagement": 1.2}},
    "payer": {"audience": "payer", "members_by_line": {"commercial": 40_000, "medicaid": 9_000}},
    "one year": {"members": 50_000, "lens": "as_claimed", "horizon_years": 1},
}


def summary(raw: dict[str, object]) -> sheet.Document:
    return sheet.of_result(
        services.calculate(raw=raw),
        release=catalog.live_release(),
        paper="letter",
        day=DAY,
        again=(language.gettext("Reopens at"), ADDRESS),
        address=ADDRESS,
    )


def in_one(pages: list[str]) -> str:
    """Return the text of all pages without the names of sources and the hashes on it."""
    words = HASH.sub("", " ".join(pages))
    for slug in sorted(Source.objects.values_list("slug", flat=True), key=len, reverse=True):
        words = words.replace(slug, "")
    return words


def is_hash(word: str) -> bool:
    return len(word) > 7 and not set(word) - set("0123456789abcdef")


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_every_word_of_the_pdf_is_translated(name, monkeypatch):
    with speaking_pseudo(monkeypatch):
        content = typeset.pdf(summary(CASES[name]))

    assert set(outside(in_one(pdf.text(content)))) - NOT_SAID == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*CASES, "largest"])
def test_the_spanish_pdf_has_two_pages_and_keeps_pdf_ua_and_pdf_a(name):
    with language.speaking("es"):
        content = typeset.pdf(summary(CASES[name] if name in CASES else largest()))

    opened, words = pdf.opened(content), pdf.text(content)
    assert pdf.failures(content) == []
    assert str(opened.Root.Lang) == "es-US"
    assert len(words) == 2
    assert all("22 de noviembre de 2026" in page for page in words)


def workbook(name: str) -> openpyxl.Workbook:
    return opened(book.bytes_of(facts_of(**CASES[name])))


def sheets_and_cells(made: openpyxl.Workbook) -> Iterator[str]:
    """Yield what each sheet, cell, formula and rule of a cell says."""
    known = codes()
    yield from made.sheetnames
    for page in made:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    words = [word for word in QUOTED.findall(cell.value) if word not in known]
                    yield "".join(words)  # a sentence with cells in it
                elif isinstance(cell.value, str) and not is_hash(cell.value):
                    yield cell.value
        for rule in page.data_validations.dataValidation:
            yield from (rule.errorTitle or "", rule.error or "")


def codes() -> set[str]:
    """Return what stands for itself in a workbook in every language."""
    slugs = {part.slug for part in (*EVIDENCE.designs, *EVIDENCE.lenses, *EVIDENCE.lines)}
    names = {parameter.name for parameter in EVIDENCE.parameters}
    choices = {choice for field in FIELD.values() for choice in field.choices}
    return {*slugs, *names, *choices, *BANDS, WORKBOOK_ADDRESS, "per_opinion", "pepm", "pmpm"}


@pytest.mark.parametrize("name", CASES)
def test_every_word_of_the_workbook_is_translated(name, monkeypatch):
    with speaking_pseudo(monkeypatch):
        texts = set(sheets_and_cells(workbook(name))) - codes()

    stands = NOT_SAID | codes()  # also in a head: "Design targeted" names the column of a code
    left = {text: words for text in texts if (words := set(outside(text)) - stands)}
    assert left == {}


def test_the_spanish_workbook_calculates_as_the_english_one_does():
    english = workbook("employer")
    with language.speaking("es"):
        spanish = workbook("employer")

    pairs = list(zip(english, spanish, strict=True))
    assert [two.title for _, two in pairs[:3]] == ["Respuesta", "Datos", "Parámetros"]
    assert formulas(english) == formulas(spanish)


def formulas(made: openpyxl.Workbook) -> list[tuple[int, str, str]]:
    """Return every formula's place and text, without the words in it and the names of sheets."""
    return [
        (number, cell.coordinate, WORDS.sub("", cell.value))
        for number, page in enumerate(made)
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
