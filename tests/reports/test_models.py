import pytest
from django.db import IntegrityError, transaction

from calculator.jobs import Status
from calculator.reports.models import Report
from tests.reports.conftest import NOON


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_the_database_keeps_one_report_per_calculation_and_paper(a_report):
    report = a_report()

    refused(lambda: Report.objects.create(scenario=report.scenario, paper="letter", address="x"))


def test_the_database_refuses_an_unknown_paper(a_scenario):
    refused(lambda: Report.objects.create(scenario=a_scenario(), paper="folio", address="x"))


def test_the_database_refuses_an_unknown_language(a_scenario):
    refused(
        lambda: Report.objects.create(
            scenario=a_scenario(), paper="letter", language="fr", address="x"
        )
    )


def test_the_database_refuses_a_done_report_without_its_file(a_report):
    reports = Report.objects.filter(pk=a_report().pk)

    refused(lambda: reports.update(status=Status.DONE, finished_at=NOON))


def test_the_database_refuses_a_file_on_a_report_that_is_not_done(a_report):
    reports = Report.objects.filter(pk=a_report().pk)

    refused(lambda: reports.update(content=b"%PDF", sha256="0" * 64, size=4, pages=2))


def test_the_database_refuses_a_report_that_is_not_two_pages(made):
    refused(lambda: Report.objects.filter(pk=made.pk).update(pages=3))


def test_the_file_is_named_after_the_members_and_the_day(a_report):
    assert a_report().filename == "msoroi-10000-members-2026-11-22.pdf"


def test_a_report_goes_with_its_calculation(made):
    made.scenario.delete()

    assert not Report.objects.exists()


def test_an_address_cannot_be_guessed(a_scenario):
    scenario = a_scenario()
    tokens = {
        Report.objects.create(scenario=scenario, paper=paper, address="x").token
        for paper in ("letter", "a4")
    }

    assert len(tokens) == 2
    assert {len(token) for token in tokens} == {32}


def test_it_is_told_by_its_calculation_and_paper(a_report):
    report = a_report(paper="a4")

    assert str(report) == f"{report.scenario.fingerprint[:12]} (2026-11-22) on A4"
