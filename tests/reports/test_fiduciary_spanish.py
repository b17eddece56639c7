"""A fiduciary file that was asked for in Spanish."""

import io

import openpyxl

from calculator.language import speaking
from calculator.reports import tasks
from calculator.reports.fiduciary import services
from calculator.reports.models import FiduciaryFile
from tests.reports import pdf
from tests.reports.archived import SMALL, held, rows
from tests.services import ROOT


def test_summary_workbook_and_model_speak_the_language_of_whoever_asked(a_scenario, a_report):
    with speaking("es"):
        report = a_report(a_scenario(**SMALL))
    file = services.request_file(report=report)
    tasks.make_fiduciary_file(file.pk)

    files = held(FiduciaryFile.objects.get(pk=file.pk))
    workbook = openpyxl.load_workbook(io.BytesIO(files["workbook.xlsx"]))
    assert "página 1 de 2" in pdf.text(files["summary.pdf"])[0]
    assert workbook.sheetnames[0] == "Respuesta"
    assert files["model.md"] == (ROOT / "docs" / "es" / "model.md").read_bytes()
    assert "Alternative" in rows(files["tables/alternatives.csv"])[0]
    assert str(pdf.opened(files["guide.pdf"]).Root.Lang) == "en-US"
