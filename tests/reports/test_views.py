import pytest
from django.test import Client
from django.urls import reverse

from calculator import jobs
from calculator.jobs import Status
from calculator.reports.models import Report
from tests.reports.conftest import fresh

HTMX = {"HX-Request": "true"}


def ask(client, scenario, *, htmx=False, **data):
    url = reverse("reports:request-report", args=[scenario.token])
    return client.post(url, data, headers=HTMX if htmx else {})


def show(client, report, *, htmx=False, seen=""):
    url = report.get_absolute_url() + (f"?seen={seen}" if seen else "")
    return client.get(url, headers=HTMX if htmx else {})


def file_of(report):
    return reverse("reports:download-report", args=[report.token])


@pytest.fixture(autouse=True)
def _sends_nothing(sent):
    return sent


def test_the_button_queues_a_report_and_shows_its_page(
    client, a_scenario, sent, django_capture_on_commit_callbacks
):
    scenario = a_scenario()

    with django_capture_on_commit_callbacks(execute=True):
        response = ask(client, scenario, paper="a4")

    report = Report.objects.get()
    assert response.status_code == 302
    assert response.url == report.get_absolute_url()
    assert (report.paper, report.scenario, sent) == ("a4", scenario, [report.pk])
    assert report.address == f"http://testserver{scenario.get_absolute_url()}"


def test_the_button_gives_htmx_the_status_in_place(client, a_scenario):
    response = ask(client, a_scenario(), htmx=True)

    page = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in page
    assert "Queued." in page
    assert 'hx-trigger="every 1s"' in page


def test_without_a_choice_the_paper_is_letter(client, a_scenario):
    ask(client, a_scenario())

    assert Report.objects.get().paper == "letter"


def test_an_unknown_paper_is_refused_with_a_reason(client, a_scenario):
    response = ask(client, a_scenario(), paper="papyrus")

    assert response.status_code == 422
    assert "Choose US Letter or A4." in response.content.decode()
    assert not Report.objects.exists()


def test_pressing_twice_makes_one_report(client, a_scenario):
    scenario = a_scenario()

    ask(client, scenario)
    ask(client, scenario)

    assert Report.objects.count() == 1


def test_an_unknown_calculation_is_not_found(client, db):
    assert client.post("/c/nobody-knows/reports/").status_code == 404


def test_asking_takes_a_post(client, a_scenario):
    assert client.get(f"/c/{a_scenario().token}/reports/").status_code == 405


def test_asking_takes_a_csrf_token(a_scenario):
    assert ask(Client(enforce_csrf_checks=True), a_scenario()).status_code == 403


def test_the_page_of_a_report_works_without_javascript(client, a_report):
    response = show(client, a_report())

    page = response.content.decode()
    assert "<h1>" in page
    assert "Check again" in page
    assert 'http-equiv="refresh"' not in page
    assert 'aria-live="polite"' in page
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]


def test_a_running_report_shows_its_progress(client, a_report):
    claimed = jobs.claim(Report, a_report().pk)
    jobs.extend(claimed, progress=50)

    page = show(client, claimed, htmx=True).content.decode()

    assert "Running." in page
    assert 'value="50"' in page


def test_a_poll_that_has_seen_this_already_changes_nothing(client, a_report):
    report = a_report()

    assert show(client, report, htmx=True, seen="queued-0").status_code == 204
    jobs.claim(Report, report.pk)
    assert show(client, report, htmx=True, seen="queued-0").status_code == 200


def test_a_done_report_gives_its_file_and_polls_no_more(client, made):
    page = show(client, made, htmx=True).content.decode()

    assert file_of(made) in page
    assert "2 pages" in page
    assert "hx-trigger" not in page
    assert "Check again" not in show(client, made).content.decode()


def test_a_failed_report_says_why_and_can_be_retried(
    client, failed, sent, django_capture_on_commit_callbacks
):
    page = show(client, failed, htmx=True).content.decode()
    assert failed.error in page
    assert "Try again" in page

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("reports:retry-report", args=[failed.token]), headers=HTMX)

    assert "Queued." in response.content.decode()
    assert fresh(failed).status == Status.QUEUED
    assert sent == [failed.pk]


def test_a_retry_without_javascript_leads_to_the_page(client, failed):
    response = client.post(reverse("reports:retry-report", args=[failed.token]))

    assert (response.status_code, response.url) == (302, failed.get_absolute_url())


def test_a_retry_takes_a_post(client, failed):
    assert client.get(reverse("reports:retry-report", args=[failed.token])).status_code == 405


def test_the_file_is_a_private_attachment(client, made):
    response = client.get(file_of(made))

    assert response.content == bytes(made.content)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="msoroi-10000-members-2026-11-22.pdf"'
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "private" in response.headers["Cache-Control"]


def test_the_file_is_sent_once_to_who_has_it(client, made):
    etag = client.get(file_of(made)).headers["ETag"]

    again = client.get(file_of(made), headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert etag == f'"{made.sha256}"'


def test_before_it_is_done_the_file_leads_to_the_status(client, a_report):
    report = a_report()

    response = client.get(file_of(report))

    assert (response.status_code, response.url) == (302, report.get_absolute_url())


@pytest.mark.parametrize("path", ["/reports/nobody-knows/", "/reports/nobody-knows/file"])
def test_an_unknown_report_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


def test_the_result_page_offers_the_pdf(client, a_scenario):
    scenario = a_scenario()

    page = client.get(scenario.get_absolute_url()).content.decode()

    assert reverse("reports:request-report", args=[scenario.token]) in page
    assert "Download PDF" in page
