"""The job of a fiduciary file and its pages: asked for, made, failed, given to who may have it."""

from django.urls import reverse

from calculator import jobs
from calculator.jobs import Status
from calculator.reports import services as reports
from calculator.reports import tasks
from calculator.reports.fiduciary import services
from calculator.reports.models import FiduciaryFile
from calculator.scenarios.models import Scenario
from tests.reports.conftest import NOON

HTMX = {"HX-Request": "true"}


def test_progress_rises_while_it_is_made(a_report, monkeypatch):
    seen = []
    monkeypatch.setattr(jobs, "extend", lambda job, **fields: seen.append(fields.get("progress")))
    file = services.request_file(report=a_report())

    services.make_file(jobs.claim(FiduciaryFile, file.pk))

    assert len(seen) >= 3
    assert seen == sorted(seen)


def test_pressing_the_button_queues_one_file(client, a_scenario, monkeypatch):
    monkeypatch.setattr(tasks.make_fiduciary_file, "delay", lambda pk: None)
    scenario = a_scenario()
    address = reverse("reports:request-fiduciary-file", args=[scenario.token])
    assert address in client.get(scenario.get_absolute_url()).content.decode()

    first = client.post(address, {"paper": "a4"})
    second = client.post(address, {"paper": "a4"}, headers=HTMX)

    file = FiduciaryFile.objects.get(report__scenario=scenario)
    assert (first.status_code, first.url) == (302, file.get_absolute_url())
    assert "Queued." in second.content.decode()
    assert client.get(address).status_code == 405
    assert client.post(address, {"paper": "papyrus"}).status_code == 422


def test_a_finished_file_is_given_once(client, small):
    address = reverse("reports:download-fiduciary-file", args=[small.token])

    response = client.get(address)
    again = client.get(address, headers={"If-None-Match": response["ETag"]})

    assert response.content == bytes(small.content)
    assert response["Content-Type"] == "application/zip"
    assert "msoroi-10000-members-2026-11-22-fiduciary-file.zip" in response["Content-Disposition"]
    assert (again.status_code, again.content) == (304, b"")
    assert address in client.get(small.get_absolute_url(), headers=HTMX).content.decode()


def test_a_file_that_failed_says_why_and_is_made_on_a_second_try(client, a_report, monkeypatch):
    def refuse(document: object, **options: object) -> bytes:
        raise reports.typeset.TypesetError("no such font")

    file = services.request_file(report=a_report())
    with monkeypatch.context() as patch:
        patch.setattr(reports.typeset, "pdf", refuse)
        tasks.make_fiduciary_file(file.pk)
    page = client.get(file.get_absolute_url()).content.decode()
    assert "Failed." in page

    response = client.post(reverse("reports:retry-fiduciary-file", args=[file.token]))
    tasks.make_fiduciary_file(file.pk)

    file.refresh_from_db()
    assert (response.status_code, file.status) == (302, Status.DONE)


def test_before_it_is_done_the_file_leads_to_its_status(client, a_report):
    file = services.request_file(report=a_report())
    download = reverse("reports:download-fiduciary-file", args=[file.token])

    assert client.get(download).url == file.get_absolute_url()
    seen = client.get(file.get_absolute_url() + "?seen=queued-0", headers=HTMX)
    assert seen.status_code == 204
    assert "Check again" in client.get(file.get_absolute_url()).content.decode()


def test_the_file_of_an_owned_calculation_is_its_owners_alone(client, small, django_user_model):
    owner = django_user_model.objects.create_user(username="ann", email="ann@example.org")
    Scenario.objects.filter(pk=small.scenario.pk).update(created_by=owner)
    download = reverse("reports:download-fiduciary-file", args=[small.token])
    paths = [small.get_absolute_url(), download]

    assert [client.get(path).status_code for path in paths] == [404, 404]
    client.force_login(owner, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert [client.get(path).status_code for path in paths] == [200, 200]


def test_the_reaper_sends_a_lost_file_again(a_report, monkeypatch):
    sent: list[int] = []
    monkeypatch.setattr(tasks.make_fiduciary_file, "delay", sent.append)
    file = services.request_file(report=a_report())
    FiduciaryFile.objects.filter(pk=file.pk).update(sent_at=NOON.replace(year=2020))

    tasks.reap_fiduciary_files()

    assert sent == [file.pk]
