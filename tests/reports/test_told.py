"""The end of a fiduciary file is told to those who asked and to the calculation's owner, once."""

import json

import pytest

from calculator.jobs import Status
from calculator.reports import services as reports
from calculator.reports import tasks
from calculator.reports.fiduciary import services
from calculator.webhooks import services as webhooks
from calculator.webhooks.events import FIDUCIARY_FILE_FINISHED
from calculator.webhooks.models import Delivery


@pytest.fixture
def programs(settings, django_user_model):
    """The endpoints of two people."""
    settings.WEBHOOKS_TO_PRIVATE = True
    return {
        name: webhooks.add_endpoint(
            owner=django_user_model.objects.create_user(name, f"{name}@example.org"),
            url="http://127.0.0.1/",
            events=[FIDUCIARY_FILE_FINISHED],
        )[0]
        for name in ("asks", "other")
    }


def told():
    return [(each.endpoint, json.loads(each.body)["data"]) for each in Delivery.objects.all()]


def test_a_finished_file_is_told_once_to_who_asked(a_report, programs):
    report = a_report()
    report.asked_by.add(programs["asks"].owner)
    file = services.request_file(report=report)

    tasks.make_fiduciary_file(file.pk)
    tasks.make_fiduciary_file(file.pk)
    tasks.reap_fiduciary_files()

    ((endpoint, data),) = told()
    assert endpoint == programs["asks"]
    assert data == {
        "fiduciary_file": f"/api/v1/fiduciary-files/{file.token}",
        "calculation": f"/api/v1/calculations/{file.scenario.token}",
        "status": Status.DONE,
        "error": "",
    }


def test_a_failed_file_is_told_to_the_owner_with_its_reason(a_report, programs, monkeypatch):
    def refuse(document: object, **options: object) -> bytes:
        raise reports.typeset.TypesetError("no such font")

    monkeypatch.setattr(reports.typeset, "pdf", refuse)
    report = a_report()
    type(report.scenario).objects.filter(pk=report.scenario.pk).update(
        created_by=programs["other"].owner
    )
    file = services.request_file(report=report)

    tasks.make_fiduciary_file(file.pk)

    ((endpoint, data),) = told()
    assert endpoint == programs["other"]
    assert data["status"] == Status.FAILED
    assert data["error"]
