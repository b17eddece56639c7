import hashlib

from calculator import jobs
from calculator.jobs import Status
from calculator.language import speaking
from calculator.reports import services
from calculator.reports.models import Report
from tests.reports import pdf
from tests.reports.conftest import ADDRESS, fresh


def test_a_request_queues_a_report(a_report):
    report = a_report(paper="a4")

    assert (report.status, report.paper, report.address) == (Status.QUEUED, "a4", ADDRESS)


def test_a_second_request_finds_the_first_report(a_report):
    report = a_report()

    again = services.request_report(scenario=report.scenario, paper="letter", address="elsewhere")

    assert (again.pk, again.address) == (report.pk, ADDRESS)
    assert Report.objects.count() == 1


def test_a_request_finds_the_report_that_is_done(made):
    again = services.request_report(scenario=made.scenario, paper="letter", address=ADDRESS)

    assert (again.pk, again.sha256) == (made.pk, made.sha256)


def test_another_paper_is_another_report(a_report, a_scenario):
    scenario = a_scenario()

    assert a_report(scenario).pk != a_report(scenario, paper="a4").pk


def test_a_report_speaks_the_language_in_which_it_was_asked_for(a_report):
    english = a_report()
    with speaking("es"):
        spanish = a_report(english.scenario)

    made = services.make_report(jobs.claim(Report, spanish.pk))

    assert (english.language, spanish.language) == ("en", "es")
    assert english.pk != spanish.pk
    assert str(pdf.opened(made["content"]).Root.Lang) == "es-US"
    assert "página 1 de 2" in pdf.text(made["content"])[0]


def test_a_language_that_is_named_outweighs_the_one_spoken(a_scenario):
    with speaking("es"):
        report = services.request_report(
            scenario=a_scenario(), paper="letter", address=ADDRESS, language="en"
        )

    assert report.language == "en"


def test_a_request_queues_a_failed_report_anew(failed):
    again = services.request_report(scenario=failed.scenario, paper="letter", address=ADDRESS)

    assert (again.pk, again.status, again.runs, again.error) == (failed.pk, Status.QUEUED, 0, "")


def test_retry_queues_a_failed_report(failed):
    report = services.retry_report(report=failed)

    assert (report.status, report.error) == (Status.QUEUED, "")


def test_retry_leaves_a_finished_report_alone(made):
    report = services.retry_report(report=made)

    assert (report.status, report.sha256) == (Status.DONE, made.sha256)


def test_make_returns_the_file_and_what_describes_it(a_report):
    report = a_report()
    claimed = jobs.claim(Report, report.pk)

    fields = services.make_report(claimed)

    assert fields["content"].startswith(b"%PDF-1.7")
    assert fields["sha256"] == hashlib.sha256(fields["content"]).hexdigest()
    assert (fields["size"], fields["pages"]) == (len(fields["content"]), 2)
    assert fresh(report).progress == 50
