"""The workbook as a report: asked for, made by the job, taken, through page and API."""

import io

import openpyxl
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from calculator.reports import services, tasks
from calculator.reports.models import Report
from tests.reports.conftest import ADDRESS, fresh

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def workbook(a_scenario) -> Report:
    """A finished workbook."""
    report = services.request_report(
        scenario=a_scenario(), paper="a4", address=ADDRESS, format="xlsx"
    )
    tasks.make_report(report.pk)
    return fresh(report)


def test_the_job_makes_a_workbook_of_the_saved_calculation(workbook):
    found = openpyxl.load_workbook(io.BytesIO(bytes(workbook.content)), data_only=True)

    assert (workbook.status, workbook.pages, workbook.paper) == ("done", None, "letter")
    assert "costs the plan of 10,000 members" in found["Answer"]["A5"].value
    assert found["Parameters"]["A5"].hyperlink.target.startswith("https://savings.example.org/")
    assert found["Sources"].max_row > 50
    assert any(
        row[0].value == "engagement" and row[-1].value
        for row in found["Parameters"].iter_rows(min_row=5)
    )


def test_a_workbook_is_another_report_than_the_pdf_and_asked_for_twice_one(workbook):
    scenario = workbook.scenario

    again = services.request_report(scenario=scenario, paper="letter", address="", format="xlsx")
    pdf = services.request_report(scenario=scenario, paper="letter", address=ADDRESS)

    assert again.pk == workbook.pk
    assert pdf.pk != workbook.pk


def test_the_same_calculation_gives_the_same_bytes(workbook):
    assert services.make_report(workbook)["sha256"] == workbook.sha256


def test_the_file_is_given_as_a_workbook(client, workbook):
    response = client.get(reverse("reports:download-report", args=[workbook.token]))

    assert response["Content-Type"] == XLSX
    assert response["Content-Disposition"].endswith('.xlsx"')
    assert response.content == bytes(workbook.content)


def test_the_button_asks_for_a_workbook(client, a_scenario, sent):
    scenario = a_scenario()

    page = client.get(scenario.get_absolute_url()).content.decode()
    response = client.post(
        reverse("reports:request-report", args=[scenario.token]),
        {"paper": "a4", "format": "xlsx"},
        follow=True,
    )

    assert 'name="format" value="xlsx"' in page
    assert Report.objects.get().format == "xlsx"
    assert "Workbook of this calculation" in response.content.decode()


def test_an_unknown_format_is_refused_on_its_own_field(client, a_scenario):
    url = reverse("reports:request-report", args=[a_scenario().token])

    response = client.post(url, {"format": "doc"})

    assert response.status_code == 422
    assert "Choose PDF or Excel workbook." in response.content.decode()


def test_an_outsider_gets_404_for_the_workbook_of_an_owned_calculation(
    client, workbook, django_user_model
):
    owner = django_user_model.objects.create_user("olga", "olga@example.org", "a-long-passphrase")
    workbook.scenario.created_by = owner
    workbook.scenario.save()

    assert client.get(reverse("reports:download-report", args=[workbook.token])).status_code == 404


def test_the_database_refuses_a_workbook_on_a4(a_scenario):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(scenario=a_scenario(), paper="a4", format="xlsx", address="")


def test_the_api_gives_a_workbook(client, a_scenario, sent):
    scenario = a_scenario()
    address = f"/api/v1/calculations/{scenario.token}/reports"

    reply = client.post(address, {"format": "xlsx"}, content_type="application/json")
    tasks.make_report(Report.objects.get().pk)
    standing = client.get(reply["Location"]).json()
    file = client.get(standing["file"])

    assert (reply.status_code, standing["format"], standing["status"]) == (202, "xlsx", "done")
    assert file["Content-Type"] == XLSX
    assert file.content.startswith(b"PK")


def test_the_api_refuses_an_unknown_format(client, a_scenario):
    address = f"/api/v1/calculations/{a_scenario().token}/reports"

    reply = client.post(address, {"format": "doc"}, content_type="application/json")

    assert reply.status_code in (400, 422)
    assert "Choose one of pdf, xlsx." in str(reply.json())
