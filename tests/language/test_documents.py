"""What leaves the site says nothing that was not translated, and Spanish breaks none of it."""

from datetime import date

import pytest

from calculator import language
from calculator.evidence import catalog
from calculator.evidence.models import Source
from calculator.reports import sheet, typeset
from calculator.scenarios import services
from tests.language.pseudo import outside, speaking_pseudo
from tests.reports import pdf
from tests.reports.test_summary import largest

DAY = date(2026, 11, 22)
ADDRESS = "https://example.org/c/0/"
NOT_SAID = {"https", "example", "org"}
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
    """Return the text of all pages without the names of sources and the hash on it."""
    words = " ".join(pages)
    for slug in sorted(Source.objects.values_list("slug", flat=True), key=len, reverse=True):
        words = words.replace(slug, "")
    return " ".join(word for word in words.split() if not is_hash(word))


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
