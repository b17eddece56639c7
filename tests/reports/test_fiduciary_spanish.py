"""A fiduciary file that was asked for in Spanish."""

import io
import re
from collections.abc import Iterator

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.utils import translation

from calculator import jobs, language
from calculator.evidence.models import Finding, Source
from calculator.evidence.models.record import Independence
from calculator.language import speaking
from calculator.reports import tasks
from calculator.reports.fiduciary import record, services
from calculator.reports.fiduciary.asop56 import ASOP_56
from calculator.reports.languages import written_in
from calculator.reports.models import FiduciaryFile
from calculator.reports.services import UNSET
from tests.language.pseudo import outside, speaking_pseudo
from tests.reports import pdf
from tests.reports.archived import OWN, PAYER, SMALL, held, rows
from tests.services import ROOT

PLACE = re.compile(r"https?://\S+|`[^`]*`|[\w./-]+\.(?:csv|json|md|pdf|xlsx|yaml)|\w+/|SHA256SUMS")
HASH = re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b")
COMMANDS = re.compile(r"```.*?```|python manage\.py.*?< again\.json", re.DOTALL)
NOT_SAID = {"msoroi", "SHA", "ASOP", "CHEERS", "Python", "model", "processor"}
ROOMS = ("README.md", "tables/", "checklists/")


def spanish(a_scenario, a_report, **raw: object) -> dict[str, bytes]:
    with speaking("es"):
        report = a_report(a_scenario(**raw))
    file = services.request_file(report=report)
    tasks.make_fiduciary_file(file.pk)
    return held(FiduciaryFile.objects.get(pk=file.pk))


def test_everything_but_the_evidence_speaks_the_language_of_whoever_asked(a_scenario, a_report):
    files = spanish(a_scenario, a_report, **SMALL)

    workbook = openpyxl.load_workbook(io.BytesIO(files["workbook.xlsx"]))
    assert "página 1 de 2" in pdf.text(files["summary.pdf"])[0]
    assert workbook.sheetnames[0] == "Respuesta"
    assert files["model.md"] == (ROOT / "docs" / "es" / "model.md").read_bytes()
    assert rows(files["tables/alternatives.csv"])[0]["Alternativa"] == "No hacer nada"
    assert files["README.md"].decode().startswith("# Expediente fiduciario")
    assert rows(files["checklists/asop-56.csv"])[0]["Estado"] == "respondido"


def test_what_machines_read_and_the_evidence_are_the_same_in_both(a_scenario, a_report, small):
    files, english = spanish(a_scenario, a_report, **SMALL), held(small)

    alike = [name for name in english if name.startswith(("evidence/", "data/"))]
    assert list(files) == list(english)
    assert len(alike) > 10
    assert [name for name in alike if files[name] != english[name]] == []
    assert files["calculation/inputs.json"] == english["calculation/inputs.json"]


@pytest.mark.parametrize("raw", [SMALL, OWN, PAYER], ids=["reference", "own figures", "payer"])
def test_every_word_of_it_is_translated(a_scenario, a_report, monkeypatch, raw):
    with speaking_pseudo(monkeypatch):
        files = spanish(a_scenario, a_report, **raw)

    left = {name: words for name, text in told(files) if (words := untranslated(text))}
    assert left == {}


def told(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a file that are for people."""
    yield "guide.pdf", " ".join(pdf.text(files["guide.pdf"]))
    for name, content in files.items():
        if name.startswith(ROOMS):
            yield name, content.decode("utf-8-sig")


def untranslated(text: str) -> set[str]:
    """Return the words of a text that stand for themselves in no language."""
    whole = " ".join(text.split()).replace("- ", "-").replace(" -", "-")  # where a line ends
    text = COMMANDS.sub("", whole)
    for kept in sorted(kept_words(), key=len, reverse=True):
        text = text.replace(kept, "")
    return set(outside(PLACE.sub("", HASH.sub("", text)))) - NOT_SAID


def kept_words() -> set[str]:
    """Return what the evidence says of itself, and the names of packages."""
    sources = Source.objects.values_list("slug", "authors", "publisher", "title")
    with translation.override("es"):  # choices of models, which Django translates
        kinds = [str(label) for label in Independence.labels]
    return {
        *filter(None, (text for source in sources for text in source)),
        *Finding.objects.values_list("slug", flat=True),
        *kinds,
        *record.PACKAGES,
        ASOP_56.label,
    }


def test_the_spanish_guide_keeps_pdf_ua_and_pdf_a(a_scenario, a_report):
    guide = spanish(a_scenario, a_report, **OWN)["guide.pdf"]

    assert pdf.failures(guide) == []
    assert str(pdf.opened(guide).Root.Lang) == "es-US"
    assert re.search(r"CHEERS 2022: \d+ de 28 puntos", " ".join(" ".join(pdf.text(guide)).split()))


def test_a_document_is_written_in_one_language_whatever_translates_it():
    with written_in("es"):
        assert (language.current(), translation.get_language()) == ("es", "es")

    assert (language.current(), translation.get_language()) == ("en", "en-us")


@pytest.mark.parametrize("error", [jobs.BROKE, jobs.GAVE_UP, UNSET])
def test_why_a_job_failed_is_said_in_the_language_of_the_page(a_report, error):
    report = a_report()
    report.status, report.error = jobs.Status.FAILED, error
    with speaking("es"):
        page = render_to_string("reports/_status.html", {"report": report})
        said = language.gettext(error)

    assert said != error
    assert said in page
