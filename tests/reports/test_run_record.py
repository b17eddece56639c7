"""What the run record says where the numbers cannot, or do not, come out again."""

from calculator.evidence.canonical import exporter
from calculator.reports.fiduciary import contents, record
from tests.reports.archived import SMALL
from tests.reports.conftest import ADDRESS


def test_numbers_that_do_not_come_out_again_are_said_to_differ(a_scenario):
    saved = a_scenario(**SMALL)
    saved.result["annual"]["net"] += 1.0

    said = record.record_of(saved, exporter.content_of(saved.release))

    assert said["reproduced"] is False
    assert "do not rely on the numbers" in said["reproduced_note"]


def test_another_models_numbers_are_not_said_to_come_out_again(a_scenario):
    saved = a_scenario(**SMALL)
    saved.model_version = "0.9.0"

    said = record.record_of(saved, exporter.content_of(saved.release))

    assert said["reproduced"] is False
    assert "0.9.0" in said["reproduced_note"]


def test_an_older_models_numbers_get_no_workbook_of_todays_formulas(a_scenario):
    saved = a_scenario(**SMALL)
    saved.model_version = "0.9.0"

    files = contents.files_of(
        saved, paper="letter", address=ADDRESS, summary=b"%PDF", progress=lambda percent: None
    )

    assert "workbook.xlsx" not in files
    assert b"workbook.xlsx" not in files["README.md"]
